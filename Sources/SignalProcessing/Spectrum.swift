/// Short-time spectra of one window length: a Hann window, its transform, and the memory they need.
///
/// Belongs to one task; makes no allocation after `init`.
public struct Spectrum: ~Copyable {
    /// The number of samples under the window.
    public let windowLength: Int

    /// The number of bins, `windowLength / 2 + 1`.
    public let binCount: Int

    private let transform: RealFFT
    private let window: [Float]
    private var workspace: RealFFT.Workspace

    /// Prepares for windows of a length.
    ///
    /// - Parameter windowLength: Even, at least 2.
    public init(windowLength: Int) {
        self.windowLength = windowLength
        binCount = windowLength / 2 + 1
        transform = RealFFT(size: windowLength)
        window = Window.hann(windowLength)
        workspace = RealFFT.Workspace(size: windowLength)
    }

    /// Computes the power spectrum |X[k]|² of `windowLength` samples under a periodic Hann window, not scaled.
    public mutating func power(of samples: Span<Float>, into power: inout [Float]) {
        transform.power(of: samples, window: window, using: &workspace, into: &power)
    }

    /// Computes the magnitude spectrum |X[k]| of `windowLength` samples under a periodic Hann window, not scaled.
    public mutating func magnitude(of samples: Span<Float>, into magnitude: inout [Float]) {
        power(of: samples, into: &magnitude)
        var values = magnitude.mutableSpan
        for index in 0..<values.count { values[index] = values[index].squareRoot() }
    }

    /// The power of two nearest, on a logarithmic scale, to a length in seconds at a sample rate; 32 at least.
    public static func windowLength(nearest seconds: Double, at sampleRate: Double) -> Int {
        var length = 32
        while Double(length) * 2.0.squareRoot() < seconds * sampleRate { length *= 2 }
        return length
    }
}
