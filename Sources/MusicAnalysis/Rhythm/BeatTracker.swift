import Foundation

/// Finds the most likely sequence of beats under a tempo that may drift.
///
/// An exact Viterbi search over beat times and intervals: the bar-pointer model in the efficient state space of Krebs,
/// Böck & Widmer, ISMIR 2015, folded to its beat boundaries. Between two beats nothing is decided there, so a state
/// is only (frame of a beat, interval that led to it); the scores reach back no further than the longest interval,
/// and one byte per frame and interval is kept to retrace the path.
struct BeatTracker: Sendable {
    /// The weight of a beat's observation against the cost of changing the interval.
    var observationWeight: Float = 1.5

    /// The standard deviation of the change from one interval to the next, in natural-log units.
    var intervalDeviation = 0.05

    /// The cost of taking up the beat anew, out of step with what was before.
    var breakCost: Float = 40

    /// The standard deviation of an interval between beats about the tempo curve, in natural-log units.
    private static let tempoDeviation = 0.08

    /// Marks the first beat of a path.
    private static let start: UInt8 = 255

    /// Marks a beat that takes up the pulse anew.
    private static let anew: UInt8 = 254

    /// The frames of the best beats for a signal, increasing.
    ///
    /// - Parameters:
    ///   - signal: How much each frame looks like a beat.
    ///   - frameRate: Frames per second.
    ///   - tempo: The expected tempo.
    func track(_ signal: [Float], frameRate: Double, tempo: TempoCurve) -> [Int] {
        let shortest = Int((60 / (Tempogram.range.upperBound * 1.04) * frameRate).rounded())
        let longest = Int((60 / (Tempogram.range.lowerBound * 0.95) * frameRate).rounded())
        let count = longest - shortest + 1
        let frames = signal.count
        guard frames > longest else { return [] }
        precondition(count < Int(Self.anew), "an interval index must fit a byte")

        let logs = (0..<count).map { log(Double(shortest + $0)) }
        var costs = [Float](repeating: 0, count: count * count)
        var lower = [Int](repeating: 0, count: count)
        var upper = [Int](repeating: 0, count: count)
        for to in 0..<count {
            lower[to] = count
            for from in 0..<count {
                let deviation = (logs[to] - logs[from]) / intervalDeviation
                costs[to * count + from] = Float(0.5 * deviation * deviation)
                if abs(deviation) <= 4 {
                    lower[to] = min(lower[to], from)
                    upper[to] = from + 1
                }
            }
        }
        let ring = longest + 1
        let impossible = -Float.greatestFiniteMagnitude / 4
        var scores = [Float](repeating: impossible, count: ring * count)
        var bestScores = [Float](repeating: impossible, count: ring)
        var bestIntervals = [UInt8](repeating: 0, count: ring)
        var back = [UInt8](repeating: Self.start, count: frames * count)
        var breaks: [Int: (frame: Int, interval: Int)] = [:]
        var expected = [Float](repeating: 0, count: count)
        var band = 0..<count
        var centre = 0
        for t in 0..<frames {
            if t % 25 == 0 {
                let interval = 60 / tempo.bpm(at: Double(t) / frameRate) * frameRate
                let rounding = 0.4 / interval
                let spread = (Self.tempoDeviation * Self.tempoDeviation + rounding * rounding).squareRoot()
                var first = count
                var last = -1
                for i in 0..<count {
                    let deviation = (logs[i] - log(interval)) / spread
                    expected[i] = Float(-0.5 * deviation * deviation)
                    if abs(deviation) <= 3.5 {
                        first = min(first, i)
                        last = i
                    }
                }
                band = first <= last ? first..<(last + 1) : 0..<count
                centre = min(count - 1, max(0, Int(interval.rounded()) - shortest))
            }
            let slot = (t % ring) * count
            for i in 0..<count { scores[slot + i] = impossible }
            var best = impossible
            var bestIndex = 0
            let observation = observationWeight * signal[t]
            for i in band {
                let from = t - (shortest + i)
                var value: Float = from < 0 ? 0 : impossible
                var choice = Self.start
                if from >= 0 {
                    let base = (from % ring) * count
                    let costBase = i * count
                    for j in lower[i]..<upper[i] {
                        let candidate = scores[base + j] - costs[costBase + j]
                        if candidate > value {
                            value = candidate
                            choice = UInt8(truncatingIfNeeded: j)
                        }
                    }
                }
                if i == centre {
                    for frame in max(0, t - longest)..<max(0, t - shortest) {
                        let candidate = bestScores[frame % ring] - breakCost
                        guard candidate > value else { continue }
                        value = candidate
                        choice = Self.anew
                        breaks[t] = (frame, Int(bestIntervals[frame % ring]))
                    }
                }
                value += observation + expected[i]
                scores[slot + i] = value
                back[t * count + i] = choice
                if value > best {
                    best = value
                    bestIndex = i
                }
            }
            bestScores[t % ring] = best
            bestIntervals[t % ring] = UInt8(truncatingIfNeeded: bestIndex)
        }

        var end = frames - 1
        for t in max(0, frames - ring)..<frames where bestScores[t % ring] > bestScores[end % ring] {
            end = t
        }
        var path: [Int] = []
        var t = end
        var interval = Int(bestIntervals[end % ring])
        while t >= 0 {
            path.append(t)
            let previous = back[t * count + interval]
            guard previous != Self.start else { break }
            if previous == Self.anew, let origin = breaks[t] {
                t = origin.frame
                interval = origin.interval
            } else {
                t -= shortest + interval
                interval = Int(previous)
            }
        }
        return path.reversed()
    }
}
