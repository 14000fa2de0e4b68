internal import EditModel

/// Finds movements that stand out: speeds that change at once and for a while, and flashes.
///
/// A speed is compared by medians over about an eighth of a second before and after, so that a single frame (a keyframe
/// that looks sharper, a frame that was dropped) is none; the accent is at the frame of the greatest step in between.
struct AccentFinder {
    /// Speeds per frame, in picture widths a second.
    let speeds: [Float]
    /// How much each frame differs from the one before, in grey levels.
    let differences: [Float]
    let times: [Double]
    /// The frames at which a take begins, the first among them, increasing.
    let takeStarts: [Int]
    let flashes: [FlashFinder.Flash]

    /// Two accents lie this far apart, in seconds; the stronger one wins.
    static let apart = 0.25
    /// The most accents of one clip.
    static let mostAccents = 1000
    /// Frames around a cut, and after a clip's beginning, that have none.
    static let cutGuard = 2

    /// A smaller change of speed is none, in picture widths a second.
    private static let leastChange: Float = 0.12
    /// The change is at least this share of the greater speed.
    private static let leastShare: Float = 0.4
    /// The change is at least this many times what speed usually changes by from frame to frame.
    private static let leastOverUsual: Float = 4
    /// The pictures differ at least this many times as much where it is faster; what gets brighter little by little does
    /// not begin to move.
    private static let leastDifference: Float = 1.2
    /// One frame brings at least this share of the change.
    private static let leastSuddenness: Float = 0.4
    /// A change of speed that has half of the full strength, in picture widths a second.
    private static let strongChange: Float = 0.36
    /// A jump of the mean grey level that has half of the full strength.
    private static let strongJump: Float = 24

    private typealias Candidate = (frame: Int, strength: Float, kind: Footage.Accent.Kind)

    /// The accents in order of time.
    func accents() -> [Footage.Accent] {
        let lit = LitFrames(flashes)
        var candidates: [Candidate] = []
        for (start, end) in zip(takeStarts, takeStarts.dropFirst() + [speeds.count]) {
            candidates += changes(in: start..<end).filter {
                !lit.contains($0.frame) && !lit.contains($0.frame - 1)
            }
        }
        let guarded = Set(takeStarts.dropFirst().flatMap { $0 - Self.cutGuard...$0 + Self.cutGuard })
        for flash in flashes where flash.jump > 0 && !guarded.contains(flash.frames.lowerBound) {
            let frame = flash.frames.lowerBound
            candidates.append((frame, Self.saturated(flash.jump / Self.strongJump), .flash))
        }
        return strongest(candidates).map {
            Footage.Accent(
                time: times[$0.frame], strength: (Double($0.strength) * 1000).rounded() / 1000, kind: $0.kind)
        }
    }

    private static func saturated(_ value: Float) -> Float { value / (1 + value) }

    /// The sudden changes of speed within a take.
    private func changes(in take: Range<Int>) -> [Candidate] {
        let first = take.lowerBound + Self.cutGuard + 1
        let last = take.upperBound - Self.cutGuard - 1
        guard first <= last else { return [] }
        let seconds = times[take.upperBound - 1] - times[take.lowerBound]
        let rate = Double(take.count - 1) / max(seconds, 1e-6)
        let reach = min(max(Int((0.125 * rate).rounded()), 3), 16)
        var found: [Candidate] = []
        for frame in first...last {
            let past = max(frame - reach, take.lowerBound + 1)..<frame
            let future = frame..<min(frame + reach, take.upperBound)
            let (before, after) = (median(speeds[past]), median(speeds[future]))
            let change = abs(after - before)
            guard change >= Self.leastChange, change >= Self.leastShare * max(before, after) else { continue }
            let sign: Float = after > before ? 1 : -1
            let (slow, fast) = sign > 0 ? (past, future) : (future, past)
            guard median(differences[fast]) > Self.leastDifference * median(differences[slow]) else {
                continue
            }
            var step: (frame: Int, size: Float) = (frame, 0)
            for at in max(frame - reach / 2, first)...min(frame + reach / 2, last) {
                let size = sign * (speeds[at] - speeds[at - 1])
                if size > step.size { step = (at, size) }
            }
            guard step.size >= Self.leastSuddenness * change,
                change >= Self.leastOverUsual * usualStep(around: step.frame, in: take, reach: 8 * reach)
            else { continue }
            let contrast = change / max(before, after)
            found.append(
                (step.frame, Self.saturated(change / Self.strongChange) * contrast, sign > 0 ? .start : .stop)
            )
        }
        return found
    }

    private func median(_ range: ArraySlice<Float>) -> Float {
        var values = Array(range)
        return FrameMeasure.median(&values)
    }

    /// What speed usually changes by from frame to frame, in picture widths a second.
    private func usualStep(around frame: Int, in take: Range<Int>, reach: Int) -> Float {
        let from = max(frame - reach, take.lowerBound + 2)
        let to = min(frame + reach, take.upperBound)
        guard from < to else { return 0 }
        var steps = (from..<to).map { abs(speeds[$0] - speeds[$0 - 1]) }
        return FrameMeasure.median(&steps)
    }

    /// The strongest candidates that lie apart, in order of time.
    private func strongest(_ candidates: [Candidate]) -> [Candidate] {
        let sorted = candidates.sorted { ($0.strength, $1.frame) > ($1.strength, $0.frame) }
        var chosen: [Int: Candidate] = [:]
        var count = 0
        // By slots as wide as accents lie apart: only the neighbouring ones can hold one that is too near.
        for candidate in sorted where count < Self.mostAccents {
            let time = times[candidate.frame]
            let slot = Int(time / Self.apart)
            let isFree = (slot - 1...slot + 1).allSatisfy { near in
                chosen[near].map { abs(times[$0.frame] - time) >= Self.apart - 1e-6 } ?? true
            }
            if isFree {
                chosen[slot] = candidate
                count += 1
            }
        }
        return chosen.values.sorted { $0.frame < $1.frame }
    }
}
