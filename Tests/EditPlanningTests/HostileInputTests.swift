import EditModel
import EditPlanning
import Foundation
import MusicAnalysis
import Testing

@Suite("hostile input to the planner")
struct HostileInputTests {
    /// A way to spoil an analysis.
    struct Blow: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var strike: @Sendable (inout SongAnalysis) -> Void

        init(_ name: String, _ strike: @escaping @Sendable (inout SongAnalysis) -> Void) {
            testDescription = name
            self.strike = strike
        }
    }

    private static let oddNumbers = [Double.nan, .infinity, -.infinity, -1, 1e300, -1e300]

    static let blows: [Blow] =
        oddNumbers.flatMap { number in
            [
                Blow("length \(number)") { $0.duration = number },
                Blow("beat at \(number)") { $0.beats[3].time = number },
                Blow("start of a section \(number)") { $0.sections[1].start = number },
                Blow("end of a section \(number)") { $0.sections[0].end = number },
                Blow("end of the last section \(number)") { $0.sections[1].end = number },
                Blow("energy of a section \(number)") { $0.sections[0].energy = number },
                Blow("energy \(number)") { $0.energy = [0.5, number] },
                Blow("start of a line \(number)") { $0.lyrics[1].start = number },
                Blow("end of a line \(number)") { $0.lyrics[0].end = number },
                Blow("confidence of a line \(number)") { $0.lyrics[0].confidence = number },
            ]
        }
        + [Double.nan, .infinity, -.infinity].flatMap { number in
            [
                Blow("onset at \(number)") { $0.onsets = [number] },
                Blow("period \(number)") { $0.energyPeriod = number },
            ]
        } + [
            Blow("beats out of order") { $0.beats.reverse() },
            Blow("a beat that has no place") { $0.beats[0].position = 0 },
            Blow("a beat of place Int.max") { $0.beats[0].position = .max },
            Blow("a negative metre") { $0.beatsPerBar = -4 },
            Blow("an endless metre") { $0.beatsPerBar = .max },
            Blow("more beats than can be") {
                $0.beats = Array(repeating: Beat(time: 1, position: 1), count: 200_001)
            },
            Blow("more sections than can be") { song in
                song.sections = (0...10_000).map { index in
                    Section(
                        start: Double(index) / 1_000, end: Double(index + 1) / 1_000, label: .verse, group: 0,
                        energy: 0, confidence: 0)
                }
                song.duration = 10.001
            },
            Blow("lines that overlap") { $0.lyrics[0].end = 2.5 },
            Blow("more lines than can be") {
                $0.lyrics = Array(
                    repeating: LyricLine(start: 1, end: 1, text: "", confidence: 1), count: 10_001)
            },
            Blow("no sections") { $0.sections = [] },
            Blow("sections in the wrong order") { $0.sections.reverse() },
            Blow("sections that overlap") { $0.sections[1].start -= 1 },
            Blow("sections with a gap") { $0.sections[0].end -= 1 },
            Blow("a section without length") { $0.sections[0].end = 0 },
            Blow("more than four hours") { song in
                song.duration = 5 * 3_600
                song.sections[1].end = song.duration
            },
            Blow("a novel for a warning") { $0.warnings = [String(repeating: "la ", count: 100_000)] },
        ]

    @Test("an analysis that cannot be is refused in words", arguments: blows)
    func analyses(blow: Blow) {
        var song = madeSong([(.verse, 4, 0.3), (.chorus, 4, 0.8)])
        song.lyrics = [
            LyricLine(start: 1, end: 2, text: "la", confidence: 1),
            LyricLine(start: 2, end: 3, text: "la", confidence: 1),
        ]
        blow.strike(&song)
        let error = #expect(throws: PlanningError.self) {
            try plan(song, [madeClip("a", seconds: 4), madeClip("b", seconds: 4)])
        }
        #expect(error?.description.hasSuffix(".") == true)
    }

    @Test("beats after the end of the song, many at once, and sections shorter than a frame are no obstacle")
    func oddButRight() throws {
        var song = madeSong([(.verse, 4, 0.3), (.chorus, 4, 0.8)])
        song.beats += (0..<50).map { Beat(time: song.duration + Double($0), position: 1) }
        song.beats.insert(contentsOf: Array(repeating: song.beats[0], count: 300), at: 0)
        song.sections[0].end = 1e-5
        song.sections[1].start = 1e-5
        song.energyPeriod = -1
        let edit = try plan(song, [madeClip("a", seconds: 4), madeClip("b", seconds: 4)])
        try edit.validate()
        #expect(edit.beats.allSatisfy { $0.frame < edit.frameCount })
    }

    @Test(
        "a clip without a frame or with a length that is none is left out, and with no other there is no plan",
        arguments: [0, -1, Double.nan, .infinity, -.infinity, 1e300])
    func clipLengths(seconds: Double) throws {
        let song = madeSong([(.verse, 8, 0.5)])
        var odd = madeClip("odd", seconds: 1)
        odd.duration = seconds
        odd.motion = [1, 1, 1]
        var frameless = madeClip("frameless", seconds: 4)
        frameless.frameCount = 0
        let error = #expect(throws: PlanningError.self) { try plan(song, [odd, frameless]) }
        #expect(error?.code == .noFootage)
        let edit = try plan(song, [odd, madeClip("good", seconds: 4), frameless])
        #expect(edit.clips.map(\.name) == ["good"])
    }

    @Test(
        "facts of clips that are no numbers are refused, or do not matter",
        arguments: [Double.nan, .infinity, -1])
    func clipFacts(number: Double) throws {
        let song = madeSong([(.verse, 8, 0.5)])
        var odd = madeClip("a", seconds: 4)
        odd.framesPerSecond = number
        #expect(throws: PlanningError.self) { try plan(song, [odd]) }
        odd = madeClip("a", seconds: 4)
        odd.cuts = [number]
        #expect(throws: PlanningError.self) { try plan(song, [odd]) }
        odd.cuts = []
        odd.motion = [.nan, .infinity, -.infinity, 1]
        try plan(song, [odd, madeClip("b", seconds: 2)]).validate()
    }

    @Test(
        "frame rates beyond all reason are refused",
        arguments: [
            FrameRate(241), FrameRate(1, 2), FrameRate(.max), FrameRate(1, .max), FrameRate(.max, .max - 1),
        ])
    func rates(rate: FrameRate) {
        var style = EditStyle()
        style.frameRate = rate
        let error = #expect(throws: PlanningError.self) {
            try plan(madeSong([(.verse, 8, 0.5)]), [madeClip("a", seconds: 4)], style: style)
        }
        #expect(error?.code == .unusableStyle)
    }

    @Test("a picture that no encoder takes is refused", arguments: [0, -2, 15, 17, 10_000, .max])
    func canvases(side: Int) {
        var style = EditStyle()
        style.canvas = Edit.Canvas(width: side, height: 720)
        #expect(throws: PlanningError.self) {
            try plan(madeSong([(.verse, 8, 0.5)]), [madeClip("a", seconds: 4)], style: style)
        }
    }

    @Test(
        "a long song of many beats, and a thousand clips, are planned in seconds", .timeLimit(.minutes(1)))
    func large() throws {
        let song = madeSong(
            (0..<60).map { ($0.isMultiple(of: 2) ? .verse : .chorus, 16, Double($0 % 7) / 7) }, bpm: 160)
        let clips = (0..<1_000).map { madeClip("\($0)", seconds: 2) }
        let edit = try plan(song, clips)
        #expect(edit.shots.count > 200)
        #expect(Set(edit.shots.map(\.clip)).count > 50)
    }
}
