/// Finds the builds, drops and breaks of a song, all on downbeats.
///
/// All thresholds are relative to the song's integrated loudness, so that its gain does not matter.
package struct Dynamics {
    /// In order of their start.
    package let events: [DynamicEvent]

    /// The fewest and the most bars of a build or a break.
    static let leastBars = 2
    static let mostBars = 16

    /// How long it may be in seconds.
    static let durations = 4.0...32

    /// The least jump of a drop in LU: after quieter bars, and at the end of a build.
    private static let jump = (afterQuiet: 4.0, afterBuild: 2.0)

    /// Bars this many LU below those after a downbeat are quieter than them.
    private static let quieter = 3.0

    /// How far, in LU, music after a drop, and around a break, may lie below the song's loudness.
    private static let loud = -1.5

    /// How far, in LU, a break lies below the song's loudness at least.
    private static let breakDepth = 5.0

    /// Finds the events; none in silence, and where there are fewer than eight bars.
    ///
    /// - Parameters:
    ///   - features: What was measured of the song.
    ///   - beats: Its beats.
    ///   - sections: Its sections.
    /// - Complexity: O(bars · jumps).
    package init(_ features: SongFeatures, beats: [Beat], sections: [Section]) {
        guard let bars = BarCourse(features, beats: beats), bars.count >= 8 else {
            events = []
            return
        }
        let jumps = (0..<bars.count).map { Self.jump(at: $0, bars) }
        let steps = [0] + zip(bars.loudness, bars.loudness.dropFirst()).map { $1 - $0 }
        let candidates = (0..<bars.count).filter {
            min(jumps[$0], steps[$0]) >= Self.jump.afterBuild && Self.stays(at: $0, bars)
        }
        // A drop is where two bars and one bar together jump most among the four bars on either side.
        let rises = candidates.filter { bar in
            candidates.allSatisfy { abs($0 - bar) > 4 || jumps[$0] + steps[$0] <= jumps[bar] + steps[bar] }
        }
        let strong = rises.filter {
            jumps[$0] >= Self.jump.afterQuiet && Self.followsQuiet($0, bars)
        }
        let starts = bars.indices(of: sections.map(\.start))
        let builds = BuildFinder(bars).builds(endingAt: starts.union(rises), notPast: strong)
        let ends = Set(builds.map(\.upperBound))
        let drops = rises.filter { ends.contains($0) || strong.contains($0) }
        let all =
            builds.map {
                bars.event(
                    .build, $0, change: bars.loudness[$0.upperBound - 1] - bars.loudness[$0.lowerBound])
            }
            + drops.map { bars.event(.drop, $0..<$0, change: jumps[$0]) }
            + Self.breaks(bars).map { bars.event(.break, $0, change: bars.meanLoudness($0)) }
        events = all.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// By how many LU two bars from a downbeat on are louder than the two before.
    private static func jump(at bar: Int, _ bars: BarCourse) -> Double {
        guard bar >= 2, bar + 2 <= bars.count else { return 0 }
        return bars.meanLoudness(bar..<bar + 2) - bars.meanLoudness(bar - 2..<bar)
    }

    /// Whether the bars from one on are loud, and four fifths of the next eight remain so.
    private static func stays(at bar: Int, _ bars: BarCourse) -> Bool {
        let after = bars.meanLoudness(bar..<min(bar + 2, bars.count))
        let next = bars.loudness[bar..<min(bar + 8, bars.count)]
        return after >= loud && 5 * next.count { $0 > after - quieter } >= 4 * next.count
    }

    /// Whether the bars right before one are quieter than what comes, long enough to count.
    private static func followsQuiet(_ bar: Int, _ bars: BarCourse) -> Bool {
        let after = bars.meanLoudness(bar..<min(bar + 2, bars.count))
        let quiet = bars.loudness[..<bar].reversed().prefix { $0 < after - quieter }.count
        return quiet >= leastBars && bars.seconds(bar - quiet..<bar) >= durations.lowerBound
    }

    /// Runs of bars that lie deep below the song, with loud music somewhere before and right after.
    private static func breaks(_ bars: BarCourse) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        var wasLoud = false
        while start < bars.count {
            guard bars.loudness[start] < -breakDepth else {
                wasLoud = wasLoud || bars.loudness[start] >= loud
                start += 1
                continue
            }
            let length = bars.loudness[start...].prefix { $0 < -breakDepth }.count
            let range = start..<start + length
            let returns =
                range.upperBound + leastBars <= bars.count
                && bars.meanLoudness(range.upperBound..<range.upperBound + leastBars) >= loud - quieter
            if wasLoud, returns, (leastBars...mostBars).contains(length),
                durations.contains(bars.seconds(range))
            {
                found.append(range)
            }
            start = range.upperBound
        }
        return found
    }
}
