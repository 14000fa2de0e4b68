import SignalProcessing
import Testing

@Suite("Reduction")
struct ReductionTests {
    @Test("sums and products are exact on small integers", arguments: 0...40)
    func exactOnIntegers(count: Int) {
        let x = (0..<count).map { Float($0 % 7) }
        let y = (0..<count).map { Float($0 % 5) }
        #expect(Reduction.sum(x.span) == x.reduce(0, +))
        #expect(Reduction.dot(x.span, y.span) == zip(x, y).reduce(0) { $0 + $1.0 * $1.1 })
    }
}
