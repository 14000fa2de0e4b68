import Foundation

/// One reading of the pulse: the beats and bars when the tempo is taken as a simple ratio of the tracked one.
package struct MetricalLevel: Sendable {
    /// The reading's tempo over the tracked one.
    package let ratio: Double

    /// Frames of the beats.
    package let frames: [Int]

    /// How sure each beat is, 0…1.
    let confidences: [Double]

    /// Median tempo in beats per minute.
    package let bpm: Double

    /// What happens at each beat.
    package let accents: BeatFeatures

    /// The beats counted into bars.
    let bars: DownbeatTracker.Bars

    /// What speaks for the reading and against it.
    package let evidence: Evidence

    /// How well a reading fits what was measured, in natural-log units.
    package struct Evidence: Sendable, Encodable {
        /// Logarithm of the mean onset strength on the beats.
        var strike: Double

        /// Mean learned log-odds that a beat is one.
        var onBeat: Double

        /// How much higher those are than half-way between the beats, up to 1: little where every second beat is left out.
        var contrast: Double

        /// Logarithm of the learned probability of the tempo.
        var tempo: Double

        /// Log-odds of the downbeats, less the costs of breaks, per beat.
        var bars: Double
    }

    /// The ratios that are tried.
    static let ratios: [Double] = [1.0 / 3, 0.5, 2.0 / 3, 1, 1.5, 2, 3]

    /// Measures a reading; nil where it has too few beats to say anything.
    init?(
        ratio: Double, path: PhaseTracker.Path, pulse: PulseSignal, features: SongFeatures,
        guidance: RhythmGuidance
    ) {
        let frames = path.frames
        guard frames.count >= 4 else { return nil }
        self.ratio = ratio
        self.frames = frames
        confidences = path.confidences
        let intervals = (1..<frames.count).map { frames[$0] - frames[$0 - 1] }.sorted()
        let bpm = 60 * pulse.frameRate / Double(intervals[intervals.count / 2])
        self.bpm = bpm
        accents = BeatFeatures(frames: frames, pulse: pulse, features: features)
        bars = DownbeatTracker(guidance).bars(accents.odds)

        func peak(_ signal: [Float], _ frame: Int) -> Double {
            var greatest: Float = 0
            for i in max(0, frame - 3)..<min(signal.count, frame + 4) { greatest = max(greatest, signal[i]) }
            return Double(greatest)
        }
        func odds(_ frame: Int) -> Double {
            let probability = peak(pulse.learned.beat, frame)
            return log((0.01 + probability) / (1.01 - probability))
        }
        let count = Double(frames.count)
        let strike = frames.reduce(0) { $0 + peak(pulse.full, $1) } / count
        let onBeat = frames.reduce(0) { $0 + odds($1) } / count
        let offBeat =
            zip(frames, frames.dropFirst()).reduce(0) { $0 + odds(($1.0 + $1.1) / 2) } / (count - 1)
        let mass = zip(ActivationNetwork.tempi, pulse.tempi).reduce(0) { sum, entry in
            abs(log2(entry.0 / bpm)) < Self.nearness ? sum + Double(entry.1) : sum
        }
        evidence = Evidence(
            strike: log(strike + 1e-6), onBeat: onBeat, contrast: min(1, onBeat - offBeat),
            tempo: log(0.01 + mass),
            bars: Double(bars.score) / count)
    }

    /// How far in octaves the network's tempi may lie from the reading's to speak for it.
    private static let nearness = 0.07

    /// How well the reading explains the song, in natural-log units.
    ///
    /// The weights are near those of a logistic regression over the readings of annotated songs, see
    /// `docs/training.md`; where they leave it open, listeners prefer a tempo near 120. Readings at a ratio of three to the
    /// tracked pulse are rare.
    var score: Double {
        let isDuple = abs(log2(ratio).remainder(dividingBy: 1)) < 0.01
        return evidence.strike + 0.3 * evidence.onBeat + 2 * evidence.contrast + 1.2 * evidence.tempo
            + 12 * evidence.bars + 2 * log(Tempogram.resonance(bpm)) - (isDuple ? 0 : 1.1)
    }
}
