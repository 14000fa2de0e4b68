internal import Foundation

/// One ridge of hills, of mountains with snow, or of dunes.
struct Hills: Element {
    enum Kind: Sendable { case hills, mountains, dunes }

    var depth: Float
    var kind: Kind
    /// The mean height of the outline, and how far it goes up and down.
    var top: Float
    var rough: Float
    var color: Color
    var haze: Color
    var seed: Int
    /// How fast it passes, in heights of the picture in a second.
    var speed: Float

    func paint(_ band: Band) {
        let shift = band.time * speed + Float(seed % 97)
        let outline: (Float) -> Float
        switch kind {
        case .hills: outline = { top + rough * (ridge(($0 + shift) * 1.5, seed: seed) - 0.5) }
        case .dunes:
            outline = { top + rough * 0.8 * (noise(($0 + shift) * 1.3, seed: seed) - 0.5) }
        case .mountains:
            outline = { x in
                let place = (x + shift) * 1.9
                let peak = 1 - abs(fraction(place) * 2 - 1)
                let high = 0.5 + 0.7 * hash(Int(place.rounded(.down)), seed)
                let broken = 0.12 * (noise(place * 7, seed: seed + 1) - 0.5)
                return top + rough * (peak * high + broken - 0.35)
            }
        }
        let snow = mix(haze, Color(repeating: 0.9), 0.55)
        band.fill(below: outline) { x, y, below in
            var shade = mix(color, haze, 0.55 * smoothstep(0.3, 0, below) * (1 - depth * 0.7))
            if kind == .mountains {
                let line = top + rough * 0.16 + 0.05 * noise((x + shift) * 16, seed: seed + 3)
                shade = mix(shade, snow, smoothstep(line - 0.01, line + 0.02, y))
            } else if kind == .dunes {
                let ripple = sin((y * 90 + (x + shift) * 14) + 3 * noise((x + shift) * 3, seed: seed))
                shade *= 1 + 0.06 * ripple * smoothstep(0, 0.1, below)
            }
            return shade
        }
    }
}

/// A row of trees: firs, or round crowns.
struct Trees: Element {
    var depth: Float
    var foot: Float
    var size: Float
    var color: Color
    var haze: Color
    var isRound: Bool
    var seed: Int

    func paint(_ band: Band) {
        let spacing = size * (isRound ? 0.5 : 0.36)
        let sway = 0.012 * size * (sin(band.time * 1.6 + depth * 5) + band.accent)
        band.fill(
            below: { x in
                var best = foot + 0.02 * noise(x * 4, seed: seed)
                let cell = Int((x / spacing).rounded(.down))
                for number in cell - 1...cell + 1 {
                    let high = size * (0.55 + 0.45 * hash(number, seed))
                    let centre = (Float(number) + 0.2 + 0.6 * hash(number, seed + 1)) * spacing
                    let aside = abs(x - centre - sway)
                    if isRound {
                        let radius = 0.34 * high
                        if aside < radius {
                            let part = aside / radius
                            let bumps = 0.05 * high * noise(x / size * 22, seed: number)
                            best = max(best, foot + (high * 0.85 + bumps) * (1 - part * part).squareRoot())
                        }
                    } else {
                        let saw = 0.14 * fraction(aside / (0.05 * size))
                        best = max(best, foot + high * (1 - aside / (0.2 * high) + saw * 0.6))
                    }
                }
                return best
            },
            { x, y, below in
                mix(
                    color * (0.85 + 0.3 * hash(Int(x * 300), seed)), haze,
                    0.4 * smoothstep(0.35, 0, y - foot + 0.1))
            })
    }
}

/// A field with grass that bends.
struct Meadow: Element {
    let depth: Float = 0.8
    var top: Float
    var color: Color
    var haze: Color
    var flowers: Color
    var seed: Int

    func paint(_ band: Band) {
        let wind = band.time * 1.7
        band.fill(
            below: { x in
                let blade = abs(fraction(x * 70 + hash(Int(x * 70), seed)) - 0.5)
                return top + 0.03 * ridge(x * 1.1, seed: seed) + 0.014 * (0.5 - blade)
                    * (1 + sin(wind + x * 9))
            },
            { x, y, below in
                let rows = 26 / (below + 0.14)
                let wave = sin(x * 7 + rows * 0.35 - wind * 1.4)
                var shade = mix(haze, color, below * 6) * (0.9 + 0.16 * wave)
                let cell = (Int(x * rows * 1.6), Int(rows * 3))
                if hash(cell.0 &+ cell.1 &* 57, seed + 5) > 0.972, below > 0.02 {
                    shade = mix(shade, flowers, 0.85)
                }
                return shade
            })
    }
}
