internal import Dispatch

/// From drawn light to the pixels of a picture.
package enum Development {
    /// Draws a picture point by point, all rows at once.
    ///
    /// - Parameters:
    ///   - width: In pixels.
    ///   - height: In pixels.
    ///   - frame: The number of the picture in its film, which its grain differs by.
    ///   - light: The light at a point: `x` from 0 at the left to the aspect ratio at the right, `y` from 0 at the foot to
    ///     1 at the top.
    /// - Returns: Red, green and blue of each pixel, row by row from the top.
    package static func picture(
        width: Int, height: Int, frame: Int, light: (_ x: Float, _ y: Float) -> Color
    ) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        let scale = 1 / Float(height)
        withoutActuallyEscaping(light) { light in
            pixels.withUnsafeMutableBufferPointer { bytes in
                // Each row writes to bytes of its own.
                nonisolated(unsafe) let rows = bytes
                nonisolated(unsafe) let light = light
                DispatchQueue.concurrentPerform(iterations: height) { row in
                    let y: Float = 1 - (Float(row) + 0.5) * scale
                    for column in 0..<width {
                        let x: Float = (Float(column) + 0.5) * scale
                        let index = (row * width + column) * 3
                        let pixel = pixel(
                            light(x, y), u: x * Float(height) / Float(width), v: y,
                            grain: (hash(column &+ row &* 4099, frame) - 0.5) * 0.018)
                        for channel in 0..<3 { rows[index + channel] = pixel[channel] }
                    }
                }
            }
        }
        return pixels
    }

    /// The red, green and blue of a pixel.
    ///
    /// - Parameters:
    ///   - light: The light that falls on it.
    ///   - u: Its place from 0 at the left to 1 at the right.
    ///   - v: Its place from 0 at the foot to 1 at the top.
    ///   - grain: What is added to it.
    @inline(__always)
    static func pixel(_ light: Color, u: Float, v: Float, grain: Float) -> SIMD3<UInt8> {
        let toned = (developed(light * vignette(u, v)) + grain) * 255
        let limited = toned.clamped(lowerBound: Color(repeating: 0), upperBound: Color(repeating: 255))
        return SIMD3(UInt8(limited.x), UInt8(limited.y), UInt8(limited.z))
    }

    /// From light to what a film would show of it: highlights roll off.
    @inline(__always)
    private static func developed(_ light: Color) -> Color {
        let limited = light.clamped(lowerBound: Color(repeating: 0), upperBound: Color(repeating: 8))
        return (limited * 1.15 / (limited * 0.55 + 0.75)).squareRoot()
    }

    @inline(__always)
    private static func vignette(_ u: Float, _ v: Float) -> Float {
        let x = u - 0.5
        let y = v - 0.5
        return 1 - 0.55 * (x * x + y * y)
    }
}
