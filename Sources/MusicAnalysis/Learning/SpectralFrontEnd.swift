/// The first layers of the network: from bands, 100 frames a second, to 32 values, 50 times a second.
///
/// ```
/// 5 frames × 48 bands ─5×3 convolution, every 2nd frame─▶ 46 × 16 ─greatest of 3─▶ 15 × 16
///   3 of those        ─3×3 convolution─────────────────▶ 13 × 16 ─greatest of 3─▶  4 × 16 ─all bands─▶ 32
/// ```
///
/// Frames go in one after the other, so that memory does not grow with the song.
struct SpectralFrontEnd {
    /// The number of values that come out per frame.
    static let width = 32

    private static let bands = MelBands.bandCount
    private static let channels = 16
    private static let firstBands = 15
    private static let secondBands = 4

    private let firstWeights: [SIMD8<Float>]
    private let firstBias: [SIMD8<Float>]
    private let secondWeights: [SIMD8<Float>]
    private let secondBias: [SIMD8<Float>]
    private let thirdWeights: [SIMD8<Float>]
    private let thirdBias: [SIMD8<Float>]

    init(_ weights: NetworkWeights) {
        let channels = Self.channels
        firstWeights = weights.groups("first.weight", count: 5 * 3 * channels)
        firstBias = weights.groups("first.bias", count: channels)
        secondWeights = weights.groups("second.weight", count: 3 * 3 * channels * channels)
        secondBias = weights.groups("second.bias", count: channels)
        thirdWeights = weights.groups("third.weight", count: Self.secondBands * channels * Self.width)
        thirdBias = weights.groups("third.bias", count: Self.width)
    }

    /// Computes all frames.
    ///
    /// - Parameters:
    ///   - frameCount: The number of frames that go in.
    ///   - row: Writes the 48 bands of a frame; called once for each, in order.
    ///   - output: Receives frame `k`, centred on the input's frame 2`k`, in groups of eight values.
    func run(frameCount: Int, row: (Int, inout [Float]) -> Void, output: (Int, [SIMD8<Float>]) -> Void) {
        let count = (frameCount + 1) / 2
        let size = Self.firstBands * Self.channels
        var rows = [Float](repeating: 0, count: 5 * Self.bands)
        var pooled = [Float](repeating: 0, count: 3 * size)
        var newestRow = [Float](repeating: 0, count: Self.bands)
        var newest = [Float](repeating: 0, count: size)
        var second = [Float](repeating: 0, count: Self.secondBands * Self.channels)
        var third = thirdBias
        /// Frame `t` of the input, silent outside the song, becomes the last of five.
        func shift(_ t: Int) {
            if t < frameCount {
                row(t, &newestRow)
            } else {
                newestRow = [Float](repeating: 0, count: Self.bands)
            }
            Self.push(newestRow, onto: &rows)
        }
        shift(0)
        for k in 0...count {
            if k < count {
                shift(2 * k + 1)
                shift(2 * k + 2)
                computeFirst(rows, into: &newest)
            } else {
                newest = [Float](repeating: 0, count: size)
            }
            Self.push(newest, onto: &pooled)
            guard k > 0 else { continue }
            computeSecond(pooled, into: &second)
            computeThird(second, into: &third)
            output(k - 1, third)
        }
    }

    /// Forgets the oldest row of a list and puts a new one at its end.
    private static func push(_ row: [Float], onto rows: inout [Float]) {
        var rows = rows.mutableSpan
        let kept = rows.count - row.count
        for index in 0..<kept { rows[index] = rows[index + row.count] }
        for index in 0..<row.count { rows[kept + index] = row[index] }
    }

    private func computeFirst(_ rows: [Float], into result: inout [Float]) {
        let weights = firstWeights.span
        let row = rows.span
        let zero = SIMD8<Float>.zero
        for group in 0..<2 {
            for band in 0..<Self.firstBands {
                var a = firstBias[group]
                var b = a
                var c = a
                for tap in 0..<5 {
                    let base = tap * Self.bands + 3 * band
                    let (w0, w1, w2) = (
                        weights[(tap * 3) * 2 + group], weights[(tap * 3 + 1) * 2 + group],
                        weights[(tap * 3 + 2) * 2 + group]
                    )
                    let (x0, x1, x2, x3, x4) = (
                        row[base], row[base + 1], row[base + 2], row[base + 3], row[base + 4]
                    )
                    a += x0 * w0 + x1 * w1 + x2 * w2
                    b += x1 * w0 + x2 * w1 + x3 * w2
                    c += x2 * w0 + x3 * w1 + x4 * w2
                }
                let greatest = pointwiseMax(pointwiseMax(a, b), pointwiseMax(c, zero))
                store(greatest, in: &result, at: band * 16 + group * 8)
            }
        }
    }

    private func computeSecond(_ pooled: [Float], into result: inout [Float]) {
        let weights = secondWeights.span
        let row = pooled.span
        let zero = SIMD8<Float>.zero
        for group in 0..<2 {
            for band in 0..<Self.secondBands {
                var a = secondBias[group]
                var b = a
                var c = a
                for tap in 0..<3 {
                    for near in 0..<3 {
                        let start = (tap * Self.firstBands + 3 * band + near) * 16
                        let first = (tap * 3 + near) * 16
                        for channel in 0..<16 {
                            let w = weights[(first + channel) * 2 + group]
                            a += row[start + channel] * w
                            b += row[start + 16 + channel] * w
                            c += row[start + 32 + channel] * w
                        }
                    }
                }
                let greatest = pointwiseMax(pointwiseMax(a, b), pointwiseMax(c, zero))
                store(greatest, in: &result, at: band * 16 + group * 8)
            }
        }
    }

    private func computeThird(_ input: [Float], into result: inout [SIMD8<Float>]) {
        let weights = thirdWeights.span
        let input = input.span
        let groups = thirdBias.count
        for group in 0..<groups {
            var sum = thirdBias[group]
            for index in 0..<input.count { sum += input[index] * weights[groups * index + group] }
            result[group] = pointwiseMax(sum, .zero)
        }
    }

    @inline(__always)
    private func store(_ group: SIMD8<Float>, in values: inout [Float], at base: Int) {
        var values = values.mutableSpan
        for lane in 0..<8 { values[base + lane] = group[lane] }
    }
}
