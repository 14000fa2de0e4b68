internal import EditModel

/// Finds producers of MLT that show given frames of a file, one after another.
///
/// ```
/// wanted                     21 23 25 27 29 31         twice as fast, the middle of each frame
/// "2:clip" from place 10     20 22 24 26 28 30         always the one before
/// "2.05:clip" from place 10  21 23 25 27 29 31
/// ```
///
/// At a place of its clock a producer shows the file's frame that begins next to it, and clocks begin with the file. So a
/// stretch that lies wrong is moved by a speed that is a little another; one that is too long for that is divided.
struct MLTFit {
    /// The clock at the file's own speed.
    let plain: MLTClock
    /// The file's frames a second.
    let rate: Double
    /// The file's length in seconds.
    let duration: Double
    /// The speed that is wanted; above 0.
    var speed: Double
    let isBackward: Bool

    /// A stretch of a producer.
    struct Run {
        /// How many frames it shows.
        var count: Int
        /// The place of the first on the clock of the file, which runs forwards.
        var place: Int
        /// How fast it runs; nil for the file's own speed.
        var speed: MLTSpeed?
        /// Its clock.
        var clock: MLTClock
    }

    /// The most runs that a part is divided into.
    private static let mostRuns = 8
    /// How many places of a clock before and behind the likely one are tried.
    private static let reach = 40

    /// Runs that show all of some frames; nil where a few are not enough.
    ///
    /// - Parameters:
    ///   - wanted: Indices of frames of the file.
    ///   - head: How many of the first are to be in one run.
    ///   - tail: How many of the last are to be in one run.
    func runs(showing wanted: [Int], head: Int, tail: Int) -> [Run]? {
        var runs: [Run] = []
        var start = 0
        while start < wanted.count {
            guard runs.count < Self.mostRuns, var run = longest(wanted[start...]) else { return nil }
            if start == 0, run.count < head { return nil }
            if start + run.count < wanted.count {
                run.count = min(run.count, wanted.count - tail - start)
                guard run.count > 0, start > 0 || run.count >= head else { return nil }
            }
            runs.append(run)
            start += run.count
        }
        return runs
    }

    /// The run that shows the most of some frames from the first on; of such the one nearest to the wanted speed.
    private func longest(_ wanted: ArraySlice<Int>) -> Run? {
        guard let first = wanted.first else { return nil }
        let own = clockFrames
        let likely = Int((Double(first) * Double(own) / (rate * Double(plain.seconds))).rounded())
        var best: (run: Run, distance: Int)?
        for place in max(likely - Self.reach, 0)...likely + Self.reach {
            guard let run = run(from: place, showing: wanted, atLeast: best?.run.count ?? 1) else { continue }
            let distance = abs(run.clock.frames - own)
            if let best, run.count == best.run.count, distance >= best.distance { continue }
            best = (run, distance)
        }
        return best?.run
    }

    /// The number of frames of the clock at the wanted speed.
    private var clockFrames: Int { max(Int((Double(plain.frames) / speed).rounded()), 1) }

    /// The longest run from a place; nil where it is shorter than one that is known.
    private func run(from place: Int, showing wanted: ArraySlice<Int>, atLeast known: Int) -> Run? {
        var clocks = 1...plain.frames * 1000
        var count = 0
        for frame in wanted {
            let next = isBackward ? place - count : place + count
            guard next >= 0, let fitting = self.clocks(showing: frame, at: next) else { break }
            let (low, high) = (
                max(clocks.lowerBound, fitting.lowerBound), min(clocks.upperBound, fitting.upperBound)
            )
            guard low <= high else { break }
            clocks = low...high
            count += 1
        }
        guard count >= known else { return nil }
        var run = Run(count: count, place: place, speed: nil, clock: plain)
        if isBackward || !clocks.contains(plain.frames) || clockFrames != plain.frames {
            let own = clockFrames
            let speed = MLTSpeed(
                clocks: clocks.contains(own) ? own...own : clocks, near: self.speed, plain: plain,
                isBackward: isBackward)
            (run.speed, run.clock) = (speed, speed.clock)
        }
        // What lies on an edge, or behind the file's end, is not there after all.
        run.count =
            zip(wanted, 0..<count).prefix { frame, step in
                let next = isBackward ? place - step : place + step
                return next < run.clock.placeCount(in: duration)
                    && run.clock.fileFrame(at: next, rate: rate) == frame
            }.count
        return run.count >= known ? run : nil
    }

    /// The clocks, by their number of frames, that show a frame of the file at a place; nil for none.
    private func clocks(showing frame: Int, at place: Int) -> ClosedRange<Int>? {
        guard place > 0 else { return frame == 0 ? 1...plain.frames * 1000 : nil }
        let frames = Double(place) * rate * Double(plain.seconds)
        let low = Int((frames / (Double(frame) + 0.5)).rounded(.down)) + 1
        let high = frame == 0 ? plain.frames * 1000 : Int(frames / (Double(frame) - 0.5))
        return low <= high ? low...high : nil
    }

    /// The run at the wanted speed that shows most of some frames, where not all can be shown.
    func nearest(to wanted: [Int]) -> Run {
        let isPlain = clockFrames == plain.frames && !isBackward
        let speed =
            isPlain
            ? nil
            : MLTSpeed(
                clocks: clockFrames...clockFrames, near: self.speed, plain: plain, isBackward: isBackward)
        let clock = speed?.clock ?? plain
        let most = max(clock.placeCount(in: duration) - 1, 0)
        let first = Double(wanted.first ?? 0)
        let likely = Int((first * clock.framesPerSecond / rate).rounded())
        let runs = (likely - 2...likely + 2).map { place in
            let bounds =
                isBackward
                ? wanted.count - 1...max(most, wanted.count - 1) : 0...max(most - wanted.count + 1, 0)
            return Run(
                count: wanted.count, place: min(max(place, bounds.lowerBound), bounds.upperBound),
                speed: speed, clock: clock)
        }
        return runs.min { misses(of: $0, wanted) < misses(of: $1, wanted) } ?? runs[0]
    }

    private func misses(of run: Run, _ wanted: [Int]) -> Int {
        zip(wanted, shown(by: run)).count { $0 != $1 }
    }

    /// The frames of the file that a run shows.
    func shown(by run: Run) -> [Int] {
        let last = Int((duration * rate).rounded()) - 1
        return (0..<run.count).map { step in
            let place = max(isBackward ? run.place - step : run.place + step, 0)
            return min(run.clock.fileFrame(at: place, rate: rate), last)
        }
    }
}
