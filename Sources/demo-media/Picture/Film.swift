import Foundation
import Sketching
import TestSupport

/// One clip: its name, size and rate, and the colour of each point at each time.
struct Scene: Sendable {
    let name: String
    let width: Int
    let height: Int
    /// As ffmpeg reads it.
    let rate: String
    let framesPerSecond: Float

    /// The colour at a point: `x` from 0 at the left to the aspect ratio at the right, `y` from 0 at the foot to 1 at the top,
    /// `time` in seconds.
    let color: @Sendable (_ x: Float, _ y: Float, _ time: Float) -> Color
}

/// Draws scenes into files.
enum Film {
    /// The length of each clip in seconds.
    static let length: Float = 5

    /// Scenes are drawn this many times smaller than they are encoded: soft edges, a quarter of the time.
    private static let reduction = 2

    /// The story, in its order.
    static let scenes = [sunrise, road, fireworks, sea, balloons, stars]

    /// Draws a scene frame by frame and encodes it.
    static func render(_ scene: Scene, to path: String) throws {
        let frameCount = Int((length * scene.framesPerSecond).rounded())
        let raw = path + ".rgb"
        guard FileManager.default.createFile(atPath: raw, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { try? FileManager.default.removeItem(atPath: raw) }
        guard let file = FileHandle(forWritingAtPath: raw) else { throw CocoaError(.fileWriteUnknown) }
        for frame in 0..<frameCount { try file.write(contentsOf: Data(picture(scene, frame: frame))) }
        try file.close()
        let drawn = "\(scene.width / reduction)x\(scene.height / reduction)"
        let scaled = "scale=\(scene.width):\(scene.height):flags=lanczos:out_color_matrix=bt709:out_range=tv"
        try Tool.ffmpeg([
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", drawn, "-r", scene.rate, "-i", "file:\(raw)",
            "-vf", scaled, "-c:v", "libx264", "-preset", "fast", "-crf", "19", "-pix_fmt", "yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
            "-movflags", "+faststart", "file:\(path)",
        ])
    }

    private static func picture(_ scene: Scene, frame: Int) -> [UInt8] {
        let time = Float(frame) / scene.framesPerSecond
        let size = (width: scene.width / reduction, height: scene.height / reduction)
        return Development.picture(width: size.width, height: size.height, frame: frame) { x, y in
            scene.color(x, y, time)
        }
    }
}
