public import EditModel
internal import Foundation

/// Renders an edit: each used clip is decoded to plates, and the pictures of the frame map, made of these, are
/// fed to one encoder.
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
    ///   - output: The absolute path of the file.
    ///   - overwriting: Whether a file of that name may be replaced.
    ///   - settings: Quality, memory and disk.
    ///   - onProgress: Called with steps done and all steps: a frame decoded for use or encoded is a step.
    /// - Returns: What was measured in the file.
    /// - Throws: `MediaError`, `CancellationError`.
    public func render(
        _ edit: Edit, to output: String, overwriting: Bool = false, settings: RenderSettings,
        onProgress: @Sendable (Int, Int) -> Void
    ) async throws -> DeliveryReport {
        let part = try Self.makePart(for: output)
        defer { unlink(part) }
        let map = FrameMap(edit, times: try await ClipReader(tools: tools).frameTimes(of: edit))
        let form = PictureForm(width: edit.canvas.width, height: edit.canvas.height)
        let framesToRead = map.usedFrames.reduce(0) { $0 + $1.count }
        let allSteps = framesToRead + edit.frameCount
        let reader = PlateReader(
            tools: tools, form: form, memory: settings.memoryBudget, spoolFolder: settings.spoolFolder)
        let plates = try await reader.read(map, of: edit) { onProgress($0, allSteps) }
        let compositor = Compositor(plates: plates, form: form)
        try await encode(edit, map: map, with: compositor, to: part, settings: settings) { done in
            onProgress(framesToRead + done, allSteps)
        }
        let report = try await DeliveryVerifier(tools: tools).verify(part, delivers: edit)
        do {
            try NewFile.publish(part, as: output, overwriting: overwriting)
        } catch let error as POSIXError where error.code == .EEXIST {
            throw MediaError(
                .cannotWrite,
                "\(shown(output)) is there now and was not before; choose another name, or pass --force to replace it."
            )
        } catch let error as POSIXError {
            let cause = String(cString: strerror(error.code.rawValue))
            throw MediaError(.cannotWrite, "\(shown(output)) cannot be written: \(cause).")
        }
        return report
    }

    private func encode(
        _ edit: Edit, map: FrameMap, with compositor: Compositor, to part: String,
        settings: RenderSettings, onFrame: (Int) -> Void
    ) async throws {
        let rate = "\(edit.frameRate.numerator)/\(edit.frameRate.denominator)"
        let samples = Self.audioSampleCount(of: edit)
        // Time is counted from the first decoded sample, as in the analysis, whatever time stamp that sample has.
        let sound = [
            "asetpts=N/SR/TB", "aresample=\(Self.audioSampleRate)", "apad=whole_len=\(samples)",
            "atrim=end_sample=\(samples)",
        ].joined(separator: ",")
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
                + ["-af", sound]
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
            for picture in map.pictures {
                try buffer.withUnsafeMutableBytes { try compositor.compose(picture, into: $0) }
                guard try await write(buffer.span.bytes) else { return }
                written += 1
                onFrame(written)
            }
        }
        // Moving the index to the front may find the disk full, and ffmpeg calls that a success.
        let isWhole = !ending.complaints.contains("No space left on device")
        guard ending.isSuccess, isWhole, written == map.pictures.count else {
            throw Self.failure(ending, song: edit.song.path, part)
        }
    }

    private static func failure(_ ending: Program.Ending, song: String, _ part: String) -> MediaError {
        let folder = (part as NSString).deletingLastPathComponent
        if ending.complaints.contains("No space left on device") {
            return MediaError(
                .cannotWrite, "The disk is full in “\(visible(folder))”; free some space and try again.")
        }
        if ending.complaints.contains("Permission denied")
            || ending.complaints.contains("Read-only file system")
        {
            return MediaError(
                .cannotWrite, "Nothing can be written to “\(visible(folder))”; check its permissions.")
        }
        if ending.complaints.contains("Input contains (near) NaN") {
            return MediaError(
                .noAudio,
                "\(shown(song)) has samples that are not numbers; convert it first: ffmpeg -i FILE -c:a flac song.flac"
            )
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

    /// Makes the empty hidden file beside the output, before any work is done that it might turn out to be in vain.
    private static func makePart(for output: String) throws -> String {
        let folder = (output as NSString).deletingLastPathComponent
        var name = (output as NSString).lastPathComponent
        while name.utf8.count > 200 { name.removeLast() }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue {
            throw MediaError(.cannotWrite, "\(shown(output)) is a folder; name a file.")
        }
        let part = "\(folder)/.\(name).mvsync-\(getpid()).part"
        let descriptor = open(part, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let cause = String(cString: strerror(errno))
            throw MediaError(
                .cannotWrite, "Nothing can be written to the folder “\(visible(folder))”: \(cause).")
        }
        close(descriptor)
        return part
    }
}
