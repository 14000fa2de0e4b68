import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Renderer")
struct RendererTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test(
        "each frame of the output is the source frame on screen at its centre, for mixed rates and all kinds of fit"
    )
    func frameExact() async throws {
        let tools = try await Media.tools()
        var clips: [Footage] = []
        for (id, rate) in ["24", "25", "30", "30000/1001", "60"].enumerated() {
            var clip = BarcodeClip(id: id, frameCount: 60)
            clip.rate = rate
            if id == 1 {
                clip.encoding = [
                    "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p10le",
                ]
            }
            clips.append(try await Media.see(clip, as: folder.file("clip\(id).mp4"), tools: tools))
        }
        let shots = [
            Shot(
                startFrame: 0, clip: 0,
                timeMap: TimeMap(pieces: [.init(frames: 20, sourceStart: 0.5, sourceEnd: 0.5 + 20 / 24.0)]),
                fit: .trim, reason: ""),
            Shot(
                startFrame: 20, clip: 1,
                timeMap: TimeMap(pieces: [.init(frames: 24, sourceStart: 0.2, sourceEnd: 1.2)]), fit: .trim,
                reason: ""),
            Shot(
                startFrame: 44, clip: 2,
                timeMap: TimeMap(pieces: [.init(frames: 30, sourceStart: 0, sourceEnd: 0.6)]), fit: .slow,
                reason: ""),
            Shot(
                startFrame: 74, clip: 3,
                timeMap: TimeMap(pieces: [
                    .init(frames: 24, sourceStart: 0, sourceEnd: 1),
                    .init(frames: 24, sourceStart: 1, sourceEnd: 0),
                ]), fit: .pingPong, reason: ""),
            Shot(
                startFrame: 122, clip: 4,
                timeMap: TimeMap(pieces: [
                    .init(frames: 12, sourceStart: 0.1, sourceEnd: 0.6),
                    .init(frames: 12, sourceStart: 0.1, sourceEnd: 0.6),
                    .init(frames: 10, sourceStart: 0.2, sourceEnd: 0.9, easing: .easeIn),
                ]), fit: .loop, reason: ""),
        ]
        var edit = try Media.edit(shots, clips: clips, song: folder.file("song.wav"))
        edit.style.slowMotion = .repeat
        let output = folder.file("out.mp4")
        let report = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) {
            _, _ in
        }
        let rates = [24.0, 25, 30, 30000.0 / 1001, 60]
        var expected: [BarcodeReader.Code] = []
        for shot in shots {
            for frame in 0..<shot.frameCount {
                let time = shot.timeMap.sourceTime(atFrame: frame)
                let index = min(max(Int((time * rates[shot.clip] + 1e-4).rounded(.down)), 0), 59)
                expected.append(.init(id: shot.clip, frame: index))
            }
        }
        let found = try BarcodeReader.codes(in: output)
        #expect(found == expected)
        #expect(report.videoFrames == edit.frameCount)
        #expect(abs(report.videoDuration - report.audioDuration) < 0.5 / 24)
    }

    @Test("spilling to disk changes no byte of the output")
    func spilling() async throws {
        let tools = try await Media.tools()
        let clip = try await Media.see(
            BarcodeClip(id: 3, frameCount: 48), as: folder.file("c.mp4"), tools: tools)
        let shots = [
            Shot(
                startFrame: 0, clip: 0,
                timeMap: TimeMap(pieces: [.init(frames: 40, sourceStart: 0, sourceEnd: 40 / 24.0)]),
                fit: .trim, reason: "")
        ]
        let edit = try Media.edit(shots, clips: [clip], song: folder.file("song.wav"))
        var settings = Media.settings
        _ = try await Renderer(tools: tools).render(edit, to: folder.file("memory.mp4"), settings: settings) {
            _, _ in
        }
        settings.memoryBudget = 0
        settings.spoolFolder = folder.path
        _ = try await Renderer(tools: tools).render(edit, to: folder.file("disk.mp4"), settings: settings) {
            _, _ in
        }
        let memory = try Data(contentsOf: URL(fileURLWithPath: folder.file("memory.mp4")))
        let disk = try Data(contentsOf: URL(fileURLWithPath: folder.file("disk.mp4")))
        #expect(memory == disk)
        #expect(folder.contents == ["c.mp4", "disk.mp4", "memory.mp4", "song.wav"])
    }

    @Test(
        "names with spaces, quotes, dashes, colons, percent signs, newlines and other scripts are only names",
        arguments: [
            "a b.mp4", "it's \"q\".mp4", "-dash.mp4", "a:b.mp4", "p%03d.mp4", "new\nline.mp4", "видео 映画.mp4",
            "concat:x|y.mp4",
        ])
    func names(name: String) async throws {
        let tools = try await Media.tools()
        let plain = folder.file("plain.mp4")
        try BarcodeClip(id: 1, frameCount: 12).write(to: plain)
        try FileManager.default.moveItem(atPath: plain, toPath: folder.file(name))
        let clip = try await FootageAnalyzer(tools: tools).analyze(path: folder.file(name), contentHash: "") {
            _ in
        }
        let shots = [
            Shot(
                startFrame: 0, clip: 0,
                timeMap: TimeMap(pieces: [.init(frames: 12, sourceStart: 0, sourceEnd: 0.5)]), fit: .trim,
                reason: "")
        ]
        let edit = try Media.edit(shots, clips: [clip], song: folder.file("s: '%d\n.wav"))
        let output = folder.file("out " + name)
        _ = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) { _, _ in }
        #expect(try BarcodeReader.codes(in: output).map(\.frame) == Array(0..<12))
    }

    @Test("a cancelled rendering leaves nothing behind")
    func cancellation() async throws {
        let tools = try await Media.tools()
        var barcode = BarcodeClip(id: 1, frameCount: 240)
        barcode.width = 640
        barcode.height = 360
        let clip = try await Media.see(barcode, as: folder.file("c.mp4"), tools: tools)
        let pieces = (0..<12).map { _ in TimeMap.Piece(frames: 240, sourceStart: 0, sourceEnd: 10) }
        let edit = try Media.edit(
            [Shot(startFrame: 0, clip: 0, timeMap: TimeMap(pieces: pieces), fit: .loop, reason: "")],
            clips: [clip],
            song: folder.file("song.wav"))
        let output = folder.file("out.mp4")
        let task = Task {
            try await Renderer(tools: tools).render(edit, to: output, settings: RenderSettings()) { done, _ in
                if done == 300 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(folder.contents == ["c.mp4", "song.wav"])
    }

    @Test("a folder that does not take files is named, and nothing is left")
    func unwritable() async throws {
        let tools = try await Media.tools()
        let clip = try await Media.see(
            BarcodeClip(id: 1, frameCount: 12), as: folder.file("c.mp4"), tools: tools)
        let shots = [
            Shot(
                startFrame: 0, clip: 0,
                timeMap: TimeMap(pieces: [.init(frames: 12, sourceStart: 0, sourceEnd: 0.5)]), fit: .trim,
                reason: "")
        ]
        let edit = try Media.edit(shots, clips: [clip], song: folder.file("song.wav"))
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(edit, to: "/proc/out.mp4", settings: Media.settings) {
                _, _ in
            }
        }
        #expect(error?.code == .cannotWrite)
    }

    @Test("a clip that has fewer frames than were seen is refused by name")
    func changedClip() async throws {
        let tools = try await Media.tools()
        let path = folder.file("c.mp4")
        let clip = try await Media.see(BarcodeClip(id: 1, frameCount: 48), as: path, tools: tools)
        let shots = [
            Shot(
                startFrame: 0, clip: 0,
                timeMap: TimeMap(pieces: [.init(frames: 48, sourceStart: 0, sourceEnd: 2)]), fit: .trim,
                reason: "")
        ]
        let edit = try Media.edit(shots, clips: [clip], song: folder.file("song.wav"))
        try BarcodeClip(id: 1, frameCount: 24).write(to: path)
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(
                edit, to: folder.file("out.mp4"), settings: Media.settings
            ) { _, _ in }
        }
        #expect(error?.code == .clipChanged)
        #expect(error?.description.contains("c.mp4") == true)
        #expect(folder.contents == ["c.mp4", "song.wav"])
    }
}
