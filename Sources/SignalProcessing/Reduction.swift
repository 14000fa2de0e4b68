/// Sums over spans, eight lanes wide.
///
/// The order of additions is fixed here and not left to the optimiser, so that a sum has the same bits in every
/// build. Meant for spans of up to some 10⁵ values; longer sums are added up in `Double` by the caller.
package enum Reduction {
    /// The sum of all values; 0 for none.
    package static func sum(_ x: Span<Float>) -> Float {
        var lanes = SIMD8<Float>.zero
        let whole = x.count / 8 * 8
        for base in stride(from: 0, to: whole, by: 8) {
            lanes += load(x, base)
        }
        var total = lanes.sum()
        for index in whole..<x.count { total += x[index] }
        return total
    }

    /// The sum of the products of two spans of equal count.
    package static func dot(_ x: Span<Float>, _ y: Span<Float>) -> Float {
        precondition(x.count == y.count, "the factors are of equal count")
        var lanes = SIMD8<Float>.zero
        let whole = x.count / 8 * 8
        for base in stride(from: 0, to: whole, by: 8) {
            lanes += load(x, base) * load(y, base)
        }
        var total = lanes.sum()
        for index in whole..<x.count { total += x[index] * y[index] }
        return total
    }

    @inline(__always)
    private static func load(_ x: Span<Float>, _ base: Int) -> SIMD8<Float> {
        SIMD8(
            x[base], x[base + 1], x[base + 2], x[base + 3],
            x[base + 4], x[base + 5], x[base + 6], x[base + 7])
    }
}
