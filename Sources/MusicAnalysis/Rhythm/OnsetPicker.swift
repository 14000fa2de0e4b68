/// Picks onsets from an onset envelope: local maxima that rise above their surroundings.
///
/// The rule is that of Böck & Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013: a frame is
/// an onset where it is the greatest within 30 ms and exceeds the mean from 100 ms before to 70 ms after by a
/// threshold. The threshold is a share of the song's own strong onsets, so that quiet songs have onsets too.
public struct OnsetPicker: Sendable {
    /// Onsets closer together than this, in seconds, are one.
    public var combinationWidth = 0.03

    /// The threshold above the local mean, as a share of the song's strong onsets.
    public var sensitivity: Float = 0.1

    /// A song whose strong onsets are weaker than this has none: it is the ripple of steady tones.
    public var leastStrength: Float = 0.2

    /// Creates a picker.
    public init() {}

    /// The onset times in seconds, increasing, refined between frames by a parabola through the peak.
    ///
    /// - Parameters:
    ///   - envelope: Onset strength per frame, not negative.
    ///   - frameRate: Frames per second; frame `i` is centred on second `i / frameRate`.
    public func onsets(in envelope: [Float], frameRate: Double) -> [Double] {
        let strong = SlidingWindow.quantile(envelope.filter { $0 > 0 }, 0.98)
        guard strong >= leastStrength else { return [] }
        let frames = { (seconds: Double) in Int((seconds * frameRate).rounded()) }
        let peaks = SlidingWindow.maximum(envelope, before: frames(0.03), after: frames(0.03))
        let means = SlidingWindow.mean(envelope, before: frames(0.1), after: frames(0.07))
        var onsets: [Double] = []
        for i in 0..<envelope.count {
            guard envelope[i] > 0, envelope[i] == peaks[i],
                envelope[i] >= means[i] + sensitivity * strong
            else { continue }
            let time = (Double(i) + Self.peakOffset(in: envelope, at: i)) / frameRate
            if let last = onsets.last, time - last <= combinationWidth { continue }
            onsets.append(max(0, time))
        }
        return onsets
    }

    /// Where between its neighbours a peak lies: −0.5…0.5 frames from frame `i`, by a parabola through three points.
    static func peakOffset(in x: [Float], at i: Int) -> Double {
        guard i > 0, i + 1 < x.count else { return 0 }
        let left = Double(x[i - 1])
        let right = Double(x[i + 1])
        let curvature = left - 2 * Double(x[i]) + right
        guard curvature < 0 else { return 0 }
        return min(0.5, max(-0.5, 0.5 * (left - right) / curvature))
    }
}
