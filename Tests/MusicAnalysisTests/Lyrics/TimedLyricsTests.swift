import MusicAnalysis
import Testing

@Suite("Lyrics with times") struct TimedLyricsTests {
    /// The lines of a sheet as texts with their times, tags before those of each part.
    private func lines(_ sheet: LyricSheet) -> [String] {
        func text(_ line: LyricSheet.Line) -> String {
            line.time.map { "\($0.lowerBound)–\($0.upperBound) \(line.text)" } ?? line.text
        }
        return sheet.untagged.map(text)
            + sheet.parts.flatMap { part in
                ["[\(part.label.rawValue)\(part.start.map { " \($0)" } ?? "")]"] + part.lines.map(text)
            }
    }

    private func read(_ text: String) throws -> [String] { lines(try LyricSheet(reading: text)) }

    // MARK: LRC

    @Test(
        "LRC: information is passed over, a time without text ends a line, the last lasts as long as its words"
    )
    func lrc() throws {
        let text =
            "[ti:Chorus of the sea]\n[by: me]\n[00:01.50]grey sea\n[00:04:25] slow light \n[00:06]\n[01:02.125]on\n"
        #expect(try read(text) == ["1.5–4.0 grey sea", "4.25–6.0 slow light", "62.125–64.125 on"])
    }

    @Test("LRC: a line that returns is sung at each of its times, in their order")
    func lrcRepeats() throws {
        let text = "[00:10.00][00:02.00]la\n[00:05.00]di\n[00:12.00]\n"
        #expect(try read(text) == ["2.0–4.0 la", "5.0–7.0 di", "10.0–12.0 la"])
    }

    @Test("LRC: a positive offset makes lines earlier, but not earlier than the song")
    func lrcOffset() throws {
        #expect(try read("[offset:+500]\n[00:01.00]la\n[00:02.00]\n") == ["0.5–1.5 la"])
        #expect(try read("[offset:-500]\n[00:01.00]la\n[00:02.00]\n") == ["1.5–2.5 la"])
        #expect(try read("[offset:60000]\n[00:01.00]la\n")[0].hasPrefix("0.0–"))
        // Of lines before the song, the last is sung at its start.
        #expect(
            try read(
                "[offset:5000]\n[00:01.00]one\n[00:02.00]two\n[00:04.00]three\n[00:06.00]four\n[00:07.00]\n")
                == ["0.0–1.0 three", "1.0–2.0 four"])
    }

    @Test("LRC: the times of words are no words, and the one behind the last ends the line")
    func lrcWords() throws {
        let text = "[00:01.00]<00:01.00>grey <00:01.50>sea <00:02.25>\n[00:09.00]i <3 you\n[00:10.00]\n"
        #expect(try read(text) == ["1.0–2.25 grey sea", "9.0–10.0 i <3 you"])
    }

    @Test(
        "LRC: the times of words may be those of any of a line's times, and a time without text ends it before them"
    )
    func lrcReturningWords() throws {
        let text =
            "[00:01.00][00:21.00]<00:21.00>grey <00:22.00>sea <00:24.00>\n[00:22.50]\n[00:08.00]on\n[00:09.00]\n"
        #expect(try read(text) == ["1.0–4.0 grey sea", "8.0–9.0 on", "21.0–22.5 grey sea"])
    }

    @Test("LRC: tags have times or none, and a line that returns is in the part of its tag again")
    func lrcTags() throws {
        let text = """
            [00:00.00][Intro]
            [Verse 1]
            [00:10.00]a
            [00:18.00](Chorus)
            [00:20.00][00:50.00]b
            [Verse 2]
            [00:40.00]c
            [00:55.00]
            """
        #expect(
            try read(text)
                == [
                    "[intro 0.0]", "[verse]", "10.0–12.0 a", "[chorus 18.0]", "20.0–22.0 b", "[verse]",
                    "40.0–42.0 c", "[chorus]", "50.0–55.0 b",
                ])
    }

    @Test("LRC: two lines at one time are one in two languages")
    func lrcLanguages() throws {
        #expect(try read("[00:01.00]sea\n[00:01.00]Meer\n[00:02.00]\n") == ["1.0–2.0 sea / Meer"])
    }

    @Test("LRC: lines without times among others have none, and what stands before the first tag is no line")
    func lrcGaps() throws {
        #expect(
            try read("my song\n[00:01.00][Verse]\nla\n[00:05.00]di\n[00:06.00]\n") == [
                "[verse 1.0]", "la", "5.0–6.0 di",
            ])
    }

    // MARK: Subtitles

    @Test("SRT: a cue is a line, without the marks of its look")
    func srt() throws {
        let text = """
            1
            00:00:01,500 --> 00:00:03,000 X1:40 X2:600
            <i>grey sea</i>,
            {\\an8}slow &amp; light

            2
            00:00:02,000 --> 00:00:04,000
            ♪ on ♪
            """
        #expect(try read(text) == ["1.5–2.0 grey sea, slow & light", "2.0–4.0 on"])
    }

    @Test("SRT: a tag may have a cue of its own, or the first line of one, and cues any order")
    func srtTags() throws {
        let text = """
            9
            00:01:00,000 --> 00:01:02,000
            [Chorus]
            b

            8
            00:00:30,000 --> 00:00:40,000
            [Verse 1]

            7
            00:00:31,000 --> 00:00:33,000
            a
            """
        #expect(
            try read(text) == ["[verse 30.0]", "31.0–33.0 a", "[chorus 60.0]", "60.0–62.0 b"])
    }

    @Test("WebVTT: names, notes, styles and settings are passed over, and hours may be missing")
    func vtt() throws {
        let text = """
            WEBVTT - a song
            Kind: captions

            NOTE
            00:09.000 --> 00:10.000
            not this

            first line
            00:01.000 --> 00:02.500 align:start position:10%
            <v Singer>grey <00:01.500>sea</v>
            """
        #expect(try read(text) == ["1.0–2.5 grey sea"])
    }

    // MARK: JSON

    @Test("words of a provider make lines where they break, and tags among them parts")
    func words() throws {
        let text = """
            {"code": 200, "data": {"alignedWords": [
              {"word": "[Verse 1]\\nGrey ", "success": true, "startS": 12.5, "endS": 12.8, "palign": 0},
              {"word": "sea,\\n", "success": true, "startS": 12.9, "endS": 13.5},
              {"word": "slow ", "success": false, "startS": 99, "endS": 99.5},
              {"word": "light\\n\\n[Chorus]\\n", "success": true, "startS": 14, "endS": 15},
              {"word": "lost\\n", "success": false, "startS": 16, "endS": 17}, {"word": "(on)"}]}}
            """
        #expect(
            try read(text) == [
                "[verse]", "12.5–13.5 Grey sea,", "14.0–15.0 slow light", "[chorus]", "lost", "(on)",
            ])
        let snake =
            "[{\"word\": \"la \", \"start_s\": 1, \"end_s\": 1.5}, {\"word\": \"la\\n\", \"start_s\": 2, \"end_s\": 2.5}]"
        #expect(try read(snake) == ["1.0–2.5 la la"])
    }

    @Test("words without breaks are divided at pauses")
    func pauses() throws {
        let text = """
            {"words": [{"word": "grey", "start": 1, "end": 1.4}, {"word": "sea", "start": 1.5, "end": 2},
            {"word": "on", "start": 3, "end": 4}]}
            """
        #expect(try read(text) == ["1.0–2.0 grey sea", "3.0–4.0 on"])
    }

    @Test("segments of a recogniser are lines")
    func segments() throws {
        let text = """
            {"text": "all of it", "segments": [{"id": 0, "start": 0.0, "end": 2.0, "text": " Grey sea."},
            {"id": 1, "start": 2.5, "end": 4.0, "text": " [Music]"}, {"id": 2, "start": 4, "end": 5, "text": "On."}],
            "words": []}
            """
        #expect(try read(text) == ["0.0–2.0 Grey sea.", "4.0–5.0 On."])
    }

    @Test("a line that would begin before the one before it has no time")
    func backwards() throws {
        let text =
            "[{\"text\": \"[Verse]\"}, {\"text\": \"a\", \"start\": 5, \"end\": 6}, {\"text\": \"b\", \"start\": 2, \"end\": 3}]"
        #expect(try read(text) == ["[verse]", "5.0–6.0 a", "b"])
    }

    // MARK: What is wrong

    @Test(
        "what cannot be is refused with the line, or the entry",
        arguments: [
            ("[00:01.00]la\n[00:99.00]di", 2, "time"), ("[00:01.00]la\n\n[0x:02.00]di", 3, "time"),
            ("[05:00:00.00]la\n[00:01.00]di", 1, "four hours"),
            ("[offset:soon]\n[00:01.00]la", 1, "milliseconds"),
            ("1\n00:00:02,000 --> 00:00:01,000\nla", 2, "end after"),
            ("1\n00:00:02,000 --> soon\nla", 2, "times"),
            ("1\n00:00:01,000 --> 00:00:02,000\nla\n\nstray\n", 5, "number of a cue"),
            ("[{\"word\": \"a\", \"start\": 2, \"end\": 1}]", nil, "entry 1"),
            ("[{\"word\": \"a\"}, {\"start\": 2}]", nil, "entry 2"),
            ("[{\"word\": \"a\", \"start\": \"2\"}]", nil, "entry 1"), ("[{\"word\": \"a\"", nil, "JSON"),
            ("{\"lyrics\": 1}", nil, "alignedWords"), ("{\"data\": {\"words\": {}}}", nil, "alignedWords"),
            (String(repeating: "[00:01.00]", count: 5_001) + "la", 1, "5000"),
            (String(repeating: "1\n00:00:01,000 --> 00:00:02,000\nla\n\n", count: 5_001), 20_002, "5000"),
            ("[" + String(repeating: "{\"text\": \"a\"},", count: 5_001) + "{\"text\": \"a\"}]", nil, "5000"),
        ] as [(String, Int?, String)])
    func faults(text: String, line: Int?, words: String) {
        let error = #expect(throws: LyricError.self) { try LyricSheet(reading: text) }
        #expect(error?.line == line)
        #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
        #expect(error?.reason.hasSuffix(".") == true)
    }

    @Test("a text without times is read as before")
    func plain() throws {
        let text = "My song\n\n[Verse 1]\nla la\n{Chorus}\n[Guitar riff, 2:10 long]\ndi --> di\n"
        #expect(try LyricSheet(reading: text) == LyricSheet(parsing: text))
        #expect(try read(text) == ["[verse]", "la la", "[chorus]", "di --> di"])
        #expect(try !LyricSheet(reading: text).hasTimes)
    }

    @Test("whatever the bytes, reading ends in a sheet or in words", arguments: 1...40)
    func anything(seed: Int) {
        var generator = Generator(state: UInt64(seed) * 7_919)
        let pieces = [
            "[00:01.00]", "[", "]", "<00:02.00>", "<", ">", "\n", "\n\n", "00:00:01,000 --> 00:00:02,000",
            "-->", "1",
            "[Chorus]", "WEBVTT", "{", "}", "\"word\"", ":", ",", "la ", "é", "\u{0}", "99:99", "[offset:",
            "NOTE", ".",
        ]
        let text = (0..<60).map { _ in pieces[Int(generator.next() * Double(pieces.count))] }.joined()
        do {
            let sheet = try LyricSheet(reading: text)
            let times = (sheet.untagged + sheet.parts.flatMap(\.lines)).compactMap(\.time)
            #expect(zip(times, times.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        } catch {
            #expect(error.reason.hasSuffix("."))
        }
    }

    @Test(
        "syllables are counted in any script",
        arguments: [
            ("", 0), ("...", 0), ("grey sea", 2), ("über allen Gipfeln", 6), ("été", 2), ("j't'aime", 2),
            ("nth", 1), ("2000 lights", 5), ("мой дом", 2), ("副歌部分", 4), ("きょうは", 3), ("사랑해", 3), ("שלום", 2),
        ])
    func syllables(text: String, count: Int) { #expect(SyllableCount.syllables(in: text) == count) }
}
