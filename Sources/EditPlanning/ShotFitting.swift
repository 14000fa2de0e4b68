internal import EditModel

/// Fits clips into slots, and remembers what of each clip was shown, so that it goes on somewhere else next time.
struct ShotFitting {
    private let footage: [Footage]
    private let rate: FrameRate
    /// For each clip, the ranges shown so far, the latest last.
    private var shown: [[Range<Double>]]

    /// A slow motion below this share of the speed is not asked of a clip.
    private static let slowest = 0.6

    init(footage: [Footage], rate: FrameRate) {
        self.footage = footage
        self.rate = rate
        shown = footage.map { _ in [] }
    }

    /// A time map of exactly `frames` frames from a clip, and how it came about.
    mutating func fit(clip: Int, frames: Int) -> (map: TimeMap, fit: Shot.Fit, remark: String?) {
        let slot = rate.seconds(ofFrame: frames)
        let takes = takes(of: clip)
        let take = chooseTake(takes, clip: clip, slot: slot)
        let available = take.upperBound - take.lowerBound
        if available >= slot {
            let start = freshStart(clip: clip, take: take, slot: slot)
            shown[clip].append(start..<start + slot)
            let piece = TimeMap.Piece(frames: frames, sourceStart: tidy(start), sourceEnd: tidy(start + slot))
            return (TimeMap(pieces: [piece]), .trim, nil)
        }
        shown[clip].append(take)
        if available >= Self.slowest * slot {
            let piece = TimeMap.Piece(
                frames: frames, sourceStart: tidy(take.lowerBound), sourceEnd: tidy(take.upperBound))
            return (TimeMap(pieces: [piece]), .slow, "slowed to \(Int((available / slot * 100).rounded())) %")
        }
        return (
            pingPong(take, frames: frames), .pingPong,
            "forwards and backwards, the clip has \(tenths(available)) s for \(tenths(slot)) s"
        )
    }

    /// The parts of a clip between its own hard cuts that are long enough to show; the whole where none is.
    private func takes(of clip: Int) -> [Range<Double>] {
        let footage = footage[clip]
        let edges = [0] + footage.cuts.filter { $0 > 0 && $0 < footage.duration } + [footage.duration]
        let takes = zip(edges, edges.dropFirst()).filter { $1 - $0 >= 1 }.map { $0..<$1 }
        return takes.isEmpty ? [0..<footage.duration] : takes
    }

    private func chooseTake(_ takes: [Range<Double>], clip: Int, slot: Double) -> Range<Double> {
        let long = takes.filter { $0.upperBound - $0.lowerBound >= slot }
        guard !long.isEmpty else {
            return takes.max { $0.upperBound - $0.lowerBound < $1.upperBound - $1.lowerBound } ?? 0..<0
        }
        return long.min { staleness($0, clip) < staleness($1, clip) } ?? long[0]
    }

    /// How much, and how recently, a range was shown.
    private func staleness(_ range: Range<Double>, _ clip: Int) -> Double {
        var sum = 0.0
        for (age, past) in shown[clip].reversed().enumerated() {
            let overlap = min(range.upperBound, past.upperBound) - max(range.lowerBound, past.lowerBound)
            if overlap > 0 { sum += overlap / Double(age + 1) }
        }
        return sum
    }

    /// The start whose range was shown least and longest ago; among equals, the one that moves most, then the earliest.
    private func freshStart(clip: Int, take: Range<Double>, slot: Double) -> Double {
        let room = take.upperBound - take.lowerBound - slot
        let steps = 24
        var best = (start: take.lowerBound, score: Double.infinity)
        for step in 0...steps {
            let start = take.lowerBound + room * Double(step) / Double(steps)
            let score =
                staleness(start..<start + slot, clip) - 0.15 * slot * motion(clip, start..<start + slot)
            if score < best.score - 1e-9 { best = (start, score) }
        }
        return best.start
    }

    private func motion(_ clip: Int, _ range: Range<Double>) -> Double {
        let motion = footage[clip].motion
        guard !motion.isEmpty, footage[clip].duration > 0 else { return 0 }
        let scale = Double(motion.count) / footage[clip].duration
        let first = min(max(Int(range.lowerBound * scale), 0), motion.count - 1)
        let last = min(max(Int(range.upperBound * scale), first + 1), motion.count)
        return Double(motion[first..<last].reduce(0, +)) / Double(last - first)
    }

    /// There and back at full speed until the slot is full; each way covers whole frames.
    private func pingPong(_ take: Range<Double>, frames: Int) -> TimeMap {
        let available = take.upperBound - take.lowerBound
        let wayFrames = max(Int((available * rate.framesPerSecond).rounded(.down)), 1)
        var pieces: [TimeMap.Piece] = []
        var left = frames
        var forwards = true
        while left > 0 {
            let count = min(left, wayFrames)
            let reach = available * Double(count) / Double(wayFrames)
            let start = forwards ? take.lowerBound : take.upperBound
            let end = forwards ? take.lowerBound + reach : take.upperBound - reach
            pieces.append(.init(frames: count, sourceStart: tidy(start), sourceEnd: tidy(end)))
            left -= count
            forwards.toggle()
        }
        return TimeMap(pieces: pieces)
    }

    private func tidy(_ value: Double) -> Double { (value * 1e6).rounded(.down) / 1e6 }

    private func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
