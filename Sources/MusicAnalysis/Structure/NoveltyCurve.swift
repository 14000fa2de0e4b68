internal import Foundation

/// How much the sound before a unit differs from the sound from it on.
///
/// A checkerboard kernel with a Gaussian taper runs down the diagonal of the self-similarity matrix (Foote 2000,
/// https://doi.org/10.1109/ICME.2000.869637); kernels of several sizes are added.
package struct NoveltyCurve {
    /// One value per unit, for a boundary at its start.
    ///
    /// From 0 to 1, the greatest 1; all 0 for a uniform song.
    package let values: [Double]

    /// Computes the curve.
    ///
    /// - Parameters:
    ///   - similarity: The self-similarity matrix.
    ///   - halfWidths: The kernels' half sizes in units.
    /// - Complexity: O(units · Σ halfWidth²).
    package init(_ similarity: SelfSimilarityMatrix, halfWidths: [Int]) {
        var sum = [Double](repeating: 0, count: similarity.count)
        for halfWidth in halfWidths where halfWidth > 0 {
            let curve = Self.curve(similarity, halfWidth: halfWidth)
            let greatest = curve.max() ?? 0
            guard greatest > 1e-6 else { continue }
            for index in sum.indices { sum[index] += max(curve[index], 0) / greatest }
        }
        let greatest = sum.max() ?? 0
        values = greatest > 0 ? sum.map { $0 / greatest } : sum
    }

    /// Mixes the curve with that of recurrence, three parts to seven.
    func mixed(with recurrence: RecurrenceNovelty) -> NoveltyCurve {
        NoveltyCurve(values: zip(values, recurrence.values).map { 0.3 * $0 + 0.7 * $1 })
    }

    private init(values: [Double]) { self.values = values }

    private static func curve(_ similarity: SelfSimilarityMatrix, halfWidth: Int) -> [Double] {
        let taper = (0..<halfWidth).map { exp(-pow((Double($0) + 0.5) / (0.5 * Double(halfWidth)), 2) / 2) }
        return (0..<similarity.count).map { center in
            var within = 0.0
            var withinWeight = 0.0
            var across = 0.0
            var acrossWeight = 0.0
            let before = min(halfWidth, center)
            let after = min(halfWidth, similarity.count - center)
            guard before > 0, after > 0 else { return 0 }
            for i in -before..<after {
                for j in -before..<after {
                    let weight = taper[i < 0 ? -i - 1 : i] * taper[j < 0 ? -j - 1 : j]
                    let value = Double(similarity.timbre[(center + i) * similarity.count + center + j])
                    if (i < 0) == (j < 0) {
                        within += weight * value
                        withinWeight += weight
                    } else {
                        across += weight * value
                        acrossWeight += weight
                    }
                }
            }
            let edge = Double(min(before, after)) / Double(halfWidth)
            return (within / withinWeight - across / acrossWeight) * min(edge * 1.5, 1)
        }
    }
}
