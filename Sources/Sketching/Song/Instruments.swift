internal import Foundation

/// Single notes and strokes as mono samples.
package enum Instruments {
    /// Samples a second.
    package static let sampleRate = 44_100.0

    private static let rate = sampleRate

    /// The frequency so many semitones above the A of 220 Hz.
    package static func frequency(_ semitones: Int) -> Double { 220 * pow(2, Double(semitones) / 12) }

    private static func samples(_ seconds: Double, _ value: (_ time: Double, _ index: Int) -> Double)
        -> [Float]
    {
        (0..<Int(seconds * rate)).map { Float(value(Double($0) / rate, $0)) }
    }

    private static func white(_ index: Int, _ seed: Int) -> Double { Double(hash(index, seed)) * 2 - 1 }

    /// A drum with a falling pitch.
    package static func kick() -> [Float] {
        samples(0.32) { time, index in
            let phase = 2 * .pi * (48 * time + 110 / 28 * (1 - exp(-28 * time)))
            return sin(phase) * exp(-time * 11) + white(index, 1) * 0.3 * exp(-time * 320)
        }
    }

    /// Noise and a short tone.
    package static func snare() -> [Float] {
        samples(0.24) { time, index in
            white(index, 2) * exp(-time * 21) * 0.8 + sin(2 * .pi * 196 * time) * exp(-time * 30) * 0.6
        }
    }

    /// A short hiss; longer when open.
    package static func hat(seconds: Double) -> [Float] {
        samples(seconds * 2.5) { time, index in
            // The difference of neighbours leaves the high part of the noise.
            (white(index, 3) - white(index - 1, 3)) * 0.6 * exp(-time / seconds * 2.2)
        }
    }

    /// A cymbal.
    package static func crash() -> [Float] {
        samples(1.9) { time, index in (white(index, 4) - 0.8 * white(index - 1, 4)) * exp(-time * 2.6) }
    }

    /// A round, low tone.
    package static func bass(semitones: Int, seconds: Double) -> [Float] {
        let f = frequency(semitones)
        return samples(seconds) { time, _ in
            let x = 2 * .pi * f * time
            let bright = exp(-time * 7)
            let tone =
                sin(x) + 0.45 * sin(2 * x) * (0.4 + bright) + 0.22 * sin(3 * x) * bright + 0.1 * sin(5 * x)
                * bright
            return tanh(tone * 0.9) * envelope(time, seconds, attack: 0.006, release: 0.04)
        }
    }

    /// A plucked string: partials that die the sooner the higher they are.
    package static func pluck(semitones: Int) -> [Float] {
        let f = frequency(semitones)
        return samples(0.9) { time, _ in
            var sum = 0.0
            for partial in 1...6 {
                let n = Double(partial)
                sum += sin(2 * .pi * f * n * time * (1 + 0.0004 * n * n)) / n * exp(-time * (3.2 + 2.4 * n))
            }
            return sum * envelope(time, 0.9, attack: 0.002, release: 0.1)
        }
    }

    /// Three saws out of tune, made of few partials, swelling softly.
    package static func pad(semitones: Int, seconds: Double) -> [Float] {
        let f = frequency(semitones)
        return samples(seconds) { time, _ in
            var sum = 0.0
            for detune in [-0.0035, 0.0, 0.004] {
                let x = 2 * .pi * f * (1 + detune) * time
                for partial in 1...5 {
                    sum += sin(x * Double(partial) + detune * 900) / Double(partial * partial)
                }
            }
            return sum * 0.4 * envelope(time, seconds, attack: 0.25, release: 0.3)
        }
    }

    /// Up over `attack`, down over `release`, both in seconds.
    package static func envelope(_ time: Double, _ seconds: Double, attack: Double, release: Double) -> Double
    {
        min(time / attack, 1) * min(max((seconds - time) / release, 0), 1)
    }
}
