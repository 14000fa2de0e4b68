internal import EditModel

/// A clip as the planning asks for it: its takes, how much moves where, and what stands out.
struct ClipFacts {
    let footage: Footage

    /// The parts between the clip's own hard cuts that are long enough to be shown; the whole where none is.
    let takes: [Take]

    /// A part of a clip without a cut in it.
    struct Take {
        /// Where it is, in seconds.
        let source: Range<Double>
        /// The accents inside it that stand out most, the strongest first, of equals the earlier.
        let accents: [Footage.Accent]

        /// Its length in seconds.
        var duration: Double { source.upperBound - source.lowerBound }

        /// The most accents of a take.
        private static let mostAccents = 6

        fileprivate init(_ source: Range<Double>, of footage: Footage) {
            self.source = source
            accents = Array(
                footage.accents(in: source).sorted { ($0.strength, $1.time) > ($1.strength, $0.time) }
                    .prefix(Self.mostAccents))
        }
    }

    /// Motion summed up to each frame.
    private let motionSums: [Double]

    /// Parts shorter than this, in seconds, are not shown by themselves.
    private static let shortestTake = 0.5

    init(_ footage: Footage) {
        self.footage = footage
        let edges = [0] + footage.cuts.filter { $0 > 0 && $0 < footage.duration } + [footage.duration]
        let long = zip(edges, edges.dropFirst()).filter { $1 - $0 >= Self.shortestTake }.map { $0..<$1 }
        takes = (long.isEmpty ? [0..<footage.duration] : long).map { Take($0, of: footage) }
        var sums = [0.0]
        sums.reserveCapacity(footage.motion.count + 1)
        for value in footage.motion { sums.append(sums[sums.count - 1] + Double(value)) }
        motionSums = sums
    }

    /// The mean motion in a range of source seconds; 0 where it was not measured.
    func motion(in range: Range<Double>) -> Double {
        let count = motionSums.count - 1
        guard count > 0, footage.duration > 0 else { return 0 }
        let scale = Double(count) / footage.duration
        let first = min(max(Int(range.lowerBound * scale), 0), count - 1)
        let last = min(max(Int(range.upperBound * scale), first + 1), count)
        return (motionSums[last] - motionSums[first]) / Double(last - first)
    }

    /// What is seen at a source time; nil where it was not looked at.
    func moment(at time: Double) -> Footage.Moment? {
        guard !footage.moments.isEmpty else { return nil }
        let index = Int(max(time, 0) / Footage.momentPeriod)
        return footage.moments[min(index, footage.moments.count - 1)]
    }
}

extension Footage {
    /// The accents inside a range of source seconds, in order.
    func accents(in range: Range<Double>) -> ArraySlice<Accent> {
        let first = accents.firstIndexSorted { $0.time > range.lowerBound }
        let end = accents.firstIndexSorted { $0.time >= range.upperBound }
        return accents[first..<max(first, end)]
    }
}

/// How much moves in a part of a clip beside all that there is of footage: 0 (least) to 1 (most).
struct MotionScale {
    private let sorted: [Double]

    init(_ clips: [ClipFacts]) {
        var values: [Double] = []
        for clip in clips where !clip.footage.motion.isEmpty {
            // Half a second at a time, and no more than a thousand values of one clip.
            let step = max(0.5, clip.footage.duration / 1000)
            var time = 0.0
            while time < clip.footage.duration {
                values.append(clip.motion(in: time..<time + step))
                time += step
            }
        }
        sorted = values.sorted()
    }

    /// The share of footage that moves less; ½ where motion was not measured.
    func rank(_ motion: Double) -> Double {
        guard !sorted.isEmpty else { return 0.5 }
        let below = sorted.firstIndexSorted { $0 >= motion }
        let notAbove = sorted.firstIndexSorted { $0 > motion }
        return Double(below + notAbove) / 2 / Double(sorted.count)
    }
}
