/// Measures movement and finds hard cuts in a stream of small grey frames.
struct MotionMeter {
    static let width = 160
    static let height = 90
    static let frameSize = width * height

    /// Movement per frame so far, 0 for the first; 1 is strong.
    private(set) var motion: [Float] = []

    /// The frames at which a new picture begins.
    private(set) var cutFrames: [Int] = []

    private var previous: [UInt8] = []
    private var previousHistogram = [Int](repeating: 0, count: histogramBins)
    private static let histogramBins = 32

    /// A mean difference of grey levels this large is strong movement.
    private static let strongDifference: Float = 16

    /// Takes the next frame in: `frameSize` grey levels.
    ///
    /// The difference is taken after the frames' means are made equal, so that a flash does not count as movement. A cut
    /// is a frame that differs far more than those around it and has another histogram too.
    mutating func append(_ frame: UnsafeRawBufferPointer) {
        precondition(frame.count == Self.frameSize, "a frame is whole")
        var histogram = [Int](repeating: 0, count: Self.histogramBins)
        var sum = 0
        for level in frame {
            histogram[Int(level) >> 3] += 1
            sum += Int(level)
        }
        defer {
            previous = [UInt8](frame)
            previousHistogram = histogram
        }
        guard !previous.isEmpty else {
            motion.append(0)
            return
        }
        var previousSum = 0
        for level in previous { previousSum += Int(level) }
        let shift = (sum - previousSum) / Self.frameSize
        var difference = 0
        for index in 0..<Self.frameSize {
            difference += abs(Int(frame[index]) - Int(previous[index]) - shift)
        }
        let strength = Float(difference) / Float(Self.frameSize) / Self.strongDifference
        if isCut(strength: strength, histogram: histogram) { cutFrames.append(motion.count) }
        motion.append(min(strength, 1))
    }

    private func isCut(strength: Float, histogram: [Int]) -> Bool {
        var distance: Float = 0
        for (now, before) in zip(histogram, previousHistogram) where now + before > 0 {
            let gap = Float(now - before)
            distance += gap * gap / Float(now + before)
        }
        let relative = distance / Float(2 * Self.frameSize)
        let recent = motion.suffix(8)
        let usual = recent.reduce(0, +) / Float(max(recent.count, 1))
        return strength > 0.6 && strength > 4 * usual && relative > 0.15
    }
}
