import Foundation
import Sketching

extension Film {
    /// Lanterns rise into a night of shooting stars: the end.
    static let stars = Scene(
        name: "6 outro stars", width: 1152, height: 640, rate: "30000/1001", framesPerSecond: 30000.0 / 1001
    ) { x, y, time in
        var color = mix(rgb(0x3C4E8C), rgb(0x080B22), y * 1.15)
        let milky = clouds(x * 2 + y * 1.5, y * 3 - x * 1.1, seed: 120)
        color += rgb(0x8E7CC3) * 0.22 * smoothstep(0.45, 0.85, milky) * exp(-abs(y - 0.35 - 0.3 * x) * 4)
        color += starlight(x, y, time)
        for index in 0..<6 { color += meteor(x, y, time - 0.2 - 0.8 * Float(index), index) }
        for index in 0..<16 { color += Motif.lantern(x, y, time, index) }
        let top = 0.16 + 0.14 * (ridge(x * 1.9, seed: 130) - 0.5)
        color = mix(color, rgb(0x0B0D1E), smoothstep(0.002, -0.002, y - top))
        let pine =
            0.09 + 0.06 * hash(Int(x * 45), 131)
            * (1 - abs((x * 45).truncatingRemainder(dividingBy: 1) - 0.5) * 2)
        return mix(color, rgb(0x04050D), smoothstep(0.002, -0.002, y - pine))
    }

    private static func starlight(_ x: Float, _ y: Float, _ time: Float) -> Color {
        let scale: Float = 42
        let cx = Int((x * scale).rounded(.down))
        let cy = Int((y * scale).rounded(.down))
        let bright = hash(cx, cy)
        guard bright > 0.6 else { return Color(repeating: 0) }
        let dx = x * scale - Float(cx) - 0.2 - 0.6 * hash(cx, cy + 999)
        let dy = y * scale - Float(cy) - 0.2 - 0.6 * hash(cx + 999, cy)
        let twinkle = 0.6 + 0.4 * sin(time * (2 + 5 * hash(cy, cx)) + bright * 60)
        return mix(rgb(0xCFE0FF), rgb(0xFFE7C4), hash(cy + 7, cx)) * (bright - 0.55) * 3 * twinkle
            * exp(-distance(dx, dy) * 17)
    }

    private static func meteor(_ x: Float, _ y: Float, _ age: Float, _ index: Int) -> Color {
        guard age > 0, age < 0.8 else { return Color(repeating: 0) }
        let hx = 0.3 + 1.5 * hash(index, 140) - age * 0.95
        let hy = 0.98 - 0.2 * hash(index, 141) - age * 0.42
        let along = ((x - hx) * 0.914 + (y - hy) * 0.404)
        let across = abs((x - hx) * 0.404 - (y - hy) * 0.914)
        let tail = along > 0 ? exp(-along * 7) : exp(along * 120)
        return rgb(0xE8F1FF) * 2.2 * tail * exp(-across * 330) * smoothstep(0.8, 0.4, age)
    }
}
