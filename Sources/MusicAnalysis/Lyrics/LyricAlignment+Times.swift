import Foundation

extension LyricAlignment {
    /// What is given of a part's time: where its lines lie, and where its tag has a time, its start.
    struct GivenTimes {
        /// What a run of bars costs that leaves lines out is at most this; parts whose times are given cost as much to skip.
        static let greatestCost = 150.0

        /// How long the part lasts as far as is known; nil where only its start is.
        let seconds: Double?

        /// Whether any of it lies before the song's end.
        let areInSong: Bool

        private let edges: [Double]
        private let start: Double
        /// Whether the start is that of the tag, and not of the first line.
        private let isTagged: Bool
        /// The run begins here at the latest, and ends here at the earliest; nil for a part whose lines have no times.
        private let lines: ClosedRange<Double>?

        /// - Parameters:
        ///   - part: The part.
        ///   - next: When the next part's tag begins; the song's end for the last part; nil where that is not known.
        ///   - edges: The edges of the bars.
        /// - Returns: nil for a part of which no time is known.
        init?(_ part: LyricSheet.Part, until next: Double?, edges: [Double]) {
            let times = part.lines.compactMap(\.time)
            guard let start = part.start ?? times.first?.lowerBound else { return nil }
            self.edges = edges
            self.start = start
            isTagged = part.start != nil
            lines = times.first.map { Self.middle($0) }.map { first in
                first...max(first, times.last.map(Self.middle) ?? first)
            }
            let end = isTagged ? next ?? times.last?.upperBound : times.last?.upperBound
            seconds = end.map { max($0 - start, 1) }
            areInSong = start < (edges.last ?? 0)
        }

        /// What it costs to lay the part on a run of bars.
        ///
        /// Much, and more with each second, where the middle of a line is left out, or where the run begins more than a bar
        /// from the tag's time, or more than a bar after the first line; some where it does not begin at the bar nearest to the tag; little
        /// for music before the first line.
        func cost(of bars: Range<Int>) -> Double {
            let (from, to) = (edges[bars.lowerBound], edges[bars.upperBound])
            let bar = edges[bars.lowerBound + 1] - from
            let pickup = bars.lowerBound > 0 ? from - edges[bars.lowerBound - 1] : 0
            var outside = max(0, from - start - pickup)
            if let lines { outside = max(outside, from - lines.lowerBound, lines.upperBound - to) }
            if isTagged { outside = max(outside, start - from - bar) }
            let lead = min(max(0, abs(start - from) / bar - 0.5), 8)
            return (outside > 0 ? min(50 + 10 * outside, Self.greatestCost) : 0) + (isTagged ? 10 : 0.3)
                * lead
        }

        private static func middle(_ range: Range<Double>) -> Double {
            (range.lowerBound + range.upperBound) / 2
        }
    }
}

/// Where a part of the lyrics lies in a song.
package struct LyricPartSpan: Sendable, Equatable {
    /// The part's index.
    package var part: Int
    /// The range in seconds.
    package var range: Range<Double>
    /// The probability that it is right, 0…1.
    package var confidence: Double

    /// Creates a span.
    package init(part: Int, range: Range<Double>, confidence: Double) {
        self.part = part
        self.range = range
        self.confidence = confidence
    }
}
