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
        for burst in 0..<11 { light += Motif.sparks(x, y, time, burst) }
        color += light
        let glow = min(light.max(), 1.5)
        color = skyline(color, x, y, near: 0, glow: glow)
        return skyline(color, x, y, near: 1, glow: glow)
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
