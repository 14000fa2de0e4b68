import MusicAnalysis
import Testing

@Suite("What the listener knows of the sections")
struct StructureGuidanceTests {
    /// 96 s of six sections of 16 s; a bar has 2 s.
    private let form = MadeForm("IVCVCO", loudness: ["I": -30, "V": -18, "C": -8, "O": -32])

    private func structure(
        _ own: [StructureGuidance.OwnSection], lyrics: LyricSheet? = nil, hasBeats: Bool = true
    ) -> Structure {
        var guidance = StructureGuidance()
        guidance.sections = own
        return StructureAnalyzer().analyze(
            form.features, beats: hasBeats ? form.beats : [], lyrics: lyrics, guidance: guidance)
    }

    private func moved(_ bars: Int) -> Structure {
        var guidance = StructureGuidance()
        guidance.offsetBars = bars
        return StructureAnalyzer().analyze(form.features, beats: form.beats, guidance: guidance)
    }

    private func expectTiling(_ structure: Structure) {
        #expect(structure.sections.first?.start == 0)
        #expect(structure.sections.last?.end == form.duration)
        for (section, next) in zip(structure.sections, structure.sections.dropFirst()) {
            #expect(section.end == next.start)
        }
        #expect(structure.sections.allSatisfy { $0.duration > 0 && (0...1).contains($0.energy) })
    }

    @Test(
        "own sections are taken as they are: a boundary near a downbeat lies on it, another where it was put")
    func asTheyAre() {
        let structure = structure([
            .init(start: 0.1, end: 20.1, name: "Intro"), .init(start: 20.1, end: 41.03, name: "Strophe 1"),
            .init(start: 41.03, end: 60, name: "Refrain"), .init(start: 60, end: 96.2, name: "Outro"),
        ])
        #expect(structure.sections.map(\.start) == [0, 20, 41.03, 60])
        #expect(structure.sections.map(\.label) == [.intro, .verse, .chorus, .outro])
        #expect(structure.sections.allSatisfy { $0.confidence == 1 })
        #expect(structure.sections.map(\.group) == [0, 1, 2, 3])
        #expect(structure.warnings.isEmpty)
        expectTiling(structure)
    }

    @Test("sections without an end last until the next; the same name is the same group")
    func points() {
        let structure = structure(
            ["Verse 1", "Chorus", "Verse 2", "Chorus 2"].enumerated().map {
                .init(start: Double($0) * 24, name: $1)
            })
        #expect(structure.sections.map(\.group) == [0, 1, 0, 1])
        #expect(structure.warnings.isEmpty)
        expectTiling(structure)
    }

    @Test("letters say what is the same music; what it is called follows from place and strength")
    func letters() {
        let names = ["X", "A", "B", "A'", "B", "part 3"]
        let structure = structure(names.enumerated().map { .init(start: Double($0) * 16, name: $1) })
        #expect(structure.sections.map(\.group) == [0, 1, 2, 1, 2, 3])
        #expect(structure.sections.map(\.label) == [.intro, .verse, .chorus, .verse, .chorus, .outro])
        #expect(structure.sections.allSatisfy { $0.confidence < 1 })
    }

    @Test("a name that says what it is decides also among letters, and those without one are alike to none")
    func mixed() {
        let structure = structure(
            ["A", "Bridge", "A", "", "", "Solo"].enumerated().map { .init(start: Double($0) * 16, name: $1) })
        #expect(structure.sections[1].label == .bridge)
        #expect(structure.sections[1].confidence == 1)
        #expect(structure.sections[5].label == .instrumental)
        #expect(structure.sections.map(\.group) == [0, 1, 0, 2, 3, 4])
    }

    @Test("what lies before the first is an intro, a gap belongs to the section before it, and both are told")
    func gaps() {
        let structure = structure([
            .init(start: 10, end: 30, name: "Verse"), .init(start: 40, end: 60, name: "Chorus"),
        ])
        #expect(structure.sections.map(\.start) == [0, 10, 40])
        #expect(structure.sections.map(\.label) == [.intro, .verse, .chorus])
        #expect(structure.warnings.count == 2)
        #expect(structure.warnings.joined().contains("0:10.0"))
        #expect(structure.warnings.joined().contains("0:30.0–0:40.0, 1:00.0–1:36.0"))
        expectTiling(structure)
        let short = self.structure([.init(start: 2, name: "Verse"), .init(start: 40, name: "Chorus")])
        #expect(short.sections.map(\.start) == [0, 40])
        let late = self.structure([.init(start: 8, name: "Intro"), .init(start: 40, name: "Chorus")])
        #expect(late.sections.map(\.start) == [0, 40])
    }

    @Test("what lies beyond the song is cut off or left out, and told")
    func beyond() {
        let structure = structure([
            .init(start: 0, name: "Verse"), .init(start: 50, end: 300, name: "Chorus"),
            .init(start: 300, end: .infinity, name: "Outro"),
        ])
        #expect(structure.sections.map(\.start) == [0, 50])
        #expect(structure.warnings.count == 2)
        expectTiling(structure)
        let none = self.structure([.init(start: 300, name: "Outro")])
        #expect(none.sections == form.structure.sections)
        #expect(none.warnings.contains { $0.contains("None of your sections") })
    }

    @Test("numbers that are none, and sections out of order, do no harm")
    func hostile() {
        let structure = structure([
            .init(start: .nan, name: "Verse"), .init(start: 50, end: -.infinity, name: "Chorus"),
            .init(start: 20, end: .nan, name: "Outro"), .init(start: -1e300, name: "A"),
            .init(start: 70, end: .nan, name: "B"), .init(start: 70.1, name: "C"),
        ])
        #expect(structure.sections.map(\.start) == [0, 50, 70])
        expectTiling(structure)
    }

    @Test("own sections win over tags of lyrics, and that is said")
    func lyrics() {
        let sheet = LyricSheet(parsing: "[Verse]\nla\n[Chorus]\nla\n")
        let structure = structure([.init(start: 0, name: "Intro")], lyrics: sheet)
        #expect(structure.sections.map(\.label) == [.intro])
        #expect(structure.warnings.count == 1)
    }

    @Test("own sections hold for songs without beats, short and silent ones, and songs without a sample")
    func smallSongs() {
        #expect(
            structure([.init(start: 7.77, name: "Verse")], hasBeats: false).sections.map(\.start) == [
                0, 7.77,
            ])
        var features = MadeForm("A", bars: 2, loudness: ["A": -100]).features
        var guidance = StructureGuidance()
        guidance.sections = [.init(start: 0, name: "Chorus"), .init(start: 2, name: "Outro")]
        let short = StructureAnalyzer().analyze(features, beats: [], guidance: guidance).sections
        #expect(short.map(\.label) == [.chorus, .outro])
        features.duration = 0
        #expect(StructureAnalyzer().analyze(features, beats: [], guidance: guidance).sections.isEmpty)
    }

    @Test("heard boundaries are moved by bars; those pushed out of the song are gone", arguments: -60...60)
    func offset(bars: Int) {
        let structure = moved(bars)
        expectTiling(structure)
        let inner = form.edges.dropFirst().dropLast().map { $0 + 2 * Double(bars) }
        #expect(structure.sections.dropFirst().map(\.start) == inner.filter { $0 > 0 && $0 < form.duration })
        var known = 0
        for section in structure.sections {
            #expect(section.group <= known)
            known = max(known, section.group + 1)
        }
        let lost = 6 - structure.sections.count
        #expect(structure.warnings.count == (lost > 0 ? 1 : 0))
        // Labels go with their boundaries.
        let labels = form.structure.sections.map(\.label)
        #expect(
            structure.sections.map(\.label)
                == (bars < 0 ? Array(labels.dropFirst(lost)) : Array(labels.dropLast(lost))))
    }

    @Test("no bars are no offset, and without bars nothing is moved, which is said")
    func noOffset() {
        #expect(moved(0) == form.structure)
        var guidance = StructureGuidance()
        guidance.offsetBars = 2
        let beatless = StructureAnalyzer().analyze(form.features, beats: [], guidance: guidance)
        #expect(beatless.sections == StructureAnalyzer().analyze(form.features, beats: []).sections)
        #expect(beatless.warnings.count == 2)
    }
}
