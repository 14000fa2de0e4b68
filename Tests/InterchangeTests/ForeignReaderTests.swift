import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

/// Timelines read by OpenTimelineIO.
///
/// They run where `MVSYNC_INTERCHANGE_PYTHON` names a Python that has the packages `opentimelineio` and
/// `opentimelineio-plugins`; `make test-interchange` sees to that.
@Suite(.enabled(if: ForeignPython.interpreter != nil, "MVSYNC_INTERCHANGE_PYTHON names no Python"))
struct ForeignReaderTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private struct Expected: Encodable {
        var rate: Double
        var duration: Int
        var markers: Int
        var clips: [Clip]

        struct Clip: Encodable {
            var name: String
            var start: Int
            var duration: Int
            var scalar: Double
        }
    }

    private func check(_ text: String, as name: String, is expected: Expected) throws {
        let file = folder.file(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try JSONEncoder().encode(expected).write(to: URL(fileURLWithPath: file + ".json"))
        try ForeignPython.run("check_timeline.py", [file, file + ".json"])
    }

    @Test(
        "OpenTimelineIO reads all clips, their ranges, speeds and markers, and writes the same again",
        arguments: 0..<16)
    func otio(seed: Int) throws {
        let cuts = MadeEdit.cuts(seed == 0 ? MadeEdit.ofAllKinds : MadeEdit.valid(seed: UInt64(seed)))
        try check(
            OpenTimeline.text(of: cuts), as: "made.otio",
            is: Expected(
                rate: cuts.frameRate.framesPerSecond, duration: cuts.frameCount, markers: cuts.markers.count,
                clips: cuts.parts.map {
                    .init(
                        name: cuts.media[$0.media].fileName, start: $0.sourceLow, duration: $0.frameCount,
                        scalar: $0.speed)
                }))
    }

    @Test(
        "OpenTimelineIO reads the events of an edit decision list",
        arguments: [FrameRate(24), FrameRate(25), FrameRate(30), FrameRate(30000, 1001)])
    func edl(rate: FrameRate) throws {
        let edit = MadeEdit.of(
            [
                MadeEdit.even(24, from: 10, to: 34), MadeEdit.even(24, from: 20, to: 68),
                MadeEdit.even(24, from: 4, to: 16), MadeEdit.even(23, from: 4, to: 21),
            ], rate: rate)
        let cuts = MadeEdit.cuts(edit)
        try check(
            EditDecisionList.text(of: cuts), as: "made.edl",
            is: Expected(
                rate: rate.framesPerSecond, duration: cuts.frameCount,
                // It reads no marker whose timecode drops numbers.
                markers: cuts.dropsFrames ? 0 : cuts.markers.count,
                clips: cuts.parts.map {
                    .init(
                        name: cuts.media[$0.media].fileName, start: $0.sourceLow, duration: $0.frameCount,
                        scalar: $0.speed)
                }))
    }

    @Test("a check that finds nothing wrong would be none: a wrong length is found")
    func detector() throws {
        let cuts = MadeEdit.cuts(MadeEdit.ofAllKinds)
        #expect(throws: (any Error).self) {
            try check(
                OpenTimeline.text(of: cuts), as: "made.otio",
                is: Expected(rate: 24, duration: cuts.frameCount + 1, markers: 0, clips: []))
        }
    }
}
