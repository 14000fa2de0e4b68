/// Triangular filters over the bins of a spectrum, each stored with its support only.
package struct Filterbank: Sendable {
    /// The number of spectrum bins that the filters apply to.
    package let binCount: Int

    /// The frequencies at the filters' peaks, in hertz, not decreasing.
    package let centreFrequencies: [Double]

    /// The weights of all filters, one after the other.
    private let weights: [Float]

    /// Where each filter lies: its first bin and its range in `weights`.
    private let supports: [(firstBin: Int, weights: Range<Int>)]

    /// The number of filters.
    package var bandCount: Int { supports.count }

    /// Creates a filterbank from dense rows.
    ///
    /// - Parameters:
    ///   - rows: One row per filter, of `binCount` weights each.
    ///   - binCount: The number of spectrum bins.
    ///   - centreFrequencies: One frequency per filter, in hertz.
    package init(rows: [[Float]], binCount: Int, centreFrequencies: [Double]) {
        precondition(rows.count == centreFrequencies.count, "each filter has a frequency")
        var weights: [Float] = []
        var supports: [(firstBin: Int, weights: Range<Int>)] = []
        for row in rows {
            precondition(row.count == binCount, "a row has a weight for each bin")
            let first = row.firstIndex { $0 != 0 } ?? 0
            let end = (row.lastIndex { $0 != 0 } ?? -1) + 1
            let start = weights.count
            if first < end { weights.append(contentsOf: row[first..<end]) }
            supports.append((first, start..<weights.count))
        }
        self.binCount = binCount
        self.centreFrequencies = centreFrequencies
        self.weights = weights
        self.supports = supports
    }

    /// Computes each filter's weighted sum over a spectrum.
    ///
    /// - Parameters:
    ///   - spectrum: `binCount` values.
    ///   - bands: Receives `bandCount` values.
    package func apply(to spectrum: [Float], into bands: inout [Float]) {
        precondition(spectrum.count == binCount && bands.count == bandCount, "sizes must agree")
        let weights = weights.span
        let spectrum = spectrum.span
        var bands = bands.mutableSpan
        for band in 0..<bandCount {
            let (first, range) = supports[band]
            bands[band] = Reduction.dot(
                spectrum.extracting(first..<first + range.count), weights.extracting(range))
        }
    }

    /// The weights of one filter over all bins.
    package func denseRow(_ band: Int) -> [Float] {
        var row = [Float](repeating: 0, count: binCount)
        let (first, range) = supports[band]
        for (offset, index) in range.enumerated() { row[first + offset] = weights[index] }
        return row
    }
}
