import Foundation

/// From features to rhythm: onsets, tempo, beats and bars.
///
/// Beats follow the music and are never put on a fixed grid. The tempo is first followed over time in a tempogram,
/// then beats are tracked for several readings of it (half, double, …), the best reading is kept, and its beats are
/// counted into bars.
public struct RhythmAnalyzer: Sendable {
    /// Creates an analyzer.
    public init() {}

    /// Finds the rhythm of a song.
    ///
    /// - Parameter features: The features of the whole song.
    /// - Returns: The rhythm. A song without a beat (silence, noise, a drone, or less than some seconds of music) has no
    ///   beats, a tempo of 0 and a warning; one with an unsure beat has a low confidence and a warning.
    /// - Complexity: O(*n*) in time and memory; about 100 bytes per frame while the beats are tracked.
    public func analyze(_ features: SongFeatures) -> Rhythm {
        let onsets = OnsetPicker().onsets(in: features.onsetEnvelope, frameRate: features.onsetFrameRate)
            .filter { $0 < features.duration }
        let pulse = PulseSignal(features)
        let tempogram = Tempogram(pulse.beat, frameRate: pulse.frameRate)
        let path = tempogram.path()
        let levels = Self.levels(pulse, tempo: path)
        let rate = Double(onsets.count) / max(1, features.duration)
        guard onsets.count >= 4,
            let best = levels.max(by: { $0.score(onsetRate: rate) < $1.score(onsetRate: rate) })
        else {
            return Rhythm(
                onsets: onsets, tempo: Tempo(bpm: 0, confidence: 0, alternatives: []), beats: [],
                beatsPerBar: 0,
                warnings: ["The song has no beat that could be followed."])
        }
        let alternatives = levels.filter { $0.ratio != best.ratio }
            .map {
                Tempo.Alternative(
                    bpm: $0.bpm, score: exp($0.score(onsetRate: rate) - best.score(onsetRate: rate)))
            }
            .sorted { ($0.score, $0.bpm) > ($1.score, $1.bpm) }
        let bars = DownbeatTracker().bars(BeatFeatures(frames: best.frames, pulse: pulse, features: features))
        var beats: [Beat] = []
        for (frame, position) in zip(best.frames, bars.positions) {
            beats.append(Beat(time: Double(frame) / pulse.frameRate, position: position))
        }
        let tempo = Tempo(bpm: best.bpm, confidence: 0.5, alternatives: alternatives)
        return Rhythm(onsets: onsets, tempo: tempo, beats: beats, beatsPerBar: bars.beatsPerBar, warnings: [])
    }

    /// The readings of a tempo path whose tempo is one of music.
    static func levels(_ pulse: PulseSignal, tempo path: [Double]) -> [MetricalLevel] {
        guard !path.isEmpty else { return [] }
        let median = path.sorted()[path.count / 2]
        var levels: [MetricalLevel] = []
        for ratio in MetricalLevel.ratios where Tempogram.range.contains(median * ratio) {
            let track = BeatTracker().track(pulse.beat, frameRate: pulse.frameRate) { second in
                path[min(path.count - 1, Int(second.rounded()))] * ratio
            }
            if let level = MetricalLevel(ratio: ratio, frames: track.frames, pulse: pulse) {
                levels.append(level)
            }
        }
        return levels
    }
}
