import Foundation
import SignalProcessing

/// The onset envelopes made comparable over a song: locally normalised and compressed.
///
/// Each envelope is divided by its own mean over some seconds, so that quiet passages count as much as loud ones,
/// and compressed by log(1 + x), so that one crash does not outweigh ten beats.
struct PulseSignal: Sendable {
    /// Frames per second.
    let frameRate: Double

    /// All bands.
    let full: [Float]

    /// Below 250 Hz: kick drum and bass.
    let low: [Float]

    /// The network's probabilities.
    let learned: Activations

    /// How likely each of the network's tempi is; empty where it has not heard the song.
    let tempi: [Float]

    /// What the beat tracker looks at: full band with weight on the low register, and the learned beats.
    let beat: [Float]

    /// Normalises the onset envelopes of a song.
    init(_ features: SongFeatures) {
        frameRate = features.onsetFrameRate
        let count = features.onsetEnvelope.count
        full = Self.normalised(features.onsetEnvelope, frameRate: frameRate, floor: Self.least)
        var band = [Float](repeating: 0, count: count)
        if features.bandOnsets.columns == 3 {
            for i in 0..<min(count, features.bandOnsets.rows) { band[i] = features.bandOnsets[i, 0] }
        }
        low = Self.normalised(band, frameRate: frameRate, floor: 0.1 * Self.least)
        var beat = full
        learned = Activations(features)
        tempi = features.tempi
        for i in 0..<count { beat[i] += 0.25 * low[i] + 0.6 * learned.beat[i] }
        self.beat = beat
    }

    /// The mean onset strength below which there is nothing but the ripple of steady tones.
    private static let least: Float = 0.067

    /// An envelope over its mean within ±2.5 s, smoothed by 15 ms and compressed.
    ///
    /// The mean has a floor, and at least a tenth of the song's, so that near-silence is not blown up to music.
    private static func normalised(_ envelope: [Float], frameRate: Double, floor least: Float) -> [Float] {
        guard !envelope.isEmpty else { return [] }
        let reach = Int(2.5 * frameRate)
        var means = SlidingWindow.mean(envelope, before: reach, after: reach)
        let floor = max(least, 0.1 * envelope.reduce(0, +) / Float(envelope.count))
        for i in 0..<means.count { means[i] = max(means[i], floor) }
        var out = SlidingWindow.gaussian(envelope, sigma: 0.015 * frameRate)
        for i in 0..<out.count { out[i] = log(1 + out[i] / means[i]) }
        return out
    }
}
