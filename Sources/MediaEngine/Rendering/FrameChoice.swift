internal import EditModel

/// Which frames of a clip are seen at a moment of its time.
struct FrameChoice {
    private let times: FrameTimes
    private let interval: Double
    private let framesPerSecond: Double
    private let blends: Bool
    private let blurs: Bool
    /// The frames with which the clip cuts to another picture, increasing: nothing is mixed across.
    private let cuts: [Int]

    /// The most frames that are mixed to one.
    static let mostMixed = 8
    /// At this speed and above, movement may be blurred.
    private static let blurredSpeed = 2.0
    /// Speeds have been through division.
    private static let grace = 1e-6

    /// Prepares the choice for one clip of an edit.
    init(_ edit: Edit, clip: Int, times: FrameTimes) {
        self.times = times
        interval = times.usualInterval
        framesPerSecond = edit.frameRate.framesPerSecond
        blends = edit.style.slowMotion == .blend
        blurs = edit.style.shutterBlur
        cuts = edit.clips[clip].cuts.map { times.index(at: $0) }
    }

    /// The frames at a moment.
    ///
    /// A clip that runs slower than at its own speed, with less than a frame of its own for each of the timeline, has
    /// its two frames blended whose time on screen is centred next before and next after the moment. One that runs at
    /// twice its speed or more has, where blur is wanted, all its frames averaged that come on screen meanwhile. All
    /// others, and those that stand still, show the frame that is on screen at the moment.
    func frames(at moment: ShotCourse.Moment) -> FrameMap.Frames {
        let speed = abs(moment.step) * framesPerSecond
        if blurs, speed >= Self.blurredSpeed - Self.grace { return blurred(at: moment) }
        let framesPerFrame = abs(moment.step) / interval
        if blends, speed > 0, max(speed, framesPerFrame) < 1 - Self.grace { return blended(at: moment.time) }
        return .one(times.index(at: moment.time))
    }

    /// The frame of a plate whose frames are made at an even rate.
    ///
    /// - Parameter rate: In thousandths of a frame a second.
    func made(at time: Double, rate: Int) -> FrameMap.Frames {
        let rate = Double(rate) / 1000
        let last = ((times.times.last ?? 0) * rate).rounded(.down)
        return .one(Int(min(max((time * rate + Self.grace).rounded(.down), 0), last)))
    }

    private func blended(at time: Double) -> FrameMap.Frames {
        let shown = times.index(at: time)
        let first = time < centre(of: shown) ? shown - 1 : shown
        guard first >= 0, first + 1 < times.times.count, cutCount(upTo: first) == cutCount(upTo: first + 1)
        else { return .one(shown) }
        let (from, to) = (centre(of: first), centre(of: first + 1))
        let weight = Int((256 * (time - from) / (to - from)).rounded())
        if weight <= 0 { return .one(first) }
        return weight < 256 ? .blend(first, first + 1, weight: weight) : .one(first + 1)
    }

    private func blurred(at moment: ShotCourse.Moment) -> FrameMap.Frames {
        let half = abs(moment.step) / 2
        let shown = times.index(at: moment.time)
        var low = times.index(at: moment.time - half)
        var high = max(times.index(at: moment.time + half - 2 * Self.grace), low)
        let next = cutCount(upTo: shown)
        if next > 0 { low = max(low, cuts[next - 1]) }
        if next < cuts.count { high = min(high, cuts[next] - 1) }
        let count = high - low + 1
        guard count > 1 else { return .one(shown) }
        let mixed = min(count, Self.mostMixed)
        return .mean((0..<mixed).map { low + (2 * $0 + 1) * count / (2 * mixed) })
    }

    /// How many cuts come with a frame or before it.
    private func cutCount(upTo frame: Int) -> Int {
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle] <= frame { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The middle of a frame's time on screen.
    private func centre(of frame: Int) -> Double {
        let start = times.times[frame]
        let end = frame + 1 < times.times.count ? times.times[frame + 1] : start + interval
        return (start + end) / 2
    }
}
