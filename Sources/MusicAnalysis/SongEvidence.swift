/// What an analysis was read from, as far as a picture shows it; too large to be kept with every analysis.
public struct SongEvidence: Sendable, Equatable {
    /// The least and the greatest sample of equal stretches of the song, 2000 at most.
    public var waveform: [ClosedRange<Float>] = []

    /// How much the music changes, one value for each moment of `noveltyTimes`, from 0 to 1.
    ///
    /// Empty for a song that is too short or too silent for sections, as the similarity is.
    public var novelty: [Double] = []

    /// The moments that `novelty` is known at, in seconds, increasing.
    public var noveltyTimes: [Double] = []

    /// The edges in seconds of the passages that are compared: bars, or several of them where there are many.
    public var similarityEdges: [Double] = []

    /// How alike the passages are, row by row, 1 for the same; as many rows as columns.
    public var similarity: [Float] = []

    /// The most passages that are compared.
    private static let mostPassages = 160

    /// Creates evidence of nothing.
    public init() {}

    /// Takes over what sections were found by.
    ///
    /// - Complexity: O(units²).
    mutating func take(
        _ units: BeatSynchronousFeatures, _ matrix: SelfSimilarityMatrix, _ curve: NoveltyCurve
    ) {
        novelty = curve.values
        noveltyTimes = Array(units.edges.prefix(curve.values.count))
        let bars = [0] + units.barStarts.filter { $0 > 0 && $0 < units.count }
        let step = (bars.count + Self.mostPassages - 1) / Self.mostPassages
        let starts = stride(from: 0, to: bars.count, by: step).map { bars[$0] } + [units.count]
        let passages = zip(starts, starts.dropFirst()).map { $0..<$1 }
        similarityEdges = starts.map { units.edges[$0] }
        similarity = passages.flatMap { row in
            passages.map { column in
                var sum: Float = 0
                for unit in row {
                    for other in column { sum += matrix.paths[unit * matrix.count + other] }
                }
                return sum / Float(row.count * column.count)
            }
        }
    }
}
