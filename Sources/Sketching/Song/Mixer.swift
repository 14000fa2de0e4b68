internal import Foundation

/// Adds notes to a stereo picture with an echo, room, ducking under the kick, and a soft limit.
package struct Mixer {
    private let sampleRate: Double
    private var left: [Float]
    private var right: [Float]
    /// What is sent to echo and room.
    private var send: [Float]
    /// What ducks under the kick.
    private var ducking: (left: [Float], right: [Float])
    private var duckGain: [Float]

    /// Creates a mixer of silence of a length in seconds.
    package init(seconds: Double, sampleRate: Double) {
        self.sampleRate = sampleRate
        let silence = [Float](repeating: 0, count: Int(seconds * sampleRate))
        left = silence
        right = silence
        send = silence
        ducking = (silence, silence)
        duckGain = [Float](repeating: 1, count: silence.count)
    }

    /// Adds a note.
    ///
    /// - Parameters:
    ///   - samples: The note.
    ///   - time: When it starts, in seconds.
    ///   - level: Its loudness.
    ///   - pan: From −1, left, to 1, right.
    ///   - echo: How much of it echoes.
    ///   - ducks: Whether it gives way to the kick.
    package mutating func add(
        _ samples: [Float], at time: Double, level: Double, pan: Double, echo: Double, ducks: Bool = false
    ) {
        let start = Int(time * sampleRate)
        let gainLeft = Float(level * cos((pan + 1) * .pi / 4) * 1.414)
        let gainRight = Float(level * sin((pan + 1) * .pi / 4) * 1.414)
        let gainSend = Float(level * echo)
        for index in 0..<max(min(samples.count, left.count - start), 0) {
            if ducks {
                ducking.left[start + index] += samples[index] * gainLeft
                ducking.right[start + index] += samples[index] * gainRight
            } else {
                left[start + index] += samples[index] * gainLeft
                right[start + index] += samples[index] * gainRight
            }
            send[start + index] += samples[index] * gainSend
        }
    }

    /// Makes room for a kick.
    package mutating func duck(at time: Double) {
        let start = Int(time * sampleRate)
        for index in 0..<max(min(Int(0.24 * sampleRate), duckGain.count - start), 0) {
            duckGain[start + index] = min(
                duckGain[start + index], 0.4 + 0.6 * Float(index) / Float(0.24 * sampleRate))
        }
    }

    /// Mixes down: samples of −0.92…0.92, left and right in turn.
    ///
    /// - Parameters:
    ///   - beat: The length of a beat in seconds, which the echoes keep to.
    ///   - fade: How many seconds at the end fade out.
    package func mixed(beat: Double, fade: Double) -> [Float] {
        let echoLeft = delayed(send, seconds: beat * 0.75, feedback: 0.34)
        let echoRight = delayed(send, seconds: beat, feedback: 0.3)
        let room = reverberated(send)
        var interleaved = [Float](repeating: 0, count: left.count * 2)
        let fading = Int(fade * sampleRate)
        for index in left.indices {
            let gain = duckGain[index]
            let tail = min(Float(left.count - index) / Float(fading), 1)
            let l = left[index] + ducking.left[index] * gain + 0.3 * echoLeft[index] + room.left[index]
            let r = right[index] + ducking.right[index] * gain + 0.3 * echoRight[index] + room.right[index]
            interleaved[2 * index] = tanh(l * 0.8) * 0.92 * tail
            interleaved[2 * index + 1] = tanh(r * 0.8) * 0.92 * tail
        }
        return interleaved
    }

    private func delayed(_ input: [Float], seconds: Double, feedback: Float) -> [Float] {
        let lag = Int(seconds * sampleRate)
        var output = [Float](repeating: 0, count: input.count)
        guard lag < input.count else { return output }
        for index in lag..<input.count { output[index] = input[index - lag] + feedback * output[index - lag] }
        return output
    }

    /// Four combs a side and an all-pass (Schroeder 1962).
    private func reverberated(_ input: [Float]) -> (left: [Float], right: [Float]) {
        func side(_ delays: [Double]) -> [Float] {
            var sum = [Float](repeating: 0, count: input.count)
            for seconds in delays {
                let comb = delayed(input, seconds: seconds, feedback: 0.74)
                for index in sum.indices { sum[index] += 0.045 * comb[index] }
            }
            let lag = Int(0.0051 * sampleRate)
            var output = sum
            for index in min(lag, sum.count)..<sum.count {
                output[index] = -0.6 * sum[index] + sum[index - lag] + 0.6 * output[index - lag]
            }
            return output
        }
        return (side([0.0297, 0.0371, 0.0411, 0.0437]), side([0.0307, 0.0353, 0.0419, 0.0449]))
    }
}
