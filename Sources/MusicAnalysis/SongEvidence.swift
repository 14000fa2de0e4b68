/// What an analysis was read from, as far as a picture shows it; too large to be kept with every analysis.
public struct SongEvidence: Sendable, Equatable {
    /// The least and the greatest sample of equal stretches of the song, 2000 at most.
    public var waveform: [ClosedRange<Float>] = []

    /// How likely a section begins, one value for each moment of `noveltyTimes`, from 0 to 1.
    public var novelty: [Double] = []

    /// The moments that `novelty` is known at, in seconds, increasing.
    public var noveltyTimes: [Double] = []

    /// The edges in seconds of the passages that are compared: bars, or several of them where there are many.
    public var similarityEdges: [Double] = []

    /// How alike the passages are, row by row, in deviations from the song's mean; as many rows as columns.
    public var similarity: [Float] = []

    /// The most passages that are compared.
    private static let mostPassages = 160

    /// Creates evidence of nothing.
    public init() {}

    /// Takes over what sections were found by.
    ///
    /// - Complexity: O(bars²).
    mutating func take(_ structure: StructureEvidence) {
        let (bars, matrix) = (structure.bars, structure.similarity)
        guard bars.count > 0 else { return }
        novelty = structure.novelty
        noveltyTimes = Array(bars.edges.dropLast())
        let step = (bars.count + Self.mostPassages - 1) / Self.mostPassages
        let starts = Array(stride(from: 0, to: bars.count, by: step)) + [bars.count]
        let passages = zip(starts, starts.dropFirst()).map { $0..<$1 }
        similarityEdges = starts.map { bars.edges[$0] }
        similarity = passages.flatMap { row in
            passages.map { column in
                var sum: Float = 0
                for bar in row {
                    for other in column { sum += matrix.mixed[bar * matrix.count + other] }
                }
                return sum / Float(row.count * column.count)
            }
        }
    }
}
