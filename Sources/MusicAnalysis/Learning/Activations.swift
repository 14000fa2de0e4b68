import Foundation
import SignalProcessing

/// How likely each onset frame is a beat and a downbeat, by the network's ear.
struct Activations: Sendable {
    /// Probabilities that a frame is a beat, 0…1, one per onset frame.
    let beat: [Float]

    /// Probabilities that a frame is a downbeat, 0…1, one per onset frame.
    let downbeat: [Float]

    /// Hears a song; one whose bands were not measured has probabilities of 0.
    ///
    /// The network answers for every second frame; what lies between is their mean.
    init(_ features: SongFeatures) {
        let count = features.onsetEnvelope.count
        var beat = [Float](repeating: 0, count: count)
        var downbeat = beat
        if features.bands.rows == count, count > 0 {
            let input = ActivationFeatures(magnitudes: features.bands)
            let logits = ActivationNetwork().logits(frameCount: count) { input.write($0, to: &$1) }
            for frame in 0..<count {
                let row = frame / 2
                let other = min(logits.rows - 1, row + frame % 2)
                beat[frame] = Self.probability(logits[row, 0], logits[other, 0])
                downbeat[frame] = Self.probability(logits[row, 1], logits[other, 1])
            }
        }
        self.beat = beat
        self.downbeat = downbeat
    }

    /// The mean of two logits' probabilities.
    private static func probability(_ a: Float, _ b: Float) -> Float {
        0.5 / (1 + exp(-a)) + 0.5 / (1 + exp(-b))
    }
}
