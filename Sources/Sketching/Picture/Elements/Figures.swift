internal import Foundation

/// People, as flat figures: they walk, dance, stand and look, or sing.
struct Figures: Element {
    enum Pose: Sendable { case walking, dancing, standing, singing }

    let depth: Float = 0.92
    var pose: Pose
    var count: Int
    /// The height of the ground under them.
    var foot: Float
    /// How tall they are.
    var size: Float
    /// Where the middle of the group is, in parts of the width.
    var x: Float
    var coats: [Color]
    var palette: Palette
    /// Whether the first wears a dress; nil to leave it to chance, as it is for the others.
    var wearsDress: Bool?
    var seed: Int

    func paint(_ band: Band) {
        let walked = pose == .walking ? 0.035 * band.time : 0
        for person in 0..<count {
            let offset = (Float(person) - Float(count - 1) / 2) * size * (pose == .dancing ? 0.62 : 0.5)
            let tall = size * (0.92 + 0.14 * hash(person, seed))
            let place = (x: x * band.aspect + offset + walked, y: foot - 0.01 * Float(person % 2))
            draw(person, at: place, tall, band)
        }
    }

    private func draw(_ person: Int, at place: (x: Float, y: Float), _ tall: Float, _ band: Band) {
        let body = skeleton(person, band)
        let coat = coats[person % coats.count]
        let skin = mix(rgb(0xE8B48C), rgb(0x8A5A3C), hash(person, seed + 3)) * (palette.isDark ? 0.55 : 0.9)
        let dark = mix(palette.near, rgb(0x1A1722), 0.6)
        let hair = mix(rgb(0x2A1A14), rgb(0x8A4A22), hash(person, seed + 4)) * 0.7
        let wears =
            person == 0 ? wearsDress ?? (hash(person, seed + 5) > 0.45) : hash(person, seed + 5) > 0.45
        let rim = palette.glow * 0.5
        let shadow = 0.42 * tall
        band.paint(x: place.x - shadow...place.x + shadow, y: place.y - 0.03 * tall...place.y + 0.03 * tall) {
            mix(
                $0, dark * 0.4,
                0.5 * smoothstep(0.2, 0.02, distance(($1 - place.x) / tall, ($2 - place.y) / tall * 7)))
        }
        let pen = Pen(band: band, place: place, tall: tall)
        for leg in body.legs {
            pen.limb(leg.0, leg.1, 0.042, dark)
            pen.limb(leg.1, leg.2, 0.034, dark)
        }
        pen.limb(body.arms[0].0, body.arms[0].1, 0.03, coat * 0.65)
        pen.limb(body.arms[0].1, body.arms[0].2, 0.025, coat * 0.65)
        pen.limb(body.arms[0].2, body.arms[0].2, 0.027, skin * 0.85)
        pen.limb(body.neck, body.head, 0.03, skin)
        let (hip, chest) = (body.hip, body.neck - SIMD2(0, 0.05))
        pen.lay(from: hip - SIMD2(0.25, 0.22), to: chest + SIMD2(0.2, 0.1)) { u, v in
            var clothes = capsule(u, v, hip, chest, 0.075)
            if wears {
                let below = hip.y + 0.06 - v
                let skirt = max(abs(u - hip.x) - 0.07 - below * 0.42, max(-below, below - 0.26))
                clothes = min(clothes, skirt)
            }
            let side = smoothstep(0.02, 0.09, u - hip.x)
            return (clothes, coat * (0.8 + 0.25 * v) + rim * (side * 0.5))
        }
        let head = body.head
        pen.lay(from: head - SIMD2(0.1, 0.16), to: head + SIMD2(0.1, 0.1)) { u, v in
            (distance(u - head.x, v - head.y) - 0.068, skin + rim * (0.25 * smoothstep(0, 0.07, u - head.x)))
        }
        pen.lay(from: head - SIMD2(0.12, 0.16), to: head + SIMD2(0.1, 0.12)) { u, v in
            let (x, y) = (u - head.x, v - head.y - 0.012)
            let fringe = -y - (wears ? 0.12 : 0.02) + (x > 0.01 ? Float(0.1) : 0)
            return (max(distance(x + 0.012, y) - 0.078, fringe), hair)
        }
        pen.limb(body.arms[1].0, body.arms[1].1, 0.03, coat * 0.92)
        pen.limb(body.arms[1].1, body.arms[1].2, 0.025, coat * 0.92)
        pen.limb(body.arms[1].2, body.arms[1].2, 0.028, skin)
    }

    /// Lays parts of a figure over what is there, in the figure's own measure: 1 is how tall it is.
    private struct Pen {
        let band: Band
        let place: (x: Float, y: Float)
        let tall: Float

        @inline(__always)
        func lay(
            from low: SIMD2<Float>, to high: SIMD2<Float>,
            _ part: (Float, Float) -> (shape: Float, paint: Color)
        ) {
            let soft = 1.1 * band.step / tall
            band.paint(
                x: place.x + low.x * tall...place.x + high.x * tall,
                y: place.y + low.y * tall...place.y + high.y * tall
            ) { back, x, y in
                let part = part((x - place.x) / tall, (y - place.y) / tall)
                return mix(back, part.paint, smoothstep(soft, -soft, part.shape))
            }
        }

        func limb(_ from: SIMD2<Float>, _ to: SIMD2<Float>, _ radius: Float, _ paint: Color) {
            let margin = SIMD2<Float>(repeating: radius + 0.02)
            let low = pointwiseMin(from, to) - margin
            lay(from: low, to: pointwiseMax(from, to) + margin) { u, v in
                (capsule(u, v, from, to, radius), paint)
            }
        }
    }

    /// The joints of a figure 1 high with its feet at the origin.
    private struct Skeleton {
        var hip, neck, head: SIMD2<Float>
        var legs: [(SIMD2<Float>, SIMD2<Float>, SIMD2<Float>)]
        var arms: [(SIMD2<Float>, SIMD2<Float>, SIMD2<Float>)]
    }

    private func skeleton(_ person: Int, _ band: Band) -> Skeleton {
        let time = band.time + 3 * hash(person, seed + 7)
        let pace: Float = pose == .walking ? 5.2 : pose == .dancing ? 6.3 : 1.4
        let swing = sin(time * pace)
        let stride: Float = pose == .walking ? 0.17 : pose == .dancing ? 0.09 : 0.02
        let hop: Float =
            pose == .dancing
            ? 0.05 * abs(swing) + 0.07 * band.accent : pose == .walking ? 0.012 * abs(swing) : 0
        let lean: Float = pose == .dancing ? 0.07 * sin(time * pace / 2) : 0.01 * swing
        let hip = SIMD2<Float>(0.4 * lean, 0.47 + hop)
        let neck = SIMD2<Float>(lean, 0.8 + hop)
        let head = SIMD2<Float>(lean * 1.3, 0.9 + hop + 0.006 * swing)
        func leg(_ side: Float) -> (SIMD2<Float>, SIMD2<Float>, SIMD2<Float>) {
            let step = stride * swing * side
            let spread: Float = pose == .walking ? 0 : 0.06 * side
            let lift = max(0, step) * 0.35 + (pose == .dancing ? hop * 0.8 : 0)
            return (
                hip, SIMD2(step * 0.7 + spread * 0.8 + 0.02, 0.25 + lift + hop * 0.5),
                SIMD2(step + spread, 0.03 + lift * 0.8)
            )
        }
        func arm(_ side: Float) -> (SIMD2<Float>, SIMD2<Float>, SIMD2<Float>) {
            let shoulder = neck - SIMD2(-0.05 * side, 0.05)
            switch pose {
            case .dancing:
                let up = 0.5 + 0.5 * sin(time * pace / 2 + side + Float(person)) + 0.4 * band.accent
                let elbow = shoulder + SIMD2(0.15 * side, -0.06 + 0.13 * up)
                return (shoulder, elbow, elbow + SIMD2(0.05 * side + 0.04 * swing, -0.1 + 0.26 * up))
            case .singing:
                let elbow = shoulder + SIMD2(0.1 * side, side > 0 ? -0.1 : -0.13)
                let hand =
                    side > 0 ? head + SIMD2(0.08, -0.05) : elbow + SIMD2(-0.1, 0.06 + 0.1 * band.accent)
                return (shoulder, elbow, hand)
            case .walking, .standing:
                let back = -0.13 * swing * side * (pose == .walking ? 1 : 0.15)
                let elbow = shoulder + SIMD2(back * 0.7 - 0.01, -0.15)
                return (shoulder, elbow, elbow + SIMD2(back * 0.9 + 0.03, -0.14))
            }
        }
        return Skeleton(hip: hip, neck: neck, head: head, legs: [leg(-1), leg(1)], arms: [arm(-1), arm(1)])
    }
}
