/// Measures a stream of small grey frames, each against the one before.
///
/// The memory is a few numbers a frame, and a bounded number of tiny pictures.
package struct MotionMeter: Sendable {
    /// What was measured so far, one value a frame.
    private(set) var measures: [FrameMeasure] = []

    /// Flashes and blinks so far.
    var flashes: [FlashFinder.Flash] { flashFinder.flashes }

    /// What is kept for finding loops.
    private(set) var loopFinder = LoopFinder()

    private var flashFinder = FlashFinder()
    private var matcher = BlockMatcher()
    private var frame = GreyFrame()
    private var previous = GreyFrame()
    private var previousHistogram = [Int](repeating: 0, count: histogramBins)
    private let longestFlash: Int
    private static let histogramBins = 32

    /// Creates a meter that has measured nothing.
    ///
    /// - Parameter framesPerSecond: About how many frames a second there are; a flash ends within 0.4 s.
    package init(framesPerSecond: Double) {
        longestFlash = Int((min(max(framesPerSecond, 5), 240) * 0.4).rounded())
    }

    /// Takes the next frame in: `GreyFrame.size` grey levels, row by row.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        var histogram = [Int](repeating: 0, count: Self.histogramBins)
        var sum = 0
        for level in bytes {
            histogram[Int(level) >> 3] += 1
            sum += Int(level)
        }
        var measure = FrameMeasure()
        measure.level = Float(sum) / Float(GreyFrame.size)
        let index = measures.count
        if let last = measures.last {
            // The means are made equal, so that a change of light does not count as movement.
            let shift = Int((last.level - measure.level).rounded())
            frame.fill(bytes, brighterBy: shift)
            matcher.match(frame, after: previous)
            measure.take(matcher.blocks)
            measure.histogramChange = distance(histogram)
            if shift != 0 { frame.fill(bytes, brighterBy: 0) }
            flashFinder.append(
                index, level: measure.level, previousLevel: last.level, frame: frame, previous: previous,
                longest: longestFlash)
        } else {
            frame.fill(bytes, brighterBy: 0)
        }
        (measure.x, measure.y) = Saliency.centre(
            frame, matcher.blocks, pan: (measure.panX, measure.panY))
        measures.append(measure)
        loopFinder.append(bytes)
        swap(&frame, &previous)
        previousHistogram = histogram
    }

    /// The chi-squared distance to the histogram before, 0…1.
    private func distance(_ histogram: [Int]) -> Float {
        var distance: Float = 0
        for bin in 0..<Self.histogramBins {
            let (now, before) = (histogram[bin], previousHistogram[bin])
            guard now + before > 0 else { continue }
            let gap = Float(now - before)
            distance += gap * gap / Float(now + before)
        }
        return distance / Float(2 * GreyFrame.size)
    }
}
