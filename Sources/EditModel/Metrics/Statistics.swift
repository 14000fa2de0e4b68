/// Measures of likeness.
package enum Statistics {
    /// Spearman's rank correlation, −1…1; values that are equal share the mean of their ranks.
    ///
    /// - Returns: nil of fewer than two pairs, or where one side is all alike.
    /// - Complexity: O(*n* log *n*).
    package static func spearman(_ a: [Double], _ b: [Double]) -> Double? {
        precondition(a.count == b.count, "the values are pairs")
        let (a, b) = (ranks(a), ranks(b))
        // Ranks have this mean with and without ties.
        let mean = Double(a.count + 1) / 2
        var (product, squareA, squareB) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += (x - mean) * (y - mean)
            squareA += (x - mean) * (x - mean)
            squareB += (y - mean) * (y - mean)
        }
        guard squareA > 0, squareB > 0 else { return nil }
        return product / (squareA * squareB).squareRoot()
    }

    /// The ranks of values, the least 1; those that are equal have the mean of their ranks.
    package static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var first = 0
        while first < order.count {
            var end = first + 1
            while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
            for place in first..<end { ranks[order[place]] = Double(first + end + 1) / 2 }
            first = end
        }
        return ranks
    }

    /// The Jaccard index of two sets: what both have over what either has, 0…1; 1 of two empty ones.
    package static func jaccard<Element>(_ a: Set<Element>, _ b: Set<Element>) -> Double {
        let shared = a.intersection(b).count
        let all = a.count + b.count - shared
        return all == 0 ? 1 : Double(shared) / Double(all)
    }
}
