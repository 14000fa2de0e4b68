/// Where a song begins to repeat something else, and where it stops.
///
/// A passage that returns is a bright stripe along a diagonal of the self-similarity matrix (Müller, Fundamentals of Music Processing,
/// 2015, ch. 4). For each edge the diagonals are compared after it and before it: where one lights up a repetition begins,
/// where one goes out it ends.
package struct RepetitionNovelty {
    /// How much brighter the brightest diagonal becomes at each bar's start, and the four brightest on the mean.
    package private(set) var beginning: [Double]
    package private(set) var beginnings: [Double]

    /// How much darker, in the same way.
    package private(set) var ending: [Double]
    package private(set) var endings: [Double]

    /// Diagonals nearer to the main one than this many bars do not count: neighbours are alike anyway.
    package static let nearest = 4

    /// Computes the curves.
    ///
    /// - Parameters:
    ///   - similarity: A square matrix, row-major, `count * count`, around 0.
    ///   - count: The number of bars.
    ///   - length: The bars along a diagonal that are compared on either side; beyond the matrix they count as 0.
    /// - Complexity: O(bars²).
    package init(_ similarity: [Float], count: Int, length: Int) {
        // Sums along diagonals: of the cell and all before it.
        var along = [Float](repeating: 0, count: count * count)
        for row in 0..<count {
            for column in 0..<count {
                let before = row > 0 && column > 0 ? along[(row - 1) * count + column - 1] : 0
                // Extremes are held back, so that a repetition has to last.
                along[row * count + column] = before + min(max(similarity[row * count + column], -1.5), 3)
            }
        }
        func sum(to row: Int, _ column: Int) -> Float {
            row < 0 || column < 0 ? 0 : along[row * count + column]
        }
        let none = [Double](repeating: 0, count: count)
        (beginning, beginnings, ending, endings) = (none, none, none, none)
        for row in 0..<count {
            var up = Greatest()
            var down = Greatest()
            for column in 0..<count {
                guard abs(row - column) >= Self.nearest else {
                    up.add(0)
                    down.add(0)
                    continue
                }
                let reach = min(length, count - max(row, column)) - 1
                let here = sum(to: row - 1, column - 1)
                let after = sum(to: row + reach, column + reach) - here
                let before = here - sum(to: row - 1 - length, column - 1 - length)
                let change = (after - before) / Float(length)
                up.add(change)
                down.add(-change)
            }
            beginning[row] = Double(up.first)
            beginnings[row] = Double(up.mean)
            ending[row] = Double(down.first)
            endings[row] = Double(down.mean)
        }
    }

    /// The four greatest of many values.
    private struct Greatest {
        private var values = SIMD4<Float>(repeating: -.infinity)
        private var count = 0

        var first: Float { values[0] }
        var mean: Float {
            var sum: Float = 0
            for lane in 0..<min(count, 4) { sum += values[lane] }
            return sum / Float(min(max(count, 1), 4))
        }

        mutating func add(_ value: Float) {
            count += 1
            guard value > values[3] else { return }
            var place = 3
            while place > 0, value > values[place - 1] {
                values[place] = values[place - 1]
                place -= 1
            }
            values[place] = value
        }
    }
}
