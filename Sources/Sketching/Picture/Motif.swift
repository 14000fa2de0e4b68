internal import Foundation

/// Things that scenes show, each as the colour of a point at a time.
package enum Motif {
    /// A paper boat with its foot in the water at the origin, over what is there; `roll` in radians.
    package static func boat(_ back: Color, _ x: Float, _ y: Float, _ roll: Float) -> Color {
        let u = x * cos(roll) + y * sin(roll)
        let v = y * cos(roll) - x * sin(roll)
        var color = back
        let hull = max(abs(u) - 0.085 - v * 0.75, max(v - 0.035, -v - 0.03))
        let sail = max(abs(u) - (0.115 - v) * 0.62, -v + 0.005)
        color = mix(
            color, mix(rgb(0xFFF4DC), rgb(0xF2B38A), u > 0 ? 0.55 : 0), smoothstep(0.002, -0.002, sail))
        color = mix(
            color, mix(rgb(0xFFFAF0), rgb(0xE9A27A), u > 0.01 ? 0.45 : 0.05), smoothstep(0.002, -0.002, hull))
        color += rgb(0xFFC36B) * 0.25 * exp(-distance(u, v - 0.03) * 16)
        return color
    }

    /// A hot-air balloon of a size about the origin, over what is there; `flame` in 0…1.
    package static func balloon(
        _ back: Color, _ x: Float, _ y: Float, _ size: Float, _ hue: Color, flame: Float
    ) -> Color {
        var color = back
        let u = x / size
        let v = y / size
        guard abs(u) < 1.3, v > -2.1, v < 1.3 else { return back }
        let narrow: Float = v < 0 ? 1 - 0.62 * smoothstep(0, -1.25, v) : 1
        let envelope = v > -1.25 ? distance(u / narrow, v < 0 ? v * 0.45 : v) - 1 : 1
        if envelope < 0.02 {
            let round = max(0, 1 - (u / narrow) * (u / narrow)).squareRoot()
            let stripe = sin(asin(min(max(u / narrow, -1), 1)) * 5)
            let cloth =
                mix(hue, rgb(0xFFF3DF), smoothstep(-0.15, 0.15, stripe)) * (0.45 + 0.6 * round + 0.25 * u)
            color = mix(
                color, cloth + rgb(0xFFB347) * 0.35 * flame * smoothstep(0.2, -1.2, v),
                smoothstep(0.02, -0.02, envelope))
        }
        let rope = abs(abs(u) - 0.26 - 0.12 * (v + 1.7) * 0.8)
        if v > -1.72, v < -1.2 { color = mix(color, rgb(0x4A3B32), 0.8 * smoothstep(0.03, 0.01, rope)) }
        let basket = roundedBox(u, v + 1.82, 0.24, 0.15, 0.05)
        color = mix(color, mix(rgb(0x6B4226), rgb(0xC98B4B), (v + 1.95) * 3), smoothstep(0.02, -0.02, basket))
        color += rgb(0xFFC15E) * flame * 0.9 * exp(-distance(u, v + 1.42) * 7)
        return color
    }
}
