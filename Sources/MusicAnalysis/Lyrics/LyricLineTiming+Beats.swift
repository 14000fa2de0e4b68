extension LyricLineTiming {
    /// What is known of a line without hearing the voice.
    private static let blindConfidence = 0.15

    /// Divides a range among lines by their syllables, a rest of one behind each, and lets them begin on beats: rather on those that
    /// begin a bar or its second half.
    ///
    /// - Complexity: O(lines · beats in the range).
    static func estimate(_ syllables: [Int], in range: Range<Double>, beats: [Beat]) -> Estimate {
        let seconds = range.upperBound - range.lowerBound
        let share = seconds / Double(syllables.reduce(0) { $0 + $1 + 1 })
        var ideal: [Double] = []
        var time = range.lowerBound
        for count in syllables {
            ideal.append(time)
            time += share * Double(count + 1)
        }
        let inside = beats.filter { $0.time >= range.lowerBound - 0.03 && $0.time < range.upperBound - 0.1 }
        let starts = onBeats(ideal, inside) ?? ideal
        let ends = starts.dropFirst() + [range.upperBound]
        let ranges = zip(zip(starts, ends), syllables).map { edges, count in
            edges.0..<edges.0 + (edges.1 - edges.0) * Double(count) / Double(count + 1)
        }
        return Estimate(ranges: ranges, confidence: blindConfidence)
    }

    /// The beats, one for each time, that are nearest to the times as a whole; nil where there are too few.
    private static func onBeats(_ ideal: [Double], _ beats: [Beat]) -> [Double]? {
        let length = beats.map(\.position).max() ?? 0
        guard beats.count >= ideal.count, let first = beats.first, let last = beats.last, beats.count > 1
        else {
            return nil
        }
        let bar = max((last.time - first.time) / Double(beats.count - 1) * Double(max(length, 1)), 1e-3)
        let strain: [Double] = beats.map { beat in
            if beat.position == 1 { return 0 }
            return length.isMultiple(of: 2) && beat.position == length / 2 + 1 ? 0.01 : 0.05
        }
        // The least cost of the times so far with the last at a beat or before it.
        var costs = [Double](repeating: 0, count: beats.count + 1)
        var choices: [[Int]] = []
        for time in ideal {
            var next = [Double](repeating: .infinity, count: beats.count + 1)
            var choice = [Int](repeating: 0, count: beats.count + 1)
            for beat in beats.indices {
                let distance = (beats[beat].time - time) / bar
                let cost = costs[beat] + distance * distance + strain[beat]
                (next[beat + 1], choice[beat + 1]) =
                    cost < next[beat] ? (cost, beat) : (next[beat], choice[beat])
            }
            costs = next
            choices.append(choice)
        }
        guard costs[beats.count].isFinite else { return nil }
        var end = beats.count
        var starts: [Double] = []
        for choice in choices.reversed() {
            end = choice[end]
            starts.append(beats[end].time)
        }
        return starts.reversed()
    }
}
