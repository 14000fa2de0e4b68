import Foundation
import SignalProcessing

/// How likely each onset frame is a beat and a downbeat, by the network's ear.
struct Activations: Sendable {
    /// Probabilities that a frame is a beat, 0…1, one per onset frame.
    let beat: [Float]

    /// Probabilities that a frame is a downbeat, 0…1, one per onset frame.
    let downbeat: [Float]

    /// Takes the probabilities out of a song's features; all 0 where the network has not heard it.
    init(_ features: SongFeatures) {
        let count = features.onsetEnvelope.count
        let matrix = features.activations
        let isHeard = matrix.rows == count && matrix.columns == 2
        beat = (0..<count).map { isHeard ? matrix[$0, 0] : 0 }
        downbeat = (0..<count).map { isHeard ? matrix[$0, 1] : 0 }
    }

    /// One row per frame of the input, of the probabilities of a beat and of a downbeat.
    ///
    /// The network answers for every second frame; what lies between is the mean of its neighbours.
    static func spread(_ logits: Matrix, over frameCount: Int) -> Matrix {
        var result = Matrix(rows: frameCount, columns: 2)
        for frame in 0..<frameCount {
            let other = min(logits.rows - 1, (frame + 1) / 2)
            for column in 0..<2 {
                result[frame, column] =
                    0.5 * (probability(logits[frame / 2, column]) + probability(logits[other, column]))
            }
        }
        return result
    }

    private static func probability(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }
}
