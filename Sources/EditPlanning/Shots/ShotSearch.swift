internal import EditModel
internal import Foundation

/// Finds the sequence of shots that costs least, by a beam over the slots.
///
/// A sequence costs what its shots cost by themselves, beside their neighbours, and beside all that was shown of their clips
/// before. The last makes an exact search impossible; the beam keeps the best beginnings, several for each last clip.
/// Deterministic: equal costs are decided by order.
///
/// - Complexity: O(slots · beam · candidates · uses of a clip that are looked back on).
struct ShotSearch {
    let slots: [Slot]
    let clips: [ClipFacts]
    let cost: ShotCost

    /// How many beginnings are kept.
    private static let width = 24
    /// How many of them may end with the same clip.
    private static let sameClip = 8
    /// The most candidates of a slot that are followed, the cheapest by themselves.
    private static let mostCandidates = 56

    /// A beginning of the sequence.
    private struct State {
        var total: Double
        /// Its last shot; nil for nothing.
        var shot: ShotCandidate?
        /// For each clip its latest use in `uses`; −1 for none.
        var latest: [Int32]
    }

    /// A clip's part that was shown, and the use of the same clip before it.
    private struct Use {
        var source: Range<Double>
        var end: Int
        var previous: Int32
    }

    /// The best sequence.
    ///
    /// - Parameter candidates: For a slot, the ways to fill it; one at least.
    func best(_ candidates: (Int) -> [ShotCandidate]) -> [ShotCandidate] {
        var uses: [Use] = []
        var path = ShotPath()
        var states = [State(total: 0, shot: nil, latest: Array(repeating: -1, count: clips.count))]
        for (index, slot) in slots.enumerated() {
            let options = Self.cheapest(candidates(index))
            var reached: [(total: Double, parent: Int, candidate: Int)] = []
            reached.reserveCapacity(states.count * options.count)
            for (parent, state) in states.enumerated() {
                for (number, option) in options.enumerated() {
                    let history = lookBack(
                        on: option, from: state.latest[option.clip], uses: uses, slot: slot)
                    let step = option.cost + cost.transition(from: state.shot, to: option) + history
                    reached.append((state.total + step, parent, number))
                }
            }
            reached.sort { ($0.total, $0.parent, $0.candidate) < ($1.total, $1.parent, $1.candidate) }
            var kept: [State] = []
            var ends: [(parent: Int, shot: ShotCandidate)] = []
            var counts = [Int](repeating: 0, count: clips.count)
            for step in reached where kept.count < Self.width {
                let option = options[step.candidate]
                guard counts[option.clip] < Self.sameClip else { continue }
                counts[option.clip] += 1
                var latest = states[step.parent].latest
                uses.append(
                    Use(source: option.source, end: slot.frames.upperBound, previous: latest[option.clip]))
                latest[option.clip] = Int32(uses.count - 1)
                kept.append(State(total: step.total, shot: option, latest: latest))
                ends.append((step.parent, option))
            }
            states = kept
            path.append(ends)
        }
        return path.first()
    }

    /// The cheapest candidates, those of each clip among them.
    private static func cheapest(_ candidates: [ShotCandidate]) -> [ShotCandidate] {
        guard candidates.count > mostCandidates else { return candidates }
        let order = candidates.indices.sorted {
            (candidates[$0].cost, $0) < (candidates[$1].cost, $1)
        }
        let clips = Set(candidates.map(\.clip)).count
        let share = max(mostCandidates / max(clips, 1), 1)
        var counts: [Int: Int] = [:]
        var kept: [Int] = []
        for index in order where kept.count < mostCandidates {
            guard counts[candidates[index].clip, default: 0] < share else { continue }
            counts[candidates[index].clip, default: 0] += 1
            kept.append(index)
        }
        return kept.map { candidates[$0] }
    }

    /// What it costs to show this after all that was shown of the clip.
    private func lookBack(on option: ShotCandidate, from latest: Int32, uses: [Use], slot: Slot) -> Double {
        var sum = cost.absence(
            frames: latest >= 0 ? slot.frames.lowerBound - uses[Int(latest)].end : nil)
        var unseen = 1.0
        let length = max(option.source.upperBound - option.source.lowerBound, 1e-6)
        var use = latest
        var steps = 0
        while use >= 0, steps < 40 {
            let past = uses[Int(use)]
            let overlap =
                min(option.source.upperBound, past.source.upperBound)
                - max(option.source.lowerBound, past.source.lowerBound)
            if overlap > 1e-3 {
                let share = min(overlap / length, 1)
                sum += cost.repetition(share: share, frames: slot.frames.lowerBound - past.end)
                unseen -= share
            }
            use = past.previous
            steps += 1
        }
        return sum + cost.novelty(unseen: max(unseen, 0))
    }
}
