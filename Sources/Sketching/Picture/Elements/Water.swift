internal import Foundation

/// The sea, or a lake: waves that roll, with the light of the sky on them.
struct Sea: Element {
    let depth: Float = 0.55
    var top: Float
    var palette: Palette
    /// Where the light comes from, in parts of the width.
    var sunX: Float
    /// How high the waves go; 1 for the sea.
    var swell: Float

    func paint(_ band: Band) {
        let sun = sunX * band.aspect
        let far = mix(palette.horizon, palette.far, 0.45)
        let near = mix(palette.near, palette.zenith, 0.25)
        for layer in 0..<6 {
            let closeness = Float(layer) / 5
            let speed = (0.5 + 0.9 * closeness) * (layer.isMultiple(of: 2) ? 1 : -0.7)
            let rate = 17 - 8 * closeness
            let high = (0.006 + 0.022 * closeness) * swell * (1 + 0.35 * band.accent)
            let level = top - top * closeness * 0.82
            let phase = band.time * speed * 4 + Float(layer) * 1.9
            let tint = mix(far, near, closeness)
            let foamColor = mix(palette.horizon, Color(repeating: 1), 0.5)
            let reach = 0.1 + 0.12 * closeness
            band.fill(
                below: { x in
                    level + high * (sin(x * rate + phase) + 0.4 * sin(x * rate * 2.3 + band.time))
                },
                { x, y, below in
                    let aside = (x - sun) / reach
                    let path = Self.glitter(x, y, band.time, closeness) / (1 + aside * aside)
                    let foam = smoothstep(0.014, 0.001, below) * (0.22 + 0.3 * closeness)
                    return tint * (1 + 0.22 * smoothstep(0.1, 0, below)) + palette.glow * (0.5 * path)
                        + foamColor * foam
                })
        }
    }
}

extension Sea {
    /// How much of the sun or the moon a place of the water throws back, 0…1.
    @inline(__always)
    private static func glitter(_ x: Float, _ y: Float, _ time: Float, _ closeness: Float) -> Float {
        let scale = 26 - 14 * closeness
        let bright = noise(x * scale + time * 0.8, y * scale * 7 + time * 3, seed: 33)
        return smoothstep(0.55, 0.85, bright)
    }
}

/// A paper boat that rocks on the waves.
struct Boat: Element {
    let depth: Float = 0.7
    var x: Float
    var y: Float
    var size: Float

    func paint(_ band: Band) {
        let bob = 0.014 * sin(band.time * 2.6) + 0.012 * band.accent
        let centre = (x: x * band.aspect + 0.03 * band.time, y: y + bob)
        let roll = 0.15 * sin(band.time * 2.1)
        band.paint(around: centre, 0.2 * size) { back, dx, dy in
            Motif.boat(back, dx / size, dy / size, roll)
        }
    }
}

/// A lighthouse whose beam goes round.
struct Lighthouse: Element {
    let depth: Float = 0.6
    var x: Float
    var foot: Float
    var palette: Palette

    func paint(_ band: Band) {
        let place = (x: x * band.aspect, y: foot + 0.36)
        let turn = band.time * 1.3
        for side in [Float(0), .pi] {
            let reach = cos(turn + side)
            let strength: Float = palette.isDark ? 0.55 : 0.22
            band.paint(x: place.x - 2...place.x + 2, y: place.y - 0.3...place.y + 0.3) { back, x, y in
                let along = (x - place.x) * (reach < 0 ? -1 : 1)
                let across = abs(y - place.y - 0.05 * along * reach)
                guard along > 0 else { return back }
                let wide = 0.01 + along * 0.16 * abs(reach)
                let beam = smoothstep(wide, 0, across) * exp(-along * (1.4 + 6 * (1 - abs(reach))))
                return back + palette.accent * (strength * beam)
            }
        }
        band.paint(x: place.x - 0.3...place.x + 0.3, y: 0...foot + 0.55) { back, x, y in
            let (u, v) = (x - place.x, y - foot)
            var color = back
            let rock = v - 0.07 + 0.03 * noise(x * 20, seed: 7) + u * u * 4.6
            color = mix(color, palette.near, smoothstep(0.003, -0.003, rock))
            let wall = max(abs(u) - 0.034 + v * 0.032, abs(v - 0.19) - 0.15)
            let stripe = fraction(v * 11) < 0.5 ? rgb(0xD9452F) : rgb(0xF4EEE2)
            let shaded = mix(palette.far, stripe, palette.isDark ? 0.35 : 0.8) * (0.75 + 9 * max(u, -0.02))
            color = mix(color, shaded, smoothstep(0.002, -0.002, wall))
            let lamp = roundedBox(u, v - 0.36, 0.017, 0.022, 0.004)
            color = mix(color, palette.accent * 2.2, smoothstep(0.002, -0.002, lamp))
            let roof = max(abs(u) - (0.42 - v) * 0.75, 0.38 - v)
            return mix(color, palette.near, smoothstep(0.002, -0.002, roof))
        }
    }
}
