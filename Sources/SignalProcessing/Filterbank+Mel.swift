import Foundation

extension Filterbank {
    /// Triangular filters that are equally spaced on Slaney's mel scale, each of unit area in hertz.
    ///
    /// The scale is linear below 1 kHz and logarithmic above. After M. Slaney, "Auditory Toolbox", Interval Research
    /// technical report 1998-010; the same as librosa's default.
    ///
    /// - Parameters:
    ///   - bandCount: How many filters.
    ///   - range: The outer feet of the first and the last filter, in hertz.
    ///   - windowLength: The length of the transform in samples.
    ///   - sampleRate: Samples per second.
    package static func mel(
        bandCount: Int, range: ClosedRange<Double>, windowLength: Int, sampleRate: Double
    ) -> Filterbank {
        let binCount = windowLength / 2 + 1
        let feet = melFrequencies(count: bandCount + 2, range: range)
        var rows: [[Float]] = []
        for band in 0..<bandCount {
            let (start, peak, end) = (feet[band], feet[band + 1], feet[band + 2])
            let height = 2 / (end - start)
            rows.append(
                (0..<binCount).map { bin in
                    let frequency = Double(bin) * sampleRate / Double(windowLength)
                    let rising = (frequency - start) / (peak - start)
                    let falling = (end - frequency) / (end - peak)
                    return Float(max(0, min(rising, falling)) * height)
                })
        }
        return Filterbank(rows: rows, binCount: binCount, centreFrequencies: Array(feet[1...bandCount]))
    }

    /// Frequencies in hertz that are equally spaced on the scale, the range's ends included: the feet and the centres of
    /// two filters fewer.
    package static func melFrequencies(count: Int, range: ClosedRange<Double>) -> [Double] {
        let low = mel(fromHertz: range.lowerBound)
        let high = mel(fromHertz: range.upperBound)
        return (0..<count).map { hertz(fromMel: low + (high - low) * Double($0) / Double(count - 1)) }
    }

    /// Mels per hertz below the knee, the knee in hertz and in mels, and the mels per factor of e above it.
    private static let melsPerHertz = 3.0 / 200
    private static let knee = 1_000.0
    private static let melsPerLogarithm = 27 / log(6.4)

    private static func mel(fromHertz frequency: Double) -> Double {
        frequency < knee
            ? frequency * melsPerHertz : knee * melsPerHertz + log(frequency / knee) * melsPerLogarithm
    }

    private static func hertz(fromMel mel: Double) -> Double {
        let kneeMel = knee * melsPerHertz
        return mel < kneeMel ? mel / melsPerHertz : knee * exp((mel - kneeMel) / melsPerLogarithm)
    }
}
