import MusicAnalysis
import Testing

@Suite struct NoveltyCurveTests {
    /// A matrix of 1 within blocks that are given by letter and length, and of 0 between letters.
    private func blocks(_ blocks: [(letter: Character, length: Int)]) -> (values: [Float], count: Int) {
        let bars = blocks.flatMap { [Character](repeating: $0.letter, count: $0.length) }
        return (bars.flatMap { row in bars.map { row == $0 ? Float(1) : 0 } }, bars.count)
    }

    private func peaks(_ values: [Double]) -> [Int] {
        values.indices.dropFirst().dropLast().filter {
            // Beyond what rounding does.
            values[$0] > max(values[$0 - 1], values[$0 + 1]) + 1e-6
        }
    }

    @Test(
        "blocks along the diagonal have peaks at their borders, and nowhere else", arguments: [4, 8])
    func borders(halfWidth: Int) {
        let (matrix, count) = blocks([("A", 16), ("B", 24), ("A", 16), ("C", 16)])
        let novelty = NoveltyCurve.curves(matrix, count: count, halfWidths: [halfWidth])[0]
        #expect(novelty.count == 72)
        #expect(peaks(novelty) == [16, 40, 56])
        for border in [16, 40, 56] { #expect(abs(novelty[border] - 1) < 1e-9) }
        // Farther from a border than a kernel reaches there is none.
        for bar in [28, 48] { #expect(abs(novelty[bar]) < 1e-9) }
    }

    @Test("the clearer border is the higher, by as much as the blocks are less alike")
    func heights() {
        // A and B are half alike, B and C not at all.
        let letters =
            [Character](repeating: "A", count: 16) + [Character](repeating: "B", count: 16)
            + [Character](repeating: "C", count: 16)
        let values = letters.flatMap { row in
            letters.map { column -> Float in
                if row == column { return 1 }
                return row != "C" && column != "C" ? 0.5 : 0
            }
        }
        let novelty = NoveltyCurve.curves(values, count: 48, halfWidths: [8])[0]
        #expect(abs(novelty[32] - 1) < 1e-9)
        #expect(abs(novelty[16] - 0.5) < 1e-9)
    }

    @Test("a uniform song has no novelty, nor has one of one bar, or of none", arguments: [0, 1, 2, 40])
    func uniform(count: Int) {
        for value in [0, 0.3, 1] as [Float] {
            let values = [Float](repeating: value, count: count * count)
            for curve in NoveltyCurve.curves(values, count: count, halfWidths: [2, 8]) {
                #expect(curve.count == count)
                #expect(curve.allSatisfy { abs($0) < 1e-6 })
            }
        }
    }
}

@Suite struct RepetitionNoveltyTests {
    /// A song of 40 bars whose bars 4 to 15 return at 24: stripes of 2 on a ground of 0.
    private var song: [Float] {
        var values = [Float](repeating: 0, count: 40 * 40)
        for bar in 4..<16 {
            values[bar * 40 + bar + 20] = 2
            values[(bar + 20) * 40 + bar] = 2
        }
        return values
    }

    @Test("a repetition begins where its stripe lights up, and ends where it goes out", arguments: [2, 4, 8])
    func stripes(length: Int) {
        let novelty = RepetitionNovelty(song, count: 40, length: length)
        for bar in [4, 24] { #expect(novelty.beginning[bar] == 2) }
        for bar in [16, 36] { #expect(novelty.ending[bar] == 2) }
        // One stripe of four diagonals.
        #expect(novelty.beginnings[4] == 0.5)
        // Halfway in, it is as bright before as after.
        #expect(novelty.beginning[10] <= 2 - Double(min(6, length)) / Double(length) * 2 + 1e-6)
        for curve in [novelty.beginning, novelty.beginnings, novelty.ending, novelty.endings] {
            #expect(curve.count == 40)
            #expect(curve.allSatisfy { $0 >= 0 && $0 <= 2 })
        }
    }

    @Test("what is alike only with its neighbours repeats nothing")
    func neighbours() {
        let values = (0..<30).flatMap { row in
            (0..<30).map { abs(row - $0) < RepetitionNovelty.nearest ? Float(3) : 0 }
        }
        let novelty = RepetitionNovelty(values, count: 30, length: 4)
        #expect(novelty.beginning.allSatisfy { $0 == 0 } && novelty.ending.allSatisfy { $0 == 0 })
    }

    @Test("songs of no, one and few bars", arguments: [0, 1, 3, 5])
    func short(count: Int) {
        let novelty = RepetitionNovelty(
            [Float](repeating: 1, count: count * count), count: count, length: 8)
        #expect(novelty.beginning.count == count)
        #expect((novelty.beginning + novelty.endings).allSatisfy { $0.isFinite })
    }
}
