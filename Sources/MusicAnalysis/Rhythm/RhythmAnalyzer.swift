import Foundation

/// From features to rhythm: onsets, tempo, beats and bars.
///
/// The tempo is first followed over time in a tempogram, and beats along it; a tempo that is kept throughout is taken as one.
/// Along it the phase of the beats is found for several readings (half, double, …), each is counted into bars, and
/// the reading that explains the song best is kept.
public struct RhythmAnalyzer: Sendable {
    /// Creates an analyzer.
    public init() {}

    /// Finds the rhythm of a song.
    ///
    /// - Parameters:
    ///   - features: The features of the whole song.
    ///   - guidance: What the listener knows better.
    /// - Returns: The rhythm. A song without a beat (silence, noise, a drone, or less than some seconds of music)
    ///   has no beats, a tempo of 0 and a warning; one with an unsure beat has a low confidence and a warning.
    /// - Complexity: O(*n*) in time and memory; about 100 bytes per frame while the beats are tracked.
    public func analyze(
        _ features: SongFeatures, guidance: RhythmGuidance = RhythmGuidance()
    ) -> Rhythm {
        let onsets = OnsetPicker().onsets(in: features.onsetEnvelope, frameRate: features.onsetFrameRate)
            .filter { $0 < features.duration }
        if let beats = guidance.beats { return Self.given(beats, features, onsets, guidance) }
        guard onsets.count >= Self.fewestBeats else { return Self.beatless(onsets) }
        let pulse = PulseSignal(features)
        let tempogram = Tempogram(pulse.beat, frameRate: pulse.frameRate)
        let clarity = tempogram.clarity
        guard clarity >= Self.leastClarity else { return Self.beatless(onsets) }
        let levels = MetricalLevel.all(
            of: pulse, features, guidance, path: tempogram.path(within: guidance.tempo)
        )
        .map { (level: $0, score: $0.score) }
        .sorted { ($0.score, $0.level.ratio) > ($1.score, $1.level.ratio) }
        var warnings: [String] = []
        guard let best = Self.choose(levels, guidance, &warnings) else { return Self.beatless(onsets) }

        let bars = best.level.bars
        var beats: [Beat] = []
        let sound = Self.soundingRange(features)
        for (index, position) in bars.positions.enumerated() {
            let time = Self.refined(best.level.frames[index], in: features)
            guard sound.contains(time), time > (beats.last?.time ?? -1) else { continue }
            beats.append(Beat(time: time, position: position, confidence: best.level.confidences[index]))
        }
        guard beats.count >= Self.fewestBeats else { return Self.beatless(onsets) }

        let alternatives = levels.filter { $0.level.ratio != best.level.ratio }
            .map { Tempo.Alternative(bpm: $0.level.bpm, score: exp($0.score - best.score)) }
        let margin = 1 - 0.5 * min(alternatives.first?.score ?? 0, 1)
        let steadiness = min(1, max(0, (clarity - 0.1) / 0.4))
        let tempo = Tempo(
            bpm: Self.medianTempo(beats) ?? best.level.bpm, confidence: steadiness * margin,
            alternatives: alternatives)
        if clarity < Self.unsureClarity {
            warnings.append("The beat of the song is weak, so that its beats and tempo are unsure.")
        }
        return Rhythm(
            onsets: onsets, tempo: tempo,
            beats: guidance.moved(beats, beatsPerBar: bars.beatsPerBar, duration: features.duration),
            beatsPerBar: bars.beatsPerBar, warnings: warnings)
    }

    /// The reading that scores best among those that the listener allows.
    private static func choose(
        _ levels: [(level: MetricalLevel, score: Double)], _ guidance: RhythmGuidance,
        _ warnings: inout [String]
    ) -> (level: MetricalLevel, score: Double)? {
        var allowed = levels
        if let tempo = guidance.tempo {
            allowed = levels.filter { tempo.contains($0.level.bpm) }
            if allowed.isEmpty {
                let middle = (tempo.lowerBound * tempo.upperBound).squareRoot()
                allowed = levels.sorted { abs(log($0.level.bpm / middle)) < abs(log($1.level.bpm / middle)) }
                warnings.append(
                    "The song has no beat at the tempo that was asked for; the nearest was taken.")
            }
        }
        guard let heard = allowed.first, guidance.reading != .heard else { return allowed.first }
        let wanted = heard.level.bpm * guidance.reading.ratio
        if let reading = levels.first(where: { abs(log($0.level.bpm / wanted)) < 0.1 }) { return reading }
        warnings.append(
            "The song cannot be taken at \(guidance.reading.rawValue) its tempo, so it is left as heard.")
        return heard
    }

    /// The rhythm of beats that the listener has brought.
    private static func given(
        _ beats: [Beat], _ features: SongFeatures, _ onsets: [Double], _ guidance: RhythmGuidance
    ) -> Rhythm {
        let last = Double(max(features.onsetEnvelope.count - 1, 0))
        let inside = beats.filter { (0..<features.duration).contains($0.time) }
        guard inside.count >= 2 else { return beatless(onsets) }
        var places = inside.map(\.position)
        var beatsPerBar = places.max() ?? 0
        if !places.allSatisfy({ $0 > 0 }) || guidance.beatsPerBar != nil {
            let frames = inside.map { Int(min(($0.time * features.onsetFrameRate).rounded(), last)) }
            let bars = DownbeatTracker(guidance).bars(
                BeatFeatures(frames: frames, pulse: PulseSignal(features), features: features).odds)
            (places, beatsPerBar) = (bars.positions, bars.beatsPerBar)
        }
        let counted = zip(inside, places).map { Beat(time: $0.time, position: $1) }
        let bpm = medianTempo(inside) ?? 60 / (inside[1].time - inside[0].time)
        return Rhythm(
            onsets: onsets, tempo: Tempo(bpm: bpm, confidence: 1, alternatives: []),
            beats: guidance.moved(counted, beatsPerBar: beatsPerBar, duration: features.duration),
            beatsPerBar: beatsPerBar, warnings: [])
    }

    /// Fewer onsets or beats than this are no rhythm.
    private static let fewestBeats = 4

    /// A pulse less clear than this is that of noise or speech.
    private static let leastClarity = 0.15

    /// A pulse less clear than this is worth a warning.
    private static let unsureClarity = 0.25

    /// The rhythm of a song without a beat.
    private static func beatless(_ onsets: [Double]) -> Rhythm {
        Rhythm(
            onsets: onsets, tempo: Tempo(bpm: 0, confidence: 0, alternatives: []), beats: [], beatsPerBar: 0,
            warnings: ["The song has no beat that could be followed."])
    }

    /// From the first to the last moment that is not near-silent, with 70 ms to spare at its start.
    private static func soundingRange(_ features: SongFeatures) -> Range<Double> {
        let loud = SlidingWindow.quantile(features.loudness, 0.95)
        let threshold = max(-70, loud - 50)
        guard let first = features.loudness.firstIndex(where: { $0 > threshold }),
            let last = features.loudness.lastIndex(where: { $0 > threshold })
        else { return 0..<max(0, features.duration) }
        let end = min(features.duration, Double(last + 1) / features.contextFrameRate)
        let start = max(0, Double(first) / features.contextFrameRate - 0.07)
        return start..<max(start, end)
    }

    /// The median tempo over intervals of four beats each, which rounding to frames hardly touches.
    private static func medianTempo(_ beats: [Beat]) -> Double? {
        let span = 4
        guard beats.count > span else { return nil }
        let tempi = (span..<beats.count).map { 60 * Double(span) / (beats[$0].time - beats[$0 - span].time) }
        return tempi.sorted()[tempi.count / 2]
    }

    /// The time of a beat, moved to the onset's peak where there is one within 20 ms.
    private static func refined(_ frame: Int, in features: SongFeatures) -> Double {
        let envelope = features.onsetEnvelope
        var peak = frame
        for i in max(0, frame - 2)..<min(envelope.count, frame + 3) where envelope[i] > envelope[peak] {
            peak = i
        }
        return (Double(peak) + OnsetPicker.peakOffset(in: envelope, at: peak)) / features.onsetFrameRate
    }
}
