internal import EditModel

/// Where a shot's time map stands, frame by frame, and how fast it runs there.
struct ShotCourse {
    /// A moment of source time, and how fast it passes.
    struct Moment: Equatable {
        /// In seconds, at the centre of the frame.
        var time: Double
        /// Source seconds a timeline frame; negative backwards.
        var step: Double
    }

    private let moments: [Moment]
    /// The frame before the first, and the one after the last; from there on time passes evenly.
    private let before: Moment
    private let after: Moment

    /// Follows a time map.
    ///
    /// - Complexity: O(frames + pieces).
    init(_ map: TimeMap) {
        var moments: [Moment] = []
        let times = map.sourceTimes
        moments.reserveCapacity(times.count)
        for piece in map.pieces {
            let mean = (piece.sourceEnd - piece.sourceStart) / Double(piece.frames)
            for offset in 0..<piece.frames {
                let share = (Double(offset) + 0.5) / Double(piece.frames)
                moments.append(Moment(time: times[moments.count], step: mean * piece.easing.speed(share)))
            }
        }
        self.moments = moments
        let (early, late) = (
            map.extendedSourceTime(atFrame: -1), map.extendedSourceTime(atFrame: moments.count)
        )
        before = Moment(time: early, step: early - map.extendedSourceTime(atFrame: -2))
        after = Moment(time: late, step: map.extendedSourceTime(atFrame: moments.count + 1) - late)
    }

    /// The moment of a frame, counted from the first; it may lie outside the map.
    func moment(atFrame frame: Int) -> Moment {
        if frame < 0 {
            return Moment(time: before.time + Double(frame + 1) * before.step, step: before.step)
        }
        guard frame >= moments.count else { return moments[frame] }
        return Moment(time: after.time + Double(frame - moments.count) * after.step, step: after.step)
    }
}
