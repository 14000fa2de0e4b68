/// A scene that is drawn for a prompt: its elements from the farthest to the nearest, and its camera.
struct SketchScene: Sendable {
    /// Farthest first.
    private(set) var elements: [any Element] = []
    /// How much closer the camera comes in a second, and how far it moves to the side and down.
    private let travel: Camera
    /// Seconds between accents.
    private let pulse: Float

    private var chance: Chance
    private let words: SceneWords
    private let palette: Palette
    private let horizon: Float
    private let clouds: CloudTexture
    private let sunX: Float

    /// What is under the sky.
    private enum Ground: CaseIterable {
        case sea, road, city, forest, desert, meadow, hills
        case stage, space
    }

    /// Composes the scene of a prompt; the same prompt and seed give the same.
    init(prompt: String, negative: String = "", seed: UInt64) {
        words = SceneWords(prompt, without: negative)
        var chance = Chance(seed: seed, text: prompt)
        let hour = Self.hour(words, &chance)
        let turn = chance.between(-22, 22)
        var palette = Palette(hour).turned(hour == .neon ? turn * 2.2 : turn)
        if let colour = words.colours.first { palette.accent = rgb(colour) }
        self.palette = palette
        horizon = chance.between(0.36, 0.45)
        sunX = chance.between(0.2, 0.8)
        clouds = CloudTexture(seed: Int(chance.next() % 10_000))
        pulse = chance.pick([0.5, 0.52, 0.55, 0.6])
        travel = Camera(
            push: chance.between(0.022, 0.034), pan: chance.between(0.012, 0.022) * chance.pick([-1, 1]),
            lift: chance.between(-0.004, 0.006))
        self.chance = chance
        compose(hour)
    }

    /// Draws one band of a frame.
    ///
    /// - Parameters:
    ///   - rows: The rows of the band.
    ///   - light: The light of all pixels of the frame, of which the band's are set.
    ///   - size: The frame's size in pixels.
    ///   - time: Seconds since the film began.
    func draw(
        _ rows: Range<Int>, of size: (width: Int, height: Int), into light: UnsafeMutablePointer<Color>,
        time: Float
    ) {
        let since = fraction(time / pulse)
        let camera = Camera(push: travel.push * time, pan: travel.pan * time, lift: travel.lift * time)
        var band = Band(
            width: size.width, height: size.height, rows: rows, light: light, time: time,
            accent: (1 - since) * (1 - since) * (1 - since), camera: camera)
        for element in elements {
            band.look(depth: element.depth)
            element.paint(band)
        }
    }

    private static func hour(_ words: SceneWords, _ chance: inout Chance) -> Palette.Hour {
        let drawn = chance.pick([Palette.Hour.dusk, .dawn, .day, .night])
        if words.has(.neon) || words.has(.stage, .crowd) && !words.has(.day, .dawn, .dusk) { return .neon }
        if words.has(.night, .fireworks, .aurora, .stars, .space, .fire, .fireflies, .lantern) {
            return .night
        }
        if words.has(.dusk) { return .dusk }
        if words.has(.dawn) { return .dawn }
        if words.has(.rain, .storm, .fog) { return .rain }
        if words.has(.day, .snow, .balloon) { return .day }
        return drawn
    }

    private mutating func ground() -> Ground {
        let drawn = chance.pick([Ground.sea, .road, .city, .forest, .desert, .meadow, .hills])
        let named: [(SceneWords.Motif, Ground)] = [
            (.space, .space), (.stage, .stage), (.sea, .sea), (.lake, .sea), (.boat, .sea),
            (.lighthouse, .sea),
            (.car, .road), (.road, .road), (.desert, .desert), (.city, .city), (.forest, .forest),
            (.meadow, .meadow), (.mountains, .hills), (.crowd, .stage), (.balloon, .hills), (.neon, .city),
            (.fireworks, .city), (.rain, .city), (.dance, .stage), (.fire, .forest), (.snow, .hills),
        ]
        return named.first { words.motifs.contains($0.0) }?.1 ?? drawn
    }

    private mutating func compose(_ hour: Palette.Hour) {
        let ground = ground()
        composeSky(hour, ground)
        composeLand(ground)
        composePeople(ground)
        composeAir()
    }

    private mutating func composeSky(_ hour: Palette.Hour, _ ground: Ground) {
        let hasDisc = hour != .rain && hour != .neon && ground != .space && !words.has(.storm, .fog)
        elements.append(
            Sky(
                palette: palette, horizon: horizon - 0.05, sunX: sunX,
                sunY: hour == .night || hour == .day
                    ? chance.between(0.72, 0.84) : horizon + chance.between(0.02, 0.12),
                sunSize: hasDisc ? chance.between(0.05, 0.09) : 0, rise: hour == .dawn ? 0.022 : -0.006))
        if palette.isDark { elements.append(Stars(horizon: horizon, falls: words.has(.stars, .space))) }
        if words.has(.aurora) { elements.append(Aurora(horizon: horizon, tint: palette.accent)) }
        if ground == .space {
            elements.append(
                Planet(
                    x: 1 - sunX, y: chance.between(0.55, 0.7), size: chance.between(0.16, 0.24),
                    tint: palette.accent,
                    texture: clouds))
        }
        if words.has(.fireworks) { elements.append(Fireworks()) }
        if ground != .space, ground != .stage {
            let cover: Float = words.has(.storm, .rain, .clouds) ? 0.95 : chance.between(0.3, 0.7)
            elements.append(
                Clouds(
                    depth: 0.08, height: chance.between(0.7, 0.85), reach: 0.3,
                    tint: mix(palette.horizon, palette.glow, palette.isDark ? 0.1 : 0.5)
                        * (palette.isDark ? 0.5 : 1),
                    cover: cover, speed: 0.012, texture: clouds))
        }
        if words.has(.balloon) { elements.append(Balloons(tint: palette.accent)) }
        if words.has(.birds) || ground == .sea && !palette.isDark {
            elements.append(Birds(height: chance.between(0.62, 0.72), color: palette.near))
        }
    }

    private mutating func composeLand(_ ground: Ground) {
        let seed = Int(chance.next() % 900) + 10
        let haze = palette.horizon
        if words.has(.mountains, .snow), ground != .stage {
            elements.append(
                Hills(
                    depth: 0.15, kind: .mountains, top: horizon + 0.08, rough: 0.34,
                    color: mix(palette.far, haze, 0.3), haze: haze, seed: seed + 1, speed: 0.004))
        }
        switch ground {
        case .sea:
            if words.has(.city) {
                addHouses(seed, depth: 0.25, high: 0.2)
            } else {
                elements.append(hills(0.2, horizon - 0.005, 0.1, blend: 0.1, seed))
            }
            elements.append(
                Sea(top: horizon, palette: palette, sunX: sunX, swell: words.has(.lake) ? 0.5 : 1))
            if words.has(.lighthouse) {
                elements.append(Lighthouse(x: 1 - sunX, foot: horizon - 0.06, palette: palette))
            }
            if words.has(.boat) || !words.has(.lighthouse) && chance.unit() > 0.5 {
                elements.append(Boat(x: chance.between(0.3, 0.6), y: horizon - 0.1, size: 1.2))
            }
        case .road:
            elements.append(hills(0.2, horizon + 0.02, 0.2, blend: 0.2, seed))
            if words.has(.city) { addHouses(seed, depth: 0.3, high: 0.22) }
            elements.append(hills(0.4, horizon - 0.01, 0.1, blend: 0.55, seed + 4))
            elements.append(
                Road(horizon: horizon - 0.03, palette: palette, speed: 2.6, bend: chance.between(-0.35, 0.35))
            )
            if words.has(.car) { elements.append(Car(y: 0.1, paint: palette.accent, palette: palette)) }
        case .city:
            addHouses(seed, depth: 0.2, high: 0.42)
            addHouses(seed + 7, depth: 0.55, high: 0.34)
            elements.append(
                Street(
                    top: 0.2, palette: palette, wet: words.has(.rain, .storm, .neon) ? 1 : 0.35, seed: seed))
        case .forest:
            elements.append(hills(0.2, horizon + 0.03, 0.16, blend: 0.15, seed))
            for layer in 0..<3 {
                let near = Float(layer) / 2
                elements.append(
                    Trees(
                        depth: 0.3 + 0.3 * near, foot: horizon - 0.1 - 0.1 * near, size: 0.24 + 0.22 * near,
                        color: mix(palette.far, palette.near, 0.35 + 0.6 * near),
                        haze: mix(haze, palette.far, near),
                        isRound: seed.isMultiple(of: 3), seed: seed + layer * 3))
                if layer == 1 { addFog(horizon - 0.08, 0.5) }
            }
            elements.append(meadow(0.2, seed))
        case .desert:
            for layer in 0..<4 {
                let near = Float(layer) / 3
                let sand = mix(mix(rgb(0xE0A45C), palette.horizon, 0.2), palette.near, near * 0.4)
                elements.append(
                    Hills(
                        depth: 0.2 + 0.6 * near, kind: .dunes, top: horizon - 0.09 * Float(layer),
                        rough: 0.16 + 0.06 * near, color: sand, haze: haze, seed: seed + layer,
                        speed: 0.01 * near))
            }
        case .meadow:
            elements.append(hills(0.2, horizon + 0.02, 0.2, blend: 0.2, seed))
            elements.append(
                Trees(
                    depth: 0.4, foot: horizon - 0.1, size: 0.18, color: mix(palette.far, palette.near, 0.5),
                    haze: haze,
                    isRound: true, seed: seed + 2))
            elements.append(meadow(horizon - 0.06, seed + 3))
        case .hills:
            for layer in 0..<4 {
                let near = Float(layer) / 3
                elements.append(
                    hills(
                        0.2 + 0.5 * near, horizon + 0.03 - 0.085 * Float(layer), 0.22 - 0.04 * near,
                        blend: near, seed + layer))
            }
        case .stage:
            elements.append(Stage(floor: horizon - 0.1, palette: palette, seed: seed))
        case .space:
            elements.append(
                Hills(
                    depth: 0.6, kind: .dunes, top: 0.22, rough: 0.2,
                    color: mix(palette.far, palette.accent, 0.15),
                    haze: palette.near, seed: seed, speed: 0))
        }
        if words.has(.fog) { addFog(horizon - 0.1, 0.9) }
    }

    private mutating func composePeople(_ ground: Ground) {
        let dances = words.has(.dance)
        if words.has(.fire) { elements.append(Fire(x: sunX > 0.5 ? 0.36 : 0.64, foot: 0.13)) }
        let isNamed = words.has(.people, .couple, .group, .walk, .sing) || dances || ground == .stage
        guard isNamed, ground != .sea || words.has(.people, .couple, .group, .walk, .dance, .sing) else {
            return
        }
        let pose: Figures.Pose =
            dances
            ? .dancing
            : words.has(.sing) || ground == .stage
                ? .singing
                : words.has(.walk) || ground == .road
                    ? .walking : .standing
        let isAlone = words.has(.people) || !dances
        let count = words.has(.couple) ? 2 : words.has(.group) || !isAlone ? 3 : 1
        let foot: Float = ground == .stage ? 0.17 : ground == .sea ? 0.03 : 0.09
        let coats =
            words.colours.isEmpty
            ? [palette.accent, mix(palette.accent, palette.glow, 0.6), rgb(0xF2EFE8) * 0.7]
            : words.colours.map { rgb($0) }
        if ground == .sea {
            elements.append(hills(0.85, 0.07, 0.06, blend: 0.75, 5))
        }
        elements.append(
            Figures(
                pose: pose, count: count, foot: foot, size: chance.between(0.36, 0.42),
                x: ground == .stage ? 0.5 : chance.between(0.35, 0.62), coats: coats, palette: palette,
                wearsDress: words.wearsDress,
                seed: Int(chance.next() % 1000)))
        if words.has(.crowd) || ground == .stage, !words.has(.people) || words.has(.crowd) {
            elements.append(Crowd(color: palette.near * 0.8, seed: Int(chance.next() % 1000)))
        }
    }

    private mutating func composeAir() {
        if words.has(.lantern) { elements.append(Lanterns()) }
        if words.has(.rain, .storm) {
            elements.append(Rain(wind: chance.between(-0.25, 0.25), lightning: words.has(.storm)))
        }
        let drifts: [(SceneWords.Motif, Drift.Kind, Color)] = [
            (.snow, .snow, rgb(0xFFFFFF)), (.petals, .petals, rgb(0xF7A6C0)),
            (.leaves, .leaves, rgb(0xD9772B)),
            (.fire, .embers, rgb(0xFF9A45)), (.fireflies, .fireflies, rgb(0xD8FF7A)),
        ]
        for (motif, kind, tint) in drifts where words.has(motif) {
            elements.append(Drift(kind: kind, tint: tint))
        }
    }

    private func hills(_ depth: Float, _ top: Float, _ rough: Float, blend: Float, _ seed: Int) -> Hills {
        Hills(
            depth: depth, kind: .hills, top: top, rough: rough, color: mix(palette.far, palette.near, blend),
            haze: palette.horizon, seed: seed, speed: 0.012 * depth)
    }

    private func meadow(_ top: Float, _ seed: Int) -> Meadow {
        Meadow(
            top: top, color: mix(palette.near, palette.far, 0.3),
            haze: mix(palette.far, palette.horizon, 0.25),
            flowers: palette.accent, seed: seed)
    }

    private mutating func addHouses(_ seed: Int, depth: Float, high: Float) {
        elements.append(
            Skyline(
                depth: depth, foot: depth < 0.4 ? horizon - 0.1 : 0.18, high: high, wide: 0.1 + 0.1 * depth,
                color: mix(palette.far, palette.near, depth * 1.4), haze: palette.horizon,
                lamp: mix(rgb(0xFFC872), palette.glow, 0.2),
                lit: palette.isDark ? 0.42 : words.has(.rain) ? 0.3 : 0.12,
                seed: seed))
    }

    private mutating func addFog(_ height: Float, _ cover: Float) {
        elements.append(
            Clouds(
                depth: 0.6, height: height, reach: 0.22, tint: palette.horizon, cover: cover, speed: 0.03,
                texture: clouds))
    }
}
