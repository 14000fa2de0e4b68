import Storyboarding
import TestSupport
import Testing

@Suite struct StyleLineTests {
    @Test(
        "the settings that are known to work give these lines",
        arguments: [
            (
                "Electronic", "C", 118.0, "female",
                "Electronic, 118 BPM, C Major, 4/4, female voice, nostalgic"
            ),
            ("Rock", "G", 120, "male", "Rock, 120 BPM, G Major, 4/4, male voice, nostalgic"),
            (
                "Electronic, rock", "G", 110, "female voice",
                "Electronic, rock, 110 BPM, G Major, 4/4, female voice, nostalgic"
            ),
            ("Rock", "C", 112.5, "male", "Rock, 112.5 BPM, C Major, 4/4, male voice, nostalgic"),
        ])
    func known(genre: String, tonic: String, tempo: Double, voice: String, line: String) {
        let sheet = SongSheet(
            title: "T", genre: genre, tempo: tempo, key: MusicalKey(tonic: tonic), lyrics: "",
            recording: ["nostalgic"],
            vocals: [voice])
        #expect(StyleLine(sheet).text().text == line)
        #expect(StyleLine(sheet).text(limit: StyleLine.long).text == line)
        #expect(StyleLine(sheet).text().dropped.isEmpty)
    }

    @Test("tags are there once, without control characters, brackets and full stops")
    func tidy() {
        let sheet = SongSheet(
            title: "T", genre: "Pop\n", lyrics: "",
            recording: ["warm", "WARM", "[wide].", "pop", "a\u{1B}b"],
            vocals: ["soft", "rap"])
        #expect(
            StyleLine(sheet, extra: ["warm", "dreamy, lush"]).tags
                == [
                    "Pop", "118 BPM", "C Major", "4/4", "soft vocals", "rap", "warm", "wide", "ab", "dreamy",
                    "lush",
                ])
    }

    @Test("what matters least is left out first, as whole tags")
    func limit() {
        let sheet = SongSheet(
            title: "T", genre: "Pop", lyrics: "", recording: ["warm", "wide"], vocals: ["female", "soft"])
        let line = StyleLine(sheet, extra: ["dreamy"])
        #expect(
            line.text(limit: 70).text == "Pop, 118 BPM, C Major, 4/4, female voice, soft vocals, warm, wide")
        #expect(line.text(limit: 70).dropped == ["dreamy"])
        #expect(line.text(limit: 27).text == "Pop, 118 BPM, female voice")
        #expect(line.text(limit: 12).text == "Pop, 118 BPM")
        #expect(line.text(limit: 0).text == "")
    }

    @Test("lines keep to their limits", arguments: 0..<100)
    func limits(seed: UInt64) {
        var random = MadeRandom(seed: seed)
        let sheet = MadeSong.sheet(&random)
        let extra = (0..<60).map { _ in MadeSong.line(&random, words: 1...8) }
        for limit in [StyleLine.short, StyleLine.long] {
            let text = StyleLine(sheet, extra: extra).text(limit: limit).text
            #expect(text.count <= limit)
            #expect(text.contains(sheet.tempoText))
            #expect(text.contains(sheet.key.description))
            #expect(!text.contains("  ") && !text.contains(",,"))
        }
    }

    @Test(
        "further tags come from commas, lines and numbers, ten words at most",
        arguments: [
            ("dreamy, lush, 80s synths", ["dreamy", "lush", "80s synths"]),
            ("1. dreamy\n2. lush\n3. 80s synths", ["dreamy", "lush", "80s synths"]),
            ("Sure! Here are ten words for this song:\n\ndreamy, lush", ["dreamy", "lush"]),
            ("Tags: dreamy, lush.", ["dreamy", "lush"]),
            ("- dreamy\n- Dreamy\n* **lush**", ["dreamy", "lush"]),
            ("\"dreamy, lush\"", ["dreamy", "lush"]),
            ("a, b, c, d, e, f, g, h, i, j, k", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]),
            (
                "one two three, four five six, seven eight nine, ten eleven",
                ["one two three", "four five six", "seven eight nine"]
            ),
            ("This song has a very dreamy and lush mood that takes you away.", []), ("", []),
            ("dreamy", ["dreamy"]),
        ])
    func extra(answer: String, tags: [String]) {
        #expect(StyleLine.tags(in: answer) == tags)
    }
}
