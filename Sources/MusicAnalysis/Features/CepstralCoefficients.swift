import Foundation
import SignalProcessing

/// Mel-frequency cepstral coefficients of a power spectrum: the shape of its envelope, which is heard as timbre.
///
/// 40 mel bands up to 8 kHz in decibels, then an orthonormal discrete cosine transform of type II. S. Davis and
/// P. Mermelstein, "Comparison of parametric representations for monosyllabic word recognition",
/// IEEE Trans. ASSP 28(4), 1980, https://doi.org/10.1109/TASSP.1980.1163420.
struct CepstralCoefficients {
    /// The number of coefficients.
    static let count = 13

    private static let bandCount = 40

    /// Band energies below this count as this; 100 dB below that of a full-scale sine, nearly.
    private static let floor: Float = 1e-10

    private let filterbank: Filterbank
    private let scale: Float
    private var bands: [Float]
    /// The rows of the cosine transform, one after the other.
    private let basis: [Float]

    init(windowLength: Int, sampleRate: Double) {
        filterbank = .mel(
            bandCount: Self.bandCount, range: 0...min(8_000, sampleRate / 2), windowLength: windowLength,
            sampleRate: sampleRate)
        // The window's sum is half its length, so that a full-scale sine has about unit power at any length.
        let amplitude = 4 / Double(windowLength)
        scale = Float(amplitude * amplitude)
        bands = [Float](repeating: 0, count: Self.bandCount)
        var basis: [Float] = []
        for coefficient in 0..<Self.count {
            let norm = sqrt((coefficient == 0 ? 1.0 : 2.0) / Double(Self.bandCount))
            for band in 0..<Self.bandCount {
                let angle = Double.pi * Double(coefficient) * (Double(band) + 0.5) / Double(Self.bandCount)
                basis.append(Float(norm * cos(angle)))
            }
        }
        self.basis = basis
    }

    /// Computes the coefficients.
    ///
    /// - Parameters:
    ///   - power: The power spectrum, from bin 0.
    ///   - coefficients: Receives ``count`` values.
    mutating func compute(from power: [Float], into coefficients: inout [Float]) {
        filterbank.apply(to: power, into: &bands)
        for band in 0..<bands.count { bands[band] = 10 * log10(max(Self.floor, bands[band] * scale)) }
        let basis = basis.span
        for index in 0..<Self.count {
            coefficients[index] = Reduction.dot(
                bands.span, basis.extracting(index * Self.bandCount..<(index + 1) * Self.bandCount))
        }
    }
}
