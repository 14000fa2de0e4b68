import Foundation
import Sketching

extension Film {
    /// A little car hurries through an evening landscape, square.
    static let road = Scene(
        name: "2 road", width: 960, height: 960, rate: "30", framesPerSecond: 30
    ) { x, height, time in
        // Raised, so that the car stays in the picture where a wide frame crops the square.
        let y = height - 0.13
        let bounce = abs(sin(time * 6.5)) * 0.006
        var color = mix(rgb(0xFFE3A8), rgb(0x3FA7A3), (y - 0.3) * 1.35)
        let away = distance(x - 0.25, y - 0.56)
        color += rgb(0xFFEFC0) * 0.5 * exp(-away * 5)
        color = mix(color, rgb(0xFFFAE6) * 2, smoothstep(0.07, 0.066, away))
        for index in 0..<3 {
            let speed = 0.05 + 0.07 * Float(index)
            let top =
                0.56 - 0.09 * Float(index) + 0.24
                * (ridge((x + time * speed) * (1.6 + Float(index)), seed: 50 + index) - 0.5)
            let tint = [rgb(0x7DBFA7), rgb(0x4F9C87), rgb(0x2F7A6B)][index]
            color = mix(
                color, mix(tint, rgb(0xFFE3A8), 0.35 * smoothstep(0.3, 0, top - y)),
                smoothstep(0.002, -0.002, y - top))
        }
        color = trees(color, x, y, time)
        color = mix(color, rgb(0xD9A05B), smoothstep(0.202, 0.198, y))
        color = mix(color, rgb(0x3A3640), smoothstep(0.172, 0.169, y) * smoothstep(0.038, 0.041, y))
        let dash = (x * 3 + time * 3.9).truncatingRemainder(dividingBy: 1)
        if dash < 0.55 { color = mix(color, rgb(0xFFE9B8), smoothstep(0.008, 0.005, abs(y - 0.1))) }
        return car(color, x - 0.46 - 0.05 * sin(time * 1.3), y - 0.165 - bounce, time)
    }

    private static func trees(_ back: Color, _ x: Float, _ y: Float, _ time: Float) -> Color {
        let place = x + time * 0.62
        let spacing: Float = 0.24
        let number = Int((place / spacing).rounded(.down))
        let local = place - (Float(number) + 0.5) * spacing
        let high = 0.09 + 0.12 * hash(number, 8)
        var color = mix(
            back, rgb(0x5A3E33), smoothstep(0.009, 0.007, abs(local)) * smoothstep(0.21 + high, 0.2 + high, y)
        )
        let crown = distance(local, (y - 0.22 - high) * 0.75) - 0.055 - 0.025 * hash(number, 9)
        let leaf = mix(rgb(0x1E6B52), rgb(0xE8894A), hash(number, 10) * 0.8)
        color = mix(color, leaf * (0.75 + 3 * max(local + 0.05, 0)), smoothstep(0.003, -0.003, crown))
        return color
    }

    private static func car(_ back: Color, _ x: Float, _ y: Float, _ time: Float) -> Color {
        var color = mix(
            back, rgb(0x15131A), 0.5 * smoothstep(0.02, 0, abs(y + 0.035)) * smoothstep(0.17, 0.1, abs(x)))
        let cabin = roundedBox(x + 0.015, y - 0.085, 0.085, 0.05, 0.035)
        color = mix(color, rgb(0xE6453B), smoothstep(0.002, -0.002, cabin))
        let window = min(
            roundedBox(x + 0.055, y - 0.088, 0.032, 0.028, 0.014),
            roundedBox(x - 0.025, y - 0.088, 0.032, 0.028, 0.014))
        color = mix(
            color, mix(rgb(0xBDEBF0), rgb(0xFFFFFF), 8 * (y - 0.09)), smoothstep(0.002, -0.002, window))
        let body = roundedBox(x, y - 0.03, 0.145, 0.04, 0.03)
        color = mix(
            color, mix(rgb(0xB52A2A), rgb(0xFF5A48), (y + 0.01) * 12), smoothstep(0.002, -0.002, body))
        color += rgb(0xFFF0B0) * 1.2 * exp(-distance(x - 0.145, (y - 0.035) * 1.3) * 26)
        for wheel in [Float(-0.085), 0.085] {
            let wx = x - wheel
            let wy = y + 0.012
            let r = distance(wx, wy)
            color = mix(color, rgb(0x1B1920), smoothstep(0.037, 0.034, r))
            let spoke = abs(sin(atan2(wy, wx) * 2.5 + time * 14))
            color = mix(color, rgb(0xD8D4CC) * (0.5 + 0.5 * spoke), smoothstep(0.021, 0.018, r))
        }
        return color
    }
}
