/// The strength of the music over time, on a scale of its own song.
package struct EnergyCurve {
    /// Seconds between values.
    package static let period = 0.5

    /// One value per period, 0…1; the first is for the range `0 ..< period`.
    package let values: [Double]

    /// Derives the curve from loudness and onset strength.
    ///
    /// Loudness in decibels and the onset envelope, both smoothed over two seconds, are scaled between their 5th and 95th
    /// percentiles and mixed three to one. A song of constant strength is 0.5 throughout, silence 0.
    package init(_ features: SongFeatures) {
        let count = Int((features.duration / Self.period).rounded(.up))
        guard count > 0, features.loudness.contains(where: { $0 > -70 }) else {
            values = [Double](repeating: 0, count: max(count, 0))
            return
        }
        let loudness = Self.sampled(
            features.loudness.map { max(Double($0), -70) }, rate: features.contextFrameRate, count: count)
        let onsets = Self.sampled(
            features.onsetEnvelope.map(Double.init), rate: features.onsetFrameRate, count: count)
        let loud = Self.scaled(Self.smoothed(loudness), flatBelow: 1)
        let dense = Self.scaled(Self.smoothed(onsets), flatBelow: 1e-6)
        values = zip(loud, dense).map { 0.75 * $0 + 0.25 * $1 }
    }

    /// The mean over a half-open range of seconds.
    package func mean(_ range: Range<Double>) -> Double {
        let first = min(max(Int(range.lowerBound / Self.period), 0), max(values.count - 1, 0))
        let last = min(max(Int((range.upperBound / Self.period).rounded(.up)), first + 1), values.count)
        guard first < last else { return 0 }
        return values[first..<last].reduce(0, +) / Double(last - first)
    }

    /// Means over each period.
    private static func sampled(_ series: [Double], rate: Double, count: Int) -> [Double] {
        (0..<count).map { index in
            let first = min(Int(Double(index) * period * rate), max(series.count - 1, 0))
            let last = min(max(Int(Double(index + 1) * period * rate), first + 1), series.count)
            guard first < last else { return 0 }
            return series[first..<last].reduce(0, +) / Double(last - first)
        }
    }

    private static func smoothed(_ series: [Double]) -> [Double] {
        series.indices.map { index in
            let window = series[max(index - 2, 0)...min(index + 2, series.count - 1)]
            return window.reduce(0, +) / Double(window.count)
        }
    }

    private static func scaled(_ series: [Double], flatBelow least: Double) -> [Double] {
        let sorted = series.sorted()
        let low = sorted[Int(0.05 * Double(sorted.count - 1))]
        let high = sorted[Int((0.95 * Double(sorted.count - 1)).rounded(.up))]
        guard high - low > least else { return series.map { _ in 0.5 } }
        return series.map { min(max(($0 - low) / (high - low), 0), 1) }
    }
}
