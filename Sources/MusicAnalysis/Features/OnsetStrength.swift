import Foundation
import SignalProcessing

/// Onset strength frame by frame: spectral flux over quarter-tone bands with vibrato suppression.
///
/// Each frame's log-magnitude bands are compared with those of an earlier frame after a maximum filter over
/// neighbouring bands, so that a tone that glides does not look like a new one; what rises is summed. S. Böck and
/// G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013.
///
/// Flux rises before the centre of its window reaches the onset. ``lead`` says by how much; the caller centres the
/// window earlier by that, and the envelope then peaks where the sound begins.
struct OnsetStrength: ~Copyable {
    /// The number of samples under the window.
    let windowLength: Int

    /// How many samples before an onset the flux peaks.
    let lead: Int

    private var spectrum: Spectrum
    private let filterbank: Filterbank
    private let lowBandEnd: Int
    private let highBandStart: Int
    /// The magnitude spectrum of the frame that ``next(_:)`` was last called with.
    private(set) var magnitudes: [Float]
    private var current: [Float]
    private var reference: [Float]

    /// The registers' borders in hertz.
    private static let lowBorder = 150.0
    private static let highBorder = 4_000.0

    init(sampleRate: Double) {
        windowLength = Spectrum.windowLength(nearest: 2_048.0 / 44_100, at: sampleRate)
        lead = Int((0.01 * sampleRate).rounded())
        spectrum = Spectrum(windowLength: windowLength)
        filterbank = .logarithmic(
            bandsPerOctave: 24, range: 30...17_000, windowLength: windowLength, sampleRate: sampleRate)
        let centres = filterbank.centreFrequencies
        lowBandEnd = centres.firstIndex { $0 >= Self.lowBorder } ?? centres.count
        highBandStart = centres.firstIndex { $0 > Self.highBorder } ?? centres.count
        magnitudes = [Float](repeating: 0, count: spectrum.binCount)
        current = [Float](repeating: 0, count: filterbank.bandCount)
        reference = [Float](repeating: 0, count: filterbank.bandCount)
    }

    /// Onset strength in the three registers.
    struct Strength {
        /// Below 150 Hz.
        var low: Float
        /// From 150 Hz to 4 kHz.
        var middle: Float
        /// Above 4 kHz.
        var high: Float
    }

    /// Computes the strength of the next frame against the frame before it; the first is compared with silence.
    ///
    /// - Parameter samples: `windowLength` samples.
    mutating func next(_ samples: Span<Float>) -> Strength {
        computeBands(samples)
        let strength = Strength(
            low: flux(0..<lowBandEnd), middle: flux(lowBandEnd..<highBandStart),
            high: flux(highBandStart..<current.count))
        filterMaximum()
        return strength
    }

    /// Computes the current frame's bands: log₁₀(1 + weighted sum of magnitudes).
    private mutating func computeBands(_ samples: Span<Float>) {
        spectrum.magnitude(of: samples, into: &magnitudes)
        filterbank.apply(to: magnitudes, into: &current)
        for band in 0..<current.count { current[band] = log10(1 + current[band]) }
    }

    private func flux(_ bands: Range<Int>) -> Float {
        Reduction.rectifiedDifference(current.span.extracting(bands), reference.span.extracting(bands))
    }

    /// Makes the current frame the next one's reference: the maximum over three neighbouring bands.
    private mutating func filterMaximum() {
        let last = current.count - 1
        for band in 0...max(0, last) where last >= 0 {
            reference[band] = max(
                current[max(0, band - 1)], current[band], current[min(last, band + 1)])
        }
    }
}
