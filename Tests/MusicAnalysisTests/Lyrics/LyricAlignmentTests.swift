import MusicAnalysis
import Testing

@Suite("Lyrics laid over a song") struct LyricAlignmentTests {
    /// A song of bars of two seconds: each run has a label, a length in bars, and is stronger the more it is a chorus.
    private func song(_ runs: [(SectionLabel, Int)], novelty: Double = 1) -> LyricAlignment.Evidence {
        var bars: [SectionLabel] = []
        var edges: [Double] = [0]
        var novel: [Double] = []
        for (label, count) in runs {
            for bar in 0..<count {
                novel.append(bar == 0 ? novelty : 0.1)
                bars.append(label)
                edges.append(edges[edges.count - 1] + 2)
            }
        }
        let energy: [Double] = bars.map { $0 == .chorus ? 0.9 : $0 == .intro || $0 == .outro ? 0.2 : 0.6 }
        let kinds: [SectionLabel] = [.intro, .verse, .prechorus, .chorus, .bridge, .instrumental, .outro]
        let sound = bars.map { label in kinds.map { Float($0 == label ? 2 : -0.3) } }
        return .init(edges: edges, novelty: novel + [0], energy: energy, sound: sound)
    }

    private func part(_ label: SectionLabel, lines: Int) -> LyricSheet.Part {
        .init(label: label, title: label.rawValue, lines: Array(repeating: "la", count: lines))
    }

    /// The labels with their bars, as a text.
    private func laid(_ alignment: LyricAlignment) -> String {
        alignment.placements.map { "\($0.label.rawValue) \($0.bars.count)" }.joined(separator: ", ")
    }

    private let parts: [(SectionLabel, Int)] = [
        (.intro, 0), (.verse, 4), (.chorus, 4), (.verse, 4), (.chorus, 4), (.bridge, 4), (.chorus, 4),
        (.outro, 2),
    ]

    @Test("parts lie where the music has them")
    func whole() {
        let runs: [(SectionLabel, Int)] = [
            (.intro, 4), (.verse, 8), (.chorus, 8), (.verse, 8), (.chorus, 8), (.bridge, 8), (.chorus, 8),
            (.outro, 4),
        ]
        let alignment = LyricAlignment(parts.map { part($0.0, lines: $0.1) }, on: song(runs))
        #expect(laid(alignment) == runs.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", "))
        #expect(alignment.skipped.isEmpty)
        #expect(alignment.placements.compactMap(\.part) == Array(0..<8))
        #expect(alignment.placements.allSatisfy { $0.confidence > 0.5 && $0.confidence <= 1 })
    }

    @Test(
        "of passages that are alike, parts are those in which someone sings",
        arguments: [[1, 3], [0, 2], [2, 4], [0, 4], [1, 2]])
    func voice(sung: [Int]) {
        var evidence = song([SectionLabel](repeating: .verse, count: 5).map { ($0, 8) })
        evidence.voice = (0..<40).map { sung.contains($0 / 8) ? 1.5 : 0.05 }
        let alignment = LyricAlignment([part(.verse, lines: 5), part(.bridge, lines: 5)], on: evidence)
        let found = alignment.placements.filter { $0.part != nil }.map(\.bars)
        #expect(found == sung.map { $0 * 8..<$0 * 8 + 8 }, "\(laid(alignment))")
        #expect(alignment.skipped.isEmpty)
    }

    @Test("music between the parts belongs to none, and is called instrumental")
    func gap() {
        let runs: [(SectionLabel, Int)] = [
            (.intro, 4), (.verse, 8), (.chorus, 8), (.instrumental, 4), (.verse, 8), (.chorus, 8),
            (.outro, 4),
        ]
        let sung = [
            part(.verse, lines: 4), part(.chorus, lines: 4), part(.verse, lines: 4), part(.chorus, lines: 4),
        ]
        let alignment = LyricAlignment(sung, on: song(runs))
        #expect(laid(alignment) == runs.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", "))
        #expect(alignment.placements.map(\.part) == [nil, 0, 1, nil, 2, 3, nil])
    }

    @Test("a song that ends early lacks the parts that it does not reach")
    func cutOff() {
        let runs: [(SectionLabel, Int)] = [(.verse, 8), (.chorus, 8), (.verse, 8), (.chorus, 8)]
        let sheet: [(SectionLabel, Int)] = [
            (.verse, 4), (.chorus, 4), (.verse, 4), (.chorus, 4), (.bridge, 12), (.verse, 12), (.chorus, 12),
        ]
        let alignment = LyricAlignment(sheet.map { part($0.0, lines: $0.1) }, on: song(runs))
        #expect(laid(alignment) == "verse 8, chorus 8, verse 8, chorus 8")
        #expect(alignment.skipped == [4, 5, 6])
    }

    @Test("parts lie where the times of their lines are, against all that is heard", arguments: [0.0, 0.7])
    func timed(pickup: Double) {
        let runs: [(SectionLabel, Int)] = [(.intro, 4), (.verse, 8), (.chorus, 8), (.verse, 8), (.chorus, 8)]
        // The lines say other bars than the music: 6 to 10, 15 to 20, 33 to 35; the last part has none.
        func lines(_ starts: [Double]) -> [LyricSheet.Line] {
            starts.map { .init("la la", time: $0 - pickup..<$0 - pickup + 1.5) }
        }
        let sheet: [LyricSheet.Part] = [
            .init(label: .verse, title: "", lines: lines([12, 16, 18])),
            .init(label: .chorus, title: "", lines: lines([30, 34, 38])),
            .init(label: .verse, title: "", lines: lines([66, 68])),
            .init(label: .outro, title: "", lines: []),
        ]
        let alignment = LyricAlignment(sheet, on: song(runs))
        #expect(alignment.placements.compactMap(\.part).prefix(3) == [0, 1, 2])
        for placement in alignment.placements {
            guard let part = placement.part, part < 3 else { continue }
            let (start, end) = (2 * Double(placement.bars.lowerBound), 2 * Double(placement.bars.upperBound))
            for line in sheet[part].lines {
                let time = line.time!
                #expect(
                    time.lowerBound >= start - 2 && time.lowerBound + 0.75 >= start
                        && time.upperBound <= end + 0.75)
            }
        }
    }

    @Test("a tag's own time is where its part begins, to the bar, with lines and without")
    func taggedTimes() {
        let sheet: [LyricSheet.Part] = [
            .init(label: .intro, title: "", lines: [], start: 0),
            .init(label: .verse, title: "", lines: ["a", "b"], start: 14.2),
            .init(label: .instrumental, title: "", lines: [], start: 31.5),
            .init(label: .chorus, title: "", lines: ["c"], start: 40),
        ]
        let alignment = LyricAlignment(sheet, on: song([(.verse, 10), (.chorus, 10), (.verse, 10)]))
        #expect(laid(alignment) == "intro 7, verse 9, instrumental 4, chorus 10")
        #expect(alignment.placements.map(\.part) == [0, 1, 2, 3])
    }

    @Test("times that cannot be, within one bar or after the song's end, still give an alignment")
    func impossible() {
        let sheet =
            (0..<6).map { index in
                LyricSheet.Part(
                    label: .verse, title: "",
                    lines: [.init("la", time: 10.0 + Double(index) / 10..<10.05 + Double(index) / 10)])
            } + [.init(label: .chorus, title: "", lines: [.init("la", time: 500..<501)])]
        let alignment = LyricAlignment(sheet, on: song([(.verse, 10), (.chorus, 10)]))
        #expect(alignment.placements.last?.bars.upperBound == 20)
        #expect(alignment.placements.allSatisfy { (0...1).contains($0.confidence) })
        #expect(alignment.skipped.contains(6))
    }

    @Test("placements tile the bars in the order of the lyrics, whatever the song", arguments: 1...8)
    func properties(seed: Int) {
        var generator = Generator(state: UInt64(seed) * 7_907)
        let bars = 1 + Int(60 * generator.next())
        let evidence = LyricAlignment.Evidence(
            edges: (0...bars).map { 1.9 * Double($0) }, novelty: (0...bars).map { _ in generator.next() },
            energy: (0..<bars).map { _ in generator.next() },
            sound: (0..<bars).map { _ in (0..<5).map { _ in Float(2 * generator.next() - 1) } })
        let labels = SectionLabel.allCases
        let sheet = (0..<1 + seed).map { _ in
            part(labels[Int(generator.next() * Double(labels.count))], lines: Int(6 * generator.next()))
        }
        let alignment = LyricAlignment(sheet, on: evidence)
        #expect(alignment.placements.first?.bars.lowerBound == 0)
        #expect(alignment.placements.last?.bars.upperBound == bars)
        #expect(
            zip(alignment.placements, alignment.placements.dropFirst())
                .allSatisfy { $0.bars.upperBound == $1.bars.lowerBound })
        let order = alignment.placements.compactMap(\.part)
        #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(Set(order).union(alignment.skipped) == Set(sheet.indices))
        #expect(alignment.placements.allSatisfy { (0...1).contains($0.confidence) })
    }
}
