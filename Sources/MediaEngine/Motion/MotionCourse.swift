package import EditModel

/// What the measures of all frames of a clip tell, now that its frames' times are known.
package struct MotionCourse: Sendable {
    /// The frames at which a new picture begins, increasing.
    package let cutFrames: [Int]

    /// Movement per frame, 0…1, 0 for the first; see `Footage.motion`.
    package let motion: [Float]

    /// The movements that stand out.
    package let accents: [Footage.Accent]

    /// What is seen every `Footage.momentPeriod` seconds.
    package let moments: [Footage.Moment]

    /// Places to jump back unseen.
    package let loops: [Footage.Loop]

    /// A speed that counts as strong movement, in picture widths a second.
    private static let strongSpeed: Float = 0.5

    /// Draws the conclusions.
    ///
    /// - Parameters:
    ///   - meter: What was measured; one frame at least.
    ///   - times: When each of its frames comes on screen.
    package init(_ meter: MotionMeter, times: FrameTimes) {
        let measures = meter.measures
        cutFrames = CutFinder.cuts(measures, flashes: meter.flashes)
        let takeStarts = [0] + cutFrames
        var speeds = Self.speeds(measures, times)
        Self.mend(&speeds, measures, times.times, takeStarts: takeStarts, flashes: meter.flashes)
        motion = speeds.enumerated().map { $0 == 0 ? 0 : min($1 / Self.strongSpeed, 1) }
        accents =
            AccentFinder(
                speeds: speeds, differences: measures.map(\.change), times: times.times,
                takeStarts: takeStarts, flashes: meter.flashes
            )
            .accents()
        moments = MomentFinder(measures: measures, times: times, takeStarts: takeStarts).moments()
        loops = meter.loopFinder.loops(times: times.times, takeStarts: takeStarts)
    }

    /// The time since the frame before, in seconds; one that is odd counts as the usual one.
    static func interval(before frame: Int, _ times: FrameTimes, usual: Double) -> Double {
        let interval = times.times[frame] - times.times[frame - 1]
        return interval > 0.5 * usual ? interval : usual
    }

    /// Picture widths a second, a value a frame, 0 for the first.
    ///
    /// A frame or a few of which nothing is known go on as those
    /// before; more of them rest.
    private static func speeds(_ measures: [FrameMeasure], _ times: FrameTimes) -> [Float] {
        let usual = times.usualInterval
        var speeds: [Float] = []
        speeds.reserveCapacity(measures.count)
        var unknown = 0
        for (index, measure) in measures.enumerated() {
            guard let last = speeds.last else {
                speeds.append(0)
                continue
            }
            if let distance = measure.distance {
                let seconds = interval(before: index, times, usual: usual)
                speeds.append(distance / Float(GreyFrame.width) / Float(seconds))
                unknown = 0
            } else {
                unknown += 1
                speeds.append(unknown <= mostUnknown ? last : 0)
            }
        }
        return speeds
    }

    /// The most frames in a row of which nothing is known that are taken to go on as before.
    private static let mostUnknown = 3

    /// Gives frames that tell nothing of movement the speed of those beside them: the first of a take, those of a flash,
    /// and frames that merely repeat the one before, whether the next one makes up for that or goes on from there.
    private static func mend(
        _ speeds: inout [Float], _ measures: [FrameMeasure], _ times: [Double], takeStarts: [Int],
        flashes: [FlashFinder.Flash]
    ) {
        for flash in flashes {
            let after = flash.frames.upperBound
            let left = speeds[max(flash.frames.lowerBound - 1, 0)]
            let right = after + 1 < speeds.count ? speeds[after + 1] : left
            for frame in flash.frames.lowerBound...after {
                let share = Float(frame - flash.frames.lowerBound + 1) / Float(flash.frames.count + 2)
                speeds[frame] = left + (right - left) * share
            }
        }
        for start in takeStarts where start + 1 < speeds.count { speeds[start] = speeds[start + 1] }
        let starts = Set(takeStarts)
        var frame = 2
        while frame + 1 < speeds.count {
            let repeats = (frame...min(frame + 1, speeds.count - 2)).prefix {
                measures[$0].change < 0.2 * min(measures[frame - 1].change, measures[$0 + 1].change)
                    || ($0 > frame && measures[$0].change < 0.2 * measures[frame - 1].change)
            }
            let next = frame + repeats.count
            if !repeats.isEmpty, !(frame - 1...next).contains(where: starts.contains),
                measures[next].change > 5 * measures[frame].change,
                speeds[frame - 1] > 0.25 * speeds[next]
            {
                let path = (frame...next).reduce(0) { $0 + Double(speeds[$1]) * (times[$1] - times[$1 - 1]) }
                let mean = Float(path / max(times[next] - times[frame - 1], 1e-6))
                if mean > 0.75 * speeds[frame - 1] {
                    for index in frame...next { speeds[index] = mean }
                } else {
                    // A frame more, not one in place of another.
                    for index in frame..<next { speeds[index] = (speeds[frame - 1] + speeds[next]) / 2 }
                }
            }
            frame = next + 1
        }
    }
}
