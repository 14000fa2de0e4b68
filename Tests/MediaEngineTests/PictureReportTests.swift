import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Picture report")
struct PictureReportTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Two clips, cut at the given frame of 48.
    private func edit(cutAt cut: Int, tools: FFmpegTools) async throws -> Edit {
        var clips: [Footage] = []
        for id in [5, 10] {
            let path = folder.file("clip\(id).mp4")
            if FileManager.default.fileExists(atPath: path) {
                let footage = try await FootageAnalyzer(tools: tools).analyze(path: path, contentHash: "") {
                    _ in
                }
                clips.append(footage)
            } else {
                let clip = BarcodeClip(id: id, frameCount: 60)
                clips.append(try await Media.see(clip, as: path, tools: tools))
            }
        }
        let shots = [
            Media.shot(at: 0, clip: 0, frames: cut), Media.shot(at: cut, clip: 1, frames: 48 - cut),
        ]
        return try Media.edit(shots, clips: clips, song: folder.file("song.wav"))
    }

    @Test("a rendered file shows each planned frame, with its cuts at their frames")
    func asPlanned() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(cutAt: 24, tools: tools)
        let output = folder.file("out.mp4")
        _ = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) { _, _ in }
        let report = try await DeliveryVerifier(tools: tools).look(at: output, against: edit)
        #expect(report.frameCount == 48)
        #expect(report.plannedCuts == [24])
        #expect(report.cutOffsets == [0])
        #expect(report.strayFrames.isEmpty && report.blackFrames.isEmpty && report.frozenFrames.isEmpty)
    }

    @Test("a cut that lies elsewhere than planned is found where it is", arguments: [-3, -1, 1, 3])
    func displaced(by shift: Int) async throws {
        let tools = try await Media.tools()
        let planned = try await edit(cutAt: 24, tools: tools)
        let moved = folder.file("moved.mp4")
        _ = try await Renderer(tools: tools).render(
            planned, to: folder.file("out.mp4"), settings: Media.settings
        ) { _, _ in }
        let hold =
            shift > 0
            ? "loop=loop=\(shift):size=1:start=23" : "select='not(between(n,\(24 + shift),23))'"
        try Tool.ffmpeg(
            ["-i", folder.file("out.mp4"), "-vf", "\(hold),setpts=N/24/TB", "-an", "-r", "24", moved])
        let report = try await DeliveryVerifier(tools: tools).look(at: moved, against: planned)
        #expect(report.cutOffsets == [shift])
        #expect(!report.strayFrames.isEmpty)
    }

    @Test("black frames that nobody planned are listed")
    func black() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(cutAt: 24, tools: tools)
        let output = folder.file("out.mp4")
        let spoiled = folder.file("spoiled.mp4")
        _ = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) { _, _ in }
        let cover = "drawbox=color=black:t=fill:enable='between(n,30,31)'"
        try Tool.ffmpeg(["-i", output, "-vf", cover, "-crf", "12", "-an", spoiled])
        let report = try await DeliveryVerifier(tools: tools).look(at: spoiled, against: edit)
        #expect(report.blackFrames == [30, 31])
        #expect(report.strayFrames == [30, 31])
        #expect(report.cutOffsets == [0])
    }

    @Test("a picture that stands still where the plan moves on is listed")
    func frozen() async throws {
        let tools = try await Media.tools()
        var edit = try await edit(cutAt: 24, tools: tools)
        // Fast, so that frames that follow each other differ.
        edit.shots[1].timeMap.pieces = [.init(frames: 24, sourceStart: 0, sourceEnd: 2.4)]
        let output = folder.file("out.mp4")
        let spoiled = folder.file("spoiled.mp4")
        _ = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) { _, _ in }
        let whole = try await DeliveryVerifier(tools: tools).look(at: output, against: edit)
        #expect(whole.frozenFrames.isEmpty)
        // Frames 30 to 32 show what 29 does, the others are as they were.
        try Tool.ffmpeg([
            "-i", output, "-filter_complex", "split[a][b];[a][b]freezeframes=first=30:last=32:replace=29",
            "-an", "-crf", "0", spoiled,
        ])
        let report = try await DeliveryVerifier(tools: tools).look(at: spoiled, against: edit)
        #expect(report.frameCount == 48)
        #expect(report.frozenFrames == [30, 31, 32])
    }
}
