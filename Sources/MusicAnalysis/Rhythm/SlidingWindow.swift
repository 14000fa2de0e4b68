import Foundation

/// Running statistics over a window that slides along a signal; the window is cut off at both ends.
enum SlidingWindow {
    /// The mean of frames `i - before ... i + after` for each frame `i`, in O(*n*).
    static func mean(_ x: [Float], before: Int, after: Int) -> [Float] {
        var sums = [Double](repeating: 0, count: x.count + 1)
        for i in 0..<x.count { sums[i + 1] = sums[i] + Double(x[i]) }
        var out = [Float](repeating: 0, count: x.count)
        for i in 0..<x.count {
            let low = max(0, i - before)
            let high = min(x.count, i + after + 1)
            out[i] = Float((sums[high] - sums[low]) / Double(high - low))
        }
        return out
    }

    /// The greatest of frames `i - before ... i + after` for each frame `i`, for short windows.
    static func maximum(_ x: [Float], before: Int, after: Int) -> [Float] {
        var out = x
        for i in 0..<x.count {
            var greatest = x[i]
            for j in max(0, i - before)..<min(x.count, i + after + 1) where x[j] > greatest {
                greatest = x[j]
            }
            out[i] = greatest
        }
        return out
    }

    /// The signal smoothed with a Gaussian of standard deviation `sigma` frames, zeros beyond its ends.
    static func gaussian(_ x: [Float], sigma: Double) -> [Float] {
        let radius = max(1, Int((3 * sigma).rounded(.up)))
        var kernel = [Float](repeating: 0, count: 2 * radius + 1)
        for k in 0..<kernel.count {
            let distance = Double(k - radius) / sigma
            kernel[k] = Float(exp(-0.5 * distance * distance))
        }
        let total = kernel.reduce(0, +)
        for k in 0..<kernel.count { kernel[k] /= total }
        var out = [Float](repeating: 0, count: x.count)
        for i in 0..<x.count {
            var sum: Float = 0
            for j in max(0, i - radius)..<min(x.count, i + radius + 1) {
                sum += x[j] * kernel[j - i + radius]
            }
            out[i] = sum
        }
        return out
    }

    /// The value below which the share `q` (0…1) of all values lies; 0 for an empty list.
    static func quantile(_ x: [Float], _ q: Double) -> Float {
        guard !x.isEmpty else { return 0 }
        let sorted = x.sorted()
        return sorted[min(sorted.count - 1, Int(q * Double(sorted.count)))]
    }
}
