internal import EditModel

/// What is seen at even steps of time.
struct MomentFinder {
    let measures: [FrameMeasure]
    let times: FrameTimes
    /// The frames at which a take begins, the first among them, increasing.
    let takeStarts: [Int]

    /// The place of the eye is a mean over this much time to each side, in seconds, less weight further off.
    private static let placeReach = 0.5
    /// Pan and brightness are means over this much time to each side, in seconds.
    private static let lightReach = Footage.momentPeriod / 2

    /// A moment every `Footage.momentPeriod` from 0 to the clip's end, one at least; none looks across a cut.
    func moments() -> [Footage.Moment] {
        let count = max(Int((times.duration / Footage.momentPeriod - 1e-6).rounded(.up)), 1)
        let usual = times.usualInterval
        var take = 0
        return (0..<count).map { number in
            let time = Double(number) * Footage.momentPeriod
            let frame = times.index(at: time)
            while take + 1 < takeStarts.count, takeStarts[take + 1] <= frame { take += 1 }
            let end = take + 1 < takeStarts.count ? takeStarts[take + 1] : measures.count
            return moment(at: time, frame: frame, take: takeStarts[take]..<end, usual: usual)
        }
    }

    private func moment(at time: Double, frame: Int, take: Range<Int>, usual: Double) -> Footage.Moment {
        var first = frame
        while first > take.lowerBound, time - times.times[first - 1] < Self.placeReach { first -= 1 }
        var (weight, x, y) = (0.0, 0.0, 0.0)
        var (count, level) = (0.0, 0.0)
        var (pans, panX, panY) = (0.0, 0.0, 0.0)
        var index = first
        while index < take.upperBound, index <= frame || times.times[index] - time < Self.placeReach {
            let measure = measures[index]
            let gap = abs(times.times[index] - time)
            let near = max(1 - gap / Self.placeReach, 0.01)
            weight += near
            x += near * Double(measure.x)
            y += near * Double(measure.y)
            if index == frame || gap <= Self.lightReach {
                count += 1
                level += Double(measure.level)
            }
            // The first frame of a take tells no movement; the one on screen may lie further off than the reach.
            if index > take.lowerBound, gap <= max(Self.lightReach, usual) {
                let seconds = MotionCourse.interval(before: index, times, usual: usual)
                pans += 1
                panX += Double(measure.panX) / Double(GreyFrame.width) / seconds
                panY += Double(measure.panY) / Double(GreyFrame.height) / seconds
            }
            index += 1
        }
        func tidy(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
        return Footage.Moment(
            x: tidy(x / weight), y: tidy(y / weight), panX: pans > 0 ? tidy(panX / pans) : 0,
            panY: pans > 0 ? tidy(panY / pans) : 0, brightness: tidy(level / count / 255))
    }
}
