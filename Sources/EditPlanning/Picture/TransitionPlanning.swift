internal import EditModel

/// Puts the transitions that a style allows where the music asks for them; all other cuts are hard.
struct TransitionPlanning {
    let look: Edit.Style
    let rate: FrameRate
    let clips: [Footage]
    /// The first frames of drops.
    let drops: Set<Int>

    /// Adds transitions to shots that are not kept from an earlier plan, or follow another shot than they did there.
    ///
    /// Where shots have no longer room for one that stays, it is shortened.
    ///
    ///
    /// - A flash where the music drops.
    /// - A dip to black where a section is far softer than the one before.
    /// - A dissolve between two soft sections.
    ///
    /// - Parameters:
    ///   - shots: The shots, tiling the timeline.
    ///   - slots: Their slots, in the same order.
    ///   - strengths: How strong each section is.
    ///   - isKept: For each shot, whether it stays as it is.
    func add(to shots: inout [Shot], slots: [Slot], strengths: [Double], isKept: [Bool]) {
        for index in shots.indices.dropFirst() {
            if !shots[index].isPinned, !(isKept[index] && isKept[index - 1]) {
                shots[index].dropTransition()
                shots[index].transition = planned(index, shots: shots, slots: slots, strengths: strengths)
                if let kind = shots[index].transition?.kind { shots[index].reason += Shot.words(on: kind) }
            }
            shots[index].fitTransition(after: shots[index - 1])
        }
    }

    /// The transition into a shot; nil for a hard cut.
    private func planned(
        _ index: Int, shots: [Shot], slots: [Slot], strengths: [Double]
    ) -> Shot.Transition? {
        let beginsSection = slots[index].section != slots[index - 1].section
        let (before, after) = (strengths[slots[index - 1].section], strengths[slots[index].section])
        let kind: Shot.Transition.Kind
        if drops.contains(shots[index].startFrame), look.transitions.contains(.flash) {
            kind = .flash
        } else if beginsSection, before - after > 0.3, look.transitions.contains(.dip) {
            kind = .dip
        } else if beginsSection, max(before, after) < 0.5, look.transitions.contains(.dissolve) {
            kind = .dissolve
        } else {
            return nil
        }
        let seconds = kind == .flash ? 0.35 : kind == .dip ? 0.5 : 0.7
        // Half of either shot is its own at least.
        let room = min(shots[index - 1].frameCount, shots[index].frameCount) / 2
        let frames = min(Int((seconds * rate.framesPerSecond).rounded()), room) / 2 * 2
        guard frames >= 2, kind != .dissolve || hasHandles(shots[index - 1], shots[index], frames: frames)
        else { return nil }
        return Shot.Transition(kind: kind, frames: frames)
    }

    /// Whether both clips go on beyond the cut for as long as a dissolve shows them.
    private func hasHandles(_ before: Shot, _ after: Shot, frames: Int) -> Bool {
        let half = frames / 2
        let last = before.timeMap.extendedSourceTime(atFrame: before.frameCount + half - 1)
        let first = after.timeMap.extendedSourceTime(atFrame: -half)
        return (0...clips[before.clip].duration).contains(last)
            && (0...clips[after.clip].duration).contains(first)
    }
}
