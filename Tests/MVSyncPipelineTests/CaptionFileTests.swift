import EditModel
import Foundation
import MVSyncPipeline
import MusicAnalysis
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
