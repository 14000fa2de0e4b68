import Foundation
import Sketching

extension Film {
    /// Fireworks over a city: the chorus.
    static let fireworks = Scene(
        name: "3 chorus fireworks", width: 1280, height: 720, rate: "30", framesPerSecond: 30
    ) { x, y, time in
        var color = mix(rgb(0x3B2457), rgb(0x090B24), y * 1.2)
        color += rgb(0xFF7A59) * 0.16 * exp(-y * 5)
        var light = Color(repeating: 0)
        for burst in 0..<11 { light += sparks(x, y, time, burst) }
        color += light
        let glow = min(light.max(), 1.5)
        color = skyline(color, x, y, near: 0, glow: glow)
        return skyline(color, x, y, near: 1, glow: glow)
    }

    private static func sparks(_ x: Float, _ y: Float, _ time: Float, _ burst: Int) -> Color {
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

    private static func skyline(_ back: Color, _ x: Float, _ y: Float, near: Int, glow: Float) -> Color {
        let wide: Float = near == 0 ? 0.075 : 0.13
        let number = Int((x / wide).rounded(.down))
        let local = x / wide - Float(number)
        let top = (near == 0 ? 0.16 : 0.06) + (near == 0 ? 0.2 : 0.16) * hash(number, 40 + near)
        guard local > 0.03, y < top else { return back }
        var color = (near == 0 ? rgb(0x2A2148) : rgb(0x120F26)) + rgb(0x8A5A90) * 0.05 * glow
        let column = Int(local * (near == 0 ? 5 : 7))
        let row = Int(y * (near == 0 ? 60 : 44))
        let inX = local * (near == 0 ? 5 : 7) - Float(column)
        let inY = y * (near == 0 ? 60 : 44) - Float(row)
        if hash(number * 31 + column, row + near * 500) > 0.6, (0.25...0.75).contains(inX),
            (0.25...0.75).contains(inY)
        {
            color += rgb(0xFFC872) * (near == 0 ? 0.35 : 0.7)
        }
        return color
    }
}
