/// Finds passages over which tension rises steadily, not in one step.
struct BuildFinder {
    private let bars: BarCourse

    /// The least rise of tension from the first quarter to the last.
    private static let leastRise = 1.0

    /// The least share of that rise between one quarter and the next.
    private static let leastShare = 0.1

    /// The least share of pairs of half bars of which the later is the tenser.
    private static let leastOrder = 0.75

    /// The most of the whole rise, between its least and its greatest, that one half bar may bring.
    private static let greatestStep = 0.5

    init(_ bars: BarCourse) { self.bars = bars }

    /// The builds that end where something begins, in order; none overlaps another.
    ///
    /// - Parameters:
    ///   - ends: The bars that a build may lead to.
    ///   - jumps: The bars at which loudness jumps; a build may lead to one, but not past it.
    /// - Complexity: O(ends).
    func builds(endingAt ends: Set<Int>, notPast jumps: [Int]) -> [Range<Int>] {
        let candidates = ends.compactMap { build(endingAt: $0, notPast: jumps) }.sorted {
            ($0.rise, $1.bars.lowerBound) > ($1.rise, $0.bars.lowerBound)
        }
        var chosen: [Range<Int>] = []
        for candidate in candidates where !chosen.contains(where: candidate.bars.overlaps) {
            chosen.append(candidate.bars)
        }
        return chosen.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// The passage before a bar that rises most; nil where none is a build.
    private func build(endingAt end: Int, notPast jumps: [Int]) -> (bars: Range<Int>, rise: Double)? {
        guard end >= Dynamics.leastBars, end + Dynamics.leastBars <= bars.count else { return nil }
        let start = max(jumps.last { $0 < end } ?? 0, end - Dynamics.mostBars)
        guard end - start >= Dynamics.leastBars else { return nil }
        let lengths = Dynamics.leastBars...end - start
        let passages = lengths.compactMap { length -> (bars: Range<Int>, rise: Double)? in
            let range = end - length..<end
            guard Dynamics.durations.contains(bars.seconds(range)), let rise = steadyRise(range) else {
                return nil
            }
            return (range, rise)
        }
        return passages.max { $0.rise < $1.rise }
    }

    /// By how much tension rises over a passage; nil where it does not rise enough, not steadily, or towards nothing.
    private func steadyRise(_ range: Range<Int>) -> Double? {
        let tension = Array(bars.tension[2 * range.lowerBound..<2 * range.upperBound])
        let quarters = (0..<4).map { quarter in
            let part = tension[quarter * tension.count / 4..<(quarter + 1) * tension.count / 4]
            return part.reduce(0, +) / Double(part.count)
        }
        let rise = quarters[3] - quarters[0]
        guard rise >= Self.leastRise,
            zip(quarters, quarters.dropFirst()).allSatisfy({ $1 - $0 >= Self.leastShare * rise })
        else { return nil }
        // What it leads to is no quieter than the passage itself.
        let next = bars.meanLoudness(range.upperBound..<range.upperBound + Dynamics.leastBars)
        guard next >= bars.meanLoudness(range) else { return nil }
        let span = (tension.max() ?? 0) - (tension.min() ?? 0)
        let steps = zip(tension, tension.dropFirst()).map { $1 - $0 }
        guard (steps.max() ?? 0) <= Self.greatestStep * span else { return nil }
        var rising = 0
        for later in tension.indices { rising += tension[..<later].count { $0 < tension[later] } }
        let pairs = tension.count * (tension.count - 1) / 2
        return Double(rising) >= Self.leastOrder * Double(pairs) ? rise : nil
    }
}
