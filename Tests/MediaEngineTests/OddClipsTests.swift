import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Odd clips, rendered")
struct OddClipsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// What is seen when a clip is played from its start at its own speed.
    private func play(
        _ name: String, frames: Int, rate: FrameRate = FrameRate(24)
    ) async throws -> (codes: [BarcodeReader.Code], report: DeliveryReport) {
        let tools = try await Media.tools()
        let clip = try await FootageAnalyzer(tools: tools).analyze(path: folder.file(name), contentHash: "") {
            _ in
        }
        let seconds = rate.seconds(ofFrame: frames)
        let piece = TimeMap.Piece(frames: frames, sourceStart: 0, sourceEnd: seconds)
        let shot = Shot(startFrame: 0, clip: 0, timeMap: TimeMap(pieces: [piece]), fit: .trim, reason: "")
        var edit = try Media.edit([shot], clips: [clip], song: folder.file("song.wav"))
        edit.frameRate = rate
        let output = folder.file("out.mp4")
        let report = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) {
            _, _ in
        }
        return (try BarcodeReader.codes(in: output), report)
    }

    @Test("a frame of a varying rate stays on screen until the next one is due")
    func variableRate() async throws {
        try BarcodeClip(id: 1, frameCount: 40).write(to: folder.file("c.mp4"))
        try Tool.ffmpeg(
            ["-i", folder.file("c.mp4"), "-vf", "select='not(between(n,10,14))'", "-vsync", "vfr"]
                + ["-crf", "12", folder.file("v.mp4")])
        let seen = try await play("v.mp4", frames: 40).codes.map(\.frame)
        #expect(seen == (0..<40).map { (10...14).contains($0) ? 9 : $0 })
    }

    @Test("a clip that the player turns is turned")
    func rotation() async throws {
        var clip = BarcodeClip(id: 1, frameCount: 12)
        clip.encoding += ["-vf", "transpose=2"]
        try clip.write(to: folder.file("c.mp4"))
        try Tool.ffmpeg(
            [
                "-i", folder.file("c.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90",
                folder.file("turned.mp4"),
            ])
        // Which way the tag turns depends on the version of ffmpeg; a player of the same version is right.
        let shown = try BarcodeReader.codes(in: folder.file("turned.mp4"))
        #expect(Set(shown).count == 12)
        #expect(try await play("turned.mp4", frames: 12).codes == shown)
    }

    @Test("a clip that was cut by copying starts where its player starts")
    func copiedCut() async throws {
        var clip = BarcodeClip(id: 1, frameCount: 72)
        clip.encoding += ["-g", "48", "-bf", "2"]
        try clip.write(to: folder.file("c.mp4"))
        try Tool.ffmpeg(["-ss", "1", "-i", folder.file("c.mp4"), "-c", "copy", folder.file("cut.mp4")])
        #expect(try await play("cut.mp4", frames: 40).codes.map(\.frame) == Array(24..<64))
    }

    @Test(
        "at any frame rate the frames are counted exactly, and the sound ends with the picture",
        arguments: [
            FrameRate(24000, 1001), FrameRate(25), FrameRate(30000, 1001), FrameRate(50),
            FrameRate(60000, 1001),
        ])
    func rates(rate: FrameRate) async throws {
        var clip = BarcodeClip(id: 1, frameCount: 67)
        clip.rate = "\(rate.numerator)/\(rate.denominator)"
        try clip.write(to: folder.file("c.mp4"))
        let (codes, report) = try await play("c.mp4", frames: 67, rate: rate)
        #expect(codes.map(\.frame) == Array(0..<67))
        #expect(report.videoFrames == 67)
        #expect(abs(report.videoDuration - rate.seconds(ofFrame: 67)) < 0.0001)
        #expect(abs(report.audioDuration - report.videoDuration) < 0.001)
    }
}
