extension Edit {
    /// The shot on screen at a frame; nil outside the timeline.
    ///
    /// - Complexity: O(log *n*) in the number of shots, as are the other look-ups in what they look up.
    public func shot(atFrame frame: Int) -> Shot? {
        let index = Self.firstIndex(in: shots) { frame < $0.endFrame }
        guard index < shots.count, shots[index].startFrame <= frame else { return nil }
        return shots[index]
    }

    /// The section that a frame belongs to; nil outside the timeline.
    public func section(atFrame frame: Int) -> SectionSpan? {
        let index = Self.firstIndex(in: sections) { frame < $0.endFrame }
        guard index < sections.count, sections[index].startFrame <= frame else { return nil }
        return sections[index]
    }

    /// What is on screen at a frame: the index of the clip, and its source time in seconds; nil outside the timeline.
    public func source(atFrame frame: Int) -> (clip: Int, time: Double)? {
        guard let shot = shot(atFrame: frame) else { return nil }
        return (shot.clip, shot.timeMap.sourceTime(atFrame: frame - shot.startFrame))
    }

    /// The place of a frame in the music: the bar (0 in a pickup) and the beat in it, both of the last beat at or
    /// before the frame; nil before the first beat, and in a song without one.
    public func position(ofFrame frame: Int) -> (bar: Int, beat: Int)? {
        let next = Self.firstIndex(in: beats) { frame < $0.frame }
        return next > 0 ? (beats[next - 1].bar, beats[next - 1].position) : nil
    }

    /// The first index of what lies behind a frame, in a list in order of frames.
    private static func firstIndex<Element>(
        in list: [Element], where isBehind: (Element) -> Bool
    ) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(list[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
