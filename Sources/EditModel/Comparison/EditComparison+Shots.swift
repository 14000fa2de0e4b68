extension EditComparison {
    /// A shot that differs.
    public struct ShotChange: Sendable, Hashable, Encodable {
        /// Its index in the first edit; nil where it was added.
        public var before: Int?

        /// Its index in the second edit; nil where it was removed.
        public var after: Int?

        /// Its first frame; of a removed shot, in the first edit.
        public var startFrame: Int

        /// The first frame after it; of a removed shot, in the first edit.
        public var endFrame: Int

        /// The name of its clip in the second edit; of a removed shot, in the first.
        public var clip: String

        /// The name of the clip that it showed before, where that is another.
        public var clipBefore: String?

        /// How many frames later it starts than before; 0 where it was added or removed.
        public var startShift: Int

        /// How many frames later it ends than before; 0 where it was added or removed.
        public var endShift: Int

        /// Its mean speed before and now, over the clip's own, where the course of its speed differs.
        public var speed: Pair?

        /// Source seconds that it is entered later, where it shows another part of the same clip.
        public var sourceShift: Double?

        /// What else is another, in a fixed order.
        public var others: [Aspect]

        /// Two numbers, of the first edit and of the second.
        public struct Pair: Sendable, Hashable, Encodable {
            /// In the first edit.
            public var before: Double
            /// In the second edit.
            public var after: Double
        }

        /// What may be another of a shot beside its clip and its times.
        public enum Aspect: String, Sendable, Hashable, Encodable, CaseIterable {
            case transition, window, mirrored, unmirrored, pinned, unpinned, hits, reason
        }
    }

    /// Compares shots.
    ///
    /// Those that show the same clip at about the same place, or the same part of it nearby, are the same
    /// shot; so are those at the same place that show something else.
    static func shots(_ before: Edit, _ after: Edit, clips: ClipPairing, grace: Int) -> [ShotChange] {
        let (old, new) = (before.shots, after.shots)
        let alignment = Alignment(old.count, new.count) { first, second in
            let (a, b) = (old[first], new[second])
            let shared = overlap(a.startFrame..<a.endFrame, b.startFrame..<b.endFrame)
            guard clips.partners[a.clip] == b.clip else { return shared > 0.5 ? shared / 2 : 0 }
            guard a.timeMap == b.timeMap else { return shared }
            // Clips come again: what shows the same far away is another shot.
            let distance = Double(abs(a.startFrame - b.startFrame)) / Double(max(a.frameCount, 1))
            return shared + 1 / (1 + distance / 2)
        }
        return alignment.steps.compactMap { step in
            switch (step.before, step.after) {
            case (let first?, let second?):
                change(before, first, after, second, clips, grace)
            case (let first?, nil):
                ShotChange(before: first, after: nil, before.shots[first], of: before)
            case (nil, let second?):
                ShotChange(before: nil, after: second, after.shots[second], of: after)
            case (nil, nil): nil
            }
        }
    }

    private static func change(
        _ before: Edit, _ first: Int, _ after: Edit, _ second: Int, _ clips: ClipPairing, _ grace: Int
    ) -> ShotChange? {
        let (old, new) = (before.shots[first], after.shots[second])
        var change = ShotChange(before: first, after: second, new, of: after)
        change.startShift = shift(from: old.startFrame, to: new.startFrame, grace: grace)
        change.endShift = shift(from: old.endFrame, to: new.endFrame, grace: grace)
        change.others = others(old, new, grace: grace)
        if clips.partners[old.clip] != new.clip {
            change.clipBefore = before.clips[old.clip].name
            return change
        }
        guard !old.timeMap.isLike(new.timeMap, grace: grace) else {
            let isSame = change.startShift == 0 && change.endShift == 0 && change.others.isEmpty
            return isSame ? nil : change
        }
        let entry = new.entry - old.entry
        if entry != 0 { change.sourceShift = entry }
        let speeds = ShotChange.Pair(
            before: old.meanSpeed(at: before.frameRate), after: new.meanSpeed(at: after.frameRate))
        // A shot that was only cut shorter or longer, or entered elsewhere, runs as fast as before.
        let isAsFast = abs(speeds.before - speeds.after) < 1e-3
        let isTurned = old.runsBackwards != new.runsBackwards
        let isExplained = !isTurned && (entry != 0 || change.startShift != change.endShift)
        if !isAsFast || !isExplained { change.speed = speeds }
        return change
    }

    private static func others(_ old: Shot, _ new: Shot, grace: Int) -> [ShotChange.Aspect] {
        let moved = new.startFrame - old.startFrame
        let hits = old.hits.map { Shot.Hit(frame: $0.frame + moved, sourceTime: $0.sourceTime) }
        let isAsSeen =
            grace == 0 ? old.windows == new.windows : old.windows.map(\.window) == new.windows.map(\.window)
        let isAsHit = grace == 0 ? hits == new.hits : hits.count == new.hits.count
        return [
            old.transition == new.transition ? nil : .transition, isAsSeen ? nil : .window,
            old.isMirrored == new.isMirrored ? nil : new.isMirrored ? .mirrored : .unmirrored,
            old.isPinned == new.isPinned ? nil : new.isPinned ? .pinned : .unpinned,
            isAsHit ? nil : .hits, old.reason == new.reason && old.fit == new.fit ? nil : .reason,
        ].compactMap(\.self)
    }
}

extension EditComparison.ShotChange {
    /// A shot of an edit, with nothing said yet of what differs.
    fileprivate init(before: Int?, after: Int?, _ shot: Shot, of edit: Edit) {
        self.init(
            before: before, after: after, startFrame: shot.startFrame, endFrame: shot.endFrame,
            clip: edit.clips[shot.clip].name, clipBefore: nil, startShift: 0, endShift: 0, speed: nil,
            sourceShift: nil, others: [])
    }
}

extension Shot {
    /// Where it enters its clip, in seconds.
    fileprivate var entry: Double { timeMap.pieces.first?.sourceStart ?? 0 }

    /// Whether nothing in it runs forwards, and something backwards.
    fileprivate var runsBackwards: Bool {
        timeMap.pieces.allSatisfy { $0.sourceEnd <= $0.sourceStart }
            && timeMap.pieces.contains { $0.sourceEnd < $0.sourceStart }
    }

    /// How fast it runs its clip on the whole, over the clip's own speed; negative where it runs backwards.
    fileprivate func meanSpeed(at rate: FrameRate) -> Double {
        let travelled = timeMap.pieces.reduce(0) { $0 + abs($1.sourceEnd - $1.sourceStart) }
        return (runsBackwards ? -travelled : travelled) / max(rate.seconds(ofFrame: timeMap.frameCount), 1e-9)
    }
}

extension TimeMap {
    /// Whether another one is the same; with a grace, by about as many frames and source times a few hundredths of a second apart.
    fileprivate func isLike(_ other: TimeMap, grace: Int) -> Bool {
        guard grace > 0 else { return self == other }
        return pieces.count == other.pieces.count
            && zip(pieces, other.pieces).allSatisfy {
                abs($0.frames - $1.frames) <= 2 * grace && abs($0.sourceStart - $1.sourceStart) < 0.05
                    && abs($0.sourceEnd - $1.sourceEnd) < 0.05
            }
    }
}
