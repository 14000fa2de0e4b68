/// How much the bars before an edge differ from those from it on.
///
/// A checkerboard kernel runs down the diagonal of a self-similarity matrix (Foote 2000,
/// https://doi.org/10.1109/ICME.2000.869637); towards the song's ends, where it has no room, it counts for less.
package enum NoveltyCurve {
    /// Computes the curve.
    ///
    /// - Parameters:
    ///   - similarity: A square matrix, row-major, `count * count`.
    ///   - count: The number of bars.
    ///   - halfWidths: The kernels' half sizes in bars.
    /// - Returns: For each half size one value per bar, for an edge at its start; the first is 0.
    /// - Complexity: O(bars²), by sums over rectangles.
    package static func curves(_ similarity: [Float], count: Int, halfWidths: [Int]) -> [[Double]] {
        let width = count + 1
        var sums = [Double](repeating: 0, count: width * width)
        for row in 0..<count {
            var line = 0.0
            for column in 0..<count {
                line += Double(similarity[row * count + column])
                sums[(row + 1) * width + column + 1] = sums[row * width + column + 1] + line
            }
        }
        func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
            let sum =
                sums[rows.upperBound * width + columns.upperBound]
                - sums[rows.lowerBound * width + columns.upperBound]
                - sums[rows.upperBound * width + columns.lowerBound]
                + sums[rows.lowerBound * width + columns.lowerBound]
            return sum / Double(rows.count * columns.count)
        }
        return halfWidths.map { halfWidth in
            (0..<count).map { edge in
                let before = max(0, edge - halfWidth)..<edge
                let after = edge..<min(count, edge + halfWidth)
                guard !before.isEmpty else { return 0 }
                let within = (mean(before, before) + mean(after, after)) / 2
                let room = Double(min(before.count, after.count)) / Double(halfWidth)
                return (within - mean(before, after)) * min(1, 1.5 * room)
            }
        }
    }
}
