internal import Foundation

/// A row of houses with windows.
struct Skyline: Element {
    var depth: Float
    var foot: Float
    var high: Float
    var wide: Float
    var color: Color
    var haze: Color
    var lamp: Color
    /// How many windows are lit, 0…1.
    var lit: Float
    var seed: Int

    func paint(_ band: Band) {
        let range = band.columns(-9, 9)
        let first = Int((band.x(range.lowerBound) / wide).rounded(.down))
        let last = Int((band.x(range.upperBound) / wide).rounded(.down))
        for number in first...last {
            let top = foot + high * (0.35 + 0.65 * hash(number, seed))
            let left = (Float(number) + 0.02) * wide
            let right = (Float(number) + 0.86 + 0.16 * hash(number, seed + 1)) * wide
            let (columns, rows) = (Float(3 + Int(3 * hash(number, seed + 2))), 26 * (1.3 - depth * 0.6))
            let spire = hash(number, seed + 6) > 0.75 ? left + (right - left) / 2 : -99
            let tone = 0.85 + 0.3 * hash(number, seed + 3)
            band.paint(x: spire - 0.002...spire + 0.002, y: top...top + high * 0.16) { _, _, _ in color * tone
            }
            band.paint(x: left...right, y: -0.2...top) { _, x, y in
                var shade = mix(color * tone, haze, 0.5 * smoothstep(foot + high, foot, y) * (1 - depth))
                let (u, v) = ((x - left) / (right - left) * columns, (y - foot) * rows)
                let cell = (Int(u), Int(v.rounded(.down)))
                let inside = abs(fraction(u) - 0.5) < 0.28 && abs(fraction(v) - 0.5) < 0.28
                guard inside, y < top - 0.012 else { return shade }
                let chance = hash(number &* 31 &+ cell.0, cell.1 &+ seed &* 500)
                // A few lights go on and off with the accents.
                let beat = Int(band.time * 2)
                let flips = chance > 0.93 && hash(cell.1 &+ beat, cell.0 &+ number) > 0.5
                if chance < lit, !flips {
                    shade = lamp * (0.55 + 0.8 * hash(cell.0, cell.1 &+ number)) * (0.45 + 0.75 * depth)
                } else {
                    shade *= 0.72
                }
                return shade
            }
        }
    }
}

/// A street at the foot of houses, wet where it rains: lights lie on it in streaks.
struct Street: Element {
    let depth: Float = 0.9
    var top: Float
    var palette: Palette
    var wet: Float
    var seed: Int

    func paint(_ band: Band) {
        let ground = mix(palette.near, palette.far, 0.25)
        band.fill(
            below: { _ in top },
            { x, y, below in
                var shade = mix(mix(ground, palette.horizon, 0.35), ground, below * 5)
                let ripple = 0.006 * sin(y * 210 + band.time * 5)
                let place = (x + ripple) * 13
                let light = hash(Int(place.rounded(.down)), seed)
                if light > 0.5 {
                    let tint = light > 0.75 ? palette.accent : palette.glow
                    let aside = abs(fraction(place) - 0.5) * 2
                    let broken = 0.55 + 0.45 * sin(y * 140 + light * 80 - band.time * 3)
                    shade +=
                        tint * (wet * 0.5 * smoothstep(1, 0, aside) * broken * smoothstep(0.34, 0, below))
                }
                let kerb = smoothstep(0.006, 0.002, abs(below - 0.05))
                return mix(shade, palette.far, 0.5 * kerb)
            })
    }
}

/// A road that runs to the horizon, with lines that rush by.
struct Road: Element {
    let depth: Float = 0.75
    var horizon: Float
    var palette: Palette
    var speed: Float
    var bend: Float

    func paint(_ band: Band) {
        let middle = band.aspect / 2
        let travelled = band.time * speed
        let tar = mix(palette.near, rgb(0x3A3742), 0.5)
        let line = mix(palette.glow, rgb(0xFFF3D0), 0.5)
        band.paint(x: -1...4, y: -0.5...horizon) { back, x, y in
            let down = horizon - y
            let near = 1 / (down + 0.012)
            let curve = bend * sin(band.time * 0.7) * 0.012 * near * near * 0.02 + bend * down
            let u = (x - middle - curve) * near
            let along = near * 0.55 + travelled
            let isLight = fraction(along * 0.5) < 0.5
            var shade = mix(mix(palette.far, palette.horizon, 0.35), palette.near, down * 2.6)
            shade *= isLight ? 1.07 : 0.95
            let edge = 0.006 * near
            let lane = smoothstep(0.92 + edge, 0.92 - edge, abs(u))
            shade = mix(shade, tar * (isLight ? 1.05 : 0.96), lane)
            let side = smoothstep(0.05 + edge, 0.05 - edge, abs(abs(u) - 0.84))
            let dash = fraction(along) < 0.45 ? smoothstep(0.035 + edge, 0.035 - edge, abs(u)) : 0
            shade = mix(shade, line, min(max(side * 0.7, dash), 1) * smoothstep(0, 0.05, down))
            return mix(mix(palette.horizon, back, 0.3), shade, smoothstep(0, 0.03, down))
        }
        for post in 0..<9 {
            let away = Float(post) + 1 - fraction(travelled / 2.2)
            let down = 0.55 / (away * 2.2 + 0.4)
            for side in [Float(-1.25), 1.25] {
                let x = middle + bend * down + side * down
                let (high, wide) = (down * 1.05, max(0.012 * down, 0.0012))
                let foot = horizon - down
                band.paint(x: x - wide...x + wide, y: foot...foot + high) { _, _, _ in palette.near }
                let lamp = palette.isDark ? palette.accent * 1.6 : palette.far
                band.paint(around: (x, foot + high), down * 0.25) { back, dx, dy in
                    back + lamp * (0.8 * pow(glow(dx, dy, reach: 0.03 * down), 1.5))
                }
            }
        }
    }
}
