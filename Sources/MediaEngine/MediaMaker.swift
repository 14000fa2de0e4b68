internal import EditModel
internal import Foundation

/// Makes files of pictures and sound that are made here, frame by frame and sample by sample.
///
/// Each file gets its name only as a whole, and replaces what has it.
package struct MediaMaker: Sendable {
    private let tools: FFmpegTools

    /// Creates a maker that works with the given programs.
    package init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// A width and a height in pixels.
    package struct Size: Sendable, Equatable {
        package var width: Int
        package var height: Int

        /// Creates a size.
        package init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }

        /// As ffmpeg reads it.
        fileprivate var text: String { "\(width)x\(height)" }

        /// The filter that brings pictures to it.
        fileprivate var filter: String { "scale=\(width):\(height):flags=lanczos" }

        /// How many bytes a picture of red, green and blue has.
        package var byteCount: Int { width * height * 3 }
    }

    /// Encodes a film as H.264 in MP4, without sound.
    ///
    /// - Parameters:
    ///   - drawn: The size of the pictures that are handed over.
    ///   - size: The size of the film, in even numbers.
    ///   - framesPerSecond: Its rate.
    ///   - frameCount: How many pictures it has.
    ///   - file: The absolute path.
    ///   - next: The next pictures, one behind the other, each as red, green and blue from the top left; nil behind the
    ///     last. What it throws ends the work, and is thrown on.
    /// - Throws: `MediaError`, `CancellationError`.
    package func film(
        drawn: Size, size: Size, framesPerSecond: Int, frameCount: Int, to file: String,
        next: () async throws -> [UInt8]?
    ) async throws {
        let colours = ":out_color_matrix=bt709:out_range=tv"
        try await make(
            file,
            [
                "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", drawn.text, "-r", "\(framesPerSecond)",
                "-i", "pipe:0", "-vf", size.filter + colours, "-frames:v", "\(frameCount)",
                "-c:v", "libx264", "-preset", "superfast", "-trellis", "0", "-crf", "19", "-pix_fmt",
                "yuv420p",
            ] + FFmpegTools.colours + ["-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4"]
        ) { write in
            while let pictures = try await next() {
                guard try write(pictures.span.bytes) else { return }
            }
        }
    }

    /// Encodes a picture as PNG.
    ///
    /// - Parameters:
    ///   - pixels: Red, green and blue from the top left.
    ///   - drawn: Their size.
    ///   - size: The size of the picture.
    ///   - file: The absolute path.
    /// - Throws: `MediaError`, `CancellationError`.
    package func picture(_ pixels: [UInt8], drawn: Size, size: Size, to file: String) async throws {
        try await make(
            file,
            [
                "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", drawn.text, "-i", "pipe:0", "-vf", size.filter,
                "-frames:v", "1", "-c:v", "png", "-pix_fmt", "rgb24", "-f", "image2pipe",
            ]
        ) { write in _ = try write(pixels.span.bytes) }
    }

    /// Encodes stereo sound in 16 bits: FLAC, or WAV where the file is named so.
    ///
    /// - Parameters:
    ///   - samples: Left and right in turn, in −1…1.
    ///   - sampleRate: Samples a second.
    ///   - file: The absolute path; it ends in `.flac` or `.wav`.
    /// - Throws: `MediaError`, `CancellationError`.
    package func sound(_ samples: [Float], sampleRate: Int, to file: String) async throws {
        let form: [String]
        switch (file as NSString).pathExtension.lowercased() {
        case "flac": form = ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"]
        case "wav": form = ["-c:a", "pcm_s16le", "-f", "wav"]
        default:
            throw MediaError(
                .cannotWrite, "\(shown(file)) names no sound that is written here; end it in .flac or .wav.")
        }
        try await make(
            file,
            ["-f", "f32le", "-ar", "\(sampleRate)", "-ac", "2", "-i", "pipe:0", "-bitexact"] + form
        ) { write in
            var start = 0
            while start < samples.count {
                let end = min(start + (1 << 18), samples.count)
                guard try write(samples.span.extracting(start..<end).bytes) else { return }
                start = end
            }
        }
    }

    /// A still picture or a clip's first picture, which fills a size and is cropped to it at the sides that it has too
    /// much of.
    ///
    /// - Returns: Red, green and blue from the top left.
    /// - Throws: `MediaError` where the file holds no picture that is read, `CancellationError`.
    package func pixels(of file: String, filling size: Size) async throws -> [UInt8] {
        let (width, height) = (size.width, size.height)
        let program = tools.ffmpeg(
            ["-nostdin"] + FFmpegTools.input(file) + [
                "-frames:v", "1", "-vf",
                "scale=\(width):\(height):force_original_aspect_ratio=increase:flags=lanczos,crop=\(width):\(height)",
                "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
            ])
        let result = try await program.capture(limit: size.byteCount)
        guard result.ending.isSuccess, result.output.count == size.byteCount else {
            throw MediaError(.unreadableClip, "\(shown(file)) is no picture that ffmpeg can read.")
        }
        return [UInt8](result.output)
    }

    private func make(
        _ file: String, _ arguments: [String],
        feeding feed: ((borrowing RawSpan) throws -> Bool) async throws -> Void
    ) async throws {
        let part = try Renderer.makePart(for: file)
        defer { unlink(part) }
        let ending = try await tools.ffmpeg(["-y"] + arguments + ["file:\(part)"]).feed(feed)
        guard ending.isSuccess, !ending.complaints.contains("No space left on device") else {
            throw Renderer.failure(ending, song: file, part)
        }
        try Renderer.publish(part, as: file, overwriting: true)
    }
}
