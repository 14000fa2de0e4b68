import Foundation
package import SignalProcessing

/// How much each moment sounds like a beat and like a downbeat, as a small network has learned it.
///
/// A convolutional front end, then nine layers of convolutions over time whose taps lie 1, 2, 4 … 256 frames apart, so
/// that twenty seconds to either side count. After M. E. P. Davies and S. Böck, "Temporal convolutional networks for
/// musical audio beat tracking", EUSIPCO 2019, https://doi.org/10.23919/EUSIPCO.2019.8902578; that it tells the tempo, too,
/// after S. Böck, M. E. P. Davies and P. Knees, "Multi-task learning of tempo and beat", ISMIR 2019.
package struct ActivationNetwork: Sendable {
    /// The tempi that it tells apart, in beats per minute: evenly spaced in their logarithm.
    package static let tempi = (0..<64).map { 45 * pow(5, Double($0) / 63) }

    private static let width = SpectralFrontEnd.width
    private static let groups = width / 8
    private static let layerCount = 9
    private static let taps = 5
    /// How far the widest layer looks to either side.
    private static let reach = 2 << (layerCount - 1)

    private struct Layer {
        var dilation: Int
        var weights: [SIMD8<Float>]
        var bias: [SIMD8<Float>]
        var mixWeights: [SIMD8<Float>]
        var mixBias: [SIMD8<Float>]
    }

    private let frontEnd: SpectralFrontEnd
    private let layers: [Layer]
    private let headWeights: [Float]
    private let headBias: [Float]
    private let tempoWeights: [SIMD8<Float>]
    private let tempoBias: [SIMD8<Float>]

    /// Creates the network that ships with the program.
    package init() { self.init(.beats) }

    init(_ weights: NetworkWeights) {
        let width = Self.width
        frontEnd = SpectralFrontEnd(weights)
        layers = (0..<Self.layerCount).map { index in
            Layer(
                dilation: 1 << index,
                weights: weights.groups("dilated\(index).weight", count: Self.taps * width * width),
                bias: weights.groups("dilated\(index).bias", count: width),
                mixWeights: weights.groups("mix\(index).weight", count: width * width),
                mixBias: weights.groups("mix\(index).bias", count: width))
        }
        headWeights = weights.list("head.weight", count: 2 * width)
        headBias = weights.list("head.bias", count: 2)
        tempoWeights = weights.groups("tempo.weight", count: Self.tempi.count * width)
        tempoBias = weights.groups("tempo.bias", count: Self.tempi.count)
    }

    /// What the network says of a song.
    package struct Answer: Sendable {
        /// The logits of beat and downbeat, a row for each second frame of the input.
        package var logits: Matrix

        /// How likely each of ``ActivationNetwork/tempi`` is, on the mean over the song; all 0 for a song of no frames.
        package var tempi: [Float]
    }

    /// Hears a song.
    ///
    /// - Parameters:
    ///   - frameCount: The number of frames that go in, 100 a second.
    ///   - row: Writes the 48 bands of a frame; called once for each, in order.
    /// - Returns: The answer; of its (`frameCount` + 1) / 2 rows, row `k` belongs to the input's frame 2`k`.
    /// - Complexity: O(*n*); about 100 000 multiplications for a row, and 400 bytes of memory.
    package func answer(frameCount: Int, row: (Int, inout [Float]) -> Void) -> Answer {
        let count = (frameCount + 1) / 2
        let width = Self.width
        let pad = Self.reach * width
        // Four frames are computed at a time; the last ones may lie beyond the end.
        var x = [Float](repeating: 0, count: (count + 4) * width + 2 * pad)
        var next = x
        var total = [Float](repeating: 0, count: (count + 4) * width)
        frontEnd.run(frameCount: frameCount, row: row) { frame, groups in
            for index in 0..<width { x[pad + frame * width + index] = groups[index / 8][index % 8] }
        }
        for layer in layers {
            apply(layer, count: count, from: x, to: &next, total: &total)
            swap(&x, &next)
        }
        var logits = Matrix(rows: count, columns: 2)
        var tempi = [Double](repeating: 0, count: Self.tempi.count)
        var seen = [Float](repeating: 0, count: width)
        for frame in 0..<count {
            for index in 0..<width { seen[index] = max(0, total[frame * width + index]) }
            var beat = headBias[0]
            var downbeat = headBias[1]
            for index in 0..<width {
                beat += seen[index] * headWeights[2 * index]
                downbeat += seen[index] * headWeights[2 * index + 1]
            }
            logits[frame, 0] = beat
            logits[frame, 1] = downbeat
            // Every tenth of a second is enough for a mean over the song.
            if frame.isMultiple(of: 5) { addTempi(seen, to: &tempi) }
        }
        let sum = tempi.reduce(0, +)
        return Answer(logits: logits, tempi: tempi.map { sum > 0 ? Float($0 / sum) : 0 })
    }

    /// Adds the probability of each tempo in a frame.
    private func addTempi(_ seen: [Float], to tempi: inout [Double]) {
        let groups = tempoBias.count
        var logits = [Float]()
        for group in 0..<groups {
            var sum = tempoBias[group]
            for index in 0..<Self.width { sum += seen[index] * tempoWeights[index * groups + group] }
            for lane in 0..<8 { logits.append(sum[lane]) }
        }
        let greatest = logits.max() ?? 0
        let weights = logits.map { Double(exp($0 - greatest)) }
        let sum = weights.reduce(0, +)
        for index in tempi.indices { tempi[index] += weights[index] / sum }
    }

    /// One layer: next = x + mix(max(0, dilated convolution of x)); what is added goes to the total, too.
    private func apply(
        _ layer: Layer, count: Int, from x: [Float], to next: inout [Float], total: inout [Float]
    ) {
        let width = Self.width
        let pad = Self.reach * width
        let step = layer.dilation * width
        let x = x.span
        let weights = layer.weights.span
        let mixWeights = layer.mixWeights.span
        var next = next.mutableSpan
        var total = total.mutableSpan
        var hidden = [Float](repeating: 0, count: 4 * width)
        for frame in stride(from: 0, to: count, by: 4) {
            let centre = pad + frame * width
            for group in 0..<Self.groups {
                var sums = Quad(layer.bias[group])
                for tap in 0..<Self.taps {
                    let start = centre + (tap - Self.taps / 2) * step
                    for channel in 0..<width {
                        sums.add(
                            x, at: start + channel,
                            times: weights[(tap * width + channel) * Self.groups + group])
                    }
                }
                var values = hidden.mutableSpan
                sums.store(in: &values, at: group * 8) { sum, _ in pointwiseMax(sum, .zero) }
            }
            for group in 0..<Self.groups {
                var sums = Quad(layer.mixBias[group])
                for channel in 0..<width {
                    sums.add(hidden.span, at: channel, times: mixWeights[channel * Self.groups + group])
                }
                sums.store(in: &total, at: frame * width + group * 8) { sum, old in old + sum }
                sums.store(in: &next, at: centre + group * 8) { sum, _ in sum }
            }
            // Frames beyond the end stay silent, as they are for the first layer.
            for index in 0..<min(4, count - frame) * width {
                next[centre + index] += x[centre + index]
            }
            for index in min(4, count - frame) * width..<4 * width { next[centre + index] = 0 }
        }
    }

    /// Sums of eight channels for four frames that follow one another.
    private struct Quad {
        private var a: SIMD8<Float>
        private var b: SIMD8<Float>
        private var c: SIMD8<Float>
        private var d: SIMD8<Float>

        @inline(__always)
        init(_ bias: SIMD8<Float>) { (a, b, c, d) = (bias, bias, bias, bias) }

        @inline(__always)
        mutating func add(_ x: Span<Float>, at index: Int, times weight: SIMD8<Float>) {
            a += x[index] * weight
            b += x[index + ActivationNetwork.width] * weight
            c += x[index + 2 * ActivationNetwork.width] * weight
            d += x[index + 3 * ActivationNetwork.width] * weight
        }

        @inline(__always)
        func store(
            in values: inout MutableSpan<Float>, at base: Int,
            _ combine: (_ sum: SIMD8<Float>, _ old: SIMD8<Float>) -> SIMD8<Float>
        ) {
            put(a, in: &values, at: base, combine)
            put(b, in: &values, at: base + ActivationNetwork.width, combine)
            put(c, in: &values, at: base + 2 * ActivationNetwork.width, combine)
            put(d, in: &values, at: base + 3 * ActivationNetwork.width, combine)
        }

        @inline(__always)
        private func put(
            _ sum: SIMD8<Float>, in values: inout MutableSpan<Float>, at start: Int,
            _ combine: (_ sum: SIMD8<Float>, _ old: SIMD8<Float>) -> SIMD8<Float>
        ) {
            var old = SIMD8<Float>.zero
            for lane in 0..<8 { old[lane] = values[start + lane] }
            let new = combine(sum, old)
            for lane in 0..<8 { values[start + lane] = new[lane] }
        }
    }
}
