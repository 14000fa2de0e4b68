import Foundation

/// Counts beats into bars: the likeliest path through (metre, place in the bar) over the beats of a song.
///
/// A hidden Markov model over beats in the manner of Peeters & Papadopoulos, "Simultaneous beat and downbeat-tracking
/// using a probabilistic framework", IEEE TASLP 19(6), 2011, doi:10.1109/TASL.2010.2098869: places follow each other;
/// to skip or repeat some, or to change the metre, costs a fixed amount.
struct DownbeatTracker: Sendable {
    /// The metres that are considered, in beats per bar.
    let metres: [Int]

    /// The cost of a break in the counting.
    var breakCost: Float = 30

    /// The reward per beat for counting in fours, the far commoner metre.
    var fourReward: Float = 0.05

    /// Considers threes and fours, or the metre that the listener knows.
    init(_ guidance: RhythmGuidance = RhythmGuidance()) {
        metres = guidance.beatsPerBar.map { [$0] } ?? [3, 4]
    }

    /// Beats with their places.
    struct Bars: Sendable {
        /// The place of each beat in its bar, from 1.
        var positions: [Int]

        /// The commonest number of beats in a bar.
        var beatsPerBar: Int
    }

    /// Places all beats.
    func bars(_ features: BeatFeatures) -> Bars {
        let count = features.low.count
        guard count > 0 else { return Bars(positions: [], beatsPerBar: 0) }
        let states = metres.flatMap { metre in (1...metre).map { (metre: metre, position: $0) } }
        let emissions = (0..<count).map { beat in
            states.map {
                Self.emission(features, beat, metre: $0.metre, position: $0.position)
                    + ($0.metre == 4 ? fourReward : 0)
            }
        }
        var score = emissions[0]
        var back = [[Int]](repeating: [], count: count)
        for beat in 1..<max(1, count) {
            var best = 0
            for s in 1..<states.count where score[s] > score[best] { best = s }
            var next = score
            var from = [Int](repeating: 0, count: states.count)
            for s in 0..<states.count {
                let regular = states[s].position == 1 ? s + states[s].metre - 1 : s - 1
                var value = score[regular]
                var choice = regular
                if score[best] - breakCost > value {
                    value = score[best] - breakCost
                    choice = best
                }
                next[s] = value + emissions[beat][s]
                from[s] = choice
            }
            back[beat] = from
            score = next
        }
        var state = 0
        for s in 1..<states.count where score[s] > score[state] { state = s }
        var positions = [Int](repeating: 1, count: count)
        var votes = [Int](repeating: 0, count: (metres.max() ?? 0) + 1)
        for beat in stride(from: count - 1, through: 0, by: -1) {
            positions[beat] = states[state].position
            votes[states[state].metre] += 1
            if beat > 0 { state = back[beat][state] }
        }
        return Bars(positions: positions, beatsPerBar: metres.max { (votes[$0], $0) < (votes[$1], $1) } ?? 0)
    }

    /// How well a beat fits a place: the accent of a downbeat, made up of harmony, bass, change of sound and what
    /// the network has learned, is for it;
    /// on any other place of the bar an accent is against it, so that the rewards over a bar add up to nothing.
    private static func emission(_ f: BeatFeatures, _ beat: Int, metre: Int, position: Int) -> Float {
        let accent =
            0.6 * f.harmony[beat] + 0.4 * f.low[beat] + 0.3 * f.novelty[beat] + 0.1 * f.middle[beat]
            + 0.7 * f.learned[beat]
        return position == 1 ? accent : -accent / Float(metre - 1)
    }
}
