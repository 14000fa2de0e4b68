import MusicAnalysis
import Testing

@Suite struct SectionGroupingTests {
    private let model = SectionModel()

    /// A song of bars whose chords are given by number: harmony, timbre and rhythm alike where the chords are.
    private func similarity(_ chords: [Int]) -> BarSimilarity {
        let values = chords.flatMap { row in chords.map { row == $0 ? Float(1) : 0 } }
        return BarSimilarity(harmony: values, timbre: values, rhythm: values, count: chords.count)
    }

    private func grouping(_ chords: [Int], starts: [Int]) -> SectionGrouping {
        SectionGrouping(
            starts: starts, similarity: similarity(chords), loudness: chords.map { _ in 0 },
            odds: model.sameness)
    }

    @Test("sections that run alike are one group, at any distance and shifted by bars", arguments: [0, 1, 2])
    func grouping(shift: Int) {
        // A is a run of 12 chords that return in their order, from a later bar on.
        func chord(_ bar: Int) -> Int {
            switch bar {
            case 0..<12: bar
            case 24..<36: bar - 24 + shift
            default: 100 + bar
            }
        }
        #expect(grouping((0..<48).map(chord), starts: [0, 12, 24, 36]).groups == [0, 1, 0, 2])
    }

    @Test(
        "neighbours that repeat each other are one section, but not beyond eight bars",
        arguments: [(2, [0, 8]), (4, [0, 8, 16]), (3, [0, 8, 12])])
    func joining(rounds: Int, expected: [Int]) {
        // A loop of four bars, some rounds of it, and then other music.
        let chords = (0..<rounds * 4).map { $0 % 4 } + (0..<16).map { 100 + $0 }
        let found = grouping(chords, starts: (0...rounds).map { $0 * 4 })
        #expect(found.starts == expected)
        #expect(found.groups == [Int](repeating: 0, count: expected.count - 1) + [1])
    }

    @Test("one section is one group")
    func one() {
        #expect(grouping([Int](repeating: 0, count: 9), starts: [0]).groups == [0])
    }

    @Test("similarities are scaled to mean 0 and deviation 1, and constant ones say nothing")
    func scale() {
        let matrix = similarity((0..<20).map { $0 % 4 })
        var (sum, squares) = (0.0, 0.0)
        for row in 0..<20 {
            for column in 0..<20 where row != column {
                sum += Double(matrix.mixed[row * 20 + column])
                squares += Double(matrix.mixed[row * 20 + column] * matrix.mixed[row * 20 + column])
            }
        }
        #expect(abs(sum / 380) < 1e-5)
        #expect(abs(squares / 380 - 1) < 1e-5)
        let same = [Float](repeating: 0.7, count: 100)
        #expect(
            BarSimilarity(harmony: same, timbre: same, rhythm: same, count: 10).mixed.allSatisfy { $0 == 0 })
    }

    @Test("a matrix that is not square is a mistake of the caller")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            _ = BarSimilarity(harmony: [1, 2, 3], timbre: [1, 2, 3], rhythm: [1, 2, 3], count: 2)
        }
    }
}
