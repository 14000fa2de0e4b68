/// Chooses section boundaries among the starts of bars: the likeliest division of a song into sections.
///
/// A hidden semi-Markov model: sections have a learned distribution of lengths in bars, and each bar a learned probability that a section begins
/// there; the division of the greatest probability is found by dynamic programming (Viterbi over segments).
struct BoundaryPicker {
    /// The shortest section, in seconds, where the song is not shorter.
    static let shortestSection = 5.0

    private let lengths: [Double]

    /// - Parameter lengths: The logarithm of the probability of each length in bars, from 0 on; longer ones are as likely as the
    ///   last.
    init(lengths: [Double]) { self.lengths = lengths }

    /// Finds the boundaries.
    ///
    /// - Parameters:
    ///   - odds: For each bar, the logarithm of how much likelier what is heard there is at a boundary than elsewhere.
    ///   - edges: The edges of the bars in seconds.
    /// - Returns: The bars that begin a section; the first is 0, the song's end is not among them. None for a song of no bars.
    /// - Complexity: O(bars²).
    func boundaries(_ odds: [Double], edges: [Double]) -> [Int] {
        let count = odds.count
        guard count > 0 else { return [] }
        var best = [Double](repeating: -.infinity, count: count + 1)
        var origin = [Int](repeating: 0, count: count + 1)
        best[0] = 0
        for end in 1...count {
            for start in 0..<end where best[start] > -.infinity {
                let isWhole = start == 0 && end == count
                guard isWhole || edges[end] - edges[start] >= Self.shortestSection else { continue }
                var score = best[start] + length(end - start, isEdge: start == 0 || end == count)
                if end < count { score += odds[end] }
                if score > best[end] { (best[end], origin[end]) = (score, start) }
            }
        }
        var starts: [Int] = []
        var end = count
        while end > 0 {
            end = origin[end]
            starts.append(end)
        }
        return starts.reversed()
    }

    /// A pickup before the first section and a last chord after the last make these of any length up to sixteen bars.
    private func length(_ bars: Int, isEdge: Bool) -> Double {
        let likelihood = lengths[min(bars, lengths.count - 1)]
        return isEdge && bars <= 16 ? max(likelihood, Self.edgeLength) : likelihood
    }

    /// The least logarithm of the probability of such a length.
    private static let edgeLength = -3.0
}
