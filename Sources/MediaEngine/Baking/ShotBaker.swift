package import EditModel
internal import Foundation

/// Renders shots to files of their own that any editor takes: ProRes 422 HQ in QuickTime, all key frames, no sound, at the
/// edit's rate and size.
package struct ShotBaker: Sendable {
    let tools: FFmpegTools

    /// Creates a baker that works with the given programs.
    package init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// Renders shots; each file gets its name only as a whole.
    ///
    /// - Parameters:
    ///   - ranges: The shots.
    ///   - edit: A valid edit with absolute paths; its transitions are in the pictures.
    ///   - files: The absolute paths of the files, as many as ranges.
    ///   - overwriting: Whether files of these names may be replaced.
    ///   - settings: Memory and disk.
    ///   - onProgress: Called with steps done and all steps: a frame decoded for use or encoded is a step.
    /// - Throws: `MediaError`, `CancellationError`; files that were finished stay.
    package func bake(
        _ ranges: [ShotRange], of edit: Edit, to files: [String], overwriting: Bool,
        settings: RenderSettings = RenderSettings(), onProgress: @Sendable (Int, Int) -> Void
    ) async throws {
        let map = FrameMap(ranges, of: edit, times: try await ClipReader(tools: tools).frameTimes(of: edit))
        let form = PictureForm(width: edit.canvas.width, height: edit.canvas.height)
        let framesToRead = map.usedFrames.reduce(0) { $0 + $1.count }
        let allSteps = framesToRead + map.pictures.count
        let reader = PlateReader(
            tools: tools, form: form, memory: settings.frameMemory(on: edit.canvas),
            spoolFolder: settings.spoolFolder)
        let compositor = Compositor(
            plates: try await reader.read(map, of: edit) { onProgress($0, allSteps) }, form: form)
        var start = 0
        for (range, file) in zip(ranges, files) {
            let end = start + range.frameCount(in: edit)
            try await encode(map.pictures[start..<end], of: edit, with: compositor, to: file, overwriting) {
                onProgress(framesToRead + start + $0, allSteps)
            }
            start = end
        }
    }

    private func encode(
        _ pictures: ArraySlice<FrameMap.Picture>, of edit: Edit, with compositor: Compositor, to file: String,
        _ overwriting: Bool, onFrame: (Int) -> Void
    ) async throws {
        let part = try Renderer.makePart(for: file)
        defer { unlink(part) }
        let program = tools.ffmpeg(
            FFmpegTools.pictures(of: edit) + [
                "-an", "-c:v", "prores_ks", "-profile:v", "hq", "-vendor", "apl0",
            ]
                + ["-pix_fmt", "yuv422p10le"] + FFmpegTools.colours + ["-f", "mov", "file:\(part)"])
        var buffer = [UInt8](repeating: 0, count: edit.canvas.width * edit.canvas.height * 3 / 2)
        var written = 0
        let ending = try await program.feed { write in
            for picture in pictures {
                try buffer.withUnsafeMutableBytes { try compositor.compose(picture, into: $0) }
                guard try write(buffer.span.bytes) else { return }
                written += 1
                onFrame(written)
            }
        }
        let isWhole = !ending.complaints.contains("No space left on device")
        guard ending.isSuccess, isWhole, written == pictures.count else {
            throw Renderer.failure(ending, song: edit.song.path, part)
        }
        let times = try await FrameTimes.read(part, decodedCount: pictures.count, tools: tools)
        guard times.times.count == pictures.count else {
            throw MediaError(.notDelivered, "\(shown(file)) did not become what was ordered.")
        }
        try Renderer.publish(part, as: file, overwriting: overwriting)
    }
}
