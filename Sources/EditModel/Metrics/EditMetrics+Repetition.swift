extension EditMetrics {
    /// How soon the same is seen again.
    public struct Repetition: Sendable, Equatable, Codable {
        /// The shortest time from the end of a shot to the start of a later one that shows some of the same source, in
        /// seconds; nil where nothing is shown twice.
        public var shortestGap: Double?

        /// `shortestGap` over the time that showing each other clip once would take: (clips − 1) · the median shot.
        ///
        /// 0.8 and more are good; nil where nothing is shown twice, or there is one clip only.
        public var relativeGap: Double?

        /// The share of what could be new that is, 0…1: source seconds shown, each once, over the timeline's length or that
        /// of all clips, whichever is less.
        ///
        /// What runs slowly shows less than could be.
        public var uniqueShare: Double

        /// Whether the clips together are shorter than the timeline, still pictures apart, so that at their own speed they
        /// must come again.
        public var isForced: Bool

        /// Of the cuts, those between two shots of the same clip.
        ///
        /// As chance stands the least that is possible: all where there is one clip, otherwise none.
        public var sameClipCuts: Share

        /// Measures an edit.
        init(of edit: Edit) {
            var shown = edit.clips.map { _ in ShownSource() }
            var shortest: Int?
            for shot in edit.shots {
                let clip = edit.clips[shot.clip]
                let frame = 1 / max(clip.framesPerSecond, 1)
                var range = shot.timeMap.sourceRange
                // A standing picture shows one frame.
                if range.upperBound - range.lowerBound < frame {
                    range = range.lowerBound..<range.lowerBound + frame
                }
                // Shots that meet in a frame's middle share none.
                let first = range.lowerBound + frame / 2
                let core = first..<max(range.upperBound - frame / 2, first)
                if let end = shown[shot.clip].lastEnd(in: core) {
                    let gap = shot.startFrame - end
                    shortest = min(shortest ?? gap, gap)
                }
                shown[shot.clip].add(range, until: shot.endFrame)
            }
            let seconds = edit.frameRate.seconds(ofFrame: edit.frameCount)
            let moving = edit.clips.indices.filter { !edit.clips[$0].isStill }
            let source = moving.reduce(0) { $0 + edit.clips[$1].duration }
            let unique = moving.reduce(0) { $0 + min(shown[$1].length, edit.clips[$1].duration) }
            let possible = min(seconds, source)
            uniqueShare = possible > 0 ? min(unique / possible, 1) : 1
            isForced = moving.count == edit.clips.count && source < seconds
            shortestGap = shortest.map(edit.frameRate.seconds(ofFrame:))
            let round = Double(edit.clips.count - 1) * Self.medianShot(of: edit)
            relativeGap = round > 0 ? shortestGap.map { $0 / round } : nil
            let pairs = zip(edit.shots, edit.shots.dropFirst())
            sameClipCuts = Share(
                count: pairs.count { $0.clip == $1.clip }, total: max(edit.shots.count - 1, 0),
                chance: edit.clips.count > 1 ? 0 : 1)
        }

        private static func medianShot(of edit: Edit) -> Double {
            let lengths = edit.shots.map(\.frameCount).sorted()
            guard !lengths.isEmpty else { return 0 }
            let middle = lengths.count / 2
            let frames = lengths[middle] + lengths[lengths.count % 2 == 0 ? middle - 1 : middle]
            return edit.frameRate.seconds(ofFrame: frames) / 2
        }
    }
}

/// What of a clip was shown, and when last: ranges of source time, apart from each other and in order.
private struct ShownSource {
    private var ranges: [(range: Range<Double>, end: Int)] = []

    /// Source seconds shown, each once.
    var length: Double { ranges.reduce(0) { $0 + $1.range.upperBound - $1.range.lowerBound } }

    /// The latest end, a timeline frame, of what showed some of a range.
    func lastEnd(in range: Range<Double>) -> Int? {
        touched(by: range).map { ranges[$0].end }.max()
    }

    /// Adds what is shown up to a timeline frame, no earlier than all before.
    mutating func add(_ range: Range<Double>, until end: Int) {
        let old = touched(by: range)
        var new: [(range: Range<Double>, end: Int)] = []
        if let first = old.first, ranges[first].range.lowerBound < range.lowerBound {
            new.append((ranges[first].range.lowerBound..<range.lowerBound, ranges[first].end))
        }
        new.append((range, end))
        if let last = old.last, ranges[last].range.upperBound > range.upperBound {
            new.append((range.upperBound..<ranges[last].range.upperBound, ranges[last].end))
        }
        ranges.replaceSubrange(old, with: new)
    }

    /// The ranges that share more than an edge with one; where there is none, the empty place where it belongs.
    private func touched(by range: Range<Double>) -> Range<Int> {
        let first = partition { $0.upperBound > range.lowerBound }
        return first..<max(partition { $0.lowerBound >= range.upperBound }, first)
    }

    /// The first index from which on a condition holds.
    private func partition(_ holds: (Range<Double>) -> Bool) -> Int {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(ranges[middle].range) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
