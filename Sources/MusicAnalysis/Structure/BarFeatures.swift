internal import Foundation
internal import SignalProcessing

/// Harmony, timbre and rhythm of each bar, or of fixed steps where there is no beat.
///
/// A bar is divided evenly in time, so that bars of any tempo and metre compare.
package struct BarFeatures {
    /// The edges of the bars in seconds: bar `i` is `edges[i] ..< edges[i + 1]`.
    ///
    /// The first is 0, the last the song's end.
    package let edges: [Double]

    /// Whether the edges are downbeats; otherwise they lie on a grid of two seconds.
    package let hasBeats: Bool

    /// Pitch classes, bars × (``harmonyCells`` × 12), each cell of a length that makes all of a bar's cells together 1.
    let harmony: Matrix

    /// Cepstral coefficients and loudness in decibels, bars × 14.
    let timbre: Matrix

    /// Onset strength *x* as log(1 + 20*x*), bars × (``rhythmCells`` × 4): of the whole, then of the low, middle and high register.
    let rhythm: Matrix

    /// Parts of a bar that harmony is averaged over.
    static let harmonyCells = 4

    /// Parts of a bar that onset strength is averaged over.
    static let rhythmCells = 16

    /// The most bars; longer songs take several as one, so that what is quadratic in bars stays bounded.
    static let mostBars = 1200

    /// The step where there are no beats, in seconds.
    private static let step = 2.0

    /// A downbeat nearer to the song's start or end than this, in seconds, divides nothing.
    private static let margin = 0.3

    /// The number of bars.
    package var count: Int { max(edges.count - 1, 0) }

    /// Averages features over the bars.
    package init(_ features: SongFeatures, beats: [Beat]) {
        let (edges, hasBeats) = Self.edges(duration: features.duration, beats: beats)
        self.edges = edges
        self.hasBeats = hasBeats
        let (context, onset) = (features.contextFrameRate, features.onsetFrameRate)
        var harmony = Cells(edges: edges, perBar: Self.harmonyCells, columns: 12).means(rate: context) {
            frame, column in
            frame < features.chroma.rows ? features.chroma[frame, column] : nil
        }
        Self.scaleCells(&harmony)
        self.harmony = harmony
        let coefficients = features.timbre.columns
        timbre = Cells(edges: edges, perBar: 1, columns: coefficients + 1).means(rate: context) {
            frame, column in
            guard frame < features.timbre.rows, frame < features.loudness.count else { return nil }
            return column < coefficients
                ? features.timbre[frame, column] : max(features.loudness[frame], Self.silence)
        }
        rhythm = Cells(edges: edges, perBar: Self.rhythmCells, columns: 4).means(rate: onset) {
            frame, column in
            guard frame < features.onsetEnvelope.count, frame < features.bandOnsets.rows else { return nil }
            let strength =
                column == 0 ? features.onsetEnvelope[frame] : features.bandOnsets[frame, column - 1]
            return log1p(20 * max(strength, 0))
        }
    }

    /// What is quieter counts as this, in decibels.
    private static let silence: Float = -70

    /// The loudness of each bar in decibels.
    var loudness: [Double] { (0..<count).map { Double(timbre[$0, timbre.columns - 1]) } }

    /// Onset strength of each bar in a register: 0 for the whole, then low, middle, high.
    func onsets(_ register: Int) -> [Double] {
        (0..<count).map { bar in
            var sum: Float = 0
            for cell in 0..<Self.rhythmCells { sum += rhythm[bar, cell * 4 + register] }
            return Double(sum) / Double(Self.rhythmCells)
        }
    }

    private static func edges(duration: Double, beats: [Beat]) -> (edges: [Double], hasBeats: Bool) {
        guard duration > 0 else { return ([], false) }
        let downbeats = beats.filter {
            $0.position == 1 && $0.time > margin && $0.time < duration - margin
        }
        guard downbeats.count >= 8 else {
            let length = max(step, duration / Double(mostBars))
            let count = max(Int((duration - margin) / length), 0)
            return ((0...count).map { Double($0) * length } + [duration], false)
        }
        let each = (downbeats.count + mostBars - 1) / mostBars
        let kept = downbeats.indices.filter { $0.isMultiple(of: each) }
        return ([0] + kept.map { downbeats[$0].time } + [duration], true)
    }

    /// Scales each cell of 12 values to the same length; silent ones stay 0.
    private static func scaleCells(_ matrix: inout Matrix) {
        let length = 1 / Float(harmonyCells).squareRoot()
        for start in stride(from: 0, to: matrix.values.count, by: 12) {
            var sum: Float = 0
            for index in start..<start + 12 { sum += matrix.values[index] * matrix.values[index] }
            guard sum > 1e-9 else { continue }
            let scale = length / sum.squareRoot()
            for index in start..<start + 12 { matrix.values[index] *= scale }
        }
    }

    /// Even parts of bars, over which a series is averaged.
    private struct Cells {
        let edges: [Double]
        let perBar: Int
        let columns: Int

        /// Means of a series over each cell, bars × (cells × columns).
        ///
        /// - Parameters:
        ///   - rate: Frames per second; frame `i` stands for half a frame to either side of second `i / rate`.
        ///   - value: A value of a frame; nil beyond the end.
        func means(rate: Double, _ value: (_ frame: Int, _ column: Int) -> Float?) -> Matrix {
            let bars = max(edges.count - 1, 0)
            var result = Matrix(rows: bars, columns: perBar * columns)
            for bar in 0..<bars {
                let length = (edges[bar + 1] - edges[bar]) / Double(perBar)
                for cell in 0..<perBar {
                    let start = max((edges[bar] + Double(cell) * length) * rate + 0.5, 0)
                    let end = max((edges[bar] + Double(cell + 1) * length) * rate + 0.5, start + 1e-3)
                    for column in 0..<columns {
                        var sum = 0.0
                        var frame = Int(start)
                        while Double(frame) < end, let value = value(frame, column) {
                            let share = min(Double(frame + 1), end) - max(Double(frame), start)
                            sum += Double(value) * share
                            frame += 1
                        }
                        result[bar, cell * columns + column] = Float(sum / (end - start))
                    }
                }
            }
            return result
        }
    }
}
