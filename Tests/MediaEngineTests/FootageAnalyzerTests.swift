import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Footage analyzer")
struct FootageAnalyzerTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func look(_ name: String) async throws -> Footage {
        try await FootageAnalyzer(tools: Media.tools()).analyze(path: folder.file(name), contentHash: "h") {
            _ in
        }
    }

    @Test("frames, rate and length are those of the file", arguments: ["24", "25", "30000/1001", "8"])
    func facts(rate: String) async throws {
        var clip = BarcodeClip(id: 1, frameCount: 40)
        clip.rate = rate
        let parts = rate.split(separator: "/").compactMap { Double($0) }
        let framesPerSecond = parts.count == 2 ? parts[0] / parts[1] : parts[0]
        let footage = try await Media.see(clip, as: folder.file("c.mp4"), tools: Media.tools())
        #expect(footage.frameCount == 40)
        #expect(abs(footage.framesPerSecond - framesPerSecond) < 0.01)
        #expect(abs(footage.duration - 40 / framesPerSecond) < 0.001)
        #expect(!footage.isVariableFrameRate)
        #expect(footage.displayWidth == 160 && footage.displayHeight == 90)
        #expect(footage.motion.count == 40)
        #expect(footage.warnings.isEmpty)
    }

    @Test("a turned clip is as wide as it is shown")
    func rotation() async throws {
        try BarcodeClip(id: 1, frameCount: 12).write(to: folder.file("upright.mp4"))
        try Tool.ffmpeg([
            "-i", folder.file("upright.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90",
            folder.file("turned.mp4"),
        ])
        let footage = try await look("turned.mp4")
        #expect([90, 270].contains(footage.rotation))
        #expect(footage.displayWidth == 90 && footage.displayHeight == 160)
    }

    @Test("pixels that are not square count as wide as they are shown")
    func pixelAspect() async throws {
        var clip = BarcodeClip(id: 1, frameCount: 12)
        clip.encoding += ["-vf", "setsar=2"]
        let footage = try await Media.see(clip, as: folder.file("c.mp4"), tools: Media.tools())
        #expect(footage.pixelAspect == 2)
        #expect(footage.displayWidth == 320 && footage.displayHeight == 90)
    }

    @Test("a varying frame rate is noticed")
    func variableRate() async throws {
        try BarcodeClip(id: 1, frameCount: 40).write(to: folder.file("c.mp4"))
        try Tool.ffmpeg([
            "-i", folder.file("c.mp4"), "-vf", "select='not(between(n,10,14))'", "-vsync", "vfr",
            folder.file("v.mp4"),
        ])
        let footage = try await look("v.mp4")
        #expect(footage.isVariableFrameRate)
        #expect(footage.frameCount == 35)
    }

    @Test("a hard cut is found at its frame, and steady movement is not a cut")
    func cuts() async throws {
        try Tool.ffmpeg(
            ["-f", "lavfi", "-i", "gradients=s=160x90:d=1:r=24:c0=navy:c1=black:nb_colors=2:seed=1"]
                + ["-f", "lavfi", "-i", "testsrc=s=160x90:d=1:r=24"]
                + ["-filter_complex", "[0][1]concat=n=2:v=1", "-pix_fmt", "yuv420p", folder.file("c.mp4")])
        let footage = try await look("c.mp4")
        #expect(footage.cuts.count == 1)
        #expect(abs((footage.cuts.first ?? 0) - 1) < 0.001)
    }

    @Test("the good frames of a file that was cut off are used, with a warning")
    func truncated() async throws {
        var clip = BarcodeClip(id: 1, frameCount: 120)
        clip.encoding += ["-movflags", "+faststart", "-g", "12"]
        try clip.write(to: folder.file("whole.mp4"))
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("whole.mp4")))
        try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: folder.file("half.mp4")))
        let footage = try await look("half.mp4")
        #expect((1..<120).contains(footage.frameCount))
        #expect(footage.warnings.count == 1)
        #expect(footage.warnings.first?.contains("half.mp4") == true)
    }

    @Test(
        "texts, playlists, sounds and emptiness named .mp4 are no clips, and say so",
        arguments: [
            "plain text\n", "ffconcat version 1.0\nfile 'secret.mp4'\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nsecret.mp4\n#EXT-X-ENDLIST\n", "",
        ])
    func impostors(content: String) async throws {
        try BarcodeClip(id: 1, frameCount: 12).write(to: folder.file("secret.mp4"))
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file("fake.mp4")))
        let error = await #expect(throws: MediaError.self) { try await look("fake.mp4") }
        #expect(error?.code == .unreadableClip)
        #expect(error?.description.contains("fake.mp4") == true)
    }

    @Test("a sound is no clip")
    func sound() async throws {
        try Tool.ffmpeg(["-f", "lavfi", "-i", "sine=duration=1", folder.file("sound.m4a")])
        let error = await #expect(throws: MediaError.self) { try await look("sound.m4a") }
        #expect(error?.code == .noVideo)
    }

    @Test("without ffmpeg the error says what to install")
    func missingProgram() async throws {
        let error = await #expect(throws: MediaError.self) {
            try await FFmpegTools.locate(environment: ["PATH": folder.path])
        }
        #expect(error?.code == .programMissing)
        #expect(error?.description.contains("apt-get install ffmpeg") == true)
    }
}
