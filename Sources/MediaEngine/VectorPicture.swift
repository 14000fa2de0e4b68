package import Foundation

/// Makes pictures of dots from drawings in SVG, where ffmpeg was built with librsvg.
package struct VectorPicture: Sendable {
    private let tools: FFmpegTools

    /// Creates a maker of pictures that works with the given programs.
    package init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// The drawing as a PNG file, in the size that it states.
    ///
    /// - Parameter svg: The drawing, which refers to nothing outside.
    /// - Throws: `MediaError` with `.programMissing` where ffmpeg cannot draw, `.cannotWrite` where there is no
    ///   temporary space.
    package func png(of svg: Data) async throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "mvsync-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("drawing.svg")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            try svg.write(to: file)
        } catch {
            throw MediaError(
                .cannotWrite, "A drawing cannot be written to the temporary folder; look at the space there.")
        }
        let program = tools.ffmpeg([
            "-nostdin", "-protocol_whitelist", "file,pipe", "-format_whitelist", "image2", "-f", "image2",
            "-pattern_type", "none", "-c:v", "librsvg", "-i", "file:\(file.path)", "-frames:v", "1",
            "-c:v", "png", "-f", "image2pipe", "pipe:1",
        ])
        let result = try await program.capture(limit: 64 << 20)
        guard result.ending.isSuccess, result.output.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
            throw MediaError(
                .programMissing,
                "This ffmpeg cannot make a PNG of a drawing (it wants librsvg); name a file that ends in .svg instead."
            )
        }
        return result.output
    }
}
