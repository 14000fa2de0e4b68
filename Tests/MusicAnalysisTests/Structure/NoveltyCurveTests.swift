import MusicAnalysis
import Testing

@Suite struct NoveltyCurveTests {
    /// A matrix of 1 within blocks that are given by letter and length, and of 0 between letters.
    private func blocks(_ blocks: [(letter: Character, length: Int)]) -> SelfSimilarityMatrix {
        let units = blocks.flatMap { [Character](repeating: $0.letter, count: $0.length) }
        let values = units.flatMap { row in units.map { row == $0 ? Float(1) : 0 } }
        return SelfSimilarityMatrix(timbre: values, mixed: values, count: units.count)
    }

    private func peaks(_ values: [Double]) -> [Int] {
        values.indices.dropFirst().dropLast().filter {
            // Beyond what rounding does.
            values[$0] > max(values[$0 - 1], values[$0 + 1]) + 1e-6
        }
    }

    @Test(
        "blocks along the diagonal have peaks at their borders, and nowhere else",
        arguments: [[4], [8], [4, 8]])
    func borders(halfWidths: [Int]) {
        let matrix = blocks([("A", 16), ("B", 24), ("A", 16), ("C", 16)])
        let novelty = NoveltyCurve(matrix, halfWidths: halfWidths)
        #expect(novelty.values.count == 72)
        #expect(peaks(novelty.values) == [16, 40, 56])
        for border in [16, 40, 56] { #expect(novelty.values[border] > 0.99) }
        // Farther from a border than a kernel reaches there is none.
        for unit in [28, 48] { #expect(novelty.values[unit] < 1e-9) }
        #expect(novelty.values.allSatisfy { (0...1).contains($0) })
    }

    @Test("the clearer border is the higher")
    func heights() {
        // A and B are half alike, B and C not at all.
        let letters =
            [Character](repeating: "A", count: 16) + [Character](repeating: "B", count: 16)
            + [Character](repeating: "C", count: 16)
        let values = letters.flatMap { row in
            letters.map { column -> Float in
                if row == column { return 1 }
                return row != "C" && column != "C" ? 0.5 : 0
            }
        }
        let novelty = NoveltyCurve(
            SelfSimilarityMatrix(timbre: values, mixed: values, count: 48), halfWidths: [8])
        #expect(novelty.values[32] == 1)
        #expect(abs(novelty.values[16] - 0.5) < 1e-6)
    }

    @Test("a uniform song has no novelty, nor has one of one unit, or of none", arguments: [0, 1, 2, 40])
    func uniform(count: Int) {
        for value in [0, 0.3, 1] as [Float] {
            let values = [Float](repeating: value, count: count * count)
            let matrix = SelfSimilarityMatrix(timbre: values, mixed: values, count: count)
            let novelty = NoveltyCurve(matrix, halfWidths: [4, 8])
            #expect(novelty.values == [Double](repeating: 0, count: count))
        }
    }

    @Test("the borders of what returns have the highest peaks, within two beats")
    func recurrence() {
        let form = MadeForm("ABACAB")
        let values = RecurrenceNovelty(BeatSynchronousFeatures(form.features, beats: form.beats)).values
        #expect(values.count == 192)
        #expect(values.allSatisfy { (0...1).contains($0) })
        // The song's own beginning is a border, too.
        let highest = peaks(values).filter { $0 > 4 }.sorted { values[$0] > values[$1] }.prefix(5).sorted()
        #expect(highest.count == 5)
        for (peak, border) in zip(highest, [32, 64, 96, 128, 160]) { #expect(abs(peak - border) <= 2) }
    }

    @Test("a song too short to return has no recurrence")
    func shortest() {
        var features = MadeForm("A", bars: 1).features
        for duration in [0, 0.4, 0.9] {
            features.duration = duration
            let units = BeatSynchronousFeatures(features, beats: [])
            #expect(RecurrenceNovelty(units).values.allSatisfy { $0 == 0 })
        }
    }

    @Test("paths are means along diagonals: a repeat stays, a single likeness fades")
    func paths() {
        var values = [Float](repeating: 0, count: 40 * 40)
        for unit in 0..<40 { values[unit * 40 + unit] = 1 }
        // Units 0 to 15 return at 20; unit 3 is once like unit 12.
        for unit in 0..<16 {
            values[unit * 40 + unit + 20] = 1
            values[(unit + 20) * 40 + unit] = 1
        }
        values[3 * 40 + 12] = 1
        values[12 * 40 + 3] = 1
        let matrix = SelfSimilarityMatrix(timbre: values, mixed: values, count: 40)
        #expect(matrix.timbre[3 * 40 + 12] == 1)
        #expect(matrix.paths[8 * 40 + 28] == 1)
        // Nine units along the diagonal, of which one is alike; eight at the edge.
        #expect(abs(matrix.paths[4 * 40 + 13] - 1.0 / 9) < 1e-6)
        #expect(abs(matrix.paths[3 * 40 + 12] - 1.0 / 8) < 1e-6)
        for row in 0..<40 {
            for column in 0..<row {
                #expect(matrix.paths[row * 40 + column] == matrix.paths[column * 40 + row])
            }
        }
    }

    @Test(
        "sections that run alike are one group, at any distance and shifted by bars",
        arguments: [0, 4, 8])
    func grouping(shift: Int) {
        // A is a run of 24 chords that return in their order, from a later bar on.
        func chord(_ unit: Int) -> Int {
            switch unit {
            case 0..<24: unit
            case 48..<72: unit - 48 + shift
            default: 100 + unit
            }
        }
        let values = (0..<96).flatMap { row in
            (0..<96).map { chord(row) == chord($0) ? Float(1) : 0 }
        }
        let grouping = SectionGrouping(
            starts: [0, 24, 48, 72],
            similarity: SelfSimilarityMatrix(timbre: values, mixed: values, count: 96), barLength: 4
        )
        #expect(grouping.groups == [0, 1, 0, 2])
    }

    @Test(
        "neighbours that repeat each other are one section, but not beyond eight bars",
        arguments: [(2, [0, 32]), (4, [0, 32, 64]), (3, [0, 32, 48])])
    func joining(rounds: Int, expected: [Int]) {
        // A loop of four bars, some rounds of it, and then eight bars of something else.
        let loop = 16
        let chords = (0..<rounds * loop).map { $0 % loop } + (0..<32).map { 100 + $0 }
        let values = chords.flatMap { row in chords.map { row == $0 ? Float(1) : 0 } }
        let grouping = SectionGrouping(
            starts: (0...rounds).map { $0 * loop },
            similarity: SelfSimilarityMatrix(timbre: values, mixed: values, count: chords.count), barLength: 4
        )
        #expect(grouping.starts == expected)
        #expect(grouping.groups == [Int](repeating: 0, count: expected.count - 1) + [1])
    }

    @Test("a matrix that is not square is a mistake of the caller")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            _ = SelfSimilarityMatrix(timbre: [1, 2, 3], mixed: [1, 2, 3], count: 2)
        }
    }
}
