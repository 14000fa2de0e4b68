public import EditModel
internal import Foundation

/// Renders an edit: each used clip is decoded once to raw frames, and the frame map feeds them to one encoder.
public struct Renderer: Sendable {
    private let tools: FFmpegTools

    /// The rate of the delivered sound, in hertz.
    static let audioSampleRate = 48_000

    /// Creates a renderer that works with the given programs.
    public init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// Renders an edit to a file: H.264 and AAC in MP4, ready to stream, colours tagged.
    ///
    /// The file appears under its name only when it is whole and measured; until then a hidden `.part` file beside it
    /// holds it, which is removed when anything goes wrong or the task is cancelled.
    ///
    /// - Parameters:
    ///   - edit: A valid edit with absolute paths.
    ///   - output: The absolute path of the file; replaced if it exists.
    ///   - settings: Quality, memory and disk.
    ///   - onProgress: Called with steps done and all steps: a frame decoded for use or encoded is a step.
    /// - Returns: What was measured in the file.
    /// - Throws: `MediaError`, `CancellationError`.
    public func render(
        _ edit: Edit, to output: String, settings: RenderSettings, onProgress: @Sendable (Int, Int) -> Void
    ) async throws -> DeliveryReport {
        let times = try await frameTimes(of: edit)
        let map = FrameMap(edit, times: times)
        let needed = times.keys.sorted().map { (clip: $0, frames: map.usedFrames(ofClip: $0)) }
        let allSteps = edit.frameCount + needed.reduce(0) { $0 + $1.frames.count }
        let frameSize = edit.canvas.width * edit.canvas.height * 3 / 2
        var stepsDone = 0
        var bytesInMemory = 0
        var stores: [Int: FrameStore] = [:]
        for (clip, frames) in needed {
            let fits = bytesInMemory + frames.count * frameSize <= settings.memoryBudget
            if fits { bytesInMemory += frames.count * frameSize }
            let store = try FrameStore(
                frameSize: frameSize, frameCount: frames.count, spoolFolder: fits ? nil : settings.spoolFolder
            )
            try await decode(edit.clips[clip], frames: frames, canvas: edit.canvas, into: store) { done in
                onProgress(stepsDone + done, allSteps)
            }
            stepsDone += frames.count
            stores[clip] = store
        }
        let part = Self.partPath(for: output)
        defer { unlink(part) }
        try await encode(edit, map: map, stores: stores, to: part, settings: settings) { done in
            onProgress(stepsDone + done, allSteps)
        }
        let report = try await DeliveryVerifier(tools: tools).verify(part, delivers: edit)
        try Self.publish(part, as: output)
        return report
    }

    private func frameTimes(of edit: Edit) async throws -> [Int: FrameTimes] {
        var times: [Int: FrameTimes] = [:]
        for clip in Set(edit.shots.map(\.clip)).sorted() {
            let footage = edit.clips[clip]
            times[clip] = try await FrameTimes.read(
                footage.path, decodedCount: footage.frameCount, tools: tools)
        }
        return times
    }

    /// Decodes a clip up to the last frame that is used, and keeps the used ones.
    private func decode(
        _ footage: Footage, frames: [Int], canvas: Edit.Canvas, into store: FrameStore, onFrame: (Int) -> Void
    ) async throws {
        let facts = try await StreamFacts.read(footage.path, tools: tools)
        let filter = Framing.filter(for: footage, facts: facts, canvas: canvas)
        let program = tools.ffmpeg(
            ["-nostdin"] + FFmpegTools.input(footage.path)
                + ["-map", "0:V:0", "-an", "-sn", "-dn", "-vsync", "passthrough", "-vf", filter]
                + ["-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1"])
        var assembler = FrameAssembler(frameSize: canvas.width * canvas.height * 3 / 2)
        var index = 0
        var kept = 0
        let ending = try await program.stream { bytes in
            try assembler.append(bytes) { frame in
                if kept < frames.count, frames[kept] == index {
                    try store.store(frame, as: index)
                    kept += 1
                    onFrame(kept)
                }
                index += 1
            }
            return kept < frames.count
        }
        guard kept == frames.count else {
            let why = ending.complaints.split(separator: "\n").last.map { " ffmpeg says: \($0)" } ?? ""
            throw MediaError(
                .clipChanged,
                "\(shown(footage.path)) gave \(index) frames where \(footage.frameCount) were seen before; plan the edit anew.\(why)"
            )
        }
    }

    private func encode(
        _ edit: Edit, map: FrameMap, stores: [Int: FrameStore], to part: String, settings: RenderSettings,
        onFrame: (Int) -> Void
    ) async throws {
        guard FileManager.default.createFile(atPath: part, contents: nil) else {
            throw MediaError(
                .cannotWrite, "Nothing can be written beside \(part); check the folder's permissions.")
        }
        let rate = "\(edit.frameRate.numerator)/\(edit.frameRate.denominator)"
        let samples = Self.audioSampleCount(of: edit)
        let program = tools.ffmpeg(
            [
                "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s",
                "\(edit.canvas.width)x\(edit.canvas.height)",
            ]
                + ["-r", rate, "-i", "pipe:0", "-nostdin"] + FFmpegTools.input(edit.song.path)
                + [
                    "-map", "0:v:0", "-map", "1:a:0", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters",
                    "-1",
                ]
                + [
                    "-af",
                    "aresample=\(Self.audioSampleRate),apad=whole_len=\(samples),atrim=end_sample=\(samples)",
                ]
                + [
                    "-c:v", "libx264", "-preset", settings.preset, "-crf", "\(settings.crf)", "-pix_fmt",
                    "yuv420p",
                ]
                + [
                    "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc",
                    "bt709",
                ]
                + ["-c:a", "aac", "-b:a", "\(settings.audioBitRate)", "-ac", "2", "-movflags", "+faststart"]
                + ["-f", "mp4", "file:\(part)"])
        var buffer = [UInt8](repeating: 0, count: edit.canvas.width * edit.canvas.height * 3 / 2)
        var written = 0
        let ending = try await program.feed { write in
            for source in map.sources {
                guard let store = stores[source.clip] else { preconditionFailure("a used clip has a store") }
                try store.load(source.frame, into: &buffer)
                guard try await write(buffer.span.bytes) else { return }
                written += 1
                onFrame(written)
            }
        }
        guard ending.isSuccess, written == map.sources.count else {
            throw Self.failure(ending, song: edit.song.path, part)
        }
    }

    private static func failure(_ ending: Program.Ending, song: String, _ part: String) -> MediaError {
        let folder = (part as NSString).deletingLastPathComponent
        if ending.complaints.contains("No space left on device") {
            return MediaError(.cannotWrite, "The disk is full in \(folder); free some space and try again.")
        }
        if ending.complaints.contains("Permission denied")
            || ending.complaints.contains("Read-only file system")
        {
            return MediaError(.cannotWrite, "Nothing can be written to \(folder); check its permissions.")
        }
        if ending.complaints.contains("matches no streams") || ending.complaints.contains("whitelist") {
            return MediaError(.noAudio, "\(shown(song)) has no sound that ffmpeg can read.")
        }
        let last = ending.complaints.split(separator: "\n").last.map { " ffmpeg says: \($0)" } ?? ""
        return MediaError(.notDelivered, "The encoder stopped before the end.\(last)")
    }

    /// The number of samples of sound that lie under the edit's frames.
    static func audioSampleCount(of edit: Edit) -> Int {
        Int((edit.frameRate.seconds(ofFrame: edit.frameCount) * Double(audioSampleRate)).rounded())
    }

    private static func partPath(for output: String) -> String {
        let folder = (output as NSString).deletingLastPathComponent
        let name = (output as NSString).lastPathComponent
        return "\(folder)/.\(name).mvsync-\(getpid()).part"
    }

    /// Makes the file durable, then gives it its name in one step.
    private static func publish(_ part: String, as output: String) throws {
        let descriptor = open(part, O_RDWR | O_CLOEXEC)
        let isSynced = descriptor >= 0 && fsync(descriptor) == 0
        if descriptor >= 0 { close(descriptor) }
        guard isSynced, rename(part, output) == 0 else {
            let cause = String(cString: strerror(errno))
            throw MediaError(.cannotWrite, "\(output) cannot be written: \(cause).")
        }
    }
}
