internal import Foundation

/// Birds that cross the sky.
struct Birds: Element {
    let depth: Float = 0.3
    var height: Float
    var color: Color

    func paint(_ band: Band) {
        for bird in 0..<8 {
            let pace = 0.14 + 0.06 * hash(bird, 3)
            let place = (
                x: fraction(hash(bird, 1) * 0.6 + 0.1 + band.time * pace / (band.aspect + 0.3))
                    * (band.aspect + 0.3) - 0.15,
                y: height + 0.15 * hash(bird, 2) + 0.02 * sin(band.time * 1.7 + Float(bird))
            )
            let size = 0.018 + 0.014 * hash(bird, 4)
            let wing = sin(band.time * 9 + Float(bird) * 2) * 0.6
            band.paint(around: place, size) { back, dx, dy in
                let line = abs(dy - wing * abs(dx) - 0.2 * size * (1 - dx * dx / (size * size)))
                return mix(back, color, smoothstep(0.004, 0.0015, line))
            }
        }
    }
}

/// Hot-air balloons.
struct Balloons: Element {
    let depth: Float = 0.4
    var tint: Color

    func paint(_ band: Band) {
        let fleet: [(x: Float, y: Float, size: Float)] = [
            (0.2, 0.7, 0.06), (0.82, 0.6, 0.1), (0.42, 0.55, 0.14), (0.63, 0.78, 0.05),
        ]
        let hues = [rgb(0x5AB1BB), rgb(0xF2C14E), tint, rgb(0x9B6FC9)]
        for (index, balloon) in fleet.enumerated() {
            let size = balloon.size
            let sway = 0.025 * sin(band.time * 0.9 + Float(index) * 2)
            let place = (x: balloon.x * band.aspect + sway, y: balloon.y + band.time * size * 0.3)
            let flame = max(max(0, sin(band.time * 3.2 + Float(index) * 1.7)), band.accent)
            band.paint(
                x: place.x - 1.3 * size...place.x + 1.3 * size, y: place.y - 2.1 * size...place.y + 1.3 * size
            ) {
                Motif.balloon($0, $1 - place.x, $2 - place.y, size, hues[index], flame: flame)
            }
        }
    }
}

/// A car on its way, seen from behind.
struct Car: Element {
    let depth: Float = 0.95
    /// The height of the ground under it.
    var y: Float
    var paint: Color
    var palette: Palette

    func paint(_ band: Band) {
        let place = (
            x: band.aspect * 0.5 + 0.05 * sin(band.time * 0.9),
            y: y + 0.004 * sin(band.time * 19) + 0.01 * band.accent
        )
        let lamp: Float = 0.8 + 1.2 * band.accent
        band.paint(x: place.x - 0.4...place.x + 0.4, y: place.y - 0.1...place.y + 0.4) { back, x, y in
            let (u, v) = (x - place.x, y - place.y)
            func edge(_ shape: Float) -> Float { smoothstep(0.0022, -0.0022, shape) }
            var color = mix(
                back, palette.near * 0.3, 0.6 * smoothstep(1, 0.5, distance(u / 0.2, (v + 0.002) / 0.03)))
            for wheel in [Float(-0.115), 0.115] {
                color = mix(color, rgb(0x121017), edge(roundedBox(u - wheel, v - 0.022, 0.026, 0.032, 0.012)))
            }
            let cabin = max(abs(u) - 0.132 + (v - 0.1) * 0.5, abs(v - 0.14) - 0.062)
            color = mix(color, paint * 0.85, edge(cabin))
            let window = max(abs(u) - 0.114 + (v - 0.1) * 0.5, abs(v - 0.147) - 0.036)
            color = mix(color, mix(palette.zenith, palette.horizon, (v - 0.1) * 9), edge(window))
            let body = roundedBox(u, v - 0.072, 0.155, 0.05, 0.03)
            color = mix(color, paint * (0.75 + 4 * (v - 0.04)), edge(body))
            color = mix(color, rgb(0xEDE6D2) * 0.8, edge(roundedBox(u, v - 0.058, 0.036, 0.011, 0.003)))
            color = mix(color, rgb(0x1B1920), edge(roundedBox(u, v - 0.03, 0.15, 0.008, 0.006)))
            for side in [Float(-0.118), 0.118] {
                color = mix(
                    color, rgb(0xFF3B2E) * lamp, edge(roundedBox(u - side, v - 0.085, 0.024, 0.011, 0.006)))
                color += rgb(0xFF3B2E) * (0.25 * lamp * pow(glow(u - side, v - 0.085, reach: 0.03), 1.5))
            }
            return color
        }
    }
}

/// A fire of logs, and its light on everything.
struct Fire: Element {
    let depth: Float = 0.9
    var x: Float
    var foot: Float

    func paint(_ band: Band) {
        let place = (x: x * band.aspect, y: foot)
        let flicker = 0.8 + 0.2 * sin(band.time * 13) * sin(band.time * 7.1) + 0.35 * band.accent
        band.paint { back, px, py in
            let light = glow(px - place.x, (py - place.y - 0.06) * 1.2, reach: 0.26)
            return back + rgb(0xFF8A3C) * (0.34 * flicker * light) + back * (0.9 * flicker * light)
        }
        let high = 0.3 * (0.9 + 0.25 * flicker)
        band.paint(x: place.x - 0.16...place.x + 0.16, y: place.y - 0.03...place.y + 0.4) { back, px, py in
            let (u, v) = (px - place.x, py - place.y)
            var color = back
            let lick =
                0.05 * (noise(u * 16 + 9, v * 11 - band.time * 3.4, seed: 91) - 0.5)
                + 0.03 * (noise(u * 40, v * 26 - band.time * 5, seed: 92) - 0.5)
            let height = max(v, 0) / high
            let wide = 0.085 * (1 - height) * (0.75 + 1.1 * height) + 0.004
            let inside = wide - abs(u + lick * (0.5 + 2 * height))
            if height < 1 {
                let heat = smoothstep(-0.004, 0.05, inside) * smoothstep(1.02, 0.6, height)
                let flame = mix(
                    rgb(0xF0401A), mix(rgb(0xFF9A2E), rgb(0xFFF2B0), heat * 1.3 - 0.4), heat * 1.6)
                color = mix(color, flame * 2.1, smoothstep(-0.004, 0.008, inside))
            }
            for log in [Float(-1), 1] {
                let wood = capsule(u, v, SIMD2(-0.1 * log, -0.005), SIMD2(0.085 * log, 0.03), 0.013)
                color = mix(color, rgb(0x4A2A1C) * (0.7 + 0.6 * flicker), smoothstep(0.002, -0.002, wood))
            }
            return color
        }
    }
}

/// A stage: a floor, lights that swing, and heads and arms in front of it.
struct Stage: Element {
    let depth: Float = 0.5
    var floor: Float
    var palette: Palette
    var seed: Int

    func paint(_ band: Band) {
        let ground = mix(palette.near, palette.horizon, 0.3)
        band.fill(below: { _ in floor }) { x, y, below in
            let tiles = sin((x - band.aspect / 2) / (below + 0.25) * 9) * sin(6 / (below + 0.16))
            let shine = glow(x - band.aspect / 2, below * 2.4 - 0.1, reach: 0.4)
            let lit = tiles > 0 ? Float(0.25) + 0.9 * band.accent : 0.1
            return ground * 0.6 + palette.glow * (0.5 * shine * lit)
        }
        let hues = [palette.accent, palette.glow, rgb(0x7CFFB2), rgb(0xFFD166), rgb(0x8E7CFF)]
        for lamp in 0..<6 {
            let from = (x: (Float(lamp) + 0.5) / 6 * band.aspect, y: Float(1.05))
            let swing = 0.5 * sin(band.time * (0.9 + 0.25 * hash(lamp, seed)) + Float(lamp) * 1.3)
            let hue = hues[(lamp + seed % 5) % 5]
            let strength = 0.26 + 0.55 * band.accent * (lamp % 2 == Int(band.time * 2) % 2 ? 1 : 0.2)
            band.paint { back, x, y in
                let down = from.y - y
                let across = abs(x - from.x - swing * down)
                let wide = 0.012 + 0.1 * down
                guard across < wide else { return back }
                return back + hue * (strength * (1 - across / wide) * (1 - 0.75 * down))
            }
        }
    }
}

/// Heads and raised arms of a crowd, seen from behind.
struct Crowd: Element {
    let depth: Float = 1
    var color: Color
    var seed: Int

    func paint(_ band: Band) {
        for person in 0..<22 {
            let x = (Float(person) + 0.6 * hash(person, seed)) / 21 * (band.aspect + 0.2) - 0.1
            let size = 0.034 + 0.012 * hash(person, seed + 1)
            let hop = 0.018 * abs(sin(band.time * 6 + 3 * hash(person, seed + 2))) + 0.022 * band.accent
            let y = 0.035 + 0.06 * hash(person, seed + 3) + hop
            let raised = hash(person, seed + 4) > 0.45
            let wave = 0.03 * sin(band.time * 4 + Float(person))
            band.paint(x: x - 0.13...x + 0.13, y: -0.3...y + 0.22) { back, px, py in
                let (u, v) = (px - x, py - y)
                var shape = distance(u, v) - size
                shape = min(shape, capsule(u, v, SIMD2(0, -0.09), SIMD2(0, -0.4), size * 1.55))
                if raised {
                    shape = min(shape, capsule(u, v, SIMD2(-0.05, -0.07), SIMD2(-0.06 + wave, 0.1), 0.012))
                    shape = min(shape, capsule(u, v, SIMD2(0.05, -0.07), SIMD2(0.06 + wave, 0.12), 0.012))
                }
                return mix(back, color, smoothstep(0.002, -0.002, shape))
            }
        }
    }
}

/// A planet with a ring, in space.
struct Planet: Element {
    let depth: Float = 0.25
    var x: Float
    var y: Float
    var size: Float
    var tint: Color
    var texture: CloudTexture

    func paint(_ band: Band) {
        let place = (x: x * band.aspect, y: y)
        band.paint { back, x, y in
            let (u, v) = ((x - place.x) / size, (y - place.y) / size)
            let r = distance(u, v)
            var color = back + tint * (0.3 * glow(u, v, reach: 0.9))
            guard r < 2.2 else { return color }
            let height = max(1 - r * r, 0).squareRoot()
            let bands = texture.sample(u * 0.25 + band.time * 0.02, v * 0.5 + 0.15 * u)
            let sun = max(0.08, 0.75 * height - 0.5 * u + 0.35 * v)
            let ground = mix(tint, rgb(0xFFF0D8), bands * 1.3 - 0.3) * (sun * 1.4)
            color = mix(color, ground, smoothstep(1.01, 0.99, r))
            let ring = distance(u * 0.94 + v * 0.34, (v * 0.94 - u * 0.34) * 4.2)
            let isFront = v * 0.94 - u * 0.34 < 0
            if isFront || r > 1 {
                let grooves = 0.6 + 0.4 * sin(ring * 34)
                let shade = smoothstep(1.25, 1.3, ring) * smoothstep(2.05, 1.98, ring) * grooves
                color = mix(color, mix(tint, rgb(0xFFF0D8), 0.6), 0.75 * shade)
            }
            return color
        }
    }
}
