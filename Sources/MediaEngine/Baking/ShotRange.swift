package import EditModel

/// A shot of an edit with frames before and behind it.
package struct ShotRange: Sendable, Hashable {
    /// The index of the shot.
    package var shot: Int
    /// How many frames come before its first.
    package var lead: Int
    /// How many frames come behind its last.
    package var tail: Int

    /// Creates a range.
    package init(shot: Int, lead: Int, tail: Int) {
        self.shot = shot
        self.lead = lead
        self.tail = tail
    }

    /// A shot with as many frames before and behind it as are wanted and as its clip has at the speeds at its ends; and
    /// with those that dissolves take, which the clip's first or last frame stands for where it has none.
    package init(of shot: Int, in edit: Edit, handles: Int) {
        let (own, next) = (edit.shots[shot], shot + 1 < edit.shots.count ? edit.shots[shot + 1] : nil)
        let clip = edit.clips[own.clip]
        func isThere(_ frame: Int) -> Bool {
            clip.isStill || (0..<clip.duration).contains(own.timeMap.extendedSourceTime(atFrame: frame))
        }
        func dissolved(_ transition: Shot.Transition?, _ frames: (Shot.Transition) -> Int) -> Int {
            transition.map { $0.kind == .dissolve ? frames($0) : 0 } ?? 0
        }
        self.init(
            shot: shot,
            lead: max(
                (0..<handles).prefix { isThere(-1 - $0) }.count, dissolved(own.transition, \.framesBefore)),
            tail: max(
                (0..<handles).prefix { isThere(own.frameCount + $0) }.count,
                dissolved(next?.transition, \.framesAfter)))
    }

    /// How many frames it has in all.
    package func frameCount(in edit: Edit) -> Int { lead + edit.shots[shot].frameCount + tail }
}
