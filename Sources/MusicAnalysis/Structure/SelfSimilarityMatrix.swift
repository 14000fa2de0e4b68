internal import SignalProcessing

/// How alike any two units of a song are: 1 for the same, towards 0 for strangers.
///
/// Smoothed along the diagonals, passages that run alike stand out against single units that happen to sound alike
/// (Müller, Fundamentals of Music Processing, 2015, ch. 4).
package struct SelfSimilarityMatrix {
    /// The number of units on a side.
    package let count: Int

    /// Similarity by timbre and loudness, row-major.
    package let timbre: [Float]

    /// Similarity by harmony and timbre in equal parts, smoothed along the diagonals.
    package let paths: [Float]

    /// The units on both sides of one that a diagonal is averaged over.
    private static let reach = 4

    /// Compares all units.
    ///
    /// - Complexity: O(units²) in time and memory; units are bounded, so that both are for any song.
    init(_ features: BeatSynchronousFeatures) {
        let count = features.count
        var mixed = [Float](repeating: 0, count: count * count)
        var timbre = mixed
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
                let likeness = 1 / (1 + distance * timbreWidth * 0.5)
                timbre[row * count + column] = likeness
                timbre[column * count + row] = likeness
                mixed[row * count + column] = 0.5 * harmony * harmony + 0.5 * likeness
                mixed[column * count + row] = mixed[row * count + column]
            }
        }
        self.init(timbre: timbre, mixed: mixed, count: count)
    }

    /// Takes similarities that are known, row-major and symmetric, `count * count` of each kind.
    ///
    /// - Parameters:
    ///   - timbre: Similarity by timbre and loudness.
    ///   - mixed: Similarity by harmony and timbre in equal parts.
    ///   - count: The number of units.
    package init(timbre: [Float], mixed: [Float], count: Int) {
        precondition(
            timbre.count == count * count && mixed.count == timbre.count, "the matrices are square")
        self.count = count
        self.timbre = timbre
        paths = Self.smoothedAlongDiagonals(mixed, count: count)
    }

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
