/// Finds hard cuts: frames in which something new is in place of almost everything, once.
enum CutFinder {
    /// The frames at which a new picture begins, increasing.
    ///
    /// A cut is a frame whose histogram jumps, most of whose blocks are nowhere in the frame before, and that differs far
    /// more than those around it. A flash is none.
    static func cuts(_ measures: [FrameMeasure], flashes: [FlashFinder.Flash]) -> [Int] {
        let lit = LitFrames(flashes)
        var cuts: [Int] = []
        for index in measures.indices.dropFirst() {
            let measure = measures[index]
            let isNewAllOver = measure.newShare > 0.5 && measure.residual > 15
            guard
                measure.newShare > leastNewShare || measure.histogramChange > certainHistogramChange,
                measure.histogramChange > (isNewAllOver ? 0.02 : leastHistogramChange),
                measure.residual > leastResidual, !lit.contains(index)
            else { continue }
            var around: [Float] = []
            for other in max(index - 4, 1)...min(index + 4, measures.count - 1) where other != index {
                around.append(measures[other].residual)
            }
            if measure.residual > 3 * FrameMeasure.median(&around) { cuts.append(index) }
        }
        return cuts
    }

    private static let leastNewShare: Float = 0.4
    private static let leastHistogramChange: Float = 0.1
    private static let certainHistogramChange: Float = 0.5
    private static let leastResidual: Float = 5
}

/// The frames that a flash or a blink changes, with the first one after it, in which all is as before.
struct LitFrames {
    private let frames: Set<Int>

    init(_ flashes: [FlashFinder.Flash]) {
        frames = Set(flashes.flatMap { $0.frames.lowerBound...$0.frames.upperBound })
    }

    func contains(_ index: Int) -> Bool { frames.contains(index) }
}
