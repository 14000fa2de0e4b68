import Foundation
import Sketching

extension Film {
    /// Hot-air balloons above the clouds.
    static let balloons = Scene(
        name: "5 balloons", width: 960, height: 540, rate: "24", framesPerSecond: 24
    ) { x, y, time in
        var color = mix(rgb(0xFFE7D1), rgb(0x58A6E0), y * 1.25)
        color += rgb(0xFFF2C8) * 0.4 * exp(-distance(x - 1.6, y - 0.85) * 3)
        let high = clouds(x * 1.3 + time * 0.05, y * 4, seed: 81)
        color = mix(color, rgb(0xFFFFFF), 0.7 * smoothstep(0.55, 0.85, high) * smoothstep(0.3, 0.7, y))
        let fleet: [(x: Float, y: Float, size: Float, rise: Float, hue: Color)] = [
            (0.28, 0.62, 0.07, 0.012, rgb(0x5AB1BB)), (1.5, 0.5, 0.1, 0.025, rgb(0xF2C14E)),
            (0.62, 0.36, 0.15, 0.045, rgb(0xE4572E)), (1.14, 0.68, 0.055, 0.01, rgb(0x9B6FC9)),
            (1.05, 0.12, 0.21, 0.085, rgb(0x2E86AB)),
        ]
        for (index, balloon) in fleet.enumerated() {
            let sway = 0.025 * sin(time * 0.9 + Float(index) * 2)
            let across: Float = x - balloon.x - sway - time * 0.012
            let up: Float = y - balloon.y - balloon.rise * time
            let flame: Float = max(0, sin(time * 3.2 + Float(index) * 1.7))
            color = Motif.balloon(color, across, up, balloon.size, balloon.hue, flame: flame)
        }
        for layer in 0..<3 {
            let near = Float(layer) / 2
            let bank = clouds(
                x * (1.5 - 0.3 * near) + time * (0.1 + 0.16 * near), y * 3 + near * 7, seed: 90 + layer)
            let edge = 0.3 - 0.09 * Float(layer) + 0.28 * (bank - 0.5)
            color = mix(
                color, mix(rgb(0xE7C3C9), rgb(0xFFFFFF), 0.55 + 3.5 * (bank - 0.5)),
                0.92 * smoothstep(0.05, -0.05, y - edge))
        }
        return color
    }
}
