import Storyboarding
import Testing

@Suite struct LyricsReadingTests {
    private func lyrics(_ text: String) -> String? {
        SongSheet.reading("Title: X\nLyrics:\n" + text).sheet?.lyrics
    }

    @Test(
        "tags become one spelling",
        arguments: [
            ("[Verse 1]", "[Verse 1]"), ("(Verse 1)", "[Verse 1]"), ("**Verse 1:**", "[Verse 1]"),
            ("Verse 1:", "[Verse 1]"),
            ("### Verse 1", "[Verse 1]"), ("VERSE 1", "[Verse 1]"), ("Verse One:", "[Verse 1]"),
            ("[verse i]", "[Verse 1]"),
            ("**[Verse 1]**", "[Verse 1]"), ("*Verse 1*", "[Verse 1]"), ("First Verse:", "[Verse 1]"),
            ("[Verse 1: soft female voice]", "[Verse 1]"), ("Verse 1 (soft):", "[Verse 1]"),
            ("{Verse 1}", "[Verse 1]"),
            ("1. **Verse 1**", "[Verse 1]"), ("Chorus", "[Chorus]"), ("(Chorus)", "[Chorus]"),
            ("[Chorus x2]", "[Chorus]"),
            ("(Repeat Chorus)", "[Chorus]"), ("Pre Chorus:", "[Pre-Chorus]"),
            ("[pre-chorus]", "[Pre-Chorus]"),
            ("Prechorus 2:", "[Pre-Chorus 2]"), ("__Bridge__", "[Bridge]"),
            ("[Guitar Solo]", "[Guitar Solo]"),
            ("Final Chorus:", "[Final Chorus]"), ("**Outro (fade out):**", "[Outro]"),
            ("[Chorus - Repeat]", "[Chorus]"),
            ("Hook:", "[Hook]"), ("[Drop]", "[Drop]"),
        ])
    func tags(spelling: String, tag: String) {
        #expect(lyrics("\(spelling)\nLa la la\n") == "\(tag)\nLa la la")
        #expect(lyrics("[Intro]\nOh\n\n\(spelling)\n\nLa la la\n") == "[Intro]\nOh\n\n\(tag)\nLa la la")
    }

    @Test(
        "lines that only look like tags or labels are sung",
        arguments: [
            "Break the chains and run", "(Oh, oh, oh)", "Bridge over the river", "Time - we never had enough",
            "Drop",
            "Chorus of the birds at dawn", "Key to my heart, where are you", "Style: that's what she wanted",
            "(drop it low)",
            "Sound of silence", "Here's to the ones we lost", "I hope you dance", "The song of the sea",
            "Voice: a whisper",
            "Sure as the sun will rise", "Verse, chorus, verse, we know the game",
        ])
    func sung(line: String) {
        #expect(lyrics("[Verse 1]\nLa la la\n\(line)\nLa la\n") == "[Verse 1]\nLa la la\n\(line)\nLa la")
    }

    @Test("a tag and the first line may share a line")
    func shared() {
        #expect(
            lyrics("[Verse 1] Grey sea\nSlow light\nChorus: Hold on\n")
                == "[Verse 1]\nGrey sea\nSlow light\n\n[Chorus]\nHold on")
    }

    @Test(
        "a last line is sung even where it hopes",
        arguments: [
            "I hope you like it when it rains", "Let me know if you need me", "Enjoy! Enjoy! We need help",
        ])
    func lastLines(line: String) {
        #expect(
            lyrics("[Verse 1]\nLa la la\n\n[Chorus]\n\(line)\n") == "[Verse 1]\nLa la la\n\n[Chorus]\n\(line)"
        )
        #expect(lyrics("[Verse 1]\nLa la la\n\(line)\n") == "[Verse 1]\nLa la la\n\(line)")
    }

    @Test("an answer on one line is divided at its labels and tags")
    func oneLine() throws {
        let text =
            "Title: Rain Genre: Pop Tempo: 120 BPM Key: Am Lyrics: [Verse 1] rain falls down / on the town [Chorus] oh rain Vocal Performance: soft"
        let sheet = try #require(SongSheet.reading(text).sheet)
        #expect(sheet.title == "Rain")
        #expect(sheet.genre == "Pop")
        #expect(sheet.tempo == 120)
        #expect(sheet.lyrics == "[Verse 1]\nrain falls down\non the town\n\n[Chorus]\noh rain")
        #expect(sheet.vocals == ["soft"])
    }

    @Test("what models say around lyrics is not sung")
    func chatter() {
        let text = """
            Here are the lyrics:

            [Verse 1]
            Grey sea
            Slow light

            I hope you enjoy this song! It tells of a lighthouse
            and of the morning.

            Let me know if you'd like any changes to the lyrics.
            """
        #expect(lyrics(text) == "[Verse 1]\nGrey sea\nSlow light")
        let reading = SongSheet.reading("Lyrics:\n" + text)
        #expect(reading.notes.contains("Remarks around the lyrics were taken away."))
    }

    @Test(
        "the fields behind the lyrics are not sung",
        arguments: [
            "Audio Recording: warm", "**Audio Recording:** warm", "### Audio Recording\nwarm",
            "Audio Recording - warm",
            "- **Audio Recording**: warm", "AUDIO RECORDING: warm",
        ])
    func followingFields(label: String) throws {
        let sheet = try #require(
            SongSheet.reading("Lyrics:\n[Verse]\nLa la\n\(label)\nVocal Performance: soft\nKey: Am").sheet)
        #expect(sheet.lyrics == "[Verse]\nLa la")
        #expect(sheet.recording == ["warm"])
        #expect(sheet.vocals == ["soft"])
        #expect(sheet.key == MusicalKey(tonic: "A", isMinor: true))
    }

    @Test("lyrics without a label begin with their first tag")
    func unlabelled() {
        let reading = SongSheet.reading("Title: X\nKey: Am\n\n[Verse 1]\nGrey sea\n\n[Chorus]\nHold on")
        #expect(reading.sheet?.lyrics == "[Verse 1]\nGrey sea\n\n[Chorus]\nHold on")
    }

    @Test("a plain verse is a song without tags, and says so")
    func verse() {
        let reading = SongSheet.reading(
            "Grey sea, slow light\nThe lamp goes out\nThe morning comes\nAnd I am gone")
        #expect(
            reading.sheet?.lyrics
                == "Grey sea, slow light\nThe lamp goes out\nThe morning comes\nAnd I am gone")
        #expect(
            reading.notes.contains("The lyrics have no tags such as [Verse 1]; they were kept as they are."))
    }

    @Test("places that were not filled in are taken away, with a note")
    func unfilled() {
        let reading = SongSheet.reading(
            "Lyrics:\n[Verse 1]\nGrey sea\n[Line 2]\n\n[Chorus]\n<four to six lines>\nHold on")
        #expect(reading.sheet?.lyrics == "[Verse 1]\nGrey sea\n\n[Chorus]\nHold on")
        #expect(
            reading.notes.contains("Places of the lyrics' template that were not filled in were taken away."))
    }

    @Test("line feeds of all systems divide lines")
    func lineFeeds() {
        #expect(
            lyrics("[Verse 1]\r\nGrey sea\rSlow light\u{2028}Hold on")
                == "[Verse 1]\nGrey sea\nSlow light\nHold on")
    }

    @Test("control characters and marks of direction are taken away")
    func control() {
        #expect(lyrics("[Verse 1]\nGrey\u{1B}[31m sea\u{202E}\u{0}\u{7}\n") == "[Verse 1]\nGrey[31m sea")
    }
}
