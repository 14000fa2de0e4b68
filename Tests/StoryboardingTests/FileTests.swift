import EditModel
import Foundation
import Storyboarding
import TestSupport
import Testing

@Suite struct FileTests {
    @Test("song sheets are read from their files as they were", arguments: 0..<100)
    func sheets(seed: UInt64) throws {
        var random = MadeRandom(seed: seed)
        let sheet = MadeSong.sheet(&random)
        #expect(try SongSheet(file: sheet.json.text) == sheet)
        #expect(try JSONDecoder().decode(SongSheet.self, from: JSONEncoder().encode(sheet)) == sheet)
    }

    @Test("storyboards are read from their files as they were", arguments: 0..<100)
    func storyboards(seed: UInt64) throws {
        var random = MadeRandom(seed: seed)
        var storyboard = MadeSong.storyboard(&random)
        storyboard.scenes[0].seconds = [nil, 4.5, 9].randomElement(using: &random) ?? nil
        #expect(try Storyboard(file: storyboard.json.text) == storyboard)
        #expect(
            try JSONDecoder().decode(Storyboard.self, from: JSONEncoder().encode(storyboard)) == storyboard)
    }

    private static let sheet = """
        {"schema": "mvsync.song-sheet/1", "title": "T", "genre": "pop", "tempo": 100, "timeSignature": "4/4", "key": "C Major",
         "lyrics": ["[Verse]", "La"], "audioRecording": [], "vocalPerformance": ["female"]}
        """

    @Test("a sheet that a user wrote is read")
    func written() throws {
        #expect(
            try SongSheet(file: Self.sheet)
                == SongSheet(title: "T", genre: "pop", tempo: 100, lyrics: "[Verse]\nLa", vocals: ["female"]))
    }

    @Test(
        "what is wrong with a sheet is named with its path",
        arguments: [
            ("\"tempo\": 100", "\"tempo\": 10", "$.tempo: expected a number from 30.0 to 300.0, found 10."),
            ("\"tempo\": 100, ", "", "$.tempo: the key is missing."),
            ("\"4/4\"", "\"4/5\"", "$.timeSignature: expected a metre"),
            ("\"C Major\"", "\"c major\"", "$.key: expected a key"),
            ("\"La\"", "1", "$.lyrics[1]: expected a string, found 1."),
            ("\"T\"", "\"\"", "$.title: expected a string of 1 to 200 characters"),
            ("\"La\"", "\"La\\nLa\"", "$.lyrics[1]: expected a string without line feeds"),
            ("song-sheet/1", "song-sheet/2", "$.schema: expected \"mvsync.song-sheet/1\""),
            ("\"genre\"", "\"genere\"", "$.genere: unknown key"), ("}", "", "This is not valid JSON"),
        ])
    func errors(part: String, wrong: String, reason: String) {
        let text = Self.sheet.replacing(part, with: wrong)
        let error = #expect(throws: StoryboardError.self) { try SongSheet(file: text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test(
        "what is wrong with a storyboard is named with its path",
        arguments: [
            (
                "\"number\": 2", "\"number\": 1",
                "$.scenes[1].number: expected a number above that of the scene before (1)"
            ),
            (
                "\"scenario\": \"S2\"", "\"scenario\": \"\"",
                "$.scenes[1].scenario: expected a string of 1 to 4000 characters"
            ),
            ("\"name\": \"Mara\"", "\"name\": null", "$.scenes[0].characters[0].name: expected a string"),
            ("\"plot\": \"p\", ", "", "$.scenes[0].plot: the key is missing."),
            (
                "\"plot\": \"q\"", "\"plot\": \"q\", \"seconds\": 21",
                "$.scenes[1].seconds: expected a number from 1.0 to 20.0, found 21."
            ),
        ])
    func storyboardErrors(part: String, wrong: String, reason: String) throws {
        let text = """
            {"schema": "mvsync.storyboard/1", "scenes": [
             {"number": 1, "title": "A", "section": "", "scenario": "S1", "characters": [{"name": "Mara", "description": ""}],
              "actions": "", "plot": "p", "negativePrompt": ""},
             {"number": 2, "title": "B", "section": "", "scenario": "S2", "characters": [], "actions": "", "plot": "q",
              "negativePrompt": ""}]}
            """
        #expect(try Storyboard(file: text).scenes.count == 2)
        let error = #expect(throws: StoryboardError.self) {
            try Storyboard(file: text.replacing(part, with: wrong))
        }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test("what was read from any answer can be written and read again", arguments: SongAnswer.all)
    func answers(answer: SongAnswer) throws {
        let sheet = try #require(SongSheet.reading(answer.text, topic: "rain").sheet)
        #expect(try SongSheet(file: sheet.json.text) == sheet)
    }
}
