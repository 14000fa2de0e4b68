import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Renderer in trouble", .timeLimit(.minutes(10)))
struct RendererFailureTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func edit(frames: Int, tools: FFmpegTools) async throws -> Edit {
        let clip = try await Media.see(
            BarcodeClip(id: 1, frameCount: frames), as: folder.file("c.mp4"), tools: tools)
        return try Media.edit(
            [Media.shot(at: 0, clip: 0, frames: frames)], clips: [clip], song: folder.file("song.wav"))
    }

    @Test("an encoder that dies under the frames is an error, not the end of this process")
    func dyingEncoder() async throws {
        let edit = try await edit(frames: 240, tools: Media.tools())
        let tools = try await StandIn(in: folder).tools(
            ffmpeg: """
                case "$*" in *pipe:0*) echo "out.part: No space left on device" >&2; exit 1;; esac
                exec ffmpeg "$@"
                """)
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(
                edit, to: folder.file("out.mp4"), settings: Media.settings
            ) { _, _ in }
        }
        #expect(error?.code == .cannotWrite)
        #expect(error?.description.contains(folder.path) == true)
        #expect(folder.contents == ["c.mp4", "ffmpeg.sh", "song.wav"])
    }

    @Test("a render that is cancelled while its encoder reads nothing ends, and the encoder with it")
    func idleEncoder() async throws {
        let edit = try await edit(frames: 240, tools: Media.tools())
        let tools = try await StandIn(in: folder).tools(
            ffmpeg: """
                case "$*" in *pipe:0*) echo $$ > "\(folder.file("idle"))"; exec sleep 3600;; esac
                exec ffmpeg "$@"
                """)
        let render = Task {
            try await Renderer(tools: tools).render(
                edit, to: folder.file("out.mp4"), settings: Media.settings
            ) { _, _ in }
        }
        var encoder: pid_t?
        while encoder == nil {
            try await Task.sleep(for: .milliseconds(20))
            encoder = try? pid_t(
                String(contentsOfFile: folder.file("idle"), encoding: .utf8).trimmingCharacters(
                    in: .whitespaces.union(.newlines)))
        }
        render.cancel()
        await #expect(throws: CancellationError.self) { try await render.value }
        #expect(kill(try #require(encoder), 0) == -1)
        #expect(folder.contents == ["c.mp4", "ffmpeg.sh", "idle", "song.wav"])
    }

    @Test("a missing folder for spilled frames is named, and the clip's decoder is stopped")
    func missingSpoolFolder() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(frames: 24, tools: tools)
        var settings = Media.settings
        settings.memoryBudget = 0
        settings.spoolFolder = folder.file("nowhere")
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(edit, to: folder.file("out.mp4"), settings: settings) {
                _, _ in
            }
        }
        #expect(error?.code == .cannotWrite)
        #expect(error?.description.contains("nowhere") == true)
        #expect(folder.contents == ["c.mp4", "song.wav"])
    }

    @Test("a file that appeared under the output's name meanwhile is not replaced unless that was asked for")
    func takenName() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(frames: 12, tools: tools)
        let output = folder.file("out.mp4")
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) { _, _ in
                try? Data("mine".utf8).write(to: URL(fileURLWithPath: output))
            }
        }
        #expect(error?.code == .cannotWrite)
        #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == Data("mine".utf8))
        #expect(folder.contents == ["c.mp4", "out.mp4", "song.wav"])
        _ = try await Renderer(tools: tools).render(
            edit, to: output, overwriting: true, settings: Media.settings
        ) { _, _ in }
        #expect(try Data(contentsOf: URL(fileURLWithPath: output)).count > 100)
    }

    @Test(
        "a disk that was full when the index was moved is said to be full, though ffmpeg says that all went well"
    )
    func fullAtTheEnd() async throws {
        let edit = try await edit(frames: 24, tools: Media.tools())
        let tools = try await StandIn(in: folder).tools(
            ffmpeg: """
                case "$*" in *pipe:0*) cat > /dev/null; echo "trailer: No space left on device" >&2; exit 0;; esac
                exec ffmpeg "$@"
                """)
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(
                edit, to: folder.file("out.mp4"), settings: Media.settings
            ) { _, _ in }
        }
        #expect(error?.code == .cannotWrite)
        #expect(folder.contents == ["c.mp4", "ffmpeg.sh", "song.wav"])
    }

    @Test(
        "a shot of very many pieces is rendered in a time that grows with their number only",
        .timeLimit(.minutes(5)))
    func manyPieces() async throws {
        let tools = try await Media.tools()
        var edit = try await edit(frames: 24, tools: tools)
        let count = 200_000
        let piece = TimeMap.Piece(frames: 1, sourceStart: 0.1, sourceEnd: 0.1)
        edit.shots[0].timeMap.pieces = [TimeMap.Piece](repeating: piece, count: count)
        edit.shots[0].endFrame = count
        let times = [0: FrameTimes(displayTimes: (0..<24).map { Double($0) / 24 })]
        let start = ContinuousClock.now
        let map = FrameMap(edit, times: times)
        #expect(map.pictures.count == count)
        #expect(map.plates == [.init(clip: 0)])
        #expect(map.usedFrames == [[2]])
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("a song with samples that are not numbers is named as the cause")
    func notNumbers() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(frames: 24, tools: tools)
        let raw = folder.file("raw.f32")
        try Data([UInt8](repeating: 0xFF, count: 4 * 44_100)).write(to: URL(fileURLWithPath: raw))
        try Tool.ffmpeg(
            ["-f", "f32le", "-ar", "44100", "-ac", "1", "-i", raw, "-c:a", "pcm_f32le", edit.song.path])
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(
                edit, to: folder.file("out.mp4"), settings: Media.settings
            ) { _, _ in }
        }
        #expect(error?.code == .noAudio)
        #expect(error?.description.contains("song.wav") == true)
    }

    @Test("a damaged clip gives the same pictures every time")
    func damagedClip() async throws {
        let tools = try await Media.tools()
        var made = BarcodeClip(id: 1, frameCount: 72)
        made.encoding += ["-g", "24", "-bf", "3", "-movflags", "+faststart"]
        try made.write(to: folder.file("c.mp4"))
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file("c.mp4"))))
        let media = try #require(bytes.indices.first { bytes[$0...].starts(with: "mdat".utf8) })
        for place in stride(from: media + 4000, to: bytes.count, by: 997) { bytes[place] ^= 0x5A }
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file("c.mp4")))
        let analyzer = FootageAnalyzer(tools: tools)
        let clip = try await analyzer.analyze(path: folder.file("c.mp4"), contentHash: "") { _ in }
        #expect(!clip.warnings.isEmpty)
        let edit = try Media.edit(
            [Media.shot(at: 0, clip: 0, frames: clip.frameCount)], clips: [clip],
            song: folder.file("song.wav"))
        let output = folder.file("out.mp4")
        _ = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) { _, _ in }
        for _ in 0..<3 {
            let again = try await analyzer.analyze(path: folder.file("c.mp4"), contentHash: "") { _ in }
            #expect(again == clip)
            let picture = try await DeliveryVerifier(tools: tools).look(at: output, against: edit)
            #expect(picture.strayFrames.isEmpty)
        }
    }

    @Test("a folder in the place of the output is refused before any work")
    func outputIsFolder() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(frames: 12, tools: tools)
        try FileManager.default.createDirectory(
            atPath: folder.file("out.mp4"), withIntermediateDirectories: false)
        let error = await #expect(throws: MediaError.self) {
            try await Renderer(tools: tools).render(
                edit, to: folder.file("out.mp4"), settings: Media.settings
            ) { _, _ in
                Issue.record("work was done")
            }
        }
        #expect(error?.code == .cannotWrite)
    }

    @Test("a song whose sound starts late in its container is heard from its first sample, as it is analysed")
    func lateSound() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(frames: 48, tools: tools)
        try Tool.ffmpeg(
            ["-f", "lavfi", "-i", "testsrc=s=64x36:r=24:d=3", "-itsoffset", "0.5"]
                + ["-f", "lavfi", "-i", "aevalsrc='if(eq(n,24000),0.9,0)':d=2:s=48000"]
                + ["-map", "0", "-map", "1", "-c:v", "libx264", "-c:a", "aac", folder.file("late.mp4")])
        var late = edit
        late.song.path = folder.file("late.mp4")
        let output = folder.file("out.mp4")
        _ = try await Renderer(tools: tools).render(late, to: output, settings: Media.settings) { _, _ in }
        var places: [Double] = []
        for path in [folder.file("late.mp4"), output] {
            let source = try FFmpegAudioSource(path: path, tools: tools)
            var values: [Float] = []
            while try source.read(4096, into: &values) > 0 {}
            let loudest = try #require(values.indices.max { abs(values[$0]) < abs(values[$1]) })
            places.append(Double(loudest) / source.sampleRate)
        }
        #expect(abs(places[0] - places[1]) < 0.001)
    }

    @Test("a very long file name is only a name")
    func longName() async throws {
        let tools = try await Media.tools()
        let edit = try await edit(frames: 12, tools: tools)
        let output = folder.file(String(repeating: "ü", count: 120) + ".mp4")
        let report = try await Renderer(tools: tools).render(edit, to: output, settings: Media.settings) {
            _, _ in
        }
        #expect(report.videoFrames == 12)
    }
}
