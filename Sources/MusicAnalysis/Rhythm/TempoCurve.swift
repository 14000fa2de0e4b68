import Foundation

/// The tempo of a song over time, and how steadily it is kept.
struct TempoCurve: Sendable {
    /// Beats per minute at each whole second.
    let bpm: [Double]

    /// The standard deviation of an interval between beats about the curve, in natural-log units.
    let deviation: Double

    /// Creates a curve that is followed loosely.
    init(path: [Double]) {
        bpm = path
        deviation = 0.08
    }

    /// Takes the tempo and its steadiness from tracked beats; nil where there are too few.
    ///
    /// The tempo at a second is the median over the intervals, taken over four beats each, within 8 s. A machine's
    /// tempo comes out with a deviation of nearly 0, and its beats are then followed tightly.
    init?(frames: [Int], frameRate: Double, seconds: Int) {
        let span = 4
        guard frames.count > 3 * span else { return nil }
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
            curve.append(60 / Self.median(Array(intervals[first..<last])))
        }
        bpm = curve
        var deviations: [Double] = []
        for k in 0..<intervals.count {
            let expected = 60 / curve[min(curve.count - 1, max(0, Int(times[k].rounded())))]
            deviations.append(abs(log(intervals[k] / expected)))
        }
        deviation = min(0.08, max(0.01, 2 * Self.median(deviations)))
    }

    /// The tempo at a time in seconds.
    func bpm(at second: Double) -> Double { bpm[min(bpm.count - 1, max(0, Int(second.rounded())))] }

    /// The same curve at another metrical level.
    func scaled(by ratio: Double) -> TempoCurve {
        TempoCurve(bpm: bpm.map { $0 * ratio }, deviation: deviation)
    }

    private init(bpm: [Double], deviation: Double) {
        self.bpm = bpm
        self.deviation = deviation
    }

    private static func median(_ x: [Double]) -> Double { x.sorted()[x.count / 2] }
}
