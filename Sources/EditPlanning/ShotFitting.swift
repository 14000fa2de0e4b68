internal import EditModel

/// Fits clips into slots, and remembers what was shown, so that the same moments do not come back soon.
struct ShotFitting {
    let rate: FrameRate
    private var shown: [[Range<Double>]]

    /// Starts with nothing shown.
    init(rate: FrameRate, clips: Int) {
        self.rate = rate
        shown = Array(repeating: [], count: clips)
    }

    /// A time map for a slot, how it came about, and a note where that needs one.
    typealias Fitted = (map: TimeMap, fit: Shot.Fit, note: String?)

    /// Fits a clip: trimmed where it is long enough, slowed down to 0.7 at least, else run forward and backward.
    ///
    /// - Parameters:
    ///   - clip: The clip; all source times stay within `0 ... duration`.
    ///   - index: Its index.
    ///   - frames: The slot's length, 1 at least.
    mutating func fit(_ clip: Footage, index: Int, frames: Int) -> Fitted {
        let slot = rate.seconds(ofFrame: frames)
        let usable = (clip.duration * 1_000_000).rounded(.down) / 1_000_000
        if usable >= slot {
            let start = inPoint(of: clip, index: index, length: slot, usable: usable)
            let end = min(Self.tidy(start + slot), usable)
            shown[index].append(start..<end)
            return (TimeMap(pieces: [.init(frames: frames, sourceStart: start, sourceEnd: end)]), .trim, nil)
        }
        shown[index].append(0..<usable)
        if usable >= 0.7 * slot {
            let map = TimeMap(pieces: [.init(frames: frames, sourceStart: 0, sourceEnd: usable)])
            return (
                map, .slow, "slowed to \(Self.text(usable / slot, places: 2))× to fill \(Self.text(slot)) s"
            )
        }
        let run = Int((usable * rate.framesPerSecond + 1e-6).rounded(.down))
        guard run >= 2 else {
            let map = TimeMap(pieces: [.init(frames: frames, sourceStart: 0, sourceEnd: 0)])
            return (map, .freeze, "a still: the clip has less than two frames")
        }
        let note = "ping-pong: the clip has \(Self.text(usable)) s for a \(Self.text(slot)) s slot"
        return (pingPong(frames: frames, run: run, usable: usable), .pingPong, note)
    }

    private func pingPong(frames: Int, run: Int, usable: Double) -> TimeMap {
        let far = min(Self.tidy(rate.seconds(ofFrame: run)), usable)
        var pieces: [TimeMap.Piece] = []
        var left = frames
        while left > 0 {
            let count = min(left, run)
            let span = count == run ? far : Self.tidy(rate.seconds(ofFrame: count))
            let isForward = pieces.count.isMultiple(of: 2)
            pieces.append(
                TimeMap.Piece(
                    frames: count, sourceStart: isForward ? 0 : far,
                    sourceEnd: isForward ? span : max(0, Self.tidy(far - span))))
            left -= count
        }
        return TimeMap(pieces: pieces)
    }

    /// Where a trimmed shot starts: on what was shown least and longest ago, off the clip's own cuts, near movement.
    private func inPoint(of clip: Footage, index: Int, length: Double, usable: Double) -> Double {
        let room = max(0, usable - length)
        var starts = (0...8).map { room * Double($0) / 8 }
        if let last = shown[index].last, last.upperBound <= room { starts.insert(last.upperBound, at: 0) }
        for cut in clip.cuts where cut <= room { starts.append(cut) }
        var best = (start: 0.0, cost: Double.infinity)
        for start in starts {
            let start = min(Self.tidy(start), usable)
            var cost = 0.0
            for (age, range) in shown[index].reversed().enumerated() {
                let overlap = min(range.upperBound, start + length) - max(range.lowerBound, start)
                cost += max(0, overlap) / length / Double(age + 1)
            }
            for cut in clip.cuts where cut > start + 0.05 && cut < start + length - 0.05 { cost += 0.5 }
            cost -= 0.2 * motion(of: clip, at: start)
            if cost < best.cost - 1e-9 { best = (start, cost) }
        }
        return best.start
    }

    /// The strongest movement in the quarter second after a time, 0…1.
    private func motion(of clip: Footage, at time: Double) -> Double {
        guard clip.duration > 0, !clip.motion.isEmpty else { return 0 }
        let perSecond = Double(clip.motion.count) / clip.duration
        let first = min(max(0, Int(time * perSecond)), clip.motion.count - 1)
        let last = min(max(first, Int((time + 0.25) * perSecond)), clip.motion.count - 1)
        let peak = clip.motion[first...last].reduce(Float(0)) { $1.isFinite ? max($0, $1) : $0 }
        return Double(min(1, peak))
    }

    private static func tidy(_ seconds: Double) -> Double { (seconds * 1_000_000).rounded() / 1_000_000 }

    /// A number with fixed places, for people.
    static func text(_ value: Double, places: Int = 1) -> String {
        let scale = places == 1 ? 10 : 100
        let scaled = Int((value * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
    }
}
