internal import Foundation

/// Chooses section boundaries among bar starts: where novelty is great, at distances that music favours.
struct BoundaryPicker {
    /// The shortest section, in seconds.
    static let shortestSection = 6.0

    /// What a boundary costs; novelty must be worth it.
    private static let price = 0.5

    /// Finds the boundaries by dynamic programming over bar starts.
    ///
    /// Each boundary earns its novelty and pays a price; sections of 4, 8, 12 or 16 bars earn a little, odd and very
    /// long ones pay.
    ///
    /// - Parameters:
    ///   - novelty: One value per unit.
    ///   - features: The units and their bars.
    /// - Returns: Indices of units that begin a section; the first is 0, the end is not among them.
    /// - Complexity: O(bars · longest section in bars).
    static func boundaries(_ novelty: NoveltyCurve, _ features: BeatSynchronousFeatures) -> [Int] {
        let candidates = [0] + features.barStarts.filter { $0 > 0 && $0 < features.count } + [features.count]
        guard candidates.count > 2 else { return [0] }
        let gains = candidates.map { $0 < novelty.values.count ? novelty.values[$0] : 0 }
        var best = [Double](repeating: -.infinity, count: candidates.count)
        var origin = [Int](repeating: 0, count: candidates.count)
        best[0] = 0
        for end in 1..<candidates.count {
            for start in stride(from: end - 1, through: max(0, end - 48), by: -1)
            where best[start] > -.infinity {
                let seconds = features.edges[candidates[end]] - features.edges[candidates[start]]
                let isWhole = start == 0 && end == candidates.count - 1
                guard seconds >= shortestSection || isWhole else { continue }
                let isEdge = start == 0 || end == candidates.count - 1
                var score = best[start] + lengthScore(bars: end - start, seconds: seconds, isEdge: isEdge)
                if end < candidates.count - 1 { score += gains[end] - price }
                if score > best[end] {
                    best[end] = score
                    origin[end] = start
                }
            }
        }
        guard best[candidates.count - 1] > -.infinity else { return [0] }
        var starts: [Int] = []
        var end = candidates.count - 1
        while end > 0 {
            end = origin[end]
            starts.append(candidates[end])
        }
        return starts.reversed()
    }

    private static func lengthScore(bars: Int, seconds: Double, isEdge: Bool) -> Double {
        var score = 0.0
        if bars.isMultiple(of: 8) {
            score += 0.1
        } else if bars.isMultiple(of: 4) {
            score += 0.06
        } else if !bars.isMultiple(of: 2), !isEdge {
            score -= 0.08
        }
        if seconds > 24 { score -= 0.4 * (seconds - 24) / 24 }
        if seconds < 10, !isEdge { score -= 0.1 }
        return score
    }
}
