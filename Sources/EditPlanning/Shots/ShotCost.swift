internal import EditModel
internal import Foundation

/// What a sequence of shots costs: the smaller, the better the edit.
///
/// The unit is arbitrary: a half is a shot at half its speed.
struct ShotCost {
    let clips: [ClipFacts]
    /// The frames after which a clip may well return: as many usual shots as there are other clips.
    let returning: Double
    /// What it costs that a part returns too soon, and how much more it does the sooner it returns.
    private let haste: (least: Double, steep: Double)

    /// - Parameters:
    ///   - clips: The clips.
    ///   - slots: The slots.
    ///   - order: Where clips have sections of their own, a guest is better than a part that returns at once, and a part that
    ///     returns a little soon is better than a guest; a story that is told once has no guests to call.
    init(clips: [ClipFacts], slots: [Slot], order: Edit.Style.Order) {
        self.clips = clips
        haste = order == .auto ? (6, 40) : (4, 0)
        let lengths = slots.map(\.count).sorted()
        let usual = lengths.isEmpty ? 1 : lengths[lengths.count / 2]
        returning = max(Double((clips.count - 1) * usual), 1)
    }

    /// What it costs that a clip returns after so many frames; nil where it was never seen.
    func absence(frames: Int?) -> Double {
        guard let frames else { return 0 }
        return 0.35 * max(0, 1 - Double(frames) / returning)
    }

    /// What it costs that part of a shot was seen before.
    ///
    /// - Parameters:
    ///   - share: How much of the shot, 0…1.
    ///   - frames: How long ago it was last on screen.
    func repetition(share: Double, frames: Int) -> Double {
        let gap = Double(frames) / returning
        let tooSoon = gap < 0.9 ? haste.least + 8 * (1 - gap) + haste.steep * max(0, 0.6 - gap) : 0
        return tooSoon + share * (0.3 + 1.2 * exp(-gap / 2))
    }

    /// What is gained by showing what was never seen.
    ///
    /// - Parameter unseen: The share of the shot that is new, 0…1.
    func novelty(unseen: Double) -> Double { -0.6 * unseen }

    /// What one shot costs after another.
    func transition(from before: ShotCandidate?, to after: ShotCandidate) -> Double {
        guard let before else { return 0 }
        if before.clip == after.clip {
            // A jump within a clip is no cut; it outweighs all else as long as there is another clip.
            if clips.count > 1 { return 1000 }
            return before.source.overlaps(after.source) ? 0.5 : 0
        }
        guard let leaving = clips[before.clip].moment(at: before.exit),
            let entering = clips[after.clip].moment(at: after.entry)
        else { return 0 }
        var sum = 0.15 * abs(leaving.brightness - entering.brightness)
        // Movement that goes on across the cut is smooth, one that turns round is a jolt.
        let from = (leaving.panX, leaving.panY, before.exitsBackwards ? -1.0 : 1)
        let to = (entering.panX, entering.panY, after.entersBackwards ? -1.0 : 1)
        let lengths = hypot(from.0, from.1) * hypot(to.0, to.1)
        if lengths > 0.0025 {
            let cosine = (from.0 * to.0 + from.1 * to.1) / lengths * from.2 * to.2
            sum += 0.15 * (1 - cosine)
        }
        return sum
    }
}
