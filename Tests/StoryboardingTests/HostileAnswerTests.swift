import EditModel
import Foundation
import Storyboarding
import TestSupport
import Testing

@Suite struct HostileAnswerTests {
    private static let seeds =
        SongAnswer.all.map(\.text) + [
            SceneAnswers.sixSpellings, SceneAnswers.json, SceneAnswers.headings, SceneAnswers.words,
            SceneAnswers.numbered,
            SceneAnswers.keyed,
        ]

    /// The text with some of its bytes changed, taken away, doubled or cut.
    private func mutated(_ text: String, _ random: inout MadeRandom) -> String {
        var bytes = Array(text.utf8)
        let pieces = [
            "**", "[", "]", "(", "{", "\"", "\n", ":", "Scene 1:", "Lyrics:", "\u{202E}", "\u{0}", "<think>",
            "```", "|", "𝄞", "4/4", "BPM",
        ]
        for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
            case 3:
                bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
            case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 60)], at: 0)
            default: bytes = Array(bytes[..<place])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What holds of whatever is read.
    private func check(_ answer: String) throws {
        let song = SongSheet.reading(answer, topic: "rain")
        #expect((song.sheet == nil) == song.missing.contains(.lyrics))
        for note in song.notes { #expect(note.hasSuffix(".")) }
        if let sheet = song.sheet {
            #expect((30...300).contains(sheet.tempo))
            // A strict reader takes what the tolerant one made.
            #expect(try SongSheet(file: sheet.json.text) == sheet)
            #expect(StyleLine(sheet).text().text.count <= 200)
            _ = LyricSection.sections(of: sheet.lyrics, tempo: sheet.tempo, beats: sheet.timeSignature.beats)
        }
        let scenes = Storyboard.reading(answer, expecting: 6)
        let numbers = scenes.storyboard.scenes.map(\.number)
        #expect((numbers + scenes.lost).sorted() == [1, 2, 3, 4, 5, 6])
        #expect(numbers == numbers.sorted())
        let cards = scenes.storyboard.withCharacterCards().storyboard
        #expect(try Storyboard(file: cards.json.text) == cards)
        for scene in cards.scenes { #expect(ScenePrompt(scene).fitted(toCharacters: 200).text.count <= 200) }
    }

    @Test("changed answers never break anything", arguments: 0..<400)
    func mutations(seed: UInt64) throws {
        var random = MadeRandom(seed: seed)
        try check(mutated(Self.seeds[Int(seed) % Self.seeds.count], &random))
    }

    @Test("noise never breaks anything", arguments: 0..<60)
    func noise(seed: UInt64) throws {
        var random = MadeRandom(seed: seed)
        let alphabet = Array("[](){}<>*#_-:|\"'`\n .,/=0123456789abcKeyBPM\\u\u{301}é朝\u{200D}👩“”")
        let text = String(
            (0..<Int.random(in: 0...2000, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? " "
            })
        try check(text)
        try check("Lyrics:\n" + text)
        try check("Scene 1: X\nScenario: " + text)
    }

    @Test(
        "large and nested answers are read within a moment", .serialized, .timeLimit(.minutes(1)),
        arguments: [
            String(repeating: "{", count: 100_000), String(repeating: "[", count: 100_000),
            String(repeating: "{\"a\":", count: 60_000), String(repeating: "\"", count: 200_000),
            "{\"lyrics\": \"" + String(repeating: "a\" ", count: 60_000),
            String(repeating: "*", count: 200_000),
            String(repeating: "Lyrics:\n[Verse]\n", count: 6000),
            String(repeating: "Scene 1: X\nScenario: Y\n", count: 4000),
            String(repeating: "<|", count: 40_000), String(repeating: "a", count: 250_000),
            String(repeating: "\n", count: 300_000),
            "Key: " + String(repeating: "A ", count: 100_000),
            "Tempo: " + String(repeating: "1", count: 200_000),
            "Time Signature: " + String(repeating: "4/", count: 100_000),
            String(repeating: "e\u{301}", count: 20_000),
            "Lyrics:\n" + String(repeating: "(", count: 150_000),
            "Scene 1: X\nCharacters: " + String(repeating: "A (b) and ", count: 18_000),
            "Audio Recording: " + String(repeating: "a, ", count: 30_000),
            String(repeating: "> # - 1. ", count: 20_000),
        ])
    func large(answer: String) throws {
        let clock = ContinuousClock()
        let duration = try clock.measure { try check(answer) }
        #expect(duration < .seconds(30))
    }

    @Test("of an answer longer than 200 kB only the beginning is read")
    func bound() {
        let reading = SongSheet.reading(String(repeating: "\n", count: 200_000) + "Lyrics:\n[Verse]\nLa la")
        #expect(reading.sheet == nil)
        #expect(reading.notes.first == "The answer is longer than 200 kB; only its beginning was read.")
    }
}
