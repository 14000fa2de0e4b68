internal import EditModel
internal import Foundation

extension CandidateMaker {
    /// A surge is seen where the speed of the picture steps up by this much, in units of `Footage.motion`.
    private static let visibleStep = 0.18
    /// Beats nearer than this, in seconds, have one surge.
    private static let apart = 0.9

    /// The speeds of a surge: what a clip rushes at on a beat, and what it slows to before the next.
    ///
    /// In thousandths, as files can hold them.
    private var surge: (high: Double, low: Double) {
        (
            (min(1.9, look.fastest) * 1000).rounded(.down) / 1000,
            (max(0.55, look.slowest) * 1000).rounded(.up) / 1000
        )
    }

    /// A part of a clip as long as the slot, that rushes on strong beats and slows towards the next: movement for clips that
    /// have none of their own that stands out.
    ///
    /// ```
    /// beats    |           |           |
    /// speed    ╲___        ╲___        ╲__     1.9 on the beat, 0.55 before the next, 1 on the mean
    /// ```
    ///
    /// - Returns: nil where the music is soft, where the style does not bend speeds so far, where something stands out by
    ///   itself, and where too little moves for it to be seen.
    func surging(_ clip: Int, slot: Slot, source: Range<Double>) -> ShotCandidate? {
        let (high, low) = surge
        guard look.ramps, slot.strength >= 0.5, high / low >= 2,
            clips[clip].footage.accents(in: source).isEmpty
        else {
            return nil
        }
        var knots: [Slot.StrongBeat] = []
        var weight = 0.0
        for beat in slot.beats where beat.weight >= 0.7 {
            let last = knots.last?.frame ?? -Int(Self.apart * rate.framesPerSecond)
            guard Double(beat.frame - last) >= Self.apart * rate.framesPerSecond else { continue }
            let time = source.lowerBound + rate.seconds(ofFrame: beat.frame)
            let around = max(time - 0.2, source.lowerBound)..<min(time + 0.2, source.upperBound)
            guard clips[clip].motion(in: around) * (high - low) >= Self.visibleStep else { continue }
            knots.append(beat)
            weight += beat.weight
        }
        guard !knots.isEmpty else { return nil }
        let times = knots.map { onFrame(clip, source.lowerBound + rate.seconds(ofFrame: $0.frame)) }
        let edges = zip(
            [0] + knots.map(\.frame) + [slot.count], [source.lowerBound] + times + [source.upperBound])
        let pieces = zip(edges, edges.dropFirst()).enumerated().map { index, edge in
            let (isFirst, isLast) = (index == 0, index == knots.count)
            return TimeMap.Piece(
                frames: edge.1.0 - edge.0.0, sourceStart: tidy(edge.0.1), sourceEnd: tidy(edge.1.1),
                easing: .init(startSpeed: isFirst ? 1 : high, endSpeed: isLast ? 1 : low))
        }
        guard pieces.allSatisfy({ isWithinSpeeds($0) }) else { return nil }
        let hits = zip(knots, times).map { Shot.Hit(frame: $0.frame, sourceTime: tidy($1)) }
        return ShotCandidate(
            clip: clip, map: TimeMap(pieces: pieces), fit: .ramp, source: source, hits: hits,
            cost: motionCost(clip, source, speed: 1.2, slot: slot) + 0.3
                - 0.8 * slot.strength * min(weight, 2),
            remark: knots.count == 1 ? "surging on a beat" : "surging on \(knots.count) beats")
    }

    /// Whether a piece runs within the style's speeds at any moment, but for what moving a surge onto a frame costs.
    private func isWithinSpeeds(_ piece: TimeMap.Piece) -> Bool {
        let mean = (piece.sourceEnd - piece.sourceStart) / rate.seconds(ofFrame: piece.frames)
        return piece.easing.speeds(at: mean, areWithin: 0.95 * look.slowest...1.05 * look.fastest)
    }

    /// The nearest time from which the first rushing frame shows a new frame of the clip: a surge is seen when one does.
    private func onFrame(_ clip: Int, _ time: Double) -> Double {
        let footage = clips[clip].footage
        guard !footage.isVariableFrameRate, footage.framesPerSecond > 0 else { return time }
        // A frame shows what is on screen at its centre; a little more, as frames' times have been through rounding.
        let lead = 0.5 * surge.high / rate.framesPerSecond - 1e-4
        let shown = ((time + lead) * footage.framesPerSecond).rounded() / footage.framesPerSecond
        return min(max(shown - lead, 0), footage.duration)
    }
}
