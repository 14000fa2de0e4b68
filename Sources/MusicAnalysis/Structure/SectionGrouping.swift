/// Which sections repeat the same music.
package struct SectionGrouping {
    /// The first unit of each section.
    package let starts: [Int]

    /// The group of each section, counted from 0 in order of first appearance.
    package let groups: [Int]

    /// Neighbours that repeat each other are one section up to this many bars; half a verse is not a section.
    private static let longestJoined = 8

    /// Groups sections by average-linkage clustering of how well they run alike, and joins short neighbours of a group.
    ///
    /// - Parameters:
    ///   - starts: The first unit of each passage; the end of the last is the song's.
    ///   - similarity: The self-similarity matrix.
    ///   - barLength: The usual number of units in a bar; sections are compared at shifts of whole bars.
    /// - Complexity: O(units² · shifts + sections³).
    package init(starts: [Int], similarity: SelfSimilarityMatrix, barLength: Int) {
        let count = starts.count
        let ends = starts.dropFirst() + [similarity.count]
        let ranges = zip(starts, ends).map { $0..<$1 }
        var alike = [[Double]](repeating: [Double](repeating: 1, count: count), count: count)
        for first in 0..<count {
            for second in 0..<first {
                let value = Self.likeness(ranges[first], ranges[second], similarity, barLength)
                alike[first][second] = value
                alike[second][first] = value
            }
        }
        let clusters = Self.clusters(alike, threshold: Self.threshold(similarity))
        var joined: [(range: Range<Int>, group: Int)] = []
        for (range, group) in zip(ranges, clusters) {
            // A unit over, since a bar length is a mean.
            if let last = joined.last, last.group == group,
                range.upperBound - last.range.lowerBound <= Self.longestJoined * barLength + 1
            {
                joined[joined.count - 1].range = last.range.lowerBound..<range.upperBound
            } else {
                joined.append((range, group))
            }
        }
        self.starts = joined.map(\.range.lowerBound)
        groups = joined.map(\.group)
    }

    /// The best mean similarity along a diagonal of the two sections' block, over shifts of up to four bars.
    private static func likeness(
        _ first: Range<Int>, _ second: Range<Int>, _ similarity: SelfSimilarityMatrix, _ barLength: Int
    ) -> Double {
        let shorter = min(first.count, second.count)
        let longer = max(first.count, second.count)
        var best = 0.0
        for bars in -4...4 {
            let shift = bars * barLength
            var sum = 0.0
            var overlap = 0
            for row in first {
                let column = row - first.lowerBound + second.lowerBound + shift
                guard second.contains(column) else { continue }
                sum += Double(similarity.paths[row * similarity.count + column])
                overlap += 1
            }
            guard overlap > 0, Double(overlap) >= 0.6 * Double(shorter) else { continue }
            let coverage = 1 - 0.1 * Double(abs(bars)) / 4
            best = max(best, sum / Double(overlap) * coverage)
        }
        // Sections of very different lengths are less likely the same.
        return best * (0.85 + 0.15 * Double(shorter) / Double(max(longer, 1)))
    }

    /// Likeness above this means the same music: well above what this song's passages share anyway.
    private static func threshold(_ similarity: SelfSimilarityMatrix) -> Double {
        var sum = 0.0
        var squares = 0.0
        var cells = 0
        // Every seventh cell is plenty for a mean and a deviation.
        for index in stride(from: 0, to: similarity.paths.count, by: 7) {
            let value = Double(similarity.paths[index])
            sum += value
            squares += value * value
            cells += 1
        }
        guard cells > 0 else { return 1 }
        let mean = sum / Double(cells)
        let deviation = max(squares / Double(cells) - mean * mean, 0).squareRoot()
        return mean + 1.0 * deviation
    }

    private static func clusters(_ alike: [[Double]], threshold: Double) -> [Int] {
        var members = alike.indices.map { [$0] }
        while members.count > 1 {
            var best: (first: Int, second: Int, value: Double)?
            for first in members.indices {
                for second in 0..<first {
                    var sum = 0.0
                    for a in members[first] { for b in members[second] { sum += alike[a][b] } }
                    let value = sum / Double(members[first].count * members[second].count)
                    if value > best?.value ?? threshold { best = (first, second, value) }
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
