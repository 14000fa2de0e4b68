import EditModel
import Testing

@Suite("Statistics")
struct StatisticsTests {
    @Test("equal values share the mean of their ranks")
    func ranks() {
        #expect(Statistics.ranks([3, 1, 3, 2, 3]) == [4, 1, 4, 2, 4])
        #expect(Statistics.ranks([7, 7]) == [1.5, 1.5])
        #expect(Statistics.ranks([]) == [])
    }

    @Test("Spearman's correlation is 1 of what rises together, −1 of what falls, nil of what stays")
    func ends() {
        #expect(Statistics.spearman([1, 2, 3, 4], [1, 8, 27, 64]) == 1)
        #expect(Statistics.spearman([1, 2, 3, 4], [9, 5, 2, -1]) == -1)
        #expect(Statistics.spearman([1, 2, 3, 4], [5, 5, 5, 5]) == nil)
        #expect(Statistics.spearman([1], [1]) == nil)
    }

    @Test("without ties Spearman's correlation is 1 − 6 Σd² / n(n² − 1)")
    func untied() throws {
        // d = 0, −1, 1, −1, 1: 1 − 6·4/120.
        let value = try #require(Statistics.spearman([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]))
        #expect(abs(value - 0.8) < 1e-12)
    }

    @Test("with ties Spearman's correlation is Pearson's of the mean ranks")
    func tied() throws {
        // Ranks 1.5, 1.5, 3, 4 and 1, 2.5, 2.5, 4; less 2.5, their products sum to 3.75, their squares to 4.5 each.
        let value = try #require(Statistics.spearman([2, 2, 5, 9], [0, 1, 1, 7]))
        #expect(abs(value - 3.75 / 4.5) < 1e-12)
    }

    @Test("the Jaccard index is what is shared over all there is")
    func jaccard() {
        #expect(Statistics.jaccard([1, 2, 3], [2, 3, 4]) == 0.5)
        #expect(Statistics.jaccard([1], [2]) == 0)
        #expect(Statistics.jaccard([1, 2], [1, 2]) == 1)
        #expect(Statistics.jaccard(Set<Int>(), []) == 1)
    }
}
