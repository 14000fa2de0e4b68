internal import Foundation

extension Motif {
    /// The light of one firework of an endless row, from its rocket to its last spark.
    package static func sparks(_ x: Float, _ y: Float, _ time: Float, _ burst: Int) -> Color {
        let start = Float(burst) * 0.5 - 0.3
        let age = time - start
        guard age > -0.45, age < 2.1 else { return Color(repeating: 0) }
        let cx = 0.2 + 1.4 * hash(burst, 21)
        let cy = 0.52 + 0.32 * hash(burst, 22)
        let hue = [rgb(0xFF5A6E), rgb(0xFFD166), rgb(0x6EE7FF), rgb(0xC58BFF), rgb(0x8CFF9E)][burst % 5]
        guard age > 0 else {
            // The rocket on its way up.
            let height = cy * (1 + age / 0.45)
            return rgb(0xFFE0A0) * 0.5
                * exp(-distance((x - cx) * 4, (y - height) * (y < height ? 1 : 6)) * 40)
        }
        let reach = 0.3 * (1 - exp(-age * 3.2))
        let fall = 0.06 * age * age
        let dx = x - cx
        let dy = y - cy + fall
        let r = distance(dx, dy)
        guard r < 0.42 else { return Color(repeating: 0) }
        var light = hue * 2.5 * exp(-age * 9) * exp(-r * 7) * smoothstep(0.42, 0.2, r)
        let rays = 26
        let turn = (atan2(dy, dx) / (2 * .pi) + 1) * Float(rays)
        let ray = Int(turn.rounded(.down))
        let wobble = hash(ray % rays, burst)
        let aside = abs(turn - Float(ray) - 0.5) * r * 2 * .pi / Float(rays)
        for ring in 0..<2 {
            let head = reach * (ring == 0 ? 0.8 + 0.3 * wobble : 0.45 + 0.2 * wobble)
            let behind = head - r
            let trail = behind > 0 ? exp(-behind * 22) : exp(behind * 160)
            let twinkle = age > 0.9 ? 0.5 + 0.5 * sin(time * 40 + wobble * 50) : 1
            light +=
                mix(hue, Color(repeating: 1), 0.5 * trail) * 1.7 * trail * exp(-aside * 190) * exp(-age * 1.6)
                * twinkle
        }
        return light
    }

    /// The light of one lantern of a swarm that rises.
    package static func lantern(_ x: Float, _ y: Float, _ time: Float, _ index: Int) -> Color {
        let near = 0.3 + 0.7 * hash(index, 150)
        let lx = 0.06 + 1.7 * hash(index, 151) + 0.02 * sin(time * 0.8 + Float(index))
        let ly = -0.12 + 0.75 * hash(index, 152) + time * (0.03 + 0.06 * near)
        let size = 0.028 * near
        let box = roundedBox(x - lx, (y - ly) * 0.8, size * 0.8, size, size * 0.5)
        let flicker = 0.9 + 0.1 * sin(time * 11 + Float(index) * 3)
        let body =
            mix(rgb(0xFFD98A), rgb(0xFF8A3C), (y - ly) / size * 0.4 + 0.5) * 1.5
            * smoothstep(0.003, -0.003, box)
        return (body + rgb(0xFF9A45) * 0.35 * exp(-max(box, 0) * 26)) * flicker
    }
}
