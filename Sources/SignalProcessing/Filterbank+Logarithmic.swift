import Foundation

extension Filterbank {
    /// Triangular filters of height 1 at fractions of an octave, tuned to A4 = 440 Hz, peaks on whole bins.
    ///
    /// Low filters that would fall on the same bin are merged, so that there are fewer than bands × octaves. After
    /// S. Böck and G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013.
    ///
    /// - Parameters:
    ///   - bandsPerOctave: How many filters an octave has.
    ///   - range: The lowest and the highest frequency in hertz; ends at the Nyquist frequency at the latest.
    ///   - windowLength: The length of the transform in samples.
    ///   - sampleRate: Samples per second.
    package static func logarithmic(
        bandsPerOctave: Int, range: ClosedRange<Double>, windowLength: Int, sampleRate: Double
    ) -> Filterbank {
        let binCount = windowLength / 2 + 1
        let step = log2(range.lowerBound / 440) * Double(bandsPerOctave)
        let last = log2(range.upperBound / 440) * Double(bandsPerOctave)
        var bins: [Int] = []
        // One frequency beyond either end, as the feet of the outermost triangles.
        for index in Int(step.rounded(.up)) - 1...Int(last.rounded(.down)) + 1 {
            let frequency = 440 * exp2(Double(index) / Double(bandsPerOctave))
            let bin = Int((frequency * Double(windowLength) / sampleRate).rounded())
            if bin < binCount && bin != bins.last { bins.append(bin) }
        }
        var rows: [[Float]] = []
        var centres: [Double] = []
        for band in 0..<max(0, bins.count - 2) {
            let (start, peak, end) = (bins[band], bins[band + 1], bins[band + 2])
            var row = [Float](repeating: 0, count: binCount)
            for bin in start..<peak { row[bin] = Float(bin - start) / Float(peak - start) }
            for bin in peak..<end { row[bin] = Float(end - bin) / Float(end - peak) }
            rows.append(row)
            centres.append(Double(peak) * sampleRate / Double(windowLength))
        }
        return Filterbank(rows: rows, binCount: binCount, centreFrequencies: centres)
    }
}
