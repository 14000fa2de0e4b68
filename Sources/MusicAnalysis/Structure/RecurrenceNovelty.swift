internal import Foundation
internal import SignalProcessing

/// Where a song begins to repeat something else, or stops repeating: novelty of its structure features.
///
/// For each unit and lag, whether the harmony a lag later is among the unit's nearest of the song; blurred, and compared from
/// unit to unit (Serrà, Müller, Grosche & Arcos 2014, https://doi.org/10.1109/TMM.2014.2310701). It finds the borders of
/// passages that return, which a checkerboard misses where neighbouring passages share their chords.
package struct RecurrenceNovelty {
    /// One value per unit, for a boundary at its start: from 0 to 1, the greatest 1; all 0 for a uniform song.
    package let values: [Double]

    /// The units that are compared as one, so that a unit alone resembles less by accident.
    private static let embedding = 2

    /// The share of a song's units that count as neighbours of one.
    private static let neighbours = 0.015

    /// The deviations of the blur in units, along time and along lags.
    private static let blur = (time: 4.0, lag: 1.2)

    /// Computes the curve.
    ///
    /// - Complexity: O(units²·log units) in time, O(units²) in memory; units are bounded.
    package init(_ features: BeatSynchronousFeatures) {
        let count = features.count
        guard count > Self.embedding else {
            values = [Double](repeating: 0, count: count)
            return
        }
        var lags = Self.lagMatrix(features.chroma, count: count)
        lags = Self.blurredAlongTime(lags, count: count)
        lags = Self.blurredAlongLags(lags, count: count)
        var curve = [Double](repeating: 0, count: count)
        for lag in 0..<count {
            for unit in 1..<count {
                let step = Double(lags[lag * count + unit] - lags[lag * count + unit - 1])
                curve[unit] += step * step
            }
        }
        let greatest = curve.max() ?? 0
        values = greatest > 1e-12 ? curve.map { ($0 / greatest).squareRoot() } : curve.map { _ in 0 }
    }

    /// One row per lag, one column per unit: 1 where unit and unit + lag (around the song's end) are mutual neighbours.
    private static func lagMatrix(_ chroma: Matrix, count: Int) -> [Float] {
        var distances = [Float](repeating: 0, count: count * count)
        for row in 0..<count {
            for column in row..<count {
                var sum: Float = 0
                for step in 0..<embedding {
                    // The unit before and the unit itself; the first stands for what came before it.
                    let (first, second) = (max(row - step, 0), max(column - step, 0))
                    for pitch in 0..<12 {
                        let gap = chroma[first, pitch] - chroma[second, pitch]
                        sum += gap * gap
                    }
                }
                distances[row * count + column] = sum
                distances[column * count + row] = sum
            }
        }
        let rank = min(max(Int(neighbours * Double(count)), 2), count - 1)
        let reach = (0..<count).map { row in
            distances[row * count..<(row + 1) * count].sorted()[rank]
        }
        var lags = [Float](repeating: 0, count: count * count)
        for row in 0..<count {
            for column in 0..<count
            where distances[row * count + column] <= min(reach[row], reach[column]) {
                lags[(column + count - row) % count * count + row] = 1
            }
        }
        return lags
    }

    /// A Gaussian along each row; beyond the ends the song stays as it is there.
    private static func blurredAlongTime(_ rows: [Float], count: Int) -> [Float] {
        let kernel = gaussian(blur.time)
        let reach = kernel.count / 2
        var blurred = [Float](repeating: 0, count: rows.count)
        for row in 0..<count {
            let base = row * count
            // Rows are sparse: each cell is spread, none is gathered.
            for column in 0..<count where rows[base + column] > 0 {
                for (tap, weight) in kernel.enumerated() {
                    let target = column + tap - reach
                    if target >= 0, target < count { blurred[base + target] += rows[base + column] * weight }
                }
                guard column == 0 || column == count - 1 else { continue }
                for unit in 0..<min(reach, count) {
                    let beyond = kernel[(reach + unit + 1)...].reduce(0, +)
                    blurred[base + (column == 0 ? unit : count - 1 - unit)] += rows[base + column] * beyond
                }
            }
        }
        return blurred
    }

    /// A Gaussian along lags, which go round.
    private static func blurredAlongLags(_ rows: [Float], count: Int) -> [Float] {
        let kernel = gaussian(blur.lag)
        let reach = kernel.count / 2
        var blurred = [Float](repeating: 0, count: rows.count)
        for row in 0..<count {
            for (tap, weight) in kernel.enumerated() {
                let from = (((row + tap - reach) % count) + count) % count * count
                for column in 0..<count { blurred[row * count + column] += weight * rows[from + column] }
            }
        }
        return blurred
    }

    /// A Gaussian of a deviation, cut at four deviations, of sum 1.
    private static func gaussian(_ deviation: Double) -> [Float] {
        let reach = Int((4 * deviation).rounded())
        let taps = (-reach...reach).map { exp(-0.5 * pow(Double($0) / deviation, 2)) }
        let sum = taps.reduce(0, +)
        return taps.map { Float($0 / sum) }
    }
}
