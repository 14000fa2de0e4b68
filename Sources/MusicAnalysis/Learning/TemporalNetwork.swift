package import SignalProcessing

/// A small temporal convolutional network: a convolution over time, residual layers whose taps lie ever farther apart, and a
/// linear answer for each frame.
///
/// Its widths, taps and dilations are those of its weights: `in` (taps × inputs × width; `in.mean` is what lies beyond a song's ends), `dilated0`, `dilated1` … (taps × width × width;
/// the taps of layer *k* lie 2*ᵏ* frames apart) and `out` (1 × width × outputs). The width is a multiple of eight.
package struct TemporalNetwork: Sendable {
    private struct Convolution {
        var taps: Int
        var inputs: Int
        var dilation: Int
        /// Taps × inputs × groups of eight outputs.
        var weights: [SIMD8<Float>]
        var bias: [SIMD8<Float>]
        /// What lies beyond the ends, for each input.
        var beyond: [Float]
    }

    private let first: Convolution
    private let layers: [Convolution]
    private let answerWeights: [Float]
    private let answerBias: [Float]
    private let width: Int

    /// The number of values that go in for each frame.
    package let inputCount: Int

    /// The number of values that come out for each frame.
    package var outputCount: Int { answerBias.count }

    /// Takes the weights whose names begin with a prefix.
    init(_ weights: NetworkWeights, prefix: String) {
        let shape = weights.shape("\(prefix)in.weight")
        let width = shape[2]
        self.width = width
        inputCount = shape[1]
        func convolution(_ name: String, dilation: Int, beyond: [Float]) -> Convolution {
            let shape = weights.shape("\(prefix)\(name).weight")
            return Convolution(
                taps: shape[0], inputs: shape[1], dilation: dilation,
                weights: weights.groups("\(prefix)\(name).weight", count: shape.reduce(1, *)),
                bias: weights.groups("\(prefix)\(name).bias", count: width), beyond: beyond)
        }
        first = convolution("in", dilation: 1, beyond: weights.list("\(prefix)in.mean", count: shape[1]))
        let dilated = weights.header.tensors.count { $0.name.hasPrefix("\(prefix)dilated") } / 2
        layers = (0..<dilated).map {
            convolution(
                "dilated\($0)", dilation: 1 << $0, beyond: [Float](repeating: 0, count: width))
        }
        let outputs = weights.shape("\(prefix)out.weight")[2]
        answerWeights = weights.list("\(prefix)out.weight", count: width * outputs)
        answerBias = weights.list("\(prefix)out.bias", count: outputs)
    }

    /// Answers for each frame.
    ///
    /// - Parameter input: A row of ``inputCount`` values for each frame.
    /// - Returns: As many rows of ``outputCount`` values.
    /// - Complexity: O(frames).
    package func answer(_ input: Matrix) -> Matrix {
        precondition(input.columns == inputCount, "a frame has \(inputCount) values")
        var x = apply(first, to: input)
        for layer in layers {
            let change = apply(layer, to: x)
            for index in x.values.indices { x.values[index] += change.values[index] }
        }
        var answer = Matrix(rows: x.rows, columns: outputCount)
        for frame in 0..<x.rows {
            for output in 0..<outputCount {
                var sum = answerBias[output]
                for channel in 0..<width {
                    sum += x[frame, channel] * answerWeights[channel * outputCount + output]
                }
                answer[frame, output] = sum
            }
        }
        return answer
    }

    /// max(0, convolution).
    private func apply(_ layer: Convolution, to x: Matrix) -> Matrix {
        var result = Matrix(rows: x.rows, columns: width)
        let groups = width / 8
        let values = x.values.span
        let weights = layer.weights.span
        for frame in 0..<x.rows {
            for group in 0..<groups {
                var sum = layer.bias[group]
                for tap in 0..<layer.taps {
                    let source = frame + (tap - layer.taps / 2) * layer.dilation
                    let isInside = source >= 0 && source < x.rows
                    for channel in 0..<layer.inputs {
                        let value = isInside ? values[source * layer.inputs + channel] : layer.beyond[channel]
                        sum += value * weights[(tap * layer.inputs + channel) * groups + group]
                    }
                }
                for lane in 0..<8 { result[frame, group * 8 + lane] = max(0, sum[lane]) }
            }
        }
        return result
    }
}
