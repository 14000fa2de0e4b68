internal import Foundation

/// A made clip of grey pictures.
package struct GreyFilm: Sendable {
    /// Pixels across.
    package var width = 160
    /// Pixels down.
    package var height = 90
    /// The frame rate, as ffmpeg reads it.
    package var rate = "24"
    /// Further arguments for the encoder, such as a pixel format.
    package var encoding: [String] = [
        "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p",
    ]
    /// The pictures: `width * height` grey levels each, row by row.
    package var frames: [[UInt8]]

    /// Describes a film.
    package init(_ frames: [[UInt8]]) {
        self.frames = frames
    }

    /// Encodes the film.
    ///
    /// - Parameter path: The file; its ending chooses the container.
    package func write(to path: String) throws {
        let pictures = path + ".gray"
        try Data(frames.joined()).write(to: URL(fileURLWithPath: pictures))
        defer { try? FileManager.default.removeItem(atPath: pictures) }
        try Tool.ffmpeg(
            [
                "-f", "rawvideo", "-pix_fmt", "gray", "-s", "\(width)x\(height)", "-r", rate, "-i",
                "file:\(pictures)",
            ] + encoding + ["file:\(path)"])
    }
}
