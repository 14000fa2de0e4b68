internal import Foundation

/// Rain in streaks, with lightning on some accents.
struct Rain: Element {
    let depth: Float = 1
    var wind: Float
    var lightning: Bool

    func paint(_ band: Band) {
        if lightning, hash(Int(band.time * 1.9), 77) > 0.55 {
            let flash = band.accent * band.accent * 0.5
            band.paint { back, _, y in back + rgb(0xC9D8FF) * (flash * (0.3 + y)) }
        }
        for drop in 0..<170 {
            let near = 0.3 + 0.7 * hash(drop, 201)
            let fall = fraction(hash(drop, 202) + band.time * (0.9 + 1.3 * near))
            let y = 1.15 - 1.3 * fall
            let x = (hash(drop, 203) * 1.3 - 0.15) * band.aspect + wind * (fall - 0.5)
            let long = 0.035 + 0.06 * near
            let slant = wind / 1.3
            let wide = 0.0011 + 0.0007 * near
            let low = min(x, x - slant * long) - 0.004
            band.paint(x: low...low + abs(slant) * long + 0.008, y: y - long...y) { back, px, py in
                let aside = abs(px - x + (y - py) * slant * -1)
                return back + rgb(0xB9CBDA) * (0.32 * near * smoothstep(wide * 1.6, wide * 0.4, aside))
            }
        }
    }
}

/// Small things that drift through the air: snow, petals, leaves, sparks, fireflies.
struct Drift: Element {
    enum Kind: Sendable { case snow, petals, leaves, embers, fireflies }

    let depth: Float = 1
    var kind: Kind
    var tint: Color

    func paint(_ band: Band) {
        let rises = kind == .embers || kind == .fireflies
        for index in 0..<(kind == .snow ? 150 : 70) {
            let near = 0.25 + 0.75 * hash(index, 211)
            let pace: Float = kind == .snow ? 0.16 : kind == .embers ? 0.28 : kind == .fireflies ? 0.02 : 0.1
            let way = fraction(hash(index, 212) + band.time * pace * (0.5 + near))
            let y = rises ? -0.05 + 1.1 * way : 1.05 - 1.1 * way
            let sway = 0.05 * sin(band.time * (0.7 + hash(index, 213)) + Float(index) * 1.7)
            let x = (hash(index, 214) * 1.2 - 0.1) * band.aspect + sway + (rises ? 0 : 0.1 * band.time * near)
            let place = (x: x > band.aspect * 1.1 ? x - band.aspect * 1.2 : x, y: y)
            switch kind {
            case .snow:
                let size = 0.002 + 0.005 * near * near
                band.paint(around: place, size * 2) { back, dx, dy in
                    mix(
                        back, Color(repeating: 0.95),
                        0.85 * smoothstep(size * 1.3, size * 0.3, distance(dx, dy)))
                }
            case .petals, .leaves:
                let size = 0.006 + 0.01 * near
                let turn = band.time * (1 + 2 * hash(index, 215)) + Float(index)
                let shade = mix(tint, rgb(0xFFF0D8), 0.5 * hash(index, 216))
                band.paint(around: place, size * 1.4) { back, dx, dy in
                    let (u, v) = (dx * cos(turn) + dy * sin(turn), dy * cos(turn) - dx * sin(turn))
                    let leaf = distance(u, v * (1.8 + sin(turn))) - size * (1 - 0.3 * u / size)
                    return mix(back, shade, smoothstep(0.002, -0.002, leaf))
                }
            case .embers, .fireflies:
                let flicker = 0.4 + 0.6 * sin(band.time * (3 + 5 * hash(index, 217)) + Float(index) * 2.4)
                let light = tint * (max(flicker, 0) * (0.5 + near) * (1 + band.accent))
                band.paint(around: place, 0.022) { back, dx, dy in
                    back + light * pow(glow(dx, dy, reach: 0.0032 + 0.002 * near), 2)
                }
            }
        }
    }
}

/// Fireworks, one behind the other.
struct Fireworks: Element {
    let depth: Float = 0.15

    func paint(_ band: Band) {
        let scale = max(band.aspect / 1.78, 0.4)
        for burst in 0..<130 {
            let age = band.time - (Float(burst) * 0.5 - 0.3)
            guard age > -0.45, age < 2.1 else { continue }
            let centre = (x: (0.2 + 1.4 * hash(burst, 21)) * scale, y: 0.52 + 0.32 * hash(burst, 22))
            let offset = centre.x - centre.x / scale
            let reach = age < 0.4 ? 0.42 : 0.33 * (1 - exp(-age * 3.2)) + 0.02
            let fall = 0.06 * age * age
            let low = age > 0 ? centre.y - fall - reach : 0
            band.paint(
                x: centre.x - reach...centre.x + reach, y: low...centre.y - (age > 0 ? fall : 0) + reach
            ) { back, x, y in
                back + Motif.sparks(x - offset, y, band.time, burst)
            }
        }
    }
}

/// Paper lanterns that rise.
struct Lanterns: Element {
    let depth: Float = 0.5

    func paint(_ band: Band) {
        for index in 0..<14 {
            let near = 0.3 + 0.7 * hash(index, 150)
            let x = (0.06 + 1.7 * hash(index, 151)) + 0.02 * sin(band.time * 0.8 + Float(index))
            let y = -0.12 + 0.75 * hash(index, 152) + band.time * (0.03 + 0.06 * near)
            let shift = x * (band.aspect / 1.78 - 1)
            band.paint(around: (x + shift, y), 0.16) { back, dx, dy in
                back + Motif.lantern(x + dx, y + dy, band.time, index)
                    * smoothstep(0.16, 0.08, distance(dx, dy))
            }
        }
    }
}
