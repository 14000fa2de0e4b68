/// A colour in linear light, or a point; red, green, blue.
package typealias Color = SIMD3<Float>

/// A colour from the usual hexadecimal form.
package func rgb(_ hex: UInt32) -> Color {
    let value = Color(Float(hex >> 16 & 255), Float(hex >> 8 & 255), Float(hex & 255)) / 255
    return value * value
}

/// From one value to another, `t` limited to 0…1.
@inline(__always)
package func mix(_ a: Color, _ b: Color, _ t: Float) -> Color {
    a + (b - a) * min(max(t, 0), 1)
}

/// 0 below `low`, 1 above `high`, smooth between.
@inline(__always)
package func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = min(max((x - low) / (high - low), 0), 1)
    return t * t * (3 - 2 * t)
}

/// A reproducible number in 0 ..< 1 for two whole numbers.
@inline(__always)
package func hash(_ x: Int, _ y: Int = 0) -> Float {
    var bits = UInt32(truncatingIfNeeded: x) &* 0x9E37_79B1 ^ UInt32(truncatingIfNeeded: y) &* 0x85EB_CA77
    bits ^= bits >> 15
    bits = bits &* 0x2C1B_3C6D
    bits ^= bits >> 12
    bits = bits &* 0x297A_2D39
    bits ^= bits >> 15
    return Float(bits >> 8) / Float(1 << 24)
}

/// Smooth noise of one dimension, 0…1.
@inline(__always)
package func noise(_ x: Float, seed: Int) -> Float {
    let cell = x.rounded(.down)
    let t = x - cell
    let s = t * t * (3 - 2 * t)
    let a = hash(Int(cell), seed)
    return a + (hash(Int(cell) + 1, seed) - a) * s
}

/// Smooth noise of two dimensions, 0…1.
package func noise(_ x: Float, _ y: Float, seed: Int) -> Float {
    let row = y.rounded(.down)
    let t = y - row
    let s = t * t * (3 - 2 * t)
    let a = noise(x, seed: seed &+ Int(row) &* 131)
    return a + (noise(x, seed: seed &+ (Int(row) + 1) &* 131) - a) * s
}

/// Noise of several scales, 0…1: hills, clouds.
package func clouds(_ x: Float, _ y: Float, seed: Int) -> Float {
    var sum: Float = 0
    var size: Float = 0.5
    var scale: Float = 1
    for octave in 0..<4 {
        sum += size * noise(x * scale, y * scale, seed: seed + octave * 17)
        size *= 0.5
        scale *= 2.1
    }
    return sum / 0.9375
}

/// The outline of hills at a place, in heights above their foot.
package func ridge(_ x: Float, seed: Int) -> Float {
    0.6 * noise(x, seed: seed) + 0.28 * noise(x * 2.3, seed: seed + 1) + 0.12 * noise(x * 6.1, seed: seed + 2)
}

/// The distance from a rectangle with round corners; negative inside.
@inline(__always)
package func roundedBox(_ x: Float, _ y: Float, _ halfWidth: Float, _ halfHeight: Float, _ radius: Float)
    -> Float
{
    let dx = max(abs(x) - halfWidth + radius, 0)
    let dy = max(abs(y) - halfHeight + radius, 0)
    let inside = min(max(abs(x) - halfWidth + radius, abs(y) - halfHeight + radius), 0)
    return (dx * dx + dy * dy).squareRoot() + inside - radius
}

/// The distance from a point.
@inline(__always)
package func distance(_ x: Float, _ y: Float) -> Float {
    (x * x + y * y).squareRoot()
}
