/// Which elements of one list are those of another, in order: the pairs of most likeness in all that do not cross.
struct Alignment {
    /// An element of either list, or of both.
    struct Step: Equatable {
        /// The index in the first list; nil of what is in the second only.
        var before: Int?
        /// The index in the second list; nil of what is in the first only.
        var after: Int?
    }

    /// All elements of both lists, in order.
    let steps: [Step]

    /// More pairs than these are not all weighed: the lists are then paired from the front, each with the likelier neighbour.
    static let mostPairs = 36_000_000

    /// Aligns two lists.
    ///
    /// - Parameters:
    ///   - count: The length of the first.
    ///   - otherCount: The length of the second.
    ///   - likeness: How alike two elements are; 0 and less are no pair, and 2 is as alike as can be.
    /// - Complexity: O(*n* · *m*) in time and memory in what is left where the equal beginning and end are taken away.
    init(_ count: Int, _ otherCount: Int, likeness: (Int, Int) -> Double) {
        var first = 0
        while first < min(count, otherCount), likeness(first, first) >= 2 { first += 1 }
        var last = 0
        while last < min(count, otherCount) - first, likeness(count - 1 - last, otherCount - 1 - last) >= 2 {
            last += 1
        }
        let (rows, columns) = (count - first - last, otherCount - first - last)
        let inner =
            rows > 0 && columns > Self.mostPairs / max(rows, 1)
            ? Self.greedy(rows, columns) { likeness(first + $0, first + $1) }
            : Self.best(rows, columns) { likeness(first + $0, first + $1) }
        steps =
            (0..<first).map { Step(before: $0, after: $0) }
            + inner.map { Step(before: $0.before.map { $0 + first }, after: $0.after.map { $0 + first }) }
            + (0..<last).map { Step(before: count - last + $0, after: otherCount - last + $0) }
    }

    private static func best(_ rows: Int, _ columns: Int, likeness: (Int, Int) -> Double) -> [Step] {
        // 0: only in the first, 1: only in the second, 2: in both.
        var moves = [UInt8](repeating: 1, count: (rows + 1) * (columns + 1))
        var above = [Double](repeating: 0, count: columns + 1)
        for row in 0..<rows {
            var scores = [Double](repeating: 0, count: columns + 1)
            moves[(row + 1) * (columns + 1)] = 0
            for column in 0..<columns {
                var (best, move) = (above[column + 1], UInt8(0))
                if scores[column] > best { (best, move) = (scores[column], 1) }
                let alike = likeness(row, column)
                if alike > 0, above[column] + alike > best { (best, move) = (above[column] + alike, 2) }
                scores[column + 1] = best
                moves[(row + 1) * (columns + 1) + column + 1] = move
            }
            above = scores
        }
        var (row, column) = (rows, columns)
        var steps: [Step] = []
        while row > 0 || column > 0 {
            let move = moves[row * (columns + 1) + column]
            if move != 1 { row -= 1 }
            if move != 0 { column -= 1 }
            steps.append(Step(before: move == 1 ? nil : row, after: move == 0 ? nil : column))
        }
        return steps.reversed()
    }

    private static func greedy(_ rows: Int, _ columns: Int, likeness: (Int, Int) -> Double) -> [Step] {
        var (row, column) = (0, 0)
        var steps: [Step] = []
        while row < rows || column < columns {
            guard row < rows, column < columns else {
                steps.append(row < rows ? Step(before: row) : Step(after: column))
                if row < rows { row += 1 } else { column += 1 }
                continue
            }
            let here = likeness(row, column)
            let skipped = row + 1 < rows ? likeness(row + 1, column) : 0
            let inserted = column + 1 < columns ? likeness(row, column + 1) : 0
            if here > 0, here >= max(skipped, inserted) {
                steps.append(Step(before: row, after: column))
                (row, column) = (row + 1, column + 1)
            } else if inserted > skipped {
                steps.append(Step(after: column))
                column += 1
            } else {
                steps.append(Step(before: row))
                row += 1
            }
        }
        return steps
    }
}

/// How much of the longer of two half-open ranges both have, 0…1.
func overlap(_ first: Range<Int>, _ second: Range<Int>) -> Double {
    let shared = min(first.upperBound, second.upperBound) - max(first.lowerBound, second.lowerBound)
    return shared <= 0 ? 0 : Double(shared) / Double(max(first.count, second.count, 1))
}

/// How many frames later a frame is than before; 0 within a grace.
func shift(from before: Int, to after: Int, grace: Int) -> Int {
    abs(after - before) <= grace ? 0 : after - before
}
