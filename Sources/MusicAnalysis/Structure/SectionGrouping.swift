internal import Foundation

/// Which sections repeat the same music.
package struct SectionGrouping {
    /// The first bar of each section.
    package let starts: [Int]

    /// The group of each section, counted from 0 in order of first appearance.
    package let groups: [Int]

    /// Neighbours that repeat each other are one section up to this many bars; half a verse is not a section.
    private static let longestJoined = 8

    /// Groups sections by average-linkage clustering of the odds that two are the same, and joins short neighbours of a group.
    ///
    /// - Parameters:
    ///   - starts: The first bar of each passage; the end of the last is the song's.
    ///   - similarity: How alike the bars are.
    ///   - loudness: The loudness of each bar, standardised over the song.
    ///   - odds: The logarithm of the odds that two sections are the same, from what ``likeness(_:_:_:_:)`` says of them.
    /// - Complexity: O(bars² · shifts + sections³).
    package init(
        starts: [Int], similarity: BarSimilarity, loudness: [Double], odds: ([Double]) -> Double
    ) {
        let count = starts.count
        let ends = starts.dropFirst() + [similarity.count]
        let ranges = zip(starts, ends).map { $0..<$1 }
        var alike = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for first in 0..<count {
            for second in 0..<first {
                let value = odds(Self.likeness(ranges[first], ranges[second], similarity, loudness))
                alike[first][second] = value
                alike[second][first] = value
            }
        }
        var joined: [(bars: Range<Int>, group: Int)] = []
        for (bars, group) in zip(ranges, Self.clusters(alike)) {
            if let last = joined.last, last.group == group,
                bars.upperBound - last.bars.lowerBound <= Self.longestJoined
            {
                joined[joined.count - 1].bars = last.bars.lowerBound..<bars.upperBound
            } else {
                joined.append((bars, group))
            }
        }
        self.starts = joined.map(\.bars.lowerBound)
        groups = joined.map(\.group)
    }

    /// What speaks for two sections to be the same music.
    ///
    /// - Returns: The mean likeness along the best diagonal of their block, mixed (in any of the usual changes of key) and by rhythm; by how much harmony, timbre and rhythm
    ///   are less alike between them than within; the logarithm of the ratio of their lengths; the distance of their loudness; and
    ///   the logarithm of the shorter's bars.
    package static func likeness(
        _ first: Range<Int>, _ second: Range<Int>, _ similarity: BarSimilarity, _ loudness: [Double]
    ) -> [Double] {
        func mean(_ matrix: [Float], _ rows: Range<Int>, _ columns: Range<Int>) -> Double {
            var sum = 0.0
            for row in rows {
                for column in columns { sum += Double(matrix[row * similarity.count + column]) }
            }
            return sum / Double(rows.count * columns.count)
        }
        func apart(_ matrix: [Float]) -> Double {
            mean(matrix, first, second) - 0.5 * (mean(matrix, first, first) + mean(matrix, second, second))
        }
        func level(_ bars: Range<Int>) -> Double {
            loudness[bars].reduce(0, +) / Double(bars.count)
        }
        let count = similarity.count
        let keys = keyChanges.map { semitones in
            bestDiagonal(first, second) { similarity.mixed($0, $1, transposedBy: semitones) }
                - costOfKeyChange
        }
        return [
            max(bestDiagonal(first, second) { similarity.mixed[$0 * count + $1] }, keys.max() ?? 0),
            bestDiagonal(first, second) { similarity.rhythm[$0 * count + $1] },
            apart(similarity.harmony), apart(similarity.timbre), apart(similarity.rhythm),
            abs(log(Double(first.count) / Double(second.count))), abs(level(first) - level(second)),
            log(Double(min(first.count, second.count))),
        ]
    }

    /// The semitones that a last chorus may be higher, or a first one lower; and what the mean likeness must gain by it.
    private static let keyChanges = [-3, -2, -1, 1, 2, 3]
    private static let costOfKeyChange = 0.4

    /// The number of values of ``likeness(_:_:_:_:)``.
    package static let likenessCount = 8

    /// The greatest mean along a diagonal of the two sections' block, over shifts of up to four bars that leave most of the shorter.
    private static func bestDiagonal(
        _ first: Range<Int>, _ second: Range<Int>, _ likeness: (_ row: Int, _ column: Int) -> Float
    ) -> Double {
        let shorter = Double(min(first.count, second.count))
        return (-4...4).compactMap { shift in
            let row = first.lowerBound + max(0, -shift)
            let column = second.lowerBound + max(0, shift)
            let length = min(first.upperBound - row, second.upperBound - column)
            guard length > 0, Double(length) >= 0.6 * shorter else { return nil }
            let sum = (0..<length).reduce(0) { $0 + Double(likeness(row + $1, column + $1)) }
            return sum / Double(length) - 0.05 * Double(abs(shift))
        }.max() ?? 0
    }

    private static func clusters(_ alike: [[Double]]) -> [Int] {
        var members = alike.indices.map { [$0] }
        while members.count > 1 {
            var best: (first: Int, second: Int, value: Double)?
            for first in members.indices {
                for second in 0..<first {
                    var sum = 0.0
                    for a in members[first] { for b in members[second] { sum += alike[a][b] } }
                    let value = sum / Double(members[first].count * members[second].count)
                    if value > best?.value ?? 0 { best = (first, second, value) }
                }
            }
            guard let best else { break }
            members[best.second] += members[best.first]
            members.remove(at: best.first)
        }
        var groups = [Int](repeating: 0, count: alike.count)
        for (number, cluster) in members.sorted(by: { ($0.min() ?? 0) < ($1.min() ?? 0) }).enumerated() {
            for section in cluster { groups[section] = number }
        }
        return groups
    }
}
