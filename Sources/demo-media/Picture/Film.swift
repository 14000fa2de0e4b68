import Dispatch
import Foundation
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
        for frame in 0..<frameCount { try file.write(contentsOf: picture(scene, frame: frame)) }
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

    private static func picture(_ scene: Scene, frame: Int) -> Data {
        let width = scene.width / reduction
        let height = scene.height / reduction
        var pixels = Data(count: width * height * 3)
        let time = Float(frame) / scene.framesPerSecond
        let scale = 1 / Float(height)
        pixels.withUnsafeMutableBytes { bytes in
            // Each row writes to bytes of its own.
            nonisolated(unsafe) let rows = bytes
            DispatchQueue.concurrentPerform(iterations: height) { row in
                let y: Float = 1 - (Float(row) + 0.5) * scale
                for column in 0..<width {
                    let x: Float = (Float(column) + 0.5) * scale
                    let place: Float = x * Float(height) / Float(width)
                    let toned = developed(scene.color(x, y, time) * vignette(place, y))
                    let grain = (hash(column &+ row &* 4099, frame) - 0.5) * 0.018
                    let index = (row * width + column) * 3
                    for channel in 0..<3 {
                        rows[index + channel] = UInt8(min(max((toned[channel] + grain) * 255, 0), 255))
                    }
                }
            }
        }
        return pixels
    }

    /// From light to what a film would show of it: highlights roll off.
    private static func developed(_ light: Color) -> Color {
        let limited = light.clamped(lowerBound: Color(repeating: 0), upperBound: Color(repeating: 8))
        return (limited * 1.15 / (limited * 0.55 + 0.75)).squareRoot()
    }

    private static func vignette(_ u: Float, _ v: Float) -> Float {
        let x = u - 0.5
        let y = v - 0.5
        return 1 - 0.55 * (x * x + y * y)
    }
}
