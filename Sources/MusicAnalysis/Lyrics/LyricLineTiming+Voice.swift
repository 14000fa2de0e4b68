import Foundation

extension LyricLineTiming {
    /// No step of time is shorter than this, in seconds.
    private static let step = 0.05

    /// The most steps; longer ranges have longer ones.
    private static let mostSteps = 1_500

    /// The most that is claimed of lines laid over the sound of a voice.
    private static let voiceConfidence = 0.8

    /// Lays lines over the sound of a voice: lines begin where it rises and end where it falls, last as long as their syllables ask for,
    /// and rests between them lie where it is low.
    ///
    /// - Returns: nil where the voice is as strong everywhere, so that it tells nothing, or where there is no room.
    /// - Complexity: O(steps²) in the steps of the range.
    static func estimate(_ syllables: [Int], in range: Range<Double>, voice: VoiceActivity) -> Estimate? {
        guard let curve = Curve(voice, in: range), curve.count >= 2 * syllables.count else { return nil }
        let sung = curve.steps.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
        let pace = Double(sung) / Double(syllables.reduce(0, +))
        // For each number of lines that are done: the best score with the last ending at a step, or before it.
        var done = [Double](repeating: 0, count: curve.count + 1)
        var lengths: [[Int]] = []
        for count in syllables {
            let expected = max(pace * Double(count), 1)
            let longest = min(Int(2.5 * expected) + 4, curve.count)
            var next = [Double](repeating: -.infinity, count: curve.count + 1)
            var chosen = [Int](repeating: 0, count: curve.count + 1)
            for end in 1...curve.count {
                (next[end], chosen[end]) = (next[end - 1], 0)
                for length in 1...min(longest, end) where done[end - length] > -.infinity {
                    let deviation = log(Double(length) / expected)
                    let gain = done[end - length] + curve.gain(end - length..<end) - 4 * deviation * deviation
                    if gain > next[end] { (next[end], chosen[end]) = (gain, length) }
                }
            }
            done = next
            lengths.append(chosen)
        }
        guard done[curve.count] > -.infinity else { return nil }
        var end = curve.count
        var runs: [Range<Int>] = []
        for chosen in lengths.reversed() {
            while chosen[end] == 0 { end -= 1 }
            runs.append(end - chosen[end]..<end)
            end -= chosen[end]
        }
        runs.reverse()
        let ranges = runs.map { curve.seconds($0.lowerBound)..<curve.seconds($0.upperBound) }
        return Estimate(ranges: ranges, confidence: voiceConfidence * curve.contrast(runs))
    }

    /// A voice's activity within a range, in steps, from −½ where it is low to ½ where it is high.
    private struct Curve {
        var steps: [Double] = []
        private let sums: [Double]
        private let start: Double
        private let length: Double

        var count: Int { steps.count }

        /// - Returns: nil where the curve has no frame in the range, or is flat.
        init?(_ voice: VoiceActivity, in range: Range<Double>) {
            let seconds = range.upperBound - range.lowerBound
            let count = min(Int(seconds / LyricLineTiming.step), LyricLineTiming.mostSteps)
            guard count > 1, voice.frameRate > 0, !voice.values.isEmpty else { return nil }
            start = range.lowerBound
            length = seconds / Double(count)
            for step in 0..<count {
                let from = Int((start + Double(step) * length) * voice.frameRate)
                let to = max(from + 1, Int((start + Double(step + 1) * length) * voice.frameRate))
                let frames = voice.values[min(from, voice.values.count)..<min(to, voice.values.count)]
                steps.append(frames.isEmpty ? 0 : Double(frames.reduce(0, +)) / Double(frames.count))
            }
            let sorted = steps.sorted()
            let (low, high) = (sorted[count / 20], sorted[count - 1 - count / 20])
            guard high - low >= 0.1 else { return nil }
            steps = steps.map { min(max(($0 - low) / (high - low), 0), 1) - 0.5 }
            var sum = 0.0
            sums =
                [0]
                + steps.map { step in
                    sum += step
                    return sum
                }
        }

        func seconds(_ step: Int) -> Double { start + Double(step) * length }

        /// What a run of steps gains as a line: the voice within it, in seconds, and how it rises and falls at its ends.
        func gain(_ run: Range<Int>) -> Double {
            let voice = (sums[run.upperBound] - sums[run.lowerBound]) * length
            return 2 * voice + change(at: run.lowerBound) - change(at: run.upperBound)
        }

        /// How much the voice rises over a step: the mean of the four after it less that of the four before.
        private func change(at step: Int) -> Double {
            let (before, after) = (max(0, step - 4), min(count, step + 4))
            let rise = step < after ? (sums[after] - sums[step]) / Double(after - step) : -0.5
            return rise - (before < step ? (sums[step] - sums[before]) / Double(step - before) : -0.5)
        }

        /// How much stronger the voice is within runs than outside of them, 0…1.
        func contrast(_ runs: [Range<Int>]) -> Double {
            let sung = runs.reduce(0) { $0 + $1.count }
            let within = runs.reduce(0) { $0 + sums[$1.upperBound] - sums[$1.lowerBound] }
            let mean = sung > 0 ? within / Double(sung) : 0
            let rest = sung < count ? (sums[count] - within) / Double(count - sung) : -0.5
            return min(max(mean - rest, 0), 1)
        }
    }
}
