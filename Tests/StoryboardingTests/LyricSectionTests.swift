import Storyboarding
import TestSupport
import Testing

@Suite struct LyricSectionTests {
    private let lyrics = """
        [Intro]

        [Verse 1]
        Grey sea, slow light upon the land
        The lamp goes out

        [Pre-Chorus]
        Oh

        [Guitar Solo]
        [Quiet now]
        """

    @Test("sections come in order, with their names, kinds and lines")
    func sections() {
        let sections = LyricSection.sections(of: lyrics, tempo: 120, beats: 4)
        #expect(sections.map(\.name) == ["Intro", "Verse 1", "Pre-Chorus", "Guitar Solo"])
        #expect(sections.map(\.kind) == ["intro", "verse", "prechorus", "instrumental"])
        #expect(
            sections.map(\.lines) == [
                [], ["Grey sea, slow light upon the land", "The lamp goes out"], ["Oh"], [],
            ])
    }

    @Test("lines last whole bars by their syllables")
    func seconds() {
        // 120 BPM in four: a bar is 2 s. Eight syllables at 2 a second are 4 s, two bars; four are one; one is one.
        let sections = LyricSection.sections(of: lyrics, tempo: 120, beats: 4)
        #expect(sections.map(\.seconds) == [8, 6, 2, 16])
    }

    @Test("all together is scaled to a wanted length")
    func total() {
        let sections = LyricSection.sections(of: lyrics, tempo: 120, beats: 4, total: 64)
        #expect(sections.map(\.seconds) == [16, 12, 4, 32])
    }

    @Test("text before the first tag is a verse, and none is nothing")
    func untagged() {
        #expect(LyricSection.sections(of: "La la", tempo: 120, beats: 4).map(\.name) == ["Verse"])
        #expect(LyricSection.sections(of: " \n", tempo: 120, beats: 4, total: 30).isEmpty)
    }

    @Test("long sections and lines are divided, and no word is lost")
    func limits() {
        let line = (0..<100).map { "word\($0)" }.joined(separator: " ")
        let sections = LyricSection.sections(
            of: "[Verse]\n" + Array(repeating: line, count: 20).joined(separator: "\n"), tempo: 120, beats: 4)
        #expect(sections.count > 1)
        #expect(sections.allSatisfy { $0.name == "Verse" && $0.lines.count <= 30 && $0.seconds > 0 })
        #expect(sections.flatMap(\.lines).allSatisfy { (1...200).contains($0.count) })
        #expect(
            sections.flatMap(\.lines).joined(separator: " ")
                == Array(repeating: line, count: 20).joined(separator: " "))
    }

    @Test("an unbroken line of letters is divided, too")
    func unbroken() {
        let sections = LyricSection.sections(of: String(repeating: "a", count: 450), tempo: 120, beats: 4)
        #expect(sections.flatMap(\.lines).map(\.count) == [200, 200, 50])
    }

    @Test("lengths are finite and above zero for any song", arguments: 0..<50)
    func any(seed: UInt64) {
        var random = MadeRandom(seed: seed)
        let sheet = MadeSong.sheet(&random)
        let sections = LyricSection.sections(
            of: sheet.lyrics, tempo: sheet.tempo, beats: sheet.timeSignature.beats, total: 30)
        #expect(sections.allSatisfy { $0.seconds > 0 && $0.seconds.isFinite })
        #expect(abs(sections.reduce(0) { $0 + $1.seconds } - 30) < 1e-9)
    }
}
