internal import EditModel
internal import Foundation

/// A course of source time on which movements come on beats.
///
/// Between a movement on its beat and the next on its own the speed is what the distance asks for; at the beats it goes over
/// smoothly. Cf. Davis & Agrawala, "Visual Rhythm and Beat" (2018, https://doi.org/10.1145/3197517.3201371).
///
/// ```
/// beats    |     ·     ·     |     ·        frames of the slot
/// source   s0 ────── a1 ───────── a2 ──── end
/// speed    1         ▲    v12     ▲    1
/// ```
struct AccentRamp {
    /// A movement and the frame on which it comes.
    struct Knot {
        var frame: Int
        var accent: Footage.Accent
        var weight: Double
    }

    /// The speeds that a stretch may have on the mean.
    let speeds: ClosedRange<Double>
    /// The speeds that it may reach at any moment.
    let limits: ClosedRange<Double>
    /// The timeline's frames a second.
    let framesPerSecond: Double

    /// The knots that follow a first one: for each further accent the beat that asks for the least change of speed.
    ///
    /// - Parameters:
    ///   - first: Where it starts.
    ///   - accents: The accents behind it, in order.
    ///   - beats: The beats of the slot, in order.
    func knots(
        after first: Knot, accents: some Sequence<Footage.Accent>, beats: [Slot.StrongBeat]
    ) -> [Knot] {
        var knots = [first]
        for accent in accents where accent.time > knots[knots.count - 1].accent.time + 0.3 {
            let last = knots[knots.count - 1]
            var best: (knot: Knot, change: Double)?
            for beat in beats where beat.frame > last.frame {
                let seconds = Double(beat.frame - last.frame) / framesPerSecond
                let speed = (accent.time - last.accent.time) / seconds
                guard speeds.contains(speed) else { continue }
                let change = abs(log2(speed))
                if change < best?.change ?? .infinity {
                    best = (Knot(frame: beat.frame, accent: accent, weight: beat.weight), change)
                }
            }
            if let best { knots.append(best.knot) }
        }
        return knots
    }

    /// The course through knots, at the clip's own speed before the first and after the last as far as the take allows.
    ///
    /// - Parameters:
    ///   - knots: One at least, increasing in frames and in time.
    ///   - frames: The slot's length.
    ///   - take: What of the clip may be shown.
    /// - Returns: nil where the take is too short for it.
    func map(through knots: [Knot], frames: Int, take: Range<Double>) -> TimeMap? {
        guard let first = knots.first, let last = knots.last else { return nil }
        let start = max(first.accent.time - Double(first.frame) / framesPerSecond, take.lowerBound)
        let rest = Double(frames - last.frame) / framesPerSecond
        let end = min(last.accent.time + rest, take.upperBound)
        var edges = [(frame: 0, time: start)]
        for knot in knots { edges.append((knot.frame, knot.accent.time)) }
        edges.append((frames, end))
        var means: [Double] = []
        for (a, b) in zip(edges, edges.dropFirst()) {
            let mean = (b.time - a.time) / (Double(b.frame - a.frame) / framesPerSecond)
            guard mean >= speeds.lowerBound - 1e-6, mean <= speeds.upperBound + 1e-6 else { return nil }
            means.append(mean)
        }
        // At a knot the harmonic mean of both sides, as monotone interpolation has it (Fritsch & Butland 1984).
        let inner = zip(means, means.dropFirst()).map { 2 * $0 * $1 / ($0 + $1) }
        let joints = [means[0]] + inner + [means[means.count - 1]]
        let isEven = means.allSatisfy { abs($0 - 1) < 1e-4 }
        if isEven {
            return TimeMap(pieces: [
                .init(frames: frames, sourceStart: tidy(start), sourceEnd: tidy(end))
            ])
        }
        let pieces = means.indices.map { index in
            TimeMap.Piece(
                frames: edges[index + 1].frame - edges[index].frame, sourceStart: tidy(edges[index].time),
                sourceEnd: tidy(edges[index + 1].time),
                easing: easing(from: joints[index], to: joints[index + 1], mean: means[index]))
        }
        return TimeMap(pieces: pieces)
    }

    /// The course between two speeds, or an even one where it would leave the limits on its way.
    private func easing(from start: Double, to end: Double, mean: Double) -> TimeMap.Easing {
        func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        let easing = TimeMap.Easing(startSpeed: rounded(start / mean), endSpeed: rounded(end / mean))
        let isWithin = easing.speeds(at: mean, areWithin: limits)
        let isSlight = abs(easing.startSpeed - 1) < 0.02 && abs(easing.endSpeed - 1) < 0.02
        return isWithin && !isSlight ? easing : .linear
    }
}

extension TimeMap.Easing {
    /// Whether a piece of a mean speed, over the clip's own, keeps within limits on its whole way.
    func speeds(at mean: Double, areWithin limits: ClosedRange<Double>) -> Bool {
        (0...8).allSatisfy { limits.contains(speed(Double($0) / 8) * mean) }
    }
}
