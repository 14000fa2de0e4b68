internal import Foundation
internal import SignalProcessing

/// How alike any two bars of a song are by harmony, by timbre and by rhythm, compared with what bars of this song share anyway.
///
/// All matrices are square, symmetric and row-major; off the diagonal each has mean 0 and deviation 1.
package struct BarSimilarity {
    /// The number of bars on a side.
    package let count: Int

    /// By harmony: the cosine of pitch classes, part of a bar by part of a bar.
    package let harmony: [Float]

    /// By timbre and loudness: 1 / (1 + the mean squared distance in deviations).
    package let timbre: [Float]

    /// By rhythm: the cosine of onset strength in sixteenths of a bar and three registers.
    package let rhythm: [Float]

    /// All three, harmony counting twice.
    package let mixed: [Float]

    /// What harmony, rhythm and the mixture were before they were scaled.
    let spread: (harmony: Spread, rhythm: Spread, mixed: Spread)

    /// The harmony of each bar, of length 1; no columns where it is not known.
    private let chords: Matrix

    /// Mean and deviation off the diagonal.
    struct Spread {
        var mean = 0.0
        var deviation = 0.0
    }

    /// Compares all bars.
    ///
    /// - Complexity: O(bars²) in time and memory; bars are bounded, so that both are for any song.
    init(_ bars: BarFeatures) {
        let timbre = Self.standardized(bars.timbre)
        let rhythm = Self.normalized(Self.registers(bars.rhythm))
        self.init(
            harmony: Self.compared(bars.harmony, Reduction.dot),
            timbre: Self.compared(timbre) { a, b in
                var sum: Float = 0
                for index in 0..<a.count { sum += (a[index] - b[index]) * (a[index] - b[index]) }
                return 1 / (1 + sum / Float(max(a.count, 1)))
            },
            rhythm: Self.compared(rhythm, Reduction.dot), count: bars.count, chords: bars.harmony)
    }

    /// Takes similarities that are known on any scale, row-major and symmetric, `count * count` of each kind.
    package init(harmony: [Float], timbre: [Float], rhythm: [Float], count: Int) {
        self.init(
            harmony: harmony, timbre: timbre, rhythm: rhythm, count: count,
            chords: Matrix(rows: count, columns: 0))
    }

    private init(harmony: [Float], timbre: [Float], rhythm: [Float], count: Int, chords: Matrix) {
        let cells = count * count
        precondition(
            harmony.count == cells && timbre.count == cells && rhythm.count == cells,
            "the matrices are square")
        self.count = count
        self.chords = chords
        self.harmony = Self.scaled(harmony, count)
        self.timbre = Self.scaled(timbre, count)
        self.rhythm = Self.scaled(rhythm, count)
        var sum = self.harmony
        for index in sum.indices { sum[index] += 0.5 * (self.rhythm[index] + self.timbre[index]) }
        mixed = Self.scaled(sum, count)
        spread = (Self.spread(harmony, count), Self.spread(rhythm, count), Self.spread(sum, count))
    }

    /// How alike two bars are, mixed, if the second were played some semitones lower.
    func mixed(_ first: Int, _ second: Int, transposedBy semitones: Int) -> Float {
        let index = first * count + second
        guard semitones != 0, chords.columns > 0, spread.harmony.deviation > 1e-5,
            spread.mixed.deviation > 1e-5
        else {
            return mixed[index]
        }
        var cosine: Float = 0
        for cell in stride(from: 0, to: chords.columns, by: 12) {
            for pitch in 0..<12 {
                let moved = cell + (pitch + semitones + 12) % 12
                cosine += chords[first, cell + pitch] * chords[second, moved]
            }
        }
        let harmony = (cosine - Float(spread.harmony.mean)) / Float(spread.harmony.deviation)
        let sum = harmony + 0.5 * (rhythm[index] + timbre[index])
        return (sum - Float(spread.mixed.mean)) / Float(spread.mixed.deviation)
    }

    private static func compared(
        _ rows: Matrix, _ likeness: (Span<Float>, Span<Float>) -> Float
    ) -> [Float] {
        let count = rows.rows
        var result = [Float](repeating: 0, count: count * count)
        let values = rows.values.span
        func row(_ index: Int) -> Range<Int> { index * rows.columns..<(index + 1) * rows.columns }
        for first in 0..<count {
            for second in first..<count {
                let value = likeness(values.extracting(row(first)), values.extracting(row(second)))
                result[first * count + second] = value
                result[second * count + first] = value
            }
        }
        return result
    }

    private static func spread(_ values: [Float], _ count: Int) -> Spread {
        guard count > 1 else { return Spread() }
        var sum = 0.0
        var squares = 0.0
        for row in 0..<count {
            for column in 0..<count where row != column {
                let value = Double(values[row * count + column])
                sum += value
                squares += value * value
            }
        }
        let cells = Double(count * (count - 1))
        let mean = sum / cells
        return Spread(mean: mean, deviation: max(squares / cells - mean * mean, 0).squareRoot())
    }

    /// The values with mean 0 and deviation 1 off the diagonal; all 0 where they are all the same.
    private static func scaled(_ values: [Float], _ count: Int) -> [Float] {
        let spread = spread(values, count)
        guard spread.deviation > 1e-5 else { return values.map { _ in 0 } }
        return values.map { ($0 - Float(spread.mean)) / Float(spread.deviation) }
    }

    /// Each column with mean 0 and deviation 1; all 0 where it is constant.
    private static func standardized(_ matrix: Matrix) -> Matrix {
        var result = matrix
        for column in 0..<matrix.columns {
            let values = standardizedValues((0..<matrix.rows).map { Double(matrix[$0, column]) })
            for row in 0..<matrix.rows { result[row, column] = Float(values[row]) }
        }
        return result
    }

    /// Each row with length 1; silent ones stay 0.
    private static func normalized(_ matrix: Matrix) -> Matrix {
        var result = matrix
        for row in 0..<matrix.rows {
            var sum: Float = 0
            for value in matrix[row: row] { sum += value * value }
            guard sum > 1e-12 else { continue }
            let scale = 1 / sum.squareRoot()
            for column in 0..<matrix.columns { result[row, column] *= scale }
        }
        return result
    }

    /// The three registers without the whole.
    private static func registers(_ rhythm: Matrix) -> Matrix {
        var result = Matrix(rows: rhythm.rows, columns: rhythm.columns / 4 * 3)
        for row in 0..<rhythm.rows {
            for cell in 0..<rhythm.columns / 4 {
                for register in 0..<3 {
                    result[row, cell * 3 + register] = rhythm[row, cell * 4 + register + 1]
                }
            }
        }
        return result
    }
}

/// A series with mean 0 and deviation 1; all 0 where it is constant.
func standardizedValues(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(values.count, 1))
    let deviation = deviation(values)
    return values.map { deviation > 1e-6 ? ($0 - mean) / deviation : 0 }
}

/// The standard deviation of a series; 0 for none.
func deviation(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
}
