import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

/// Scripts, run by `sh` and compared with what the renderer makes of the same edit.
@Suite("Render script")
struct RenderScriptTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Each picture of a video, as a digest of its bytes.
    private func pictures(of video: String) throws -> [String] {
        let lines = try Tool.run(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-i", "file:\(video)", "-map", "0:v:0", "-vsync", "passthrough"]
                + ["-f", "framemd5", "-"])
        return String(decoding: lines, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: " ").last.map(String.init) }
    }

    private func samples(of video: String) throws -> Data {
        try Tool.run(
            "ffmpeg", ["-v", "error", "-nostdin", "-i", "file:\(video)", "-map", "0:a:0", "-f", "s16le", "-"])
    }

    /// Writes the script of an edit, runs it and returns the script and the video.
    private func run(_ edit: Edit, tools: FFmpegTools) async throws -> (script: RenderScript, video: String) {
        let script = try await RenderScript(
            of: edit, relativeTo: folder.path, settings: Media.settings, tools: tools)
        let (file, video) = (folder.file("it's a $(cut).sh"), folder.file("script.mp4"))
        try Data(script.text.utf8).write(to: URL(fileURLWithPath: file))
        try Tool.run("sh", [file, video])
        return (script, video)
    }

    /// Runs the script and the renderer, and compares all pictures and all samples.
    private func compare(_ edit: Edit, tools: FFmpegTools) async throws -> (
        script: RenderScript, video: String
    ) {
        let made = try await run(edit, tools: tools)
        let rendered = folder.file("rendered.mp4")
        _ = try await Renderer(tools: tools).render(
            edit, to: rendered, overwriting: true, settings: Media.settings
        ) { _, _ in }
        let (ours, theirs) = (try pictures(of: rendered), try pictures(of: made.video))
        #expect(theirs.count == edit.frameCount)
        let different = zip(ours, theirs).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
        #expect(different == [])
        #expect(try samples(of: rendered) == samples(of: made.video))
        #expect(made.script.losses.isEmpty)
        return made
    }

    private func clips(_ rates: [String], frames: Int = 60, _ tools: FFmpegTools) async throws -> [Footage] {
        var clips: [Footage] = []
        for (id, rate) in rates.enumerated() {
            var clip = BarcodeClip(id: id, frameCount: frames)
            clip.rate = rate
            clips.append(try await Media.see(clip, as: folder.file("clip\(id).mp4"), tools: tools))
        }
        return clips
    }

    private func shots(_ maps: [(clip: Int, fit: Shot.Fit, pieces: [TimeMap.Piece])]) -> [Shot] {
        maps.reduce(into: []) { shots, map in
            shots.append(
                Shot(
                    startFrame: shots.last?.endFrame ?? 0, clip: map.clip,
                    timeMap: TimeMap(pieces: map.pieces),
                    fit: map.fit, reason: "because"))
        }
    }

    private var everyFit: [Shot] {
        shots([
            (0, .trim, [.init(frames: 20, sourceStart: 0.5, sourceEnd: 0.5 + 20 / 24.0)]),
            (1, .trim, [.init(frames: 24, sourceStart: 0.2, sourceEnd: 1.2)]),
            (2, .slow, [.init(frames: 30, sourceStart: 0, sourceEnd: 0.6)]),
            (0, .slow, [.init(frames: 30, sourceStart: 1.9, sourceEnd: 1)]),
            (1, .fast, [.init(frames: 24, sourceStart: 0.1, sourceEnd: 2.3)]),
            (
                2, .pingPong,
                [
                    .init(frames: 24, sourceStart: 0, sourceEnd: 1),
                    .init(frames: 24, sourceStart: 1, sourceEnd: 0),
                ]
            ),
            (
                1, .loop,
                [
                    .init(frames: 12, sourceStart: 0.1, sourceEnd: 0.6),
                    .init(frames: 12, sourceStart: 0.1, sourceEnd: 0.6),
                ]
            ),
            (0, .freeze, [.init(frames: 9, sourceStart: 0.76, sourceEnd: 0.76)]),
            (1, .reverse, [.init(frames: 15, sourceStart: 2, sourceEnd: 1.3)]),
            (
                2, .ramp,
                [
                    .init(
                        frames: 20, sourceStart: 0.2, sourceEnd: 1,
                        easing: .init(startSpeed: 0.5, endSpeed: 1.5)),
                    .init(frames: 21, sourceStart: 1, sourceEnd: 1.9, easing: .easeOut),
                ]
            ),
        ])
    }

    @Test(
        "a script makes the renderer's pictures and sound, for all kinds of fit, mixed rates and both kinds of slow motion",
        arguments: zip([FrameRate(24), FrameRate(30000, 1001)], [Edit.Style.SlowMotion.blend, .repeat]))
    func fits(rate: FrameRate, slowMotion: Edit.Style.SlowMotion) async throws {
        let tools = try await Media.tools()
        var edit = try Media.edit(
            everyFit, clips: try await clips(["24", "25", "30"], tools), song: folder.file("song.wav"))
        edit.frameRate = rate
        edit.song.duration = rate.seconds(ofFrame: edit.frameCount)
        edit.style.slowMotion = slowMotion
        let (_, video) = try await compare(edit, tools: tools)
        guard slowMotion == .repeat else { return }
        let rates = [24.0, 25, 30]
        let expected = edit.shots.flatMap { shot in
            shot.timeMap.sourceTimes.map {
                BarcodeReader.Code(id: shot.clip, frame: min(max(Int($0 * rates[shot.clip] + 1e-4), 0), 59))
            }
        }
        #expect(try BarcodeReader.codes(in: video) == expected)
    }

    @Test(
        "mirrored shots, windows that stand and that move, and all transitions come out as the renderer has them"
    )
    func pictures() async throws {
        let tools = try await Media.tools()
        var shots = everyFit
        shots[1].isMirrored = true
        shots[1].transition = .init(kind: .dissolve, frames: 8)
        shots[2].windows = [.init(frame: 0, window: .init(x: 0.4, y: 0.3, zoom: 1.7))]
        shots[3].windows = [
            .init(frame: 2, window: .init(zoom: 1)), .init(frame: 27, window: .init(x: 0.3, zoom: 1.37)),
        ]
        shots[3].isMirrored = true
        shots[4].windows = [
            .init(frame: 0, window: .init(x: 0.7, y: 0.6, zoom: 1.1)),
            .init(frame: 9, window: .init(x: 0.7, y: 0.6, zoom: 1.5)),
            .init(frame: 10, window: .init(zoom: 1.2)),
        ]
        shots[4].transition = .init(kind: .dissolve, frames: 7)
        shots[5].transition = .init(kind: .dip, frames: 9)
        shots[7].transition = .init(kind: .flash, frames: 8)
        shots[9].transition = .init(kind: .dissolve, frames: 6)
        let edit = try Media.edit(
            shots, clips: try await clips(["24", "25", "30"], tools), song: folder.file("song.wav"))
        _ = try await compare(edit, tools: tools)
    }

    @Test("what runs at twice its speed and more is blurred as the renderer blurs it, forwards and backwards")
    func blur() async throws {
        let tools = try await Media.tools()
        let shots = shots([
            (0, .fast, [.init(frames: 12, sourceStart: 0.1, sourceEnd: 1.1)]),
            (1, .fast, [.init(frames: 12, sourceStart: 2.3, sourceEnd: 1)]),
            (2, .fast, [.init(frames: 10, sourceStart: 0, sourceEnd: 1.9)]),
        ])
        var edit = try Media.edit(
            shots, clips: try await clips(["24", "25", "30"], tools), song: folder.file("song.wav"))
        edit.style.shutterBlur = true
        _ = try await compare(edit, tools: tools)
    }

    @Test(
        "names with quotes, dashes, colons, dollars, percent signs, newlines and other scripts are only names"
    )
    func names() async throws {
        let tools = try await Media.tools()
        let names = [
            "it's \"q\".mp4", "-dash.mp4", "a:b.mp4", "p%03d.mp4", "new\nline.mp4", "видео 映画.mp4",
            "$(touch gone) `touch gone`.mp4", "concat:x|y\\.mp4", "\u{202E}4pm.mp4",
            String(repeating: "n", count: 200) + ".mp4",
        ]
        var clips: [Footage] = []
        for (id, name) in names.enumerated() {
            let plain = folder.file("plain.mp4")
            try BarcodeClip(id: id, frameCount: 12).write(to: plain)
            try FileManager.default.moveItem(atPath: plain, toPath: folder.file(name))
            clips.append(
                try await FootageAnalyzer(tools: tools).analyze(path: folder.file(name), contentHash: "") {
                    _ in
                })
        }
        var edit = try Media.edit(
            names.indices.map { Media.shot(at: 12 * $0, clip: $0, frames: 12) }, clips: clips,
            song: folder.file("s: '%d\n$x.wav"))
        edit.shots[0].reason = "on \n: >gone; `touch gone` $(touch gone) '\" \u{1b}[31m"
        let (script, video) = try await run(edit, tools: tools)
        let expected = names.indices.flatMap { id in (0..<12).map { BarcodeReader.Code(id: id, frame: $0) } }
        #expect(try BarcodeReader.codes(in: video) == expected)
        #expect(!folder.contents.contains("gone") && !FileManager.default.fileExists(atPath: "gone"))
        #expect(!script.text.contains("\u{1b}"))
    }

    @Test(
        "a video that is there is left alone, a clip that has changed is refused, and nothing else is left behind"
    )
    func failures() async throws {
        let tools = try await Media.tools()
        let path = folder.file("c.mp4")
        let clip = try await Media.see(BarcodeClip(id: 1, frameCount: 24), as: path, tools: tools)
        let edit = try Media.edit(
            [Media.shot(at: 0, clip: 0, frames: 24)], clips: [clip], song: folder.file("song.wav"))
        let (script, video) = try await run(edit, tools: tools)
        let again = try await RenderScript(
            of: edit, relativeTo: folder.path, settings: Media.settings, tools: tools)
        #expect(again == script)
        let names = folder.contents
        let made = try Data(contentsOf: URL(fileURLWithPath: video))
        let file = folder.file("it's a $(cut).sh")
        #expect(throws: ToolFailure.self) { try Tool.run("sh", [file, video]) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: video)) == made)
        try BarcodeClip(id: 1, frameCount: 12).write(to: path)
        #expect(throws: ToolFailure.self) { try Tool.run("sh", [file, folder.file("other.mp4")]) }
        #expect(folder.contents == names)
    }

    @Test("stills, odd shapes and a few frames of a long clip are decoded as the renderer decodes them")
    func plates() async throws {
        let tools = try await Media.tools()
        var long = BarcodeClip(id: 3, frameCount: 900)
        (long.width, long.height) = (90, 160)
        let clips = [
            try await Media.see(long, as: folder.file("long.mp4"), tools: tools),
            try await still(tools),
        ]
        var shots = shots([
            (0, .trim, [.init(frames: 10, sourceStart: 1, sourceEnd: 1 + 10 / 24.0)]),
            (0, .trim, [.init(frames: 10, sourceStart: 36, sourceEnd: 36 + 10 / 24.0)]),
            (1, .freeze, [.init(frames: 10, sourceStart: 0, sourceEnd: 0)]),
            (1, .freeze, [.init(frames: 10, sourceStart: 0, sourceEnd: 0)]),
        ])
        shots[1].windows = [.init(frame: 0, window: .init()), .init(frame: 9, window: .init(zoom: 3))]
        shots[3].windows = [
            .init(frame: 0, window: .init(zoom: 2)), .init(frame: 9, window: .init(zoom: 2.5)),
        ]
        let edit = try Media.edit(shots, clips: clips, song: folder.file("song.wav"))
        let (script, _) = try await compare(edit, tools: tools)
        #expect(script.text.contains("between(n,0,"))
    }

    private func still(_ tools: FFmpegTools) async throws -> Footage {
        let path = folder.file("100%d.png")
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "testsrc2=s=400x300", "-frames:v", "1", folder.file("plain.png"),
        ])
        try FileManager.default.moveItem(atPath: folder.file("plain.png"), toPath: path)
        return try await FootageAnalyzer(tools: tools).analyze(path: path, contentHash: "") { _ in }
    }

    @Test("captions are a loss, and paths are absolute where no folder is given")
    func losses() async throws {
        let tools = try await Media.tools()
        let clip = try await Media.see(
            BarcodeClip(id: 1, frameCount: 24), as: folder.file("c.mp4"), tools: tools)
        var edit = try Media.edit(
            [Media.shot(at: 0, clip: 0, frames: 24)], clips: [clip], song: folder.file("song.wav"))
        edit.captions = [.init(startFrame: 2, endFrame: 20, text: "la")]
        let script = try await RenderScript(of: edit, relativeTo: nil, tools: tools)
        #expect(script.losses.count == 1)
        #expect(script.text.contains("clip1='\(folder.path)/c.mp4'"))
        #expect(!script.text.contains("$here"))
    }
}
