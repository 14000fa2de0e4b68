import EditModel
import Foundation
import MVSyncPipeline
import MusicAnalysis
import TestSupport
import Testing

@Suite("Files of captions")
struct CaptionFileTests {
    private let lines = [
        LyricLine(start: 1, end: 2.5, text: "grey sea", confidence: 1, part: 0),
        LyricLine(start: 2.5, end: 4.25, text: "a --> b\n\n2", confidence: 1, part: 0),
        LyricLine(start: 3_725.0004, end: 3_726, text: "on", confidence: 1, part: 1),
    ]

    @Test("SRT has numbers, times in milliseconds, and neither empty lines nor arrows in a text")
    func srt() {
        let expected = """
            1
            00:00:01,000 --> 00:00:02,500
            grey sea

            2
            00:00:02,500 --> 00:00:04,250
            a → b 2

            3
            01:02:05,000 --> 01:02:06,000
            on

            """
        #expect(CaptionFile.srt(lines) == expected)
        #expect(CaptionFile.srt([]) == "")
    }

    @Test("the captions of an edit are at the times of their frames")
    func edit() {
        let edit = Edit(
            song: .init(path: "/s.wav", contentHash: String(repeating: "a", count: 64), duration: 4, bpm: 0),
            frameRate: FrameRate(24000, 1001), canvas: .init(width: 64, height: 36), seed: 1, frameCount: 96,
            clips: [],
            beats: [], sections: [], shots: [],
            captions: [.init(startFrame: 24, endFrame: 48, text: "la")], warnings: [])
        #expect(CaptionFile.srt(of: edit) == "1\n00:00:01,001 --> 00:00:02,002\nla\n")
    }

    private func song(_ lines: [LyricLine]) -> SongAnalysis {
        func section(_ start: Double, _ end: Double, _ label: SectionLabel) -> Section {
            Section(start: start, end: end, label: label, group: 0, energy: 0.5, confidence: 1)
        }
        return SongAnalysis(
            duration: 40, tempo: Tempo(bpm: 0, confidence: 0, alternatives: []), beatsPerBar: 0, beats: [],
            onsets: [],
            sections: [
                section(0, 8, .intro), section(8, 16, .verse), section(16, 24, .instrumental),
                section(24, 40, .chorus),
            ], energy: [], energyPeriod: 1, lyrics: lines, warnings: [])
    }

    @Test("LRC is read again as the same lines in the same parts")
    func lrc() throws {
        let sung = [
            LyricLine(start: 8.5, end: 10, text: "grey sea", confidence: 1, part: 0),
            LyricLine(start: 10, end: 12, text: "slow light", confidence: 1, part: 0),
            // A pickup before its section.
            LyricLine(start: 23.5, end: 26, text: "on and on", confidence: 1, part: 1),
        ]
        let text = CaptionFile.lrc(song(sung))
        let sheet = try LyricSheet(reading: text)
        #expect(sheet.parts.map(\.label) == [.intro, .verse, .instrumental, .chorus])
        #expect(sheet.parts.map(\.start) == [0, nil, 16, nil])
        #expect(
            sheet.parts.map { $0.lines.map(\.text) } == [[], ["grey sea", "slow light"], [], ["on and on"]])
        #expect(sheet.parts.flatMap(\.lines).map(\.time) == [8.5..<10, 10..<12, 23.5..<26])
    }

    private let sung = [
        LyricLine(
            start: 8.5, end: 10, text: "grey  i <3 {sea}\\N",
            words: [
                LyricWord(text: "grey", start: 8.5, end: 8.75), LyricWord(text: "i <3", start: 9, end: 9.25),
                LyricWord(text: "{s", start: 9.25, end: 9.5), LyricWord(text: "ea}\\N", start: 9.75, end: 10),
            ], confidence: 1),
        // It lasts longer than its last word.
        LyricLine(
            start: 10, end: 12, text: "slow", words: [LyricWord(text: "slow", start: 10.5, end: 11)],
            confidence: 1),
        // Of one word no time is known.
        LyricLine(
            start: 12, end: 13, text: "on and on",
            words: [
                LyricWord(text: "on", start: 12, end: 12.25), LyricWord(text: "on", start: 12.5, end: 13),
            ], confidence: 1),
    ]

    @Test("LRC has the times of words where each of a line's is known, and is read again as the same")
    func lrcWords() throws {
        let text = CaptionFile.lrc(song(sung))
        let expected = """
            [00:08.50]<00:08.50>grey<00:08.75> <00:09.00>i <3 <00:09.25>{s<00:09.50><00:09.75>ea}\\N<00:10.00>
            [00:10.00]<00:10.50>slow<00:11.00>
            [00:12.00]
            [00:12.00]on and on
            [00:13.00]

            """
        #expect(text == expected)
        let lines = try LyricSheet(reading: text).untagged
        #expect(lines.map(\.time) == [8.5..<10, 10..<12, 12..<13])
        #expect(lines.map(\.text) == ["grey i <3 {sea}\\N", "slow", "on and on"])
        #expect(lines.map(\.words) == [sung[0].words, sung[1].words, []])
    }

    @Test("LRC with the times of words is read by ffmpeg, at the times of its lines")
    func lrcByFFmpeg() throws {
        let folder = try ScratchFolder()
        let text = CaptionFile.lrc(song(Array(sung.dropFirst())))
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file("song.lrc")))
        let read = try Tool.run("ffmpeg", ["-v", "error", "-i", folder.file("song.lrc"), "-f", "srt", "-"])
        let cues = String(decoding: read, as: UTF8.self)
        #expect(cues.contains("00:00:10,000 --> 00:00:12,000\n<00:10.50>slow<00:11.00>\n"), "\(cues)")
        #expect(cues.contains("00:00:12,000 --> 00:00:13,000\non and on\n"), "\(cues)")
    }

    @Test("LRC of lyrics without parts has no tags")
    func untagged() throws {
        let text = CaptionFile.lrc(song([LyricLine(start: 8.5, end: 10, text: "grey sea", confidence: 1)]))
        #expect(text == "[00:08.50]grey sea\n[00:10.00]\n")
    }

    @Test("estimates are told, and given times are not")
    func warnings() {
        #expect(CaptionFile.warning(estimates: 0, of: 3) == nil)
        #expect(CaptionFile.warning(estimates: 1, of: 3)?.contains("1 of the 3") == true)
        #expect(CaptionFile.warning(estimates: 3, of: 3)?.hasPrefix("The times of the lines") == true)
    }
}
