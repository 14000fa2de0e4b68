internal import Foundation

/// The sky with the sun or the moon in it.
struct Sky: Element {
    let depth: Float = 0
    var palette: Palette
    /// The height of the horizon.
    var horizon: Float
    /// Where the sun or the moon stands, in parts of the width.
    var sunX: Float
    var sunY: Float
    /// Its radius; 0 for none.
    var sunSize: Float
    /// How far it rises in a second.
    var rise: Float

    func paint(_ band: Band) {
        let sun = (x: sunX * band.aspect, y: sunY + rise * band.time)
        let disc = mix(palette.glow, Color(repeating: 1), 0.6) * 2.4
        let (radius, glowing): (Float, Float) = (sunSize, palette.isDark ? 0.35 : 0.75)
        let pulse: Float = 1 + 0.12 * band.accent
        band.paint { _, x, y in
            let height = (y - horizon) / (1 - horizon)
            var color = mix(palette.horizon, palette.zenith, height * 1.25)
            let away = (x - sun.x, y - sun.y)
            color += palette.glow * (glowing * pulse * glow(away.0, away.1, reach: 0.22))
            if radius > 0 {
                let r = distance(away.0, away.1)
                color = mix(color, disc, smoothstep(radius + 0.003, radius - 0.003, r))
            }
            return color
        }
    }
}

/// Stars, some of which twinkle, and now and then one that falls.
struct Stars: Element {
    let depth: Float = 0.03
    var horizon: Float
    var falls: Bool

    func paint(_ band: Band) {
        for index in 0..<170 {
            let x = hash(index, 61) * band.aspect * 1.1 - 0.05
            let y = horizon + (1.03 - horizon) * hash(index, 62)
            let bright: Float = 0.35 + 1.5 * pow(hash(index, 63), 5)
            let twinkle = 0.65 + 0.35 * sin(band.time * (2 + 4 * hash(index, 64)) + Float(index))
            let tint = mix(rgb(0xCFE0FF), rgb(0xFFE7C4), hash(index, 65))
            let size: Float = 0.0022
            let light = tint * (bright * twinkle)
            band.paint(around: (x, y), 0.012) { back, dx, dy in
                back + light * pow(glow(dx, dy, reach: size), 2)
            }
        }
        guard falls else { return }
        for index in 0..<8 {
            let age = band.time - 0.3 - 0.9 * Float(index)
            guard age > 0, age < 0.8 else { continue }
            let head = (
                x: (0.35 + 0.7 * hash(index, 140)) * band.aspect - age * 0.95,
                y: 0.98 - 0.2 * hash(index, 141) - age * 0.42
            )
            let fade = smoothstep(0.8, 0.4, age)
            band.paint(around: (head.x + 0.15, head.y + 0.07), 0.2) { back, dx, dy in
                let (x, y) = (dx + 0.15, dy + 0.07)
                let along = x * 0.914 + y * 0.404
                let across = abs(x * 0.404 - y * 0.914)
                let tail = along > 0 ? exp(-along * 12) : exp(along * 150)
                return back + rgb(0xE8F1FF) * (2.2 * tail * fade * exp(-across * 360))
            }
        }
    }
}

/// Curtains of northern light.
struct Aurora: Element {
    let depth: Float = 0.05
    var horizon: Float
    var tint: Color

    func paint(_ band: Band) {
        for layer in 0..<3 {
            let offset = Float(layer) * 2.1
            let color = mix(rgb(0x3CF0A0), tint, Float(layer) / 2.5)
            let foot = (0..<band.width).map { column -> (Float, Float) in
                let x = band.x(column)
                let wave = sin(x * 3.1 + band.time * 0.7 + offset) + 0.5 * sin(x * 7.3 - band.time * 1.1)
                let rays = 0.55 + 0.45 * sin(x * 46 + 4 * sin(x * 5 + band.time * 0.9 + offset))
                return (horizon + 0.2 + 0.09 * Float(layer) + 0.07 * wave, rays)
            }
            let strength: Float = 0.42 + 0.25 * band.accent
            for row in band.rows {
                let y = band.y(row)
                let line = band.light + row * band.width
                for column in 0..<band.width {
                    let above = y - foot[column].0
                    let fall: Float = above > 0 ? exp(-above * 6.5) : exp(above * 45)
                    line[column] += color * (strength * fall * foot[column].1)
                }
            }
        }
    }
}

/// Banks of clouds, or of fog, that drift.
struct Clouds: Element {
    var depth: Float
    /// Where the bank is densest, and how far it reaches from there.
    var height: Float
    var reach: Float
    var tint: Color
    /// How much of the sky it covers, 0…1.
    var cover: Float
    var speed: Float
    var texture: CloudTexture

    func paint(_ band: Band) {
        let low = 0.72 - 0.45 * cover
        band.paint(x: -1...4, y: height - reach...height + reach) { back, x, y in
            let aside = (y - height) / reach
            let density = texture.sample(x * 0.42 + band.time * speed, y * 1.35)
            let edge = 1 - aside * aside
            let amount = smoothstep(low, low + 0.34, density) * edge
            return mix(back, tint * (0.85 + 0.5 * (density - 0.4)), amount * 0.9)
        }
    }
}
