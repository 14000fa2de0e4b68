internal import Foundation

/// Signals by formula, the same in `scripts/reference/made.py`.
package enum MadeSignal {
    /// White noise in −1 ..< 1 from a linear congruential generator: the upper 24 bits of each state.
    ///
    /// The constants are Knuth's for MMIX. Each value is a whole multiple of 2⁻²³, so that any program that follows the
    /// formula has the same bits.
    package static func noise(count: Int, seed: UInt64 = 1) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(state >> 40) - 1 << 23) / Float(1 << 23)
        }
    }

    /// A sine that starts at phase 0.
    package static func sine(
        count: Int, frequency: Double, sampleRate: Double, amplitude: Double = 1
    ) -> [Float] {
        (0..<count).map { Float(amplitude * sin(2 * .pi * frequency * Double($0) / sampleRate)) }
    }

    /// A pulse at each time: a sine under an exponential decay, silent before.
    package static func pulses(
        count: Int, times: [Double], frequency: Double, decay: Double, sampleRate: Double,
        amplitude: Double = 1
    ) -> [Float] {
        var samples = [Float](repeating: 0, count: count)
        for time in times {
            let first = Int((time * sampleRate).rounded())
            // After 12 decay times nothing is left that a float would show.
            let end = min(count, first + Int(12 * decay * sampleRate))
            for index in first..<max(first, end) {
                let since = Double(index - first) / sampleRate
                samples[index] += Float(
                    amplitude * exp(-since / decay) * sin(2 * .pi * frequency * since))
            }
        }
        return samples
    }
}
