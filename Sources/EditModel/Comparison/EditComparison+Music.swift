extension EditComparison {
    /// What became of the beats.
    public struct BeatChange: Sendable, Hashable, Encodable {
        /// Beats that are in the second edit only.
        public var added: Int

        /// Beats that are in the first edit only.
        public var removed: Int

        /// Beats that are at another time.
        public var moved: Int

        /// The farthest that one was moved, in seconds; above 0 where it is later.
        public var greatestShift: Double

        /// The mean shift of those that were moved, in seconds; above 0 where they are later.
        public var meanShift: Double

        /// Beats that have another number in their bar, or a bar of another number.
        public var renumbered: Int

        /// Compares beats: each is paired with the one of the same place in the list of times, within half a beat.
        init?(_ before: [Edit.Marker], _ after: [Edit.Marker], grace: Int) {
            let intervals = zip(before.dropFirst(), before).map { $0.time - $1.time }.sorted()
            let reach = intervals.isEmpty ? 0.25 : intervals[intervals.count / 2] / 2
            var (index, other) = (0, 0)
            var shifts: [Double] = []
            (added, removed, renumbered) = (0, 0, 0)
            while index < before.count, other < after.count {
                let (old, new) = (before[index], after[other])
                if new.time < old.time - reach {
                    added += 1
                    other += 1
                } else if new.time > old.time + reach {
                    removed += 1
                    index += 1
                } else {
                    if old.time != new.time || abs(old.frame - new.frame) > grace {
                        shifts.append(new.time - old.time)
                    }
                    if old.bar != new.bar || old.position != new.position { renumbered += 1 }
                    index += 1
                    other += 1
                }
            }
            removed += before.count - index
            added += after.count - other
            moved = shifts.count
            greatestShift = shifts.max { abs($0) < abs($1) } ?? 0
            meanShift = shifts.isEmpty ? 0 : shifts.reduce(0, +) / Double(shifts.count)
            if added + removed + moved + renumbered == 0 { return nil }
        }
    }

    /// A section that differs.
    public struct SectionChange: Sendable, Hashable, Encodable {
        /// Its name in the first edit; nil where it was added.
        public var before: String?

        /// Its name in the second edit; nil where it was removed.
        public var after: String?

        /// Where it starts: a frame of the second edit's rate.
        public var frame: Int

        /// How many frames later it starts than before; 0 where it was added or removed.
        public var shift: Int

        /// What else is another: its label, its energy, the clips that are wanted in it, whether it is pinned.
        public var others: [String]
    }

    /// A build, drop or break that is in one edit only.
    public struct EventChange: Sendable, Hashable, Encodable {
        /// Whether it is in the second edit, and not in the first.
        public var isAdded: Bool

        /// The event.
        public var event: Edit.Event
    }

    static func sections(
        _ old: [Edit.SectionSpan], _ new: [Edit.SectionSpan], grace: Int
    ) -> [SectionChange] {
        let alignment = Alignment(old.count, new.count) { first, second in
            let (a, b) = (old[first], new[second])
            let shared = overlap(a.startFrame..<a.endFrame, b.startFrame..<b.endFrame)
            let alike = (a.name == b.name ? 0.6 : 0) + (a.label == b.label ? 0.4 : 0)
            return shared > 0 ? shared + alike : 0
        }
        return alignment.steps.compactMap { step in
            guard let first = step.before.map({ old[$0] }) else {
                return step.after.map {
                    SectionChange(
                        before: nil, after: new[$0].name, frame: new[$0].startFrame, shift: 0, others: [])
                }
            }
            guard let second = step.after.map({ new[$0] }) else {
                return SectionChange(
                    before: first.name, after: nil, frame: first.startFrame, shift: 0, others: [])
            }
            let others = [
                first.label == second.label ? nil : "label", first.energy == second.energy ? nil : "energy",
                first.clips == second.clips ? nil : "clips",
                first.isPinned == second.isPinned ? nil : second.isPinned ? "pinned" : "unpinned",
            ].compactMap(\.self)
            let shift = shift(from: first.startFrame, to: second.startFrame, grace: grace)
            guard first.name != second.name || shift != 0 || !others.isEmpty else { return nil }
            return SectionChange(
                before: first.name, after: second.name, frame: second.startFrame, shift: shift, others: others
            )
        }
    }

    static func events(_ before: [Edit.Event], _ after: [Edit.Event], grace: Int) -> [EventChange] {
        func has(_ events: [Edit.Event], _ event: Edit.Event) -> Bool {
            events.contains {
                $0.kind == event.kind && abs($0.startFrame - event.startFrame) <= grace
                    && abs($0.endFrame - event.endFrame) <= grace
            }
        }
        return before.filter { !has(after, $0) }.map { EventChange(isAdded: false, event: $0) }
            + after.filter { !has(before, $0) }.map { EventChange(isAdded: true, event: $0) }
    }
}
