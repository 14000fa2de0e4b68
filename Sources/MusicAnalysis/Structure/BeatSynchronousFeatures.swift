internal import SignalProcessing

/// Harmony, timbre and strength averaged over beats, or over fixed steps where there is no beat.
package struct BeatSynchronousFeatures {
    /// The edges of the units in seconds: unit `i` is `edges[i] ..< edges[i + 1]`.
    let edges: [Double]

    /// The indices of units that begin a bar.
    let barStarts: [Int]

    /// Pitch classes per unit, units × 12, each row of length 1 (0 in silence).
    let chroma: Matrix

    /// Timbre and loudness per unit, each column with mean 0 and deviation 1 over the song.
    let timbre: Matrix

    /// The most units; longer songs take several beats a unit, so that what is quadratic in units stays bounded.
    static let mostUnits = 2000

    /// The length of a unit where there are no beats, in seconds.
    private static let fallbackStep = 0.5

    /// The number of units.
    var count: Int { max(edges.count - 1, 0) }

    /// Averages features over the units that beats make.
    package init(_ features: SongFeatures, beats: [Beat]) {
        let (edges, barStarts) = Self.units(duration: features.duration, beats: beats)
        let count = max(edges.count - 1, 0)
        var chroma = Matrix(rows: count, columns: 12)
        var timbre = Matrix(rows: count, columns: features.timbre.columns + 1)
        let frames = min(features.chroma.rows, features.timbre.rows, features.loudness.count)
        for unit in 0..<count where frames > 0 {
            let first = min(Int((edges[unit] * features.contextFrameRate).rounded()), frames - 1)
            let last = min(
                max(Int((edges[unit + 1] * features.contextFrameRate).rounded()), first + 1), frames)
            let share = 1 / Float(last - first)
            for frame in first..<last {
                for pitch in 0..<12 { chroma[unit, pitch] += features.chroma[frame, pitch] * share }
                for column in 0..<features.timbre.columns {
                    timbre[unit, column] += features.timbre[frame, column] * share
                }
                timbre[unit, features.timbre.columns] += max(features.loudness[frame], -70) * share
            }
        }
        Self.normalizeRows(&chroma)
        Self.standardizeColumns(&timbre)
        self.edges = edges
        self.barStarts = barStarts
        self.chroma = chroma
        self.timbre = timbre
    }

    private static func units(duration: Double, beats: [Beat]) -> (edges: [Double], barStarts: [Int]) {
        guard duration > 0 else { return ([], []) }
        let inside = beats.filter { $0.time > 0.05 && $0.time < duration - 0.05 }
        guard inside.count >= 16 else {
            let step = max(fallbackStep, duration / Double(mostUnits))
            let count = max(Int(duration / step), 1)
            let edges = (0..<count).map { Double($0) * step } + [duration]
            return (edges, Array(stride(from: 0, to: count, by: 4)))
        }
        let stepLength = (inside.count + mostUnits - 1) / mostUnits
        let barStep = (inside.count { $0.position == 1 } + mostUnits - 1) / mostUnits
        var edges = [0.0]
        var barStarts: [Int] = []
        var bars = 0
        for (index, beat) in inside.enumerated() {
            if beat.position == 1 { bars += 1 }
            // Bars must stay edges when beats are taken together.
            let beginsBar = beat.position == 1 && (bars - 1).isMultiple(of: barStep)
            guard index.isMultiple(of: stepLength) || beginsBar else { continue }
            if beginsBar { barStarts.append(edges.count) }
            edges.append(beat.time)
        }
        return (edges + [duration], barStarts)
    }

    private static func normalizeRows(_ matrix: inout Matrix) {
        for row in 0..<matrix.rows {
            var sum: Float = 0
            for column in 0..<matrix.columns { sum += matrix[row, column] * matrix[row, column] }
            guard sum > 1e-9 else { continue }
            let scale = 1 / sum.squareRoot()
            for column in 0..<matrix.columns { matrix[row, column] *= scale }
        }
    }

    private static func standardizeColumns(_ matrix: inout Matrix) {
        guard matrix.rows > 0 else { return }
        for column in 0..<matrix.columns {
            var sum = 0.0
            var squares = 0.0
            for row in 0..<matrix.rows {
                sum += Double(matrix[row, column])
                squares += Double(matrix[row, column]) * Double(matrix[row, column])
            }
            let mean = sum / Double(matrix.rows)
            let deviation = max(squares / Double(matrix.rows) - mean * mean, 0).squareRoot()
            for row in 0..<matrix.rows {
                matrix[row, column] =
                    deviation > 1e-6 ? (matrix[row, column] - Float(mean)) / Float(deviation) : 0
            }
        }
    }
}
