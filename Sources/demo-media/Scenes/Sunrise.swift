import Foundation
import Sketching

extension Film {
    /// The sun comes up over layered hills, and birds cross it.
    static let sunrise = Scene(
        name: "1 sunrise", width: 1280, height: 720, rate: "24", framesPerSecond: 24
    ) { x, y, time in
        let rise = smoothstep(0, 5, time)
        let sunX: Float = 1.08
        let sunY = 0.3 + 0.36 * rise
        let away = distance(x - sunX, y - sunY)
        var color = mix(rgb(0xFFB26B), rgb(0x5D6FB8), (y - 0.25) * 1.5)
        color = mix(color, rgb(0xFF7E79), 0.5 * smoothstep(0.75, 0.3, y))
        color += rgb(0xFFD27A) * (0.9 * rise + 0.25) * exp(-away * 4.2)
        color = mix(color, rgb(0xFFF6D8) * 3, smoothstep(0.098, 0.094, away))
        let bank = clouds(x * 2.2 + time * 0.06, y * 7, seed: 11)
        color = mix(color, rgb(0xFFC9B0), 0.55 * smoothstep(0.52, 0.8, bank) * smoothstep(0.35, 0.6, y))
        color = birds(color, x, y, time)
        let layers: [(near: Float, color: Color)] = [
            (0.1, rgb(0xC77E8C)), (0.25, rgb(0x8F5F86)), (0.5, rgb(0x5B4672)), (0.8, rgb(0x33305A)),
            (1.2, rgb(0x1A1F3D)),
        ]
        for (index, layer) in layers.enumerated() {
            let shift = x * (0.9 + layer.near) + time * layer.near * 0.22 + Float(index) * 9.1
            let top = 0.46 - 0.085 * Float(index) + 0.2 * (ridge(shift * 1.4, seed: 31 + index) - 0.5)
            let cover = smoothstep(0.002, -0.002, y - top)
            let haze = smoothstep(0.25, 0, top - y) * (1 - layer.near * 0.6)
            color = mix(color, mix(layer.color, rgb(0xFFB58A), 0.4 * haze), cover)
        }
        return color
    }

    private static func birds(_ sky: Color, _ x: Float, _ y: Float, _ time: Float) -> Color {
        var color = sky
        for bird in 0..<7 {
            let pace = 0.17 + 0.05 * hash(bird, 3)
            let bx = x - (-0.15 + time * pace + 0.11 * Float(bird) + 0.05 * hash(bird, 1))
            let by = y - (0.66 + 0.13 * hash(bird, 2) + 0.02 * sin(time * 1.7 + Float(bird)))
            let size: Float = 0.018 + 0.012 * hash(bird, 4)
            guard abs(bx) < size else { continue }
            let wing = sin(time * 9 + Float(bird) * 2) * 0.6
            let line = abs(by - wing * abs(bx) - 0.2 * size * (1 - bx * bx / (size * size)))
            color = mix(color, rgb(0x2B2440), smoothstep(0.0035, 0.001, line))
        }
        return color
    }
}
