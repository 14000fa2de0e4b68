internal import Foundation
package import SignalProcessing

/// What speaks for a section to begin at a bar, and for what it is: the input of the network that finds sections.
///
/// Each bar has a row of ``columnCount`` numbers, most of unit deviation within the song, so that neither gain nor mastering matters:
/// novelty by harmony, timbre and rhythm over 2, 4, 8 and 16 bars; repetitions that begin and end, over 2, 4 and 8; steps of loudness and onset
/// density in three registers; the accent on the downbeat and the strength just before it; fills and changes of chord; how often the bar returns;
/// its place in the song; and how much the song changes at all. The same numbers as `scripts/training/curves.py` makes.
package enum BarCurves {
    /// The numbers of a bar.
    package static let columnCount = 68

    private static let noveltyHalfWidths = [2, 4, 8, 16]

    /// The columns of novelty by harmony, timbre and rhythm over four bars to either side.
    static let noveltyOverFourBars = [1, 5, 9]

    private static let repetitionLengths = [2, 4, 8]

    /// Measures all bars.
    ///
    /// - Complexity: O(bars²).
    package static func rows(_ bars: BarFeatures, _ similarity: BarSimilarity) -> Matrix {
        let count = bars.count
        var columns: [[Double]] = []
        for matrix in [similarity.harmony, similarity.timbre, similarity.rhythm] {
            let curves = NoveltyCurve.curves(matrix, count: count, halfWidths: noveltyHalfWidths)
            columns += curves.map(standardizedValues)
        }
        for matrix in [similarity.harmony, similarity.mixed] {
            for length in repetitionLengths {
                let novelty = RepetitionNovelty(matrix, count: count, length: length)
                let curves = [novelty.beginning, novelty.beginnings, novelty.ending, novelty.endings]
                columns += curves.map { $0.map { $0 / 2 } }
            }
        }
        let loudness = standardizedValues(bars.loudness)
        columns += [1, 4].map { steps(loudness, over: $0) }
        for register in 0..<4 {
            let density = standardizedValues(bars.onsets(register))
            columns += [density, steps(density, over: 1), steps(density, over: 4)]
        }
        columns.append(loudness)
        columns += details(bars, similarity).map(standardizedValues)
        columns += places(bars.edges)
        columns += changes(bars, similarity).map { [Double](repeating: $0, count: count) }
        precondition(columns.count == columnCount, "there are \(columnCount) curves")
        var rows = Matrix(rows: count, columns: columnCount)
        for (column, curve) in columns.enumerated() {
            for row in 0..<count { rows[row, column] = Float(curve[row]) }
        }
        return rows
    }

    /// The mean from each bar on less the mean before it, over some bars; 0 at the song's start.
    private static func steps(_ curve: [Double], over length: Int) -> [Double] {
        var sums = [0.0]
        for value in curve { sums.append(sums[sums.count - 1] + value) }
        return curve.indices.map { bar in
            guard bar > 0 else { return 0 }
            let (start, end) = (max(0, bar - length), min(curve.count, bar + length))
            return (sums[end] - sums[bar]) / Double(end - bar) - (sums[bar] - sums[start])
                / Double(bar - start)
        }
    }

    /// The accent on the downbeat in high and low registers; the onsets in the quarter bar before; whether the bar before was a fill; the
    /// change of harmony at the downbeat; and how many bars this one returns in.
    private static func details(_ bars: BarFeatures, _ similarity: BarSimilarity) -> [[Double]] {
        let count = bars.count
        let lastCells = BarFeatures.rhythmCells * 3 / 4..<BarFeatures.rhythmCells
        let upbeat = (0..<count).map { bar in
            let before = (bar + count - 1) % count
            return lastCells.reduce(0) { $0 + Double(bars.rhythm[before, $1 * 4]) } / Double(lastCells.count)
        }
        let fill = (0..<count).map { bar in
            bar < 2 ? 0 : -Double(similarity.rhythm[(bar - 1) * count + bar - 2])
        }
        let last = (BarFeatures.harmonyCells - 1) * 12
        let change = (0..<count).map { bar in
            guard bar > 0 else { return 0.0 }
            var sum: Float = 0
            for pitch in 0..<12 { sum += bars.harmony[bar - 1, last + pitch] * bars.harmony[bar, pitch] }
            return 1 - Double(sum) * Double(BarFeatures.harmonyCells)
        }
        return [
            (0..<count).map { Double(bars.rhythm[$0, 3]) }, (0..<count).map { Double(bars.rhythm[$0, 1]) },
            upbeat, fill, change, returns(similarity),
        ]
    }

    /// The number of bars around which the song runs as around each.
    private static func returns(_ similarity: BarSimilarity) -> [Double] {
        let count = similarity.count
        return (0..<count).map { row in
            var returns = 0.0
            for column in 0..<count where abs(row - column) >= RepetitionNovelty.nearest {
                var sum: Float = 0
                for step in -2...2 {
                    let (first, second) = (row + step, column + step)
                    guard min(first, second) >= 0, max(first, second) < count else { continue }
                    sum += similarity.mixed[first * count + second]
                }
                if sum > 5 { returns += 1 }
            }
            return returns
        }
    }

    /// The place in the song from -1 to 1, and how near its start and its end are.
    private static func places(_ edges: [Double]) -> [[Double]] {
        let starts = edges.dropLast()
        let duration = edges.last ?? 0
        return [
            starts.map { $0 / max(duration, 1e-9) * 2 - 1 }, starts.map { exp(-$0 / 15) },
            starts.map { exp(-(duration - $0) / 15) },
        ]
    }

    /// The usual length of bars, how much loudness and timbre change, how alike bars are by harmony and by rhythm and how much that
    /// varies, and whether there is a beat.
    private static func changes(_ bars: BarFeatures, _ similarity: BarSimilarity) -> [Double] {
        let lengths = zip(bars.edges, bars.edges.dropFirst()).map { $1 - $0 }.sorted()
        let usual = lengths.isEmpty ? 2 : (lengths[(lengths.count - 1) / 2] + lengths[lengths.count / 2]) / 2
        let coefficients = bars.timbre.columns - 1
        let timbre = (0..<coefficients).map { column in
            deviation((0..<bars.count).map { Double(bars.timbre[$0, column]) })
        }
        return [
            log(usual / 2), log1p(deviation(bars.loudness)),
            log1p(timbre.reduce(0, +) / Double(max(coefficients, 1))),
            similarity.spread.harmony.mean, 5 * similarity.spread.harmony.deviation,
            similarity.spread.rhythm.mean, 5 * similarity.spread.rhythm.deviation, bars.hasBeats ? 1 : 0,
        ]
    }
}
