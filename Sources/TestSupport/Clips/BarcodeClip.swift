internal import Foundation

/// A made clip whose every frame says which clip and which frame it is, in a grid of four by four bright and dark blocks.
///
/// Four bits are the clip, twelve the frame, most significant first, row by row.
package struct BarcodeClip: Sendable {
    /// The clip's number, 0…15.
    package var id: Int
    /// The number of frames, at most 4096.
    package var frameCount: Int
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

    /// Describes a clip.
    package init(id: Int, frameCount: Int) {
        self.id = id
        self.frameCount = frameCount
    }

    /// Encodes the clip.
    ///
    /// - Parameter path: The file; its ending chooses the container.
    package func write(to path: String) throws {
        var film = GreyFilm((0..<frameCount).map(picture(of:)))
        (film.width, film.height, film.rate, film.encoding) = (width, height, rate, encoding)
        try film.write(to: path)
    }

    private func picture(of frame: Int) -> [UInt8] {
        let code = id << 12 | frame
        var pixels = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let bit = y * 4 / height * 4 + x * 4 / width
                pixels[y * width + x] = code >> (15 - bit) & 1 == 1 ? 225 : 30
            }
        }
        return pixels
    }
}

/// Reads barcodes back from a video.
package enum BarcodeReader {
    /// What a frame says.
    package struct Code: Sendable, Hashable {
        /// The clip's number.
        package var id: Int
        /// The frame's number in its clip.
        package var frame: Int

        /// Creates a code.
        package init(id: Int, frame: Int) {
            self.id = id
            self.frame = frame
        }
    }

    /// The codes of all frames of a video whose whole picture is the barcode.
    package static func codes(in video: String) throws -> [Code] {
        let side = 32
        let pixels = try Tool.run(
            "ffmpeg",
            [
                "-hide_banner", "-nostdin", "-v", "error", "-i", "file:\(video)", "-map", "0:v:0", "-vsync",
                "passthrough",
            ]
                + ["-vf", "scale=\(side):\(side):flags=area,format=gray", "-f", "rawvideo", "-"])
        let bytes = [UInt8](pixels)
        return (0..<bytes.count / (side * side)).map { picture in
            var code = 0
            for bit in 0..<16 {
                let x = bit % 4 * 8 + 4
                let y = bit / 4 * 8 + 4
                code = code << 1 | (bytes[picture * side * side + y * side + x] > 127 ? 1 : 0)
            }
            return Code(id: code >> 12, frame: code & 0xFFF)
        }
    }
}
