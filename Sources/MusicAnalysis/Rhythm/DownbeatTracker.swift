import Foundation

/// Counts beats into bars: the likeliest path through (metre, place in the bar) over the beats of a song.
///
/// A hidden Markov model over beats in the manner of Peeters & Papadopoulos, "Simultaneous beat and downbeat-tracking
/// using a probabilistic framework", IEEE TASLP 19(6), 2011, doi:10.1109/TASL.2010.2098869: places follow each other;
/// to skip or repeat some costs a fixed amount, to change the metre at a bar's end less, and each bar of three a little. A
/// downbeat gains its log-odds of being one, a beat on any other place nothing.
struct DownbeatTracker: Sendable {
    /// The metres that are considered, in beats per bar.
    let metres: [Int]

    /// The cost of a break in the counting.
    var breakCost: Float = 30

    /// The cost of another metre from a bar's end on.
    var changeCost: Float = 18

    /// What a bar costs that has three beats, where it might have four.
    private static let rareness: Float = 0.5

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

        /// The sum of the downbeats' log-odds, less what it cost.
        var score: Float
    }

    /// Places all beats.
    ///
    /// - Parameter odds: The log-odds of each beat that it is a downbeat.
    func bars(_ odds: [Float]) -> Bars {
        let count = odds.count
        guard count > 0 else { return Bars(positions: [], beatsPerBar: 0, score: 0) }
        let states = metres.flatMap { metre in (1...metre).map { (metre: metre, position: $0) } }
        func gain(_ beat: Int, _ state: Int) -> Float {
            guard states[state].position == 1 else { return 0 }
            return odds[beat] - (metres.count > 1 && states[state].metre == 3 ? Self.rareness : 0)
        }
        var score = states.indices.map { gain(0, $0) }
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
                if states[s].position == 1 {
                    for end in states.indices
                    where states[end].position == states[end].metre && states[end].metre != states[s].metre
                        && score[end] - changeCost > value
                    {
                        value = score[end] - changeCost
                        choice = end
                    }
                }
                next[s] = value + gain(beat, s)
                from[s] = choice
            }
            back[beat] = from
            score = next
        }
        var state = 0
        for s in 1..<states.count where score[s] > score[state] { state = s }
        let total = score[state]
        var positions = [Int](repeating: 1, count: count)
        var votes = [Int](repeating: 0, count: (metres.max() ?? 0) + 1)
        for beat in stride(from: count - 1, through: 0, by: -1) {
            positions[beat] = states[state].position
            votes[states[state].metre] += 1
            if beat > 0 { state = back[beat][state] }
        }
        return Bars(
            positions: positions, beatsPerBar: metres.max { (votes[$0], $0) < (votes[$1], $1) } ?? 0,
            score: total)
    }
}
