import Foundation
import MusicAnalysis
import SignalProcessing
import Testing

@Suite struct StructureAnalyzerTests {
    /// The edges of all sections, with the end of the last.
    private func edges(_ structure: Structure) -> [Double] {
        structure.sections.map(\.start) + structure.sections.suffix(1).map(\.end)
    }

    @Test(
        "a form is recovered exactly: its boundaries, and what repeats what",
        arguments: ["ABABCA", "ABAB", "ABCD", "IABABCBO", "ABACA"], [0, 0.1, 0.3] as [Float])
    func forms(letters: String, noise: Float) {
        var form = MadeForm(letters)
        form.noise = noise
        let structure = form.structure
        #expect(edges(structure) == form.edges)
        #expect(structure.sections.map(\.group) == form.groups)
        #expect(structure.warnings.isEmpty)
    }

    @Test("a chorus in another key is the same music", arguments: [1, 2, 3, -2])
    func keyChange(semitones: Int) {
        var form = MadeForm("VCVCBC")
        form.parts[5].transposed = (semitones + 12) % 12
        #expect(edges(form.structure) == form.edges)
        #expect(form.structure.sections.map(\.group) == form.groups)
    }

    @Test("a verse with other instruments and louder is the same music", arguments: [0.5, 1] as [Float])
    func rearranged(distance: Float) {
        var form = MadeForm("VCVCBC", loudness: ["C": -10])
        form.parts[2].rearranged = distance
        form.parts[2].loudness = -12
        #expect(edges(form.structure) == form.edges)
        #expect(form.structure.sections.map(\.group) == form.groups)
    }

    @Test("a chorus that is cut short is the same music", arguments: [4, 6])
    func halfLength(bars: Int) {
        var form = MadeForm("VCVCBC")
        form.parts[3].bars = bars
        #expect(edges(form.structure) == form.edges)
        #expect(form.structure.sections.map(\.group) == form.groups)
    }

    @Test("AABA: what returns at once is one passage or two, and returns after the other")
    func aaba() {
        let structure = MadeForm("AABA").structure
        let groups = structure.sections.map(\.group)
        #expect([[0, 1, 0], [0, 0, 1, 0]].contains(groups))
        #expect(edges(structure).contains(32) && edges(structure).contains(48))
    }

    @Test(
        "in any metre and tempo, and behind a lead-in that belongs to the first section",
        arguments: [(3, 80.0), (3, 120), (4, 90), (4, 140), (5, 110), (6, 150)])
    func metres(beatsPerBar: Int, bpm: Double) {
        var form = MadeForm("ABABCA")
        form.beatsPerBar = beatsPerBar
        form.bpm = bpm
        form.leadIn = 0.7
        let structure = form.structure
        #expect(edges(structure) == form.edges)
        #expect(structure.sections.map(\.group) == form.groups)
    }

    @Test(
        "parts of other lengths than eight bars keep them, though longer ones may be divided",
        arguments: [[4, 8, 12], [6, 8, 10], [8, 4, 6]])
    func lengths(bars: [Int]) {
        var form = MadeForm("ABABCA")
        for index in form.parts.indices { form.parts[index].bars = bars[form.groups[index]] }
        let edges = edges(form.structure)
        #expect(Set(edges).isSuperset(of: form.edges))
        for edge in Set(edges).subtracting(form.edges) {
            let part = form.edges.lastIndex { $0 < edge } ?? 0
            #expect(form.parts[part].bars > 8, "\(edge)")
        }
    }

    @Test("the strongest music that returns is the chorus, the quiet ends are intro and outro")
    func labels() {
        let form = MadeForm("IVCVCBCO", loudness: ["I": -30, "V": -18, "C": -8, "B": -20, "O": -32])
        let labels = form.structure.sections.map(\.label)
        #expect(labels == [.intro, .verse, .chorus, .verse, .chorus, .bridge, .chorus, .outro])
    }

    @Test(
        "music that stays the same is one group, and is not cut to pieces",
        arguments: [0, 0.1, 0.5] as [Float])
    func uniform(noise: Float) {
        var form = MadeForm("AAAAAA")
        form.noise = noise
        let sections = form.structure.sections
        #expect(Set(sections.map(\.group)) == [0])
        // 96 s; as long as sections may be without a price.
        #expect(sections.count <= 6)
    }

    @Test(
        "sections tile the song on downbeats, in order, and the same music is called the same",
        arguments: 0..<16)
    func properties(seed: UInt64) {
        var random = Generator(state: seed &* 7_919 &+ 1)
        var form = MadeForm("")
        for _ in 0..<1 + Int(7 * random.next()) {
            form.parts.append(
                .init(
                    letter: Character(UnicodeScalar(UInt8(65 + Int(4 * random.next())))),
                    bars: 2 + Int(8 * random.next()), loudness: Float(-40 + 35 * random.next())))
        }
        form.bpm = 70 + 100 * random.next()
        form.beatsPerBar = random.next() < 0.3 ? 3 : 4
        form.leadIn = random.next() < 0.5 ? 0 : random.next()
        form.noise = Float(0.5 * random.next())
        let (features, beats) = (form.features, form.beats)
        let structure = StructureAnalyzer().analyze(features, beats: beats)
        let sections = structure.sections
        #expect(sections.first?.start == 0)
        #expect(sections.last?.end == form.duration)
        for (section, next) in zip(sections, sections.dropFirst()) { #expect(section.end == next.start) }
        let downbeats = Set(beats.filter { $0.position == 1 }.map(\.time))
        for section in sections {
            #expect(section.duration >= 5 || sections.count == 1)
            #expect(section.start == 0 || downbeats.contains(section.start))
            #expect((0...1).contains(section.energy))
            #expect((0...1).contains(section.confidence))
        }
        var known = 0
        for section in sections {
            #expect(section.group <= known)
            known = max(known, section.group + 1)
        }
        // The ends may be called intro and outro, though their music returns.
        let inner = sections.filter { $0.label != .intro && $0.label != .outro }
        for group in Dictionary(grouping: inner, by: \.group).values {
            #expect(Set(group.map(\.label)).count == 1)
        }
        #expect(structure.energy.count == Int((form.duration / structure.energyPeriod).rounded(.up)))
        #expect(structure.energy.allSatisfy { (0...1).contains($0) })
        #expect(StructureAnalyzer().analyze(features, beats: beats) == structure)
    }

    // What is added is the made form's chords: much more of them than this and it is no drone.
    @Test("a drone is divided by its length alone", arguments: [0, 0.01, 0.05] as [Float])
    func drone(noise: Float) {
        var form = MadeForm("AAAA")
        form.noise = noise
        var features = form.features
        for row in 0..<features.chroma.rows {
            for note in 0..<12 {
                features.chroma[row, note] = (note == 9 ? 1 : 0) + noise * features.chroma[row, note]
            }
        }
        let edges = edges(StructureAnalyzer().analyze(features, beats: form.beats))
        #expect(edges.first == 0)
        #expect(edges.last == 64)
        #expect((2...5).contains(edges.count))
    }

    @Test("without beats, or with one, boundaries are rough, and that is said", arguments: [0, 1])
    func withoutBeats(count: Int) {
        let form = MadeForm("ABAB")
        let structure = StructureAnalyzer().analyze(form.features, beats: Array(form.beats.prefix(count)))
        #expect(structure.warnings.count == 1)
        #expect(edges(structure).count == form.edges.count)
        for (edge, expected) in zip(edges(structure), form.edges) { #expect(abs(edge - expected) <= 2) }
        #expect(structure.sections.map(\.group) == form.groups)
    }

    @Test("a song of less than 20 s is one section", arguments: [0.01, 1, 5, 19.9])
    func shortSong(seconds: Double) {
        var form = MadeForm("AB", bars: 1)
        form.bpm = 2 * 4 * 60 / seconds
        let structure = StructureAnalyzer().analyze(form.features, beats: form.beats)
        #expect(structure.sections.count == 1)
        #expect(structure.sections.first?.start == 0)
        #expect(structure.sections.first?.end == form.duration)
        #expect(structure.sections.first?.label == .verse)
        #expect((structure.sections.first?.confidence ?? 1) < 0.2)
    }

    @Test("silence is one section without energy, with beats and without", arguments: [true, false])
    func silence(hasBeats: Bool) {
        let form = MadeForm("AB", loudness: ["A": -100, "B": -100])
        var features = form.features
        for index in features.loudness.indices { features.loudness[index] = -100 }
        let structure = StructureAnalyzer().analyze(features, beats: hasBeats ? form.beats : [])
        #expect(edges(structure) == [0, form.duration])
        #expect(structure.sections.first?.energy == 0)
        #expect(structure.energy.allSatisfy { $0 == 0 })
    }

    @Test("a song without a sample has no sections; one without a frame has one")
    func nothing() {
        var features = MadeForm("A", bars: 1).features
        features.duration = 0
        #expect(StructureAnalyzer().analyze(features, beats: []).sections.isEmpty)
        let bare = SongFeatures(
            duration: 30, onsetFrameRate: 100, onsetEnvelope: [], bandOnsets: Matrix(rows: 0, columns: 3),
            contextFrameRate: 10, chroma: Matrix(rows: 0, columns: 12), timbre: Matrix(rows: 0, columns: 13),
            loudness: [])
        #expect(edges(StructureAnalyzer().analyze(bare, beats: [])) == [0, 30])
    }

    @Test("beats before the start, at the end and beyond it are no boundaries")
    func strayBeats() {
        let form = MadeForm("ABAB")
        let stray = [-4.0, -0.5].map { Beat(time: $0, position: 1) }
        let late = [form.duration, form.duration + 2].map { Beat(time: $0, position: 1) }
        let structure = StructureAnalyzer().analyze(form.features, beats: stray + form.beats + late)
        #expect(edges(structure) == form.edges)
    }
}
