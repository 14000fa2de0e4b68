public import EditModel
internal import Foundation

/// Renders an edit: each used clip is decoded to plates, and the pictures of the frame map, made of these, are
/// fed to one encoder.
public struct Renderer: Sendable {
    let tools: FFmpegTools

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
    ///   - additions: What it gets beside what the edit says.
    ///   - onProgress: Called with steps done and all steps: a frame decoded for use or encoded is a step.
    /// - Returns: What was measured in the file.
    /// - Throws: `MediaError`, `CancellationError`.
    public func render(
        _ edit: Edit, to output: String, overwriting: Bool = false, settings: RenderSettings,
        adding additions: RenderAdditions = RenderAdditions(), onProgress: @Sendable (Int, Int) -> Void
    ) async throws -> DeliveryReport {
        let part = try Self.makePart(for: output)
        defer { unlink(part) }
        var map = FrameMap(edit, times: try await ClipReader(tools: tools).frameTimes(of: edit))
        for frame in additions.flashes where map.pictures.indices.contains(frame) {
            map.pictures[frame].tint = FrameMap.Tint(isWhite: true, weight: 128)
        }
        let form = PictureForm(width: edit.canvas.width, height: edit.canvas.height)
        let framesToRead = map.usedFrames.reduce(0) { $0 + $1.count }
        let allSteps = framesToRead + edit.frameCount
        let reader = PlateReader(
            tools: tools, form: form, memory: settings.frameMemory(on: edit.canvas),
            spoolFolder: settings.spoolFolder)
        let plates = try await reader.read(map, of: edit) { onProgress($0, allSteps) }
        let compositor = Compositor(plates: plates, form: form)
        try await encode(
            edit, map: map, with: compositor, to: part, settings: settings, adding: additions
        ) { done in
            onProgress(framesToRead + done, allSteps)
        }
        let report = try await DeliveryVerifier(tools: tools).verify(part, delivers: edit)
        try Self.publish(part, as: output, overwriting: overwriting)
        return report
    }

    /// Gives a finished file its name.
    static func publish(_ part: String, as output: String, overwriting: Bool) throws {
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
    }

    /// The number of samples of sound that lie under the edit's frames.
    static func audioSampleCount(of edit: Edit) -> Int {
        Int((edit.frameRate.seconds(ofFrame: edit.frameCount) * Double(audioSampleRate)).rounded())
    }

    /// Makes the empty hidden file beside the output, before any work is done that it might turn out to be in vain.
    static func makePart(for output: String) throws -> String {
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
