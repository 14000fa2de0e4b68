import Foundation

/// One reading of the pulse: the beats when the tempo is taken as a simple ratio of the tracked one.
struct MetricalLevel: Sendable {
    /// The reading's tempo over the tracked one.
    let ratio: Double

    /// Frames of the beats.
    let frames: [Int]

    /// Median tempo in beats per minute.
    let bpm: Double

    /// Mean pulse strength on the beats.
    let onBeat: Double

    /// Mean pulse strength half-way between the beats.
    let offBeat: Double

    /// Mean pulse strength over all frames between the first and the last beat.
    let background: Double

    /// How much more even beats are struck than odd ones (or the other way), 0 (alike)…1.
    let asymmetry: Double

    /// Mean logarithm of the learned probability that a beat is one.
    let likelihood: Double

    /// The ratios that are tried.
    static let ratios: [Double] = [1.0 / 3, 0.5, 2.0 / 3, 1, 1.5, 2, 3]

    /// Measures a reading; nil where it has too few beats to say anything.
    init?(ratio: Double, frames: [Int], pulse: PulseSignal) {
        guard frames.count >= 4, let first = frames.first, let last = frames.last else { return nil }
        self.ratio = ratio
        self.frames = frames
        var intervals = (1..<frames.count).map { frames[$0] - frames[$0 - 1] }
        intervals.sort()
        bpm = 60 * pulse.frameRate / Double(intervals[intervals.count / 2])

        func peak(_ signal: [Float], _ frame: Int) -> Double {
            var greatest: Float = 0
            for i in max(0, frame - 3)..<min(signal.count, frame + 4) { greatest = max(greatest, signal[i]) }
            return Double(greatest)
        }
        var on = 0.0
        var off = 0.0
        var even = [0.0, 0.0, 0.0]
        var odd = [0.0, 0.0, 0.0]
        for (k, frame) in frames.enumerated() {
            on += peak(pulse.full, frame)
            if k + 1 < frames.count { off += peak(pulse.full, (frame + frames[k + 1]) / 2) }
            let bands = [peak(pulse.low, frame), peak(pulse.middle, frame), peak(pulse.high, frame)]
            for b in 0..<3 {
                if k.isMultiple(of: 2) { even[b] += bands[b] } else { odd[b] += bands[b] }
            }
        }
        onBeat = on / Double(frames.count)
        offBeat = off / Double(frames.count - 1)
        var sum = 0.0
        for i in first...last { sum += Double(pulse.full[i]) }
        background = sum / Double(last - first + 1)
        let evenCount = Double((frames.count + 1) / 2)
        let oddCount = Double(frames.count / 2)
        let differences = (0..<3).map { b in
            let e = even[b] / evenCount
            let o = odd[b] / oddCount
            return (e - o) / (e + o + 1e-9)
        }
        var learned = 0.0
        for frame in frames { learned += log(0.02 + peak(pulse.learned.beat, frame)) }
        likelihood = learned / Double(frames.count)
        asymmetry = abs(differences.reduce(0, +)) / 3
    }

    /// How well the reading explains the song, in natural-log units.
    ///
    /// Beats should be strongly struck and alike (a weak beat after each strong one is an off-beat). The tempo that is
    /// expected grows with the density of onsets: Hockman & Fujinaga, "Fast vs slow: learning tempo octaves from user
    /// data", ISMIR 2010. Readings at a ratio of three to the tracked pulse are rare.
    ///
    /// - Parameter onsetRate: Onsets per second.
    func score(onsetRate: Double) -> Double {
        guard onBeat > 0, onsetRate > 0 else { return -.infinity }
        let expected = log2(105) + 0.75 * log2(min(12, max(3.5, onsetRate)) / 4)
        let octaves = log2(bpm) - expected
        let isDuple = abs(log2(ratio).remainder(dividingBy: 1)) < 0.01
        return likelihood + 4 * log(onBeat) - 4 * asymmetry - 2.5 * octaves * octaves - (isDuple ? 0 : 3)
    }
}
