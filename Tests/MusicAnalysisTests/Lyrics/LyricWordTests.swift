import MusicAnalysis
import Testing

@Suite("Words with times") struct LyricWordTests {
    /// The words of each line, with their times.
    private func words(_ text: String) throws -> [[String]] {
        let sheet = try LyricSheet(reading: text)
        return (sheet.untagged + sheet.parts.flatMap(\.lines)).map { line in
            line.words.map { "\($0.start)–\($0.end) \($0.text)" }
        }
    }

    // MARK: LRC

    @Test("LRC: each word lasts to the next time, the first begins with the line, and rests are no words")
    func lrc() throws {
        let text = """
            [00:01.00]<00:01.00>grey <00:01.50>sea <00:02.25>
            [00:03.00]slow <00:03.50> <00:04.00>light, <00:04.25>no <3<00:04.75>
            [00:09.00]as it was
            [00:10.00]
            """
        #expect(
            try words(text) == [
                ["1.0–1.5 grey", "1.5–2.25 sea"], ["3.0–3.5 slow", "4.0–4.25 light,", "4.25–4.75 no <3"], [],
            ])
    }

    @Test("LRC: a last word without an end lasts to the line's, and the line for a slow last word at most")
    func lrcOpenEnd() throws {
        let text = "[00:01.00]<00:01.00>grey <00:08.00>sea\n[00:30.00]<00:30.00>on\n[00:31.00]\n"
        #expect(try words(text) == [["1.0–8.0 grey", "8.0–10.0 sea"], ["30.0–31.0 on"]])
    }

    @Test("LRC: a time without text ends a line later than its last word, but only the first such time")
    func lrcLongerLine() throws {
        let text = "[00:01.00]<00:01.00>sea<00:02.00>\n[00:04.00]\n[00:20.00]\n[00:30.00]on\n"
        let sheet = try LyricSheet(reading: text)
        #expect(sheet.untagged[0].time == 1..<4)
        #expect(try words(text)[0] == ["1.0–2.0 sea"])
    }

    @Test("LRC: of a line that returns, words have times where the times are those of the words only")
    func lrcReturning() throws {
        let text = "[00:01.00][00:21.00]<00:21.00>grey <00:22.00>sea <00:24.00>\n[00:08.00]on\n"
        #expect(try words(text) == [[], [], ["21.0–22.0 grey", "22.0–24.0 sea"]])
    }

    @Test("LRC: an offset moves words with their line, and cuts off what lies before the song")
    func lrcOffset() throws {
        let text = "[offset:1500]\n[00:01.00]<00:01.00>grey <00:02.00>sea <00:03.00>\n"
        #expect(try words(text) == [["0.0–0.5 grey", "0.5–1.5 sea"]])
    }

    @Test("LRC: a line in two languages has the words of the one that has times")
    func lrcLanguages() throws {
        let text = "[00:01.00]<00:01.00>sea<00:02.00>\n[00:01.00]Meer\n[00:02.00]\n"
        #expect(try words(text) == [["1.0–2.0 sea"]])
    }

    // MARK: Subtitles

    @Test("WebVTT: times within a cue divide it, over its lines and the marks of its look")
    func vtt() throws {
        let text = """
            WEBVTT

            00:01.000 --> 00:04.000
            <v Singer>grey <00:01.500><c>sea</c> &amp;
            slow<00:00:02.500> light</v>

            00:05.000 --> 00:06.000
            <i>on</i>
            """
        #expect(try words(text) == [["1.0–1.5 grey", "1.5–2.5 sea & slow", "2.5–4.0 light"], []])
        #expect(try LyricSheet(reading: text).untagged.map(\.text) == ["grey sea & slow light", "on"])
    }

    @Test(
        "a word that would end before it begins is left out, and none lasts into the next or beyond its line")
    func vttDisorder() throws {
        let text =
            "WEBVTT\n\n00:01.000 --> 00:04.000\na <00:03.000>b <00:02.000>c <00:03.500>d <00:09.000>e\n"
        #expect(try words(text) == [["1.0–2.0 a", "2.0–3.5 c", "3.5–4.0 d"]])
    }

    // MARK: JSON

    @Test("words of a provider are those of their lines, but for tags and for words that were not found")
    func json() throws {
        let text = """
            [{"word": "[Verse 1]\\nGrey ", "success": true, "start_s": 12.5, "end_s": 12.8},
             {"word": "sea,\\n", "success": true, "start_s": 12.9, "end_s": 13.5},
             {"word": "slow ", "success": false, "start_s": 99, "end_s": 99.5},
             {"word": "li", "success": true, "start_s": 14, "end_s": 14.6},
             {"word": "ght\\n", "success": true, "start_s": 14.5, "end_s": 15}]
            """
        #expect(
            try words(text) == [["12.5–12.8 Grey", "12.9–13.5 sea,"], ["14.0–14.5 li", "14.5–15.0 ght"]])
    }

    @Test("segments have their words with them, or none")
    func segments() throws {
        let text = """
            {"segments": [{"text": " Grey sea.", "start": 1, "end": 3, "words": [
              {"word": " Grey", "start": 1.25, "end": 2, "probability": 0.9}, {"word": " sea.", "start": 2, "end": 3}]},
              {"text": "On.", "start": 4, "end": 5}, {"text": "It", "start": 6, "end": 7, "words": [{"word": "It"}]}]}
            """
        #expect(try words(text) == [["1.25–2.0 Grey", "2.0–3.0 sea."], [], []])
        let wrong =
            "[{\"text\": \"a\", \"start\": 1, \"end\": 2}, {\"text\": \"b\", \"words\": [{\"start\": 2}]}]"
        let error = #expect(throws: LyricError.self) { try LyricSheet(reading: wrong) }
        #expect(error?.reason.contains("entry 2") == true)
    }

    // MARK: Lines

    @Test("words come with their line, end with it, and lines whose times are estimates have none")
    func lines() throws {
        let text = """
            [Verse]
            [00:01.00]<00:01.00>grey <00:02.00>sea <00:03.00>slow <00:04.00>
            la la
            [00:09.00]on
            """
        let lines = LyricLineTiming(beats: []).lines(
            of: try LyricSheet(reading: text),
            parts: [LyricPartSpan(part: 0, range: 0..<10, confidence: 1)], duration: 2.5
        ).lines
        #expect(lines.map(\.text) == ["grey sea slow"])
        #expect(
            lines[0].words == [
                LyricWord(text: "grey", start: 1, end: 2), LyricWord(text: "sea", start: 2, end: 2.5),
            ])
        let whole = LyricLineTiming(beats: []).lines(
            of: try LyricSheet(reading: text),
            parts: [LyricPartSpan(part: 0, range: 0..<20, confidence: 1)], duration: 20
        ).lines
        #expect(whole.map(\.isEstimate) == [false, true, false])
        #expect(whole.map(\.words.count) == [3, 0, 0])
    }

    @Test("a line of ten thousand words has them all, in order")
    func many() throws {
        let words = (0..<10_000).map { "<00:\($0 / 1000 + 10).\(1000 + $0 % 1000)>\\{\($0)}" }
        let text = "[00:10.00]" + words.map { $0.replacing(".1", with: ".") }.joined(separator: " ") + "\n"
        let line = try #require(try LyricSheet(reading: text).untagged.first)
        #expect(line.words.count == 10_000)
        #expect(line.words.map(\.text) == (0..<10_000).map { "\\{\($0)}" })
        #expect(zip(line.words, line.words.dropFirst()).allSatisfy { $0.end <= $1.start })
    }

    @Test("whatever the bytes, words lie in order within their line", arguments: 1...60)
    func anything(seed: Int) {
        var generator = Generator(state: UInt64(seed) * 104_729)
        let times = ["00:01.00", "00:01.50", "00:02.00", "00:00.00", "00:30.00"]
        func piece(_ pieces: [String]) -> String { pieces[Int(generator.next() * Double(pieces.count))] }
        let isVTT = seed.isMultiple(of: 2)
        let text =
            (isVTT ? "WEBVTT\n\n" : "")
            + (0..<6).map { _ in
                let words = (0..<8).map { _ in
                    "<\(piece(times))>" + piece(["la ", " ", "{", "\\N", "<b>", ""])
                }
                return (isVTT ? "\n00:01.000 --> 00:03.000\n" : "[\(piece(times))]") + words.joined() + "\n"
            }.joined()
        guard let sheet = try? LyricSheet(reading: text) else {
            Issue.record("\(text) was not read")
            return
        }
        for line in sheet.untagged where !line.words.isEmpty {
            let edges = line.words.flatMap { [$0.start, $0.end] }
            #expect(edges == edges.sorted() && line.words.allSatisfy { $0.start < $0.end && $0.text != "" })
            #expect(line.time.map { $0.lowerBound <= edges[0] && edges.last! <= $0.upperBound } == true)
        }
    }
}
