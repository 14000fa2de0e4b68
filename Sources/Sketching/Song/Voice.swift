internal import Foundation

/// A voice-like lead: a pulse with vibrato through the resonances of vowels.
package enum Voice {
    /// Vowels by their first three formants in hertz.
    package enum Vowel: Hashable, Sendable {
        case a, e, i, o

        var formants: [Double] {
            switch self {
            case .a: [800, 1250, 2800]
            case .e: [480, 1950, 2700]
            case .i: [320, 2300, 3000]
            case .o: [480, 850, 2650]
            }
        }
    }

    /// A sung note.
    package static func sung(semitones: Int, seconds: Double, vowel: Vowel) -> [Float] {
        let rate = Instruments.sampleRate
        let f = Instruments.frequency(semitones)
        let partials = min(Int(5_000 / f), 22)
        // Each partial is as strong as the formants near it; the source falls off by itself.
        let strengths = (1...partials).map { partial in
            let frequency = f * Double(partial)
            let resonance = zip(vowel.formants, [1.0, 0.6, 0.3]).reduce(0.03) { sum, formant in
                let width = 70 + formant.0 * 0.06
                return sum + formant.1 / (1 + pow((frequency - formant.0) / width, 2))
            }
            return resonance / pow(Double(partial), 0.55)
        }
        let scale = 0.55 / (strengths.reduce(0) { $0 + $1 * $1 }).squareRoot()
        var phase = 0.0
        return (0..<Int(seconds * rate)).map { index in
            let time = Double(index) / rate
            let depth = 0.006 * min(max((time - 0.15) / 0.25, 0), 1)
            let scoop = 1 - 0.025 * exp(-time * 26)
            phase += f * scoop * (1 + depth * sin(2 * .pi * 5.6 * time)) / rate
            var sum = 0.0
            for (partial, strength) in strengths.enumerated() {
                sum += strength * sin(2 * .pi * Double(partial + 1) * phase)
            }
            let breath = Double(hash(index, 9)) * 2 - 1
            return Float(
                (sum * scale + breath * 0.012)
                    * Instruments.envelope(time, seconds, attack: 0.035, release: 0.06))
        }
    }
}
