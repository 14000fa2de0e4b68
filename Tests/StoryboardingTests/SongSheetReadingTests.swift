import Foundation
import Storyboarding
import TestSupport
import Testing

@Suite struct SongSheetReadingTests {
    @Test("the song is found in whatever form the answer has", arguments: SongAnswer.all)
    func forms(answer: SongAnswer) {
        let reading = SongSheet.reading(answer.text, topic: "a lighthouse at dawn")
        #expect(reading.sheet == answer.sheet)
        #expect(reading.missing == answer.missing)
        for note in reading.notes { #expect(note.hasSuffix(".")) }
    }

    @Test("a complete answer is read without a note")
    func silence() {
        #expect(SongSheet.reading(SongAnswer.plain.text).notes.isEmpty)
    }

    @Test("defaults are the tempo 118, four quarters and C major, and each has its note")
    func defaults() throws {
        let reading = SongSheet.reading("Lyrics:\n[Verse 1]\nRain on the window, all day long\n")
        let sheet = try #require(reading.sheet)
        #expect(sheet.tempo == 118)
        #expect(sheet.timeSignature == .common)
        #expect(sheet.key == .cMajor)
        #expect(sheet.title == "Rain on the window, all day long")
        #expect(reading.missing == [.title, .genre, .tempo, .timeSignature, .key, .recording, .vocals])
        #expect(reading.notes.count == 7)
        #expect(
            reading.notes.contains("The answer names no tempo that can be used; 118 beats a minute are used.")
        )
    }

    @Test(
        "without lyrics there is no song",
        arguments: [
            "", "   \n\n", "I'm sorry, but I can't help with that.",
            "Title: X\nKey: Am\nLyrics:\n\nVocals: soft",
            "Title: X\nLyrics:\n[Verse 1]\n[Insert lyrics here]\n[Chorus]\n[Your lyrics]",
            "{\"title\": \"X\", \"lyrics\": \"\"}",
            "Lyrics:\n[Verse 1]\n[Chorus]\n", "[]", "{}", "null", "```json\n```",
        ])
    func noLyrics(answer: String) {
        let reading = SongSheet.reading(answer, topic: "rain")
        #expect(reading.sheet == nil)
        #expect(reading.missing.contains(.lyrics))
        #expect(reading.notes.contains("The answer has no lyrics; ask for them again."))
    }

    @Test("a second answer fills what the first lacks, and changes nothing else")
    func repair() throws {
        let first = SongSheet.reading("Title: Rain\nTempo: X BPM\nKey: Am", topic: "rain")
        #expect(first.sheet == nil)
        let second = first.completed(
            by: "Title: Snow\nTempo: 90 BPM\nKey: G\nLyrics:\n[Verse]\nRain, rain, go away\n")
        let sheet = try #require(second.sheet)
        #expect(sheet.title == "Rain")
        #expect(sheet.tempo == 90)
        #expect(sheet.key == MusicalKey(tonic: "A", isMinor: true))
        #expect(sheet.lyrics == "[Verse]\nRain, rain, go away")
        #expect(second.missing == [.genre, .timeSignature, .recording, .vocals])
    }

    @Test("what a repair is asked for is what is missing, and its template is read again")
    func repairTemplate() throws {
        let answer = "Title: Rain\nKey: Am"
        let values = SongSheet.reading(answer).repairValues(answer: answer)
        #expect(
            values["missing"] == "Genre, Tempo, Time Signature, Lyrics, Audio Recording, Vocal Performance")
        #expect(values["answer"] == answer)
        let template = try #require(values["template"])
        #expect(!template.contains("Title:"))
        // The template itself says nothing.
        #expect(SongSheet.reading(template).missing == SongSheet.Field.allCases)
    }

    @Test(
        "titles come without labels, marks and quotes",
        arguments: [
            ("**Song Title:** \"First Light\"", "First Light"), ("Title - First Light", "First Light"),
            ("# First Light", "First Light"), ("**\"First Light\"**", "First Light"),
            ("*Title*: “First Light”", "First Light"),
            ("Title: 'First Light'", "First Light"), ("1. Title: First Light", "First Light"),
            ("- **Title**: [First Light]", "First Light"), ("TITLE : First Light", "First Light"),
            ("\"title\": \"First Light\",", "First Light"), ("Title:\nFirst Light", "First Light"),
            ("Here is a song called \"First Light\":", "First Light"), ("Title: Don't Stop", "Don't Stop"),
            ("Title: He Said \"Go\" and Left", "He Said \"Go\" and Left"),
            ("Title: Level 9: The Sea", "Level 9: The Sea"),
            ("Title: «Premier jour»", "Premier jour"), ("Title: „Erstes Licht“", "Erstes Licht"),
        ])
    func titles(head: String, title: String) {
        #expect(SongSheet.reading(head + "\n\nLyrics:\n[Verse]\nLa la\n").sheet?.title == title)
    }

    @Test("a title that nobody named is a short topic, else the first line that is sung")
    func defaultTitles() {
        let lyrics =
            "Lyrics:\n[Verse]\n\"Come home,\" she said, and then she closed the door behind the summer of our lives\n"
        #expect(SongSheet.reading(lyrics, topic: "coming home").sheet?.title == "coming home")
        let long = "a topic that goes on and on for more than six words"
        #expect(
            SongSheet.reading(lyrics, topic: long).sheet?.title
                == "\"Come home,\" she said, and then she closed the door behind")
    }

    @Test(
        "tempos come as numbers, ranges and words",
        arguments: [
            ("120 BPM", 120), ("120bpm", 120), ("120", 120), ("[120 BPM]", 120),
            ("Moderate (around 120 BPM)", 120),
            ("100-110 BPM", 105), ("100–110", 105), ("100 to 110 beats per minute", 105), ("BPM: 96", 96),
            ("~92.5 BPM", 92.5), ("4/4 at 132", 132), ("♩ = 72", 72), ("Largo", 50), ("presto", 180),
            ("Slow", 75),
            ("Moderate", 110), ("moderately fast", 125), ("Fast-paced", 140), ("120 BPM (2 minutes 30)", 120),
            ("Andante, 80 BPM", 80), ("between 60 and 80 BPM", 70), ("30", 30), ("300", 300),
        ])
    func tempos(text: String, tempo: Double) {
        let reading = SongSheet.reading("Tempo: \(text)\nLyrics:\n[Verse]\nLa la\n")
        #expect(reading.sheet?.tempo == tempo)
        #expect(!reading.missing.contains(.tempo))
    }

    @Test(
        "what is no tempo is missing",
        arguments: [
            "X BPM", "[X BPM]", "29 BPM", "301 BPM", "400", "[BPM]", "<a number> BPM", "N/A", "groovy",
            "99999999999999 BPM",
            "-", "",
        ])
    func noTempo(text: String) {
        let reading = SongSheet.reading("Tempo: \(text)\nLyrics:\n[Verse]\nLa la\n")
        #expect(reading.sheet?.tempo == 118)
        #expect(reading.missing.contains(.tempo))
    }

    @Test(
        "keys come in all spellings",
        arguments: [
            ("C Major", "C Major"), ("A minor", "A Minor"), ("Am", "A Minor"), ("a minor", "A Minor"),
            ("E♭ Major", "Eb Major"), ("F♯ minor", "F# Minor"), ("F#m", "F# Minor"), ("Bb", "Bb Major"),
            ("[C] [Major]", "C Major"), ("[A Minor]", "A Minor"), ("C major scale", "C Major"),
            ("F sharp minor", "F# Minor"), ("B flat major", "Bb Major"), ("E-flat Major", "Eb Major"),
            ("G", "G Major"),
            ("D Dorian", "D Minor"), ("A natural minor", "A Minor"), ("Cmaj", "C Major"),
            ("Bbmin", "Bb Minor"),
            ("The key of G major", "G Major"), ("C Major (relative minor: A minor)", "C Major"),
            ("Key of D", "D Major"),
            ("\"E minor\"", "E Minor"), ("**C# Minor**", "C# Minor"), ("Em - C - G - D", "E Minor"),
        ])
    func keys(text: String, key: String) {
        let reading = SongSheet.reading("Key: \(text)\nLyrics:\n[Verse]\nLa la\n")
        #expect(reading.sheet?.key.description == key)
        #expect(!reading.missing.contains(.key))
    }

    @Test(
        "what is no key is missing",
        arguments: [
            "[Main Chord]", "Lady Gaga [Main Chord]", "a minor key", "H Major", "[Key] [Mode]", "unknown",
            "Sad", "[Major/Minor]",
        ])
    func noKey(text: String) {
        #expect(SongSheet.reading("Key: \(text)\nLyrics:\n[Verse]\nLa la\n").missing.contains(.key))
    }

    @Test(
        "time signatures come in all spellings",
        arguments: [
            ("4/4", "4/4"), ("[3/4]", "3/4"), ("6/8 time", "6/8"), ("common time", "4/4"), ("Waltz", "3/4"),
            ("12 / 8", "12/8"),
            ("cut time", "2/2"), ("7/8", "7/8"), ("4/4 (Common Time)", "4/4"), ("24/7, no: 5/4", "5/4"),
            ("3", "3/4"),
        ])
    func metres(text: String, metre: String) {
        let reading = SongSheet.reading("Time Signature: \(text)\nLyrics:\n[Verse]\nLa la\n")
        #expect(reading.sheet?.timeSignature.description == metre)
        #expect(!reading.missing.contains(.timeSignature))
    }

    @Test(
        "what is no time signature is missing",
        arguments: ["[Time Signature]", "x/4", "0/4", "4/5", "17/4", "4/0", "n/d"])
    func noMetre(text: String) {
        #expect(
            SongSheet.reading("Time Signature: \(text)\nLyrics:\n[Verse]\nLa la\n").missing.contains(
                .timeSignature))
    }

    @Test(
        "adjectives come from commas and bullets, each once",
        arguments: [
            ("Warm, clear, warm", ["Warm", "clear"]), ("\n- warm\n- Clear\n- WARM", ["warm", "Clear"]),
            ("\n1. warm\n2. clear", ["warm", "clear"]), ("[warm], [clear]", ["warm", "clear"]),
            ("warm, clear, and intimate.", ["warm", "clear", "intimate"]),
            ("Instruments: synths, drums", ["synths", "drums"]),
            ("[Adjective 1], [Adjective 2]", []), ("\n\n* **Warm**\n* **Clear**", ["Warm", "Clear"]),
            ("The recording should have a warm sound that fills the whole room with light", []),
        ])
    func phrases(text: String, expected: [String]) {
        let reading = SongSheet.reading(
            "Lyrics:\n[Verse]\nLa la\n\nAudio Recording: \(text)\n\nVocals: soft\n")
        #expect(reading.sheet?.recording == expected)
        #expect(reading.sheet?.vocals == ["soft"])
        #expect(reading.sheet?.lyrics == "[Verse]\nLa la")
    }

    @Test("a bullet below the voice that reads like another field says more of the voice")
    func subLabels() throws {
        let text = """
            **Genre:** Pop-Rock
            ### Lyrics
            **[Verse 1]**
            La la

            Audio Recording Adjectives: Raw / Organic / Intimate
            ### Vocal Performance
            - **Gender**: Female
            - **Style**: energetic, playful

            **Notes:** I kept the lyrics simple.
            """
        let sheet = try #require(SongSheet.reading(text).sheet)
        #expect(sheet.genre == "Pop-Rock")
        #expect(sheet.lyrics == "[Verse 1]\nLa la")
        #expect(sheet.recording == ["Raw", "Organic", "Intimate"])
        #expect(sheet.vocals == ["Female", "energetic", "playful"])
    }

    @Test("a sheet written as the template is read as it was", arguments: 0..<200)
    func roundTrip(seed: UInt64) {
        var random = MadeRandom(seed: seed)
        let sheet = MadeSong.sheet(&random)
        let reading = SongSheet.reading(sheet.template)
        #expect(reading.sheet == sheet)
        #expect(reading.missing.isEmpty)
        #expect(reading.notes.isEmpty)
    }
}
