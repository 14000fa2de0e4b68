import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Still pictures as clips")
struct StillTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func look(_ name: String) async throws -> Footage {
        try await FootageAnalyzer(tools: Media.tools()).analyze(path: folder.file(name), contentHash: "h") {
            _ in
        }
    }

    /// Writes a picture of a format under any name.
    private func makeStill(_ format: String, as name: String) throws {
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "testsrc2=s=320x180", "-frames:v", "1", folder.file("made.\(format)"),
        ])
        try FileManager.default.moveItem(
            atPath: folder.file("made.\(format)"), toPath: folder.file(name))
    }

    @Test(
        "a picture is a clip of one frame, whatever its name",
        arguments: [
            ("jpg", "a.jpg"), ("png", "pic%d.png"), ("png", "-x.png"), ("jpg", "a:b.jpg"),
            ("jpg", "really.png"),
            ("png", "noending"), ("png", "a.mp4"), ("jpg", "*?[1].jpg"),
        ])
    func names(format: String, name: String) async throws {
        try makeStill(format, as: name)
        let footage = try await look(name)
        #expect(footage.isStill)
        #expect(footage.frameCount == 1)
        #expect(abs(footage.duration - 1.0 / 24) < 1e-6)
        #expect(footage.framesPerSecond == 24)
        #expect(footage.displayWidth == 320 && footage.displayHeight == 180)
        #expect(footage.motion == [0] && footage.moments.count == 1)
        #expect(footage.cuts.isEmpty && footage.accents.isEmpty && footage.loops.isEmpty)
        #expect(footage.warnings.isEmpty)
    }

    @Test("a picture that another one follows in its file is a single frame")
    func trailing() async throws {
        try makeStill("jpg", as: "one.jpg")
        let picture = try Data(contentsOf: URL(fileURLWithPath: folder.file("one.jpg")))
        try (picture + picture).write(to: URL(fileURLWithPath: folder.file("two.jpg")))
        let footage = try await look("two.jpg")
        #expect(footage.isStill && footage.frameCount == 1)
    }

    @Test("a photograph that its camera says lies on its side is as wide as it is shown")
    func orientation() async throws {
        try makeStill("jpg", as: "flat.jpg")
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file("flat.jpg"))))
        // Exif with one entry: orientation (0x0112), a short, one of them, 6 (turn right).
        let exif: [UInt8] =
            [0xFF, 0xE1, 0, 34] + Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0]
            + [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
        bytes.insert(contentsOf: exif, at: 2)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file("upright.jpg")))
        // Whether it is turned depends on the version of ffmpeg; what it decodes to is right.
        let size =
            try Tool.run(
                "ffmpeg",
                ["-v", "error", "-i", folder.file("upright.jpg"), "-f", "rawvideo", "-pix_fmt", "gray"]
                    + ["-vf", "crop=w=iw:h=2", "-"]
            ).count / 2
        let footage = try await look("upright.jpg")
        #expect(footage.displayWidth == size)
        #expect(Set([footage.displayWidth, footage.displayHeight]) == [320, 180])
    }

    @Test("a moving gif is a video")
    func gif() async throws {
        try BarcodeClip(id: 1, frameCount: 12).write(to: folder.file("c.mp4"))
        try Tool.ffmpeg(["-i", folder.file("c.mp4"), folder.file("c.gif")])
        let footage = try await look("c.gif")
        #expect(!footage.isStill)
        #expect(footage.frameCount == 12)
    }

    @Test(
        "texts and playlists named .png, and pictures with nothing in them, are refused in clear words",
        arguments: [
            "plain text\n", "ffconcat version 1.0\nfile 'secret.png'\n", "#EXTM3U\nsecret.png\n", "",
            "\u{FF}\u{D8}\u{FF}", "RIFF\u{4}\u{0}\u{0}\u{0}WEBP",
        ])
    func impostors(content: String) async throws {
        try makeStill("png", as: "secret.png")
        let bytes = Data(content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        try bytes.write(to: URL(fileURLWithPath: folder.file("fake.png")))
        let error = await #expect(throws: MediaError.self) { try await look("fake.png") }
        #expect(error.map { [.unreadableClip, .noVideo].contains($0.code) } == true)
        #expect(error?.description.contains("“fake.png”") == true)
    }

    @Test("a still is rendered as it is looked at, and stands as long as its shot")
    func rendered() async throws {
        var clip = BarcodeClip(id: 5, frameCount: 1)
        clip.encoding = []
        try clip.write(to: folder.file("made.png"))
        try FileManager.default.moveItem(
            atPath: folder.file("made.png"), toPath: folder.file("pic%d.png"))
        let tools = try await Media.tools()
        let footage = try await look("pic%d.png")
        let piece = TimeMap.Piece(frames: 24, sourceStart: 0, sourceEnd: 0)
        let shot = Shot(startFrame: 0, clip: 0, timeMap: TimeMap(pieces: [piece]), fit: .freeze, reason: "")
        let edit = try Media.edit([shot], clips: [footage], song: folder.file("song.wav"))
        _ = try await Renderer(tools: tools).render(
            edit, to: folder.file("out.mp4"), settings: Media.settings
        ) { _, _ in }
        let codes = try BarcodeReader.codes(in: folder.file("out.mp4"))
        #expect(codes == [BarcodeReader.Code](repeating: .init(id: 5, frame: 0), count: 24))
    }
}
