import EditModel
import EditPlanning
import MusicAnalysis
import TestSupport
import Testing

@Suite("cuts and the lines of lyrics")
struct LyricCutsTests {
    private let clips = (1...5).map { madeClip("\($0)", seconds: 10) }

    /// Lines of a length, so many seconds apart.
    private func lines(
        from start: Double, every step: Double, lasting seconds: Double, until end: Double,
        isEstimate: Bool = false
    )
        -> [LyricLine]
    {
        stride(from: start, to: end - seconds, by: step).map {
            LyricLine(start: $0, end: $0 + seconds, text: "la la", confidence: 1, isEstimate: isEstimate)
        }
    }

    /// The cuts within lines, farther from their edges than half a beat and a frame.
    private func cutsWithin(_ lines: [LyricLine], _ edit: Edit, beat: Double) -> [Double] {
        let starts = Set(edit.sections.map(\.startFrame))
        return edit.shots.filter { !starts.contains($0.startFrame) }
            .map { edit.frameRate.seconds(ofFrame: $0.startFrame) }
            .filter { time in
                lines.contains { time > $0.start + beat / 2 + 0.03 && time < $0.end - beat / 2 - 0.03 }
            }
    }

    @Test(
        "no cut inside a section lies within a line that is shorter than its shots may be", arguments: 0..<20,
        [Edit.Style.Pace.calm, .natural, .fast])
    func avoided(seed: Int, pace: Edit.Style.Pace) throws {
        var random = MadeRandom(seed: UInt64(seed))
        var song = madeSong(
            [(.verse, 12, 0.3), (.chorus, 8, 0.9), (.verse, 8, 0.3)],
            bpm: Double.random(in: 80...150, using: &random))
        var style = EditStyle()
        style.look.pace = pace
        let beat = song.beats[1].time
        // Lines of three beats, with a rest of one or more between them: the least shot of the fast pace is 0.45 s.
        song.lyrics = lines(
            from: Double.random(in: 0...4, using: &random),
            every: Double(Int.random(in: 4...8, using: &random)) * beat,
            lasting: min(3 * beat, 1.4), until: song.duration)
        let edit = try plan(song, clips, style: style, seed: UInt64(seed))
        try edit.validate()
        #expect(cutsWithin(song.lyrics, edit, beat: beat) == [])
        #expect(edit.shots.count > edit.sections.count)
        let beats = Set(edit.beats.map(\.frame))
        #expect(edit.shots.allSatisfy { beats.contains($0.startFrame) })
    }

    @Test("without times there would be such cuts")
    func unavoided() throws {
        var song = madeSong([(.verse, 12, 0.3), (.chorus, 8, 0.9), (.verse, 8, 0.3)])
        let given = lines(from: 1, every: 3, lasting: 2, until: song.duration)
        #expect(try !cutsWithin(given, plan(song, clips), beat: 0.5).isEmpty)
        song.lyrics = given
        #expect(try cutsWithin(given, plan(song, clips), beat: 0.5).isEmpty)
    }

    @Test("lines whose times are estimates move no cut")
    func estimates() throws {
        var song = madeSong([(.verse, 12, 0.3), (.chorus, 8, 0.9)])
        let before = try plan(song, clips).shots
        song.lyrics = lines(from: 1, every: 3, lasting: 2, until: song.duration, isEstimate: true)
        #expect(try plan(song, clips).shots == before)
    }

    @Test("a line longer than any shot should be is cut all the same")
    func long() throws {
        var song = madeSong([(.verse, 16, 0.5)])
        song.lyrics = [LyricLine(start: 0.5, end: song.duration - 0.5, text: "aaah", confidence: 1)]
        let lengths = try plan(song, clips).shots.map { Double($0.frameCount) / 24 }
        #expect(lengths.allSatisfy { $0 < 14 })
    }

    @Test("lines become captions on their frames, none empty and none overlapping")
    func captions() throws {
        var song = madeSong([(.verse, 8, 0.5)])
        song.lyrics = [
            LyricLine(start: 1, end: 2.5, text: "grey\tsea\u{2028} ", confidence: 1),
            LyricLine(
                start: 2.51, end: 4, text: String(repeating: "la ", count: 1_000), confidence: 0.1,
                isEstimate: true),
            LyricLine(start: 4, end: 4.001, text: "no frame", confidence: 1),
            LyricLine(start: 5, end: 6, text: "\u{7}", confidence: 1),
            LyricLine(start: 8, end: 9, text: String(repeating: "歌", count: 400), confidence: 1),
            LyricLine(start: 15, end: 30, text: "beyond", confidence: 1),
        ]
        let edit = try plan(song, clips)
        try edit.validate()
        #expect(edit.captions.map(\.startFrame) == [24, 60, 192, 360])
        #expect(edit.captions.map(\.endFrame) == [60, 96, 216, 384])
        #expect(edit.captions.map(\.isEstimate) == [false, true, false, false])
        #expect(edit.captions[0].text == "grey sea")
        #expect(edit.captions[1].text.utf8.count <= 1_000)
        // A script without spaces is cut between its characters.
        #expect(edit.captions[2].text == String(repeating: "歌", count: 333))
    }

    @Test("words have a frame at least, in order within their caption, and survive planning anew")
    func words() throws {
        var song = madeSong([(.verse, 8, 0.5)])
        func word(_ text: String, _ start: Double, _ end: Double) -> LyricWord {
            LyricWord(text: text, start: start, end: end)
        }
        song.lyrics = [
            LyricLine(
                start: 1, end: 2, text: "grey\tka{ra}\\N sea / Meer",
                words: [
                    word("grey", 1, 1.25), word("ka", 1.5, 1.501), word("{ra}\\N", 1.501, 1.502),
                    word(" sea\u{7}", 1.6, 9),
                ], confidence: 1),
            // What has no frame, no text, no place in the text or no sound time is left out.
            LyricLine(
                start: 3, end: 3.125, text: "abcd e",
                words: [
                    word("a", 3, 3.01), word("b", 3.01, 3.02), word("c", 3.02, 3.03), word("d", 3.03, 3.04),
                    word("e", 3.1, 3.12),
                ], confidence: 1),
            LyricLine(
                start: 4, end: 5, text: "la la",
                words: [
                    word("", 4, 4.1), word("\u{1}", 4.1, 4.2), word("no", 4.2, 4.3), word("la", .nan, 4.4),
                    word("la", -.infinity, .infinity),
                ], confidence: 1),
            LyricLine(
                start: 6, end: 12, text: String(repeating: "la ", count: 10_000),
                words: (0..<10_000).map { word("la", 6 + Double($0) * 1e-2, 6.01 + Double($0) * 1e-2) },
                confidence: 1),
        ]
        let edit = try plan(song, clips)
        try edit.validate()
        #expect(
            edit.captions[0].words == [
                .init(startFrame: 24, endFrame: 30, text: "grey"),
                .init(startFrame: 36, endFrame: 37, text: "ka"),
                .init(startFrame: 37, endFrame: 38, text: "{ra}\\N"),
                .init(startFrame: 38, endFrame: 48, text: "sea"),
            ])
        #expect(edit.captions[1].words.map(\.text) == ["a", "b", "c"])
        #expect(edit.captions[2].words == [.init(startFrame: 96, endFrame: 120, text: "la")])
        #expect(edit.captions[3].words.count == 144)
        let read = try EditFile.decode(EditFile.encode(edit, relativeTo: "/m"), relativeTo: "/m")
        #expect(try plan(read.song(in: song), clips).captions == edit.captions)
    }
}
