import Foundation
import Sketching

extension Film {
    /// A paper boat under the moon, upright.
    static let sea = Scene(
        name: "4 sea", width: 720, height: 1280, rate: "25", framesPerSecond: 25
    ) { x, y, time in
        var color = mix(rgb(0x2E5C8A), rgb(0x0A1533), (y - 0.3) * 1.6)
        let away = distance(x - 0.36, y - 0.78)
        color += rgb(0xBFD9FF) * 0.42 * exp(-away * 7)
        color = mix(color, rgb(0xFFF8E1) * 1.8, smoothstep(0.062, 0.059, away))
        if hash(Int(x * 300), Int(y * 300)) > 0.9975 {
            color += Color(repeating: 0.5 + 0.5 * sin(time * 3 + x * 90)) * smoothstep(0.4, 0.6, y)
        }
        let drift = clouds(x * 2.5 + time * 0.1, y * 6, seed: 70)
        color = mix(color, rgb(0x7F9CC4), 0.35 * smoothstep(0.55, 0.85, drift) * smoothstep(0.45, 0.65, y))
        for layer in 0..<6 {
            let near = Float(layer) / 5
            let speed = (0.25 + 0.5 * near) * (layer.isMultiple(of: 2) ? 1 : -1)
            let phase = x * (15 - 6 * near) + time * speed * 5 + Float(layer) * 1.9
            let swell = 0.012 + 0.022 * near
            let top = 0.43 - 0.075 * Float(layer) + swell * sin(phase) + 0.4 * swell * sin(phase * 2.3 + time)
            let tint = mix(rgb(0x2F6E96), rgb(0x071A38), near)
            let foam = smoothstep(0.012, 0.002, abs(y - top)) * (0.25 + 0.3 * near)
            let path = exp(-abs(x - 0.36) * (9 - 4 * near)) * (0.4 + 0.6 * sin(phase * 3 + y * 120))
            let water = tint + rgb(0xCFE5FF) * (0.22 * max(path, 0)) + rgb(0x9FD4E8) * foam
            color = mix(color, water, smoothstep(0.002, -0.002, y - top))
            if layer == 2 {
                let bx = 0.3 + 0.05 * sin(time * 0.8)
                let roll = 0.16 * sin(time * 2.1)
                color = Motif.boat(color, x - bx, y - 0.325 - 0.016 * sin(time * 2.6), roll)
            }
        }
        return color
    }
}
