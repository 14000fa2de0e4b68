import Foundation

/// The tempo of a song over time, and where it is kept steadily.
struct TempoCurve: Sendable {
    /// Beats per minute at each whole second.
    let bpm: [Double]

    /// Whether each second belongs to a song, or the part of one, that keeps one tempo as machines do, and players with
    /// a click.
    let isSteady: [Bool]

    /// Creates a curve that is followed loosely.
    init(path: [Double]) {
        self.init(bpm: path, isSteady: [Bool](repeating: false, count: path.count))
    }

    /// The curves that tracked beats may have followed; none where there are too few.
    ///
    /// The tempo at a second is the median over the intervals, taken over four beats each, within 8 s. Where beats keep one
    /// tempo over the song, that tempo is the first curve, and one that leaves it for the passages that seem to have
    /// another is the second.
    static func candidates(frames: [Int], frameRate: Double, seconds: Int) -> [TempoCurve] {
        let span = 4
        guard frames.count > 3 * span else { return [] }
        var times: [Double] = []
        var intervals: [Double] = []
        for k in 0..<(frames.count - span) {
            times.append(Double(frames[k] + frames[k + span]) / 2 / frameRate)
            intervals.append(Double(frames[k + span] - frames[k]) / Double(span) / frameRate)
        }
        var curve: [Double] = []
        var first = 0
        var last = 0
        for second in 0..<max(1, seconds) {
            let centre = min(max(Double(second), times[0]), times[times.count - 1])
            while times[first] < centre - 8 { first += 1 }
            while last < times.count, times[last] <= centre + 8 { last += 1 }
            curve.append(60 / median(Array(intervals[first..<last])))
        }
        guard let steady = steadyTempo(frames.map { Double($0) / frameRate }) else {
            return [TempoCurve(path: curve)]
        }
        let departs = curve.map { abs(log($0 / steady)) > departure }
        let constant = TempoCurve(
            bpm: [Double](repeating: steady, count: curve.count),
            isSteady: [Bool](repeating: true, count: curve.count))
        guard departs.contains(true) else { return [constant] }
        let isSteady = curve.indices.map { second in
            !departs[max(0, second - margin)..<min(curve.count, second + margin + 1)].contains(true)
        }
        for second in curve.indices where !departs[second] { curve[second] = steady }
        return [constant, TempoCurve(bpm: curve, isSteady: isSteady)]
    }

    private init(bpm: [Double], isSteady: [Bool]) {
        self.bpm = bpm
        self.isSteady = isSteady
    }

    /// The tempo at a time in seconds, in a straight line from one whole second to the next.
    func bpm(at second: Double) -> Double {
        let low = min(bpm.count - 1, max(0, Int(second)))
        let high = min(bpm.count - 1, low + 1)
        let share = min(1, max(0, second - Double(low)))
        return bpm[low] * (1 - share) + bpm[high] * share
    }

    /// Whether the tempo is kept at a time in seconds.
    func isSteady(at second: Double) -> Bool { isSteady[min(isSteady.count - 1, max(0, Int(second)))] }

    /// The same curve at another metrical level.
    func scaled(by ratio: Double) -> TempoCurve {
        TempoCurve(bpm: bpm.map { $0 * ratio }, isSteady: isSteady)
    }

    /// A local tempo further than this from the steady one, as a natural logarithm, is another tempo.
    private static let departure = 0.04

    /// So many seconds around a passage with another tempo, phases are free.
    private static let margin = 4

    /// Beats that agree with one tempo by less than this do not keep it.
    private static let leastCoherence = 0.6

    /// The one tempo that beats keep throughout; nil where they don't.
    ///
    /// Beats at times *t* keep the tempo *f* as far as |mean exp(4πi *f t*)| comes near 1. Twice the tempo is taken, so that
    /// passages that were tracked half a beat off count as well. Tempi within 1 % are tried, close enough for the song's
    /// length, but no more than 2001, so that time is linear in the beats of long songs.
    private static func steadyTempo(_ times: [Double]) -> Double? {
        let span = 16
        guard let first = times.first, let last = times.last, times.count > span else { return nil }
        // Over sixteen beats the rounding of beats to frames hardly counts.
        let middle = Double(span) / median((span..<times.count).map { times[$0] - times[$0 - span] })
        let step = 0.03 / (last - first)
        let steps = min(1_000, Int(0.01 * middle / step))
        var best = (coherence: 0.0, frequency: middle)
        // Each beat is a phasor at the lowest tempo, and is turned by as much from each tempo to the next.
        let lowest = middle - Double(steps) * step
        var phasors = times.map { time in
            SIMD2(cos(4 * Double.pi * lowest * time), sin(4 * Double.pi * lowest * time))
        }
        let turns = times.map { SIMD2(cos(4 * Double.pi * step * $0), sin(4 * Double.pi * step * $0)) }
        for k in 0...2 * steps {
            var sum = SIMD2(0.0, 0.0)
            for index in phasors.indices {
                let (z, turn) = (phasors[index], turns[index])
                sum += z
                phasors[index] = SIMD2(z.x * turn.x - z.y * turn.y, z.x * turn.y + z.y * turn.x)
            }
            let coherence = (sum * sum).sum().squareRoot() / Double(times.count)
            if coherence > best.coherence { best = (coherence, lowest + Double(k) * step) }
        }
        return best.coherence > leastCoherence ? 60 * best.frequency : nil
    }

    private static func median(_ x: [Double]) -> Double { x.sorted()[x.count / 2] }
}
