import EditModel
import TestSupport
import Testing

@testable import Storyboarding

@Suite("Songs that their services tell")
struct ToldSongTests {
    @Test("title, lyrics with their tags, and tags of style become a sheet that its file can be read from")
    func sheet() throws {
        let (sheet, notes) = ToldSong(
            title: "“First Light”\n",
            lyrics: "[verse]\nGrey sea, slow light\n[CHORUS x2]\nHold on, hold on\n[Outro]",
            style: "dream pop, 80s, airy, Female Vocals, 92 bpm, A minor, 6/8, upbeat"
        ).sheet(topic: "A lighthouse")
        #expect(
            sheet
                == SongSheet(
                    title: "First Light", genre: "dream pop", tempo: 92,
                    timeSignature: TimeSignature(beats: 6, unit: 8),
                    key: MusicalKey(tonic: "A", isMinor: true),
                    lyrics: "[Verse]\nGrey sea, slow light\n\n[Chorus]\nHold on, hold on\n\n[Outro]",
                    recording: ["80s", "airy", "upbeat"], vocals: ["Female Vocals"]))
        #expect(notes.isEmpty)
        #expect(try SongSheet(file: sheet.json.text) == sheet)
    }

    @Test("what is not told has the usual defaults, and a sentence for each")
    func defaults() {
        let (sheet, notes) = ToldSong(title: nil, lyrics: "Grey sea, slow light", style: nil).sheet(
            topic: "A lighthouse")
        #expect(sheet == SongSheet(title: "A lighthouse", lyrics: "Grey sea, slow light"))
        #expect(
            notes == [
                "The lyrics have no tags such as [Verse 1]; they were kept as they are.",
                "The answer names no title; “A lighthouse” is used.",
                "The answer names no tempo that can be used; 118 beats a minute are used.",
                "The answer names no time signature that can be used; 4/4 is used.",
                "The answer names no key that can be used; C Major is used.",
            ])
    }

    @Test("a tempo, key and metre that are told by themselves come before those of the style")
    func named() {
        let sheet = ToldSong(
            title: "T", lyrics: "La la la", style: "pop, 150 BPM, C Major, 4/4", tempo: "96", key: "Bb Minor",
            timeSignature: "3"
        ).sheet(topic: "").sheet
        #expect(sheet.tempo == 96)
        #expect(sheet.key == MusicalKey(tonic: "Bb", isMinor: true))
        #expect(sheet.timeSignature == TimeSignature(beats: 3, unit: 4))
        #expect(sheet.recording.isEmpty)
    }

    @Test("words that are not told make a sheet without any", arguments: [nil, "", " \n", "[Instrumental]"])
    func withoutWords(lyrics: String?) throws {
        let sheet = ToldSong(title: nil, lyrics: lyrics, style: "a,,\u{202E}b,").sheet(
            topic: String(repeating: "long ", count: 100)
        ).sheet
        #expect(sheet.lyrics == "")
        #expect(sheet.title == "Untitled")
        #expect(try SongSheet(file: sheet.json.text) == sheet)
    }

    @Test("texts of any kind make a sheet that its file can be read from", arguments: 0..<200)
    func hostile(seed: UInt64) throws {
        var random = MadeRandom(seed: seed)
        func text(_ count: Int) -> String {
            let parts = [
                "a", "[Verse]", "[", "]", "\n", "\u{0}", "\u{1B}[31m", ",", "é", "灯", "\u{2028}", "4/4",
                "bpm", "99999",
                "major", "“", "<", ":", "Key:", String(repeating: "x", count: 300),
            ]
            return (0..<Int.random(in: 0..<count, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
        }
        let sheet = ToldSong(
            title: text(30), lyrics: text(300), style: text(60), tempo: text(4), key: text(4),
            timeSignature: text(4)
        ).sheet(topic: text(10)).sheet
        #expect(try SongSheet(file: sheet.json.text) == sheet)
    }

    @Test(
        "a description is one line, cut at a word where it is too long",
        arguments: [
            ("A lighthouse\n at  dawn", 40, "A lighthouse at dawn", false),
            ("A lighthouse at dawn", 16, "A lighthouse at", true),
            ("A lighthouse, at dawn", 14, "A lighthouse", true), ("Lighthouse", 5, "Light", true),
        ])
    func description(text: String, limit: Int, expected: String, isCut: Bool) {
        let (cut, wasCut) = ToldSong.description(text, characters: limit)
        #expect(cut == expected)
        #expect(wasCut == isCut)
    }
}
