import Foundation
import SignalProcessing

/// Collects harmony, timbre and loudness, frame after frame, from windows long enough to tell bass notes apart.
struct ContextFrame: ~Copyable {
    /// The number of samples under the window, about 0.19 s.
    let windowLength: Int

    /// The pitch-class profiles so far, 12 values each.
    private(set) var chroma: [Float] = []

    /// The cepstral coefficients so far, ``CepstralCoefficients/count`` values each.
    private(set) var timbre: [Float] = []

    /// The loudness so far, in decibels relative to full scale, one value each.
    private(set) var loudness: [Float] = []

    /// What is quieter counts as this, in decibels.
    private static let silence: Float = -100

    private var spectrum: Spectrum
    private let profile: PitchClassProfile
    private var coefficients: CepstralCoefficients
    private var power: [Float]
    private var chromaRow = [Float](repeating: 0, count: 12)
    private var timbreRow = [Float](repeating: 0, count: CepstralCoefficients.count)
    private let loudnessRange: Range<Int>

    init(sampleRate: Double) {
        windowLength = Spectrum.windowLength(nearest: 8_192.0 / 44_100, at: sampleRate)
        spectrum = Spectrum(windowLength: windowLength)
        profile = PitchClassProfile(windowLength: windowLength, sampleRate: sampleRate)
        coefficients = CepstralCoefficients(windowLength: windowLength, sampleRate: sampleRate)
        power = [Float](repeating: 0, count: windowLength / 2 + 1)
        let half = Int((sampleRate / 20).rounded())
        loudnessRange = windowLength / 2 - half..<windowLength / 2 + half
    }

    /// Measures the next frame.
    ///
    /// - Parameter samples: `windowLength` samples around the frame's centre.
    mutating func append(_ samples: Span<Float>) {
        spectrum.power(of: samples, into: &power)

        profile.compute(from: power, into: &chromaRow)
        chroma.append(contentsOf: chromaRow)

        coefficients.compute(from: power, into: &timbreRow)
        timbre.append(contentsOf: timbreRow)

        let heard = samples.extracting(loudnessRange)
        let meanSquare = Reduction.dot(heard, heard) / Float(heard.count)
        loudness.append(max(Self.silence, 10 * log10(meanSquare)))
    }
}
