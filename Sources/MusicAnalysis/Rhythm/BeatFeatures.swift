import Foundation
import SignalProcessing

/// What happens at each beat, for telling downbeats from the others; what is measured is standardised over the song.
package struct BeatFeatures: Sendable {
    /// How strongly the low register is struck.
    package let low: [Float]

    /// How much the harmony of this beat differs from that of the beat before.
    package let harmony: [Float]

    /// How much the four beats from here differ in sound and harmony from the four before.
    package let novelty: [Float]

    /// The network's log-odds that it is a downbeat; empty where the network has not heard the song.
    package let learned: [Float]

    /// The log-odds that each beat is a downbeat.
    ///
    /// The weights are those of a logistic regression over the beats of annotated songs, see `docs/training.md`.
    var odds: [Float] {
        low.indices.map { beat in
            let accent = 0.6 * low[beat] + 0.8 * harmony[beat] + 0.4 * novelty[beat]
            return learned.isEmpty ? -1.3 + accent : -1.3 + 0.45 * learned[beat] + accent
        }
    }

    /// Measures all beats.
    init(frames: [Int], pulse: PulseSignal, features: SongFeatures) {
        let count = frames.count
        func strikes(_ signal: [Float]) -> [Float] {
            frames.map { frame in
                var greatest: Float = 0
                for i in max(0, frame - 4)..<min(signal.count, frame + 5) {
                    greatest = max(greatest, signal[i])
                }
                return greatest
            }
        }
        low = Self.standardised(strikes(pulse.low))
        learned =
            features.activations.rows > 0
            ? strikes(pulse.learned.downbeat).map { log((0.01 + $0) / (1.01 - $0)) } : []

        var edges = frames.map { Double($0) / pulse.frameRate * features.contextFrameRate }
        edges.append((edges.last ?? 0) + (count > 1 ? edges[count - 1] - edges[count - 2] : 5))
        let chroma = Self.means(of: features.chroma, between: edges)
        let timbre = Self.means(of: features.timbre, between: edges)
        var harmony = [Float](repeating: 0, count: count)
        var colour = [Float](repeating: 0, count: count)
        var change = [Float](repeating: 0, count: count)
        for k in 1..<max(1, count) {
            harmony[k] = 1 - Self.cosine(chroma[k - 1], chroma[k])
            let before = max(0, k - 4)..<k
            let after = k..<min(count, k + 4)
            change[k] = 1 - Self.cosine(Self.mean(chroma, before), Self.mean(chroma, after))
            colour[k] = Self.distance(Self.mean(timbre, before), Self.mean(timbre, after))
        }
        self.harmony = Self.standardised(harmony)
        let changes = Self.standardised(change)
        let colours = Self.standardised(colour)
        var novelty = [Float](repeating: 0, count: count)
        for k in 0..<count { novelty[k] = changes[k] + colours[k] }
        self.novelty = Self.standardised(novelty)
    }

    private static func means(of matrix: Matrix, between edges: [Double]) -> [[Float]] {
        (0..<max(0, edges.count - 1)).map { k in
            var sum = [Float](repeating: 0, count: matrix.columns)
            let first = min(max(0, matrix.rows - 1), Int((edges[k] + 0.5).rounded()))
            let last = max(first + 1, min(matrix.rows, Int((edges[k + 1] + 0.5).rounded())))
            guard last <= matrix.rows else { return sum }
            for row in first..<last {
                for column in 0..<matrix.columns { sum[column] += matrix[row, column] }
            }
            for column in 0..<matrix.columns { sum[column] /= Float(last - first) }
            return sum
        }
    }

    private static func mean(_ rows: [[Float]], _ range: Range<Int>) -> [Float] {
        guard let first = rows.first, !range.isEmpty else { return [] }
        var sum = [Float](repeating: 0, count: first.count)
        for k in range {
            for i in 0..<sum.count { sum[i] += rows[k][i] }
        }
        for i in 0..<sum.count { sum[i] /= Float(range.count) }
        return sum
    }

    private static func cosine(_ a: [Float], _ b: [Float]) -> Float {
        var product: Float = 0
        var first: Float = 0
        var second: Float = 0
        for i in 0..<min(a.count, b.count) {
            product += a[i] * b[i]
            first += a[i] * a[i]
            second += b[i] * b[i]
        }
        return first > 0 && second > 0 ? product / (first * second).squareRoot() : (first == second ? 1 : 0)
    }

    private static func distance(_ a: [Float], _ b: [Float]) -> Float {
        var sum: Float = 0
        for i in 0..<min(a.count, b.count) { sum += (a[i] - b[i]) * (a[i] - b[i]) }
        return sum.squareRoot()
    }

    /// Zero mean and unit standard deviation, cut off at ±3; all zero where all values are alike.
    private static func standardised(_ x: [Float]) -> [Float] {
        guard !x.isEmpty else { return [] }
        let mean = x.reduce(0, +) / Float(x.count)
        var variance: Float = 0
        for value in x { variance += (value - mean) * (value - mean) }
        let deviation = (variance / Float(x.count)).squareRoot()
        guard deviation > 1e-4 * max(1, abs(mean)) else { return [Float](repeating: 0, count: x.count) }
        return x.map { max(-3, min(3, ($0 - mean) / deviation)) }
    }
}
