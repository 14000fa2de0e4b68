internal import EditModel
internal import MusicAnalysis

/// Where the cuts fall within a section.
struct CutPlacement {
    let rate: FrameRate
    let bounds: ClosedRange<Double>
    let pace: EditStyle.Pace

    /// A place where a cut may fall.
    struct Candidate {
        /// The frame.
        var frame: Int
        /// How ill a cut would sit here, in shares of the wanted length: 0 for a downbeat.
        var cost: Double
    }

    /// The cuts inside a section: frames after its start and before its end, increasing.
    ///
    /// Each falls on the candidate that best meets the wanted length; where there is none in reach, at the wanted
    /// length itself. No shot is shorter than the least length, but for a section that is.
    ///
    /// - Parameters:
    ///   - range: The section's frames.
    ///   - energy: How strong the music is, 0…1 within the song.
    ///   - bar: The length of a bar in seconds; 0 where there is none.
    ///   - candidates: Places in increasing order.
    func cuts(
        in range: Range<Int>, energy: Double, bar: Double, candidates: [Candidate], random: inout SplitMix64
    ) -> [Int] {
        let least = max(1, Int((bounds.lowerBound * rate.framesPerSecond).rounded(.up)))
        let most = max(least, Int((bounds.upperBound * rate.framesPerSecond).rounded(.down)))
        let inside = candidates.filter { range.contains($0.frame) }
        let steady = wanted(energy: energy, bar: bar)
        var cuts: [Int] = []
        var last = range.lowerBound
        while true {
            let variation = random.unit()
            let factor = variation < 0.15 ? 0.5 : variation > 0.9 ? 2 : 1
            let wish = min(max(Int((steady * factor * rate.framesPerSecond).rounded()), least), most)
            let latest = min(last + most, range.upperBound - least)
            guard range.upperBound - last > wish + wish / 3, latest >= last + least else { break }
            var best: (frame: Int, cost: Double)?
            for candidate in inside where candidate.frame >= last + least && candidate.frame <= latest {
                let cost = Double(abs(candidate.frame - last - wish)) / Double(wish) + candidate.cost
                if cost < best?.cost ?? 1 { best = (candidate.frame, cost) }
            }
            last = best?.frame ?? min(last + wish, latest)
            cuts.append(last)
        }
        return cuts
    }

    /// The wanted length in seconds: the number of bars, halves or quarters of a bar nearest to the pace's target.
    private func wanted(energy: Double, bar: Double) -> Double {
        let target = pace.target(energy: energy)
        guard bar > 0 else { return target }
        var best = bar
        for factor in [0.25, 0.5, 1, 2, 4, 8] {
            let length = bar * factor
            guard bounds.contains(length) else { continue }
            let isNearer = max(length / target, target / length) < max(best / target, target / best)
            if isNearer || !bounds.contains(best) { best = length }
        }
        return best
    }
}
