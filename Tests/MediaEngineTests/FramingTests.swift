import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Framing")
struct FramingTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Renders a clip of one colour pattern and returns the first frame's luma, 160 by 90.
    private func luma(of source: String, encoding: [String] = []) async throws -> [UInt8] {
        let tools = try await Media.tools()
        let path = folder.file("c.mp4")
        try Tool.ffmpeg(["-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p"] + encoding + [path])
        let clip = try await FootageAnalyzer(tools: tools).analyze(path: path, contentHash: "") { _ in }
        let edit = try Media.edit(
            [Media.shot(at: 0, clip: 0, frames: 12)], clips: [clip], song: folder.file("song.wav"))
        let output = folder.file("out.mp4")
        _ = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) { _, _ in }
        let frame = try Tool.run(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-i", output, "-frames:v", "1", "-vf", "extractplanes=y"]
                + ["-f", "rawvideo", "-"])
        #expect(frame.count == 160 * 90)
        return [UInt8](frame)
    }

    @Test("a wide clip fills the canvas; its sides are cut")
    func cover() async throws {
        let picture = try await luma(of: "color=white:s=240x90:r=24:d=1,drawbox=x=0:w=30:t=fill:color=black")
        #expect(picture.allSatisfy { $0 > 220 })
    }

    @Test("an upright clip is shown whole, over a darker backdrop of itself")
    func backdrop() async throws {
        let picture = try await luma(of: "color=white:s=60x160:r=24:d=1")
        let middle = picture[45 * 160 + 80]
        let side = picture[45 * 160 + 10]
        #expect(middle > 225)
        #expect((100...180).contains(side))
    }

    @Test(
        "extreme shapes are shown too",
        arguments: ["2x1200", "4000x8", "8x8", "16x1000", "2x8000", "16384x2"])
    func extremes(size: String) async throws {
        let picture = try await luma(of: "color=white:s=\(size):r=24:d=1")
        #expect(picture[45 * 160 + 76..<45 * 160 + 84].contains { $0 > 200 })
    }

    @Test("untagged colours of small pictures are BT.601 and arrive as BT.709")
    func matrix() async throws {
        let picture = try await luma(of: "color=red:s=160x90:r=24:d=1,format=yuv420p")
        // Red has luma 81 in BT.601 and 63 in BT.709.
        #expect(picture.allSatisfy { abs(Int($0) - 63) <= 2 })
    }

    @Test("full range comes out as limited range")
    func range() async throws {
        let picture = try await luma(
            of: "color=white:s=160x90:r=24:d=1",
            encoding: ["-vf", "scale=out_range=pc", "-pix_fmt", "yuvj420p"])
        #expect(picture.allSatisfy { (233...237).contains($0) })
    }
}
