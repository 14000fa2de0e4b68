import Foundation
package import SignalProcessing

/// What rhythm is heard in: 48 mel bands, 100 frames a second, each band measured against its own level in the song.
///
/// A band's level is the mean of its magnitudes weighted by themselves, Σx² / Σx, so that silence around a song does not
/// count. Dividing by it makes the input the same for a song at any gain, and nearly the same behind an equaliser or a
/// low-pass filter.
package struct MelBands: Sendable {
    /// The number of bands.
    package static let bandCount = 48

    /// The bands' range in hertz.
    static let range = 30.0...10_000.0

    /// How many times its level a band is multiplied by before the logarithm.
    private static let compression: Float = 20

    /// What is this much below the loudest band's level counts as noise of the recording.
    private static let floor: Float = 1e-3

    /// The song's magnitudes, frames × bands.
    private let magnitudes: Matrix

    /// What each band is multiplied by before the logarithm.
    private let factors: [Float]

    /// Measures the levels of a whole song.
    ///
    /// - Parameter magnitudes: Frames × ``bandCount``, not negative.
    package init(magnitudes: Matrix) {
        precondition(magnitudes.columns == Self.bandCount, "there is a value for each band")
        var sums = [Double](repeating: 0, count: Self.bandCount)
        var squares = sums
        let values = magnitudes.values.span
        for frame in 0..<magnitudes.rows {
            for band in 0..<Self.bandCount {
                let value = Double(values[frame * Self.bandCount + band])
                sums[band] += value
                squares[band] += value * value
            }
        }
        let levels = (0..<Self.bandCount).map { sums[$0] > 0 ? Float(squares[$0] / sums[$0]) : 0 }
        let floor = Self.floor * (levels.max() ?? 0)
        factors = levels.map { $0 > 0 ? Self.compression / ($0 + floor) : 0 }
        self.magnitudes = magnitudes
    }

    /// The number of frames, 100 a second.
    package var frameCount: Int { magnitudes.rows }

    /// The centroids of frames' magnitudes: 0 for the lowest band, 1 for the highest; 0 in silence.
    ///
    /// - Parameter step: Of so many frames, the first is taken.
    func centroids(every step: Int) -> [Float] {
        let values = magnitudes.values.span
        return stride(from: 0, to: frameCount, by: step).map { frame in
            var (sum, weighted): (Float, Float) = (0, 0)
            for band in 0..<Self.bandCount {
                let value = values[frame * Self.bandCount + band]
                sum += value
                weighted += Float(band) * value
            }
            return sum > 1e-9 ? weighted / sum / Float(Self.bandCount - 1) : 0
        }
    }

    /// Computes a frame, as the network reads it: log(1 + 20 · magnitude / level) for each band.
    package func write(_ frame: Int, to row: inout [Float]) {
        let values = magnitudes.values.span
        var row = row.mutableSpan
        for band in 0..<Self.bandCount {
            row[band] = log(1 + values[frame * Self.bandCount + band] * factors[band])
        }
    }
}
