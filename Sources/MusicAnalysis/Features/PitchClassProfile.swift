import Foundation
import SignalProcessing

/// Pitch-class energy of a spectrum: the magnitudes of its peaks, each at its interpolated frequency.
///
/// Peaks between C2 and C8 are located by a parabola through the logarithm of three bins, and their magnitude is
/// shared out between the two nearest pitch classes. After E. Gómez, "Tonal description of polyphonic audio for
/// music content processing", INFORMS J. Comput. 18(3), 2006, https://doi.org/10.1287/ijoc.1040.0126.
struct PitchClassProfile {
    /// The bins in which peaks are looked for.
    private let bins: Range<Int>

    private let hertzPerBin: Double

    /// The frequency of C0, in hertz, for A4 = 440 Hz.
    private static let frequencyOfC0 = 440 * exp2(-4.75)

    /// Peaks that lie this far below the greatest, in power, are left out: 60 dB.
    private static let powerFloor: Float = 1e-6

    init(windowLength: Int, sampleRate: Double) {
        hertzPerBin = sampleRate / Double(windowLength)
        let low = Self.frequencyOfC0 * 4 / hertzPerBin
        let high = Self.frequencyOfC0 * 256 / hertzPerBin
        let end = min(Int(high) + 1, windowLength / 2)
        let start = max(1, Int(low.rounded(.up)))
        bins = start..<max(start, end)
    }

    /// Computes a profile, scaled to a greatest value of 1; all 0 where there are no peaks.
    ///
    /// - Parameters:
    ///   - power: The power spectrum, from bin 0.
    ///   - profile: Receives 12 values from C.
    func compute(from power: [Float], into profile: inout [Float]) {
        for pitchClass in 0..<12 { profile[pitchClass] = 0 }
        var greatest: Float = 0
        for bin in bins { greatest = max(greatest, power[bin]) }
        let floor = max(greatest * Self.powerFloor, .leastNormalMagnitude)
        for bin in bins where power[bin] > floor {
            guard power[bin] > power[bin - 1], power[bin] >= power[bin + 1] else { continue }
            addPeak(power[bin - 1], power[bin], power[bin + 1], at: bin, to: &profile)
        }
        var peak: Float = 0
        for pitchClass in 0..<12 { peak = max(peak, profile[pitchClass]) }
        guard peak > 0 else { return }
        for pitchClass in 0..<12 { profile[pitchClass] /= peak }
    }

    private func addPeak(
        _ before: Float, _ peak: Float, _ after: Float, at bin: Int, to profile: inout [Float]
    ) {
        let a = log(max(before, .leastNormalMagnitude))
        let b = log(peak)
        let c = log(max(after, .leastNormalMagnitude))
        let curvature = a - 2 * b + c
        let offset = curvature < 0 ? 0.5 * (a - c) / curvature : 0
        let frequency = (Double(bin) + Double(offset)) * hertzPerBin
        let pitch = 12 * log2(frequency / Self.frequencyOfC0)
        let lower = Int(pitch.rounded(.down))
        let share = Float(pitch - Double(lower))
        let magnitude = peak.squareRoot()
        profile[(lower % 12 + 12) % 12] += magnitude * (1 - share)
        profile[((lower + 1) % 12 + 12) % 12] += magnitude * share
    }
}
