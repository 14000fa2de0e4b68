internal import SignalProcessing

/// How alike any two units of a song are: 1 for the same, towards 0 for strangers.
///
/// Harmony and timbre are mixed, and smoothed along the diagonals, so that passages that run alike stand out against
/// single units that happen to sound alike (Müller, Fundamentals of Music Processing, 2015, ch. 4).
package struct SelfSimilarityMatrix {
    /// The number of units on a side.
    package let count: Int

    /// Similarity by harmony and timbre, row-major.
    package let values: [Float]

    /// The same, smoothed along the diagonals.
    package let paths: [Float]

    /// The units on both sides of one that a diagonal is averaged over.
    private static let reach = 4

    /// Compares all units.
    ///
    /// - Complexity: O(units²) in time and memory; units are bounded, so that both are for any song.
    init(_ features: BeatSynchronousFeatures) {
        let count = features.count
        var values = [Float](repeating: 0, count: count * count)
        let timbreWidth = 2 / Float(max(features.timbre.columns, 1))
        for row in 0..<count {
            for column in row..<count {
                var harmony: Float = 0
                for pitch in 0..<12 {
                    harmony += features.chroma[row, pitch] * features.chroma[column, pitch]
                }
                var distance: Float = 0
                for index in 0..<features.timbre.columns {
                    let gap = features.timbre[row, index] - features.timbre[column, index]
                    distance += gap * gap
                }
                let timbre = 1 / (1 + distance * timbreWidth * 0.5)
                let similarity = 0.5 * harmony * harmony + 0.5 * timbre
                values[row * count + column] = similarity
                values[column * count + row] = similarity
            }
        }
        self.init(values: values, count: count)
    }

    /// Takes similarities that are known.
    ///
    /// - Parameters:
    ///   - values: Similarities, row-major and symmetric; `count * count` of them.
    ///   - count: The number of units.
    package init(values: [Float], count: Int) {
        precondition(values.count == count * count, "a matrix is square")
        self.count = count
        self.values = values
        paths = Self.smoothedAlongDiagonals(values, count: count)
    }

    /// The similarity of two units.
    package subscript(row: Int, column: Int) -> Float { values[row * count + column] }

    /// Running means along each diagonal, in time linear in the cells.
    private static func smoothedAlongDiagonals(_ values: [Float], count: Int) -> [Float] {
        var smoothed = values
        for lag in 0..<count {
            let length = count - lag
            var sum: Float = 0
            var first = 0
            var last = 0
            for index in 0..<length {
                while last < min(index + reach + 1, length) {
                    sum += values[last * count + last + lag]
                    last += 1
                }
                while first < index - reach {
                    sum -= values[first * count + first + lag]
                    first += 1
                }
                let mean = sum / Float(last - first)
                smoothed[index * count + index + lag] = mean
                smoothed[(index + lag) * count + index] = mean
            }
        }
        return smoothed
    }
}
