extension MetricalLevel {
    /// The readings of a tempo path whose tempo is one of music.
    ///
    /// The path is only good to a per cent or so: beats are tracked along it once, loosely, and their own tempo and
    /// steadiness then guide the tracking of all readings.
    static func all(
        of pulse: PulseSignal, _ features: SongFeatures, _ guidance: RhythmGuidance, path: [Double]
    ) -> [MetricalLevel] {
        guard !path.isEmpty else { return [] }
        let tracker = BeatTracker()
        let loose = TempoCurve(path: path)
        let first = tracker.track(pulse.beat, frameRate: pulse.frameRate, tempo: loose)
        let phases = PhaseTracker()
        let candidates = TempoCurve.candidates(
            frames: first, frameRate: pulse.frameRate, seconds: path.count)
        var curve = candidates.first ?? loose
        if candidates.count > 1 {
            let scores = candidates.map {
                phases.track(pulse.beat, frameRate: pulse.frameRate, tempo: $0).score
            }
            if scores[1] > scores[0] + departureGain { curve = candidates[1] }
        }
        let median = path.sorted()[path.count / 2]
        var levels: [MetricalLevel] = []
        for ratio in ratios where Tempogram.range.contains(median * ratio) {
            let scaled = curve.scaled(by: ratio)
            let track = phases.track(pulse.beat, frameRate: pulse.frameRate, tempo: scaled)
            if let level = MetricalLevel(
                ratio: ratio, path: track, pulse: pulse, features: features, guidance: guidance)
            {
                levels.append(level)
            }
        }
        return levels
    }

    /// What a curve that leaves the one tempo must gain over the constant one: some fifteen beats.
    private static let departureGain: Float = 20

    /// All readings of a song, for developers to weigh the evidence by.
    package static func all(of features: SongFeatures) -> [MetricalLevel] {
        let pulse = PulseSignal(features)
        let path = Tempogram(pulse.beat, frameRate: pulse.frameRate).path()
        return all(of: pulse, features, RhythmGuidance(), path: path)
    }
}
