extension Edit {
    /// The shot on screen at a frame; nil outside the timeline.
    ///
    /// - Complexity: O(*n*) in the number of shots.
    public func shot(atFrame frame: Int) -> Shot? {
        let index = shots.firstIndex { frame < $0.endFrame }
        guard let index, shots[index].startFrame <= frame else { return nil }
        return shots[index]
    }

    /// The section that a frame belongs to; nil outside the timeline.
    public func section(atFrame frame: Int) -> SectionSpan? {
        sections.first { ($0.startFrame..<$0.endFrame).contains(frame) }
    }

    /// What is on screen at a frame: the index of the clip, and its source time in seconds; nil outside the timeline.
    public func source(atFrame frame: Int) -> (clip: Int, time: Double)? {
        guard let shot = shot(atFrame: frame) else { return nil }
        return (shot.clip, shot.timeMap.sourceTime(atFrame: frame - shot.startFrame))
    }

    /// The place of a frame in the music: the bar (0 in a pickup) and the beat in it, both of the last beat at or
    /// before the frame; nil before the first beat, and in a song without one.
    public func position(ofFrame frame: Int) -> (bar: Int, beat: Int)? {
        guard let beat = beats.last(where: { $0.frame <= frame }) else { return nil }
        return (beat.bar, beat.position)
    }
}
