internal import EditModel
internal import Foundation

/// Makes the ways in which a clip can fill a slot.
struct CandidateMaker {
    let clips: [ClipFacts]
    let rate: FrameRate
    let look: Edit.Style
    private let scale: MotionScale

    /// The most in-points of one take that are tried for a slot.
    private static let mostStarts = 10
    /// The most beats of a slot that accents are brought together with.
    private static let mostBeats = 5

    init(clips: [ClipFacts], rate: FrameRate, look: Edit.Style) {
        self.clips = clips
        self.rate = rate
        self.look = look
        scale = MotionScale(clips)
    }

    /// All ways that are tried, each exactly as long as the slot; one at least.
    ///
    /// - Parameter phase: 0 ..< 1; of a take far longer than the slot, it says which in-points are tried.
    func candidates(clip index: Int, slot: Slot, phase: Double) -> [ShotCandidate] {
        let clip = clips[index]
        if clip.footage.isStill {
            let piece = TimeMap.Piece(frames: slot.count, sourceStart: 0, sourceEnd: 0)
            let cost = 0.3 * slot.strength
            return [
                ShotCandidate(
                    clip: index, map: TimeMap(pieces: [piece]), fit: .freeze,
                    source: 0..<clip.footage.duration, cost: cost)
            ]
        }
        let seconds = rate.seconds(ofFrame: slot.count)
        var made: [ShotCandidate] = []
        // Takes that are long enough; of the others, the longest.
        let long = clip.takes.filter { $0.duration >= seconds }
        let takes = Self.some(of: long, phase: phase, most: 8)
        for take in takes {
            made += parts(index, slot: slot, take: take.source)
            made += trims(index, slot: slot, take: take.source, phase: phase)
            made += accented(index, slot: slot, take: take)
        }
        if long.isEmpty {
            let longest = clip.takes.max { $0.duration < $1.duration }
            if let longest { made += stretched(index, slot: slot, take: longest.source) }
        }
        return made
    }

    /// An even choice of elements, so turned that another phase chooses others.
    private static func some<Element>(of elements: [Element], phase: Double, most: Int) -> [Element] {
        guard elements.count > most else { return elements }
        return (0..<most).map {
            elements[Int((Double($0) + phase) * Double(elements.count) / Double(most)) % elements.count]
        }
    }

    // MARK: Trims

    private func trims(_ clip: Int, slot: Slot, take: Range<Double>, phase: Double) -> [ShotCandidate] {
        let seconds = rate.seconds(ofFrame: slot.count)
        let available = take.upperBound - take.lowerBound
        var made: [ShotCandidate] = []
        for speed in speeds(for: slot.strength) where speed * seconds <= available {
            for start in starts(room: available - speed * seconds, length: speed * seconds, phase: phase) {
                let low = take.lowerBound + start
                let source = low..<low + speed * seconds
                made.append(
                    candidate(
                        clip, slot, source, fit: Self.fit(speed), speed: speed, remark: Self.percent(speed),
                        isReversed: false))
                guard speed == 1 else { continue }
                if let surge = surging(clip, slot: slot, source: source) { made.append(surge) }
                if look.reverse {
                    made.append(
                        candidate(
                            clip, slot, source, fit: .reverse, speed: 1, remark: "backwards",
                            isReversed: true))
                }
            }
        }
        return made
    }

    /// The take in equal parts, as many as come nearest to the slot's length, each a little slower or faster than it is:
    /// nothing is shown twice before all is shown.
    private func parts(_ clip: Int, slot: Slot, take: Range<Double>) -> [ShotCandidate] {
        let seconds = rate.seconds(ofFrame: slot.count)
        let available = take.upperBound - take.lowerBound
        let count = Int((available / seconds).rounded())
        let speed = available / (Double(max(count, 1)) * seconds)
        let allowed = max(look.slowest, 0.8)...min(look.fastest, 1.25)
        guard (1...Self.mostStarts).contains(count), allowed.contains(speed), abs(speed - 1) > 0.005 else {
            return []
        }
        return (0..<count).map { number in
            let low = take.lowerBound + available * Double(number) / Double(count)
            return candidate(
                clip, slot, low..<low + available / Double(count), fit: Self.fit(speed),
                speed: speed, remark: Self.percent(speed), isReversed: false)
        }
    }

    /// The speeds that are tried: the clip's own, and one that brings its movement nearer to the music.
    private func speeds(for strength: Double) -> [Double] {
        let other = strength > 0.6 ? min(1.4, look.fastest) : strength < 0.3 ? max(0.75, look.slowest) : 1
        return other == 1 ? [1] : [1, other]
    }

    /// In-points from the take's start: side by side from the start and from the end, or spread where there is far more room.
    private func starts(room: Double, length: Double, phase: Double) -> [Double] {
        let half = Self.mostStarts / 2
        guard room > Double(half) * length else {
            let count = min(Int(room / max(length, 1e-9)), half - 1)
            let sides = (0...count).flatMap { [Double($0) * length, room - Double($0) * length] }
            return Array(Set(sides.map { max($0, 0) })).sorted()
        }
        return (0..<Self.mostStarts).map { (Double($0) + phase) / Double(Self.mostStarts) * room }
    }

    private func candidate(
        _ clip: Int, _ slot: Slot, _ source: Range<Double>, fit: Shot.Fit, speed: Double, remark: String?,
        isReversed: Bool
    ) -> ShotCandidate {
        let (low, high) = (tidy(source.lowerBound), tidy(source.upperBound))
        let piece = TimeMap.Piece(
            frames: slot.count, sourceStart: isReversed ? high : low, sourceEnd: isReversed ? low : high)
        return ShotCandidate(
            clip: clip, map: TimeMap(pieces: [piece]), fit: fit, source: source,
            cost: distortion(speed) + (isReversed ? 0.55 : 0)
                + motionCost(clip, source, speed: speed, slot: slot),
            remark: remark)
    }

    /// What running a clip at another speed costs: nothing at its own, a half at half and at double.
    private func distortion(_ speed: Double) -> Double { 0.5 * abs(log2(max(speed, 1e-3))) }

    /// What it costs that little moves in strong music, or much in soft.
    func motionCost(_ clip: Int, _ source: Range<Double>, speed: Double, slot: Slot) -> Double {
        0.7 * abs(scale.rank(clips[clip].motion(in: source) * speed) - slot.strength)
    }

    /// Nobody sees a speed that is so near to a clip's own.
    private static let ownSpeeds = 0.97...1.03

    private static func fit(_ speed: Double) -> Shot.Fit {
        ownSpeeds.contains(speed) ? .trim : speed < 1 ? .slow : .fast
    }

    private static func percent(_ speed: Double) -> String? {
        guard !ownSpeeds.contains(speed) else { return nil }
        let percent = Int((speed * 100).rounded())
        return percent < 100 ? "slowed to \(percent) %" : "sped up to \(percent) %"
    }

    // MARK: Movements on beats

    private func accented(_ clip: Int, slot: Slot, take: ClipFacts.Take) -> [ShotCandidate] {
        guard !take.accents.isEmpty, !slot.beats.isEmpty else { return [] }
        let ramp = AccentRamp(
            speeds: look.ramps ? max(look.slowest, 0.65)...min(look.fastest, 1.6) : 1...1,
            limits: look.slowest...look.fastest, framesPerSecond: rate.framesPerSecond)
        let beats = slot.beats.enumerated().sorted {
            ($0.element.weight, $1.offset) > ($1.element.weight, $0.offset)
        }
        .prefix(Self.mostBeats)
        var made: [ShotCandidate] = []
        for accent in take.accents {
            for (_, beat) in beats {
                let first = AccentRamp.Knot(frame: beat.frame, accent: accent, weight: beat.weight)
                // What comes after the slot's end even at the greatest speed is not looked at.
                let reach = rate.seconds(ofFrame: slot.count) * look.fastest
                let further = clips[clip].footage.accents(
                    in: accent.time..<min(accent.time + reach, take.source.upperBound))
                let knots =
                    look.ramps ? ramp.knots(after: first, accents: further, beats: slot.beats) : [first]
                // As many of them as the take has room for.
                for count in Set([knots.count, 1]).sorted(by: >) {
                    let used = Array(knots.prefix(count))
                    guard let map = ramp.map(through: used, frames: slot.count, take: take.source)
                    else { continue }
                    made.append(accented(clip, slot, map, used))
                    break
                }
            }
        }
        return made
    }

    private func accented(
        _ clip: Int, _ slot: Slot, _ map: TimeMap, _ knots: [AccentRamp.Knot]
    ) -> ShotCandidate {
        let source = map.sourceRange
        let isRamp = map.pieces.count > 1
        var cost = motionCost(clip, source, speed: 1, slot: slot)
        for piece in map.pieces {
            let speed = (piece.sourceEnd - piece.sourceStart) / rate.seconds(ofFrame: piece.frames)
            cost += distortion(speed) * Double(piece.frames) / Double(slot.count)
        }
        // The first counts most: an eye follows one movement at a time.
        for (index, knot) in knots.enumerated() {
            cost -= 0.7 * knot.accent.strength * knot.weight / Double(index + 1)
        }
        let hits = knots.map { Shot.Hit(frame: $0.frame, sourceTime: tidy($0.accent.time)) }
        let remark =
            hits.count == 1
            ? "its movement at \(tenths(knots[0].accent.time)) s on a beat"
            : "its movements at \(knots.map { tenths($0.accent.time) }.joined(separator: ", ")) s on beats"
        return ShotCandidate(
            clip: clip, map: map, fit: isRamp ? .ramp : .trim, source: source, hits: hits, cost: cost,
            remark: remark)
    }
}
