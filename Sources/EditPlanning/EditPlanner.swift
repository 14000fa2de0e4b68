public import EditModel
public import MusicAnalysis

/// Decides an edit: which clip is on screen when, how it is fitted, and why.
///
/// Pure and deterministic.
public struct EditPlanner: Sendable {
    /// Creates a planner.
    public init() {}

    /// Plans an edit.
    ///
    /// Section boundaries always change the clip, inside sections cuts fall on bars or beats and keep out of the middle of sung
    /// lines whose times are sure, and no clip follows itself while
    /// there is another.
    ///
    /// - Parameters:
    ///   - song: What was heard.
    ///   - reference: The song as the edit refers to it.
    ///   - footage: The clips, in any order; the edit has them in the natural order of their names.
    ///   - style: The look.
    ///   - seed: What chance is drawn from; the same inputs and seed give the same edit.
    /// - Returns: A valid edit of as many frames as the song's length comes to.
    /// - Throws: `PlanningError` without footage, for a song shorter than a frame, for an analysis that breaks its own
    ///   rules, and where the edit would not be valid. Clips without a frame or a sensible length are left out.
    /// - Complexity: O(beats + shots · shots of a clip).
    public func plan(
        song: SongAnalysis, reference: Edit.Song, footage: [Footage], style: EditStyle, seed: UInt64
    ) throws(PlanningError) -> Edit {
        try Self.check(song)
        let clips = footage.filter {
            $0.frameCount > 0 && $0.duration > 0 && $0.duration <= Edit.Limits.clipSeconds
        }
        .sorted { $0.name == $1.name ? $0.path < $1.path : ClipName.precedes($0.name, $1.name) }
        guard !clips.isEmpty else {
            throw PlanningError(.noFootage, "There is no clip to cut from; give at least one video.")
        }
        let rate = style.frameRate(for: clips)
        try Self.check(rate)
        let frameCount = rate.frame(nearest: song.duration)
        guard frameCount > 0 else {
            throw PlanningError(.emptySong, "The song is shorter than a single frame; give a longer one.")
        }
        let song = song.onTimeline(rate: rate, frameCount: frameCount)
        let names = Names(song.sections.map(\.label))
        var generator = SeededGenerator(seed: seed)
        let cuts = CutPlacement(song: song, rate: rate, pace: style.look.pace).cuts(using: &generator)
        let assignment = ClipAssignment(sections: song.sections, names: clips.map { ClipName($0.name) })
        var casting = ClipCasting(assignment: assignment, clipCount: clips.count)
        var fitting = ShotFitting(footage: clips, rate: rate)
        let bars = Bars(song.beats)
        var shots: [Shot] = []
        for (index, cut) in cuts.enumerated() {
            let end = index + 1 < cuts.count ? cuts[index + 1].frame : frameCount
            let isLast = index == cuts.count - 1
            let following = isLast ? nil : cuts[index + 1]
            let nextWantsMain = following.map { $0.beginsSection || index == cuts.count - 2 } ?? false
            let (clip, choice) = casting.next(
                section: cut.section, wantsMain: cut.beginsSection || isLast,
                upcoming: nextWantsMain ? following.map { assignment.palettes[$0.section][0] } : nil,
                using: &generator)
            let (map, fit, remark) = fitting.fit(clip: clip, frames: end - cut.frame)
            let reason = [bars.place(of: cut, in: names), choice, remark].compactMap(\.self).joined(
                separator: "; ")
            shots.append(Shot(startFrame: cut.frame, clip: clip, timeMap: map, fit: fit, reason: reason))
        }
        let edit = Edit(
            song: reference, frameRate: rate, canvas: style.canvas(for: clips),
            style: style.look, seed: seed, frameCount: frameCount,
            clips: clips, beats: bars.markers(rate: rate, frameCount: frameCount),
            sections: spans(song.sections, names: names.names, rate: rate, frameCount: frameCount),
            shots: shots, captions: song.captions(rate: rate, frameCount: frameCount),
            warnings: song.warnings
                + Self.footageWarnings(clips, shots: shots, duration: song.duration))
        do {
            try edit.validate()
        } catch {
            throw PlanningError(.beyondLimits, "No valid edit comes of this: \(error)")
        }
        return edit
    }

    /// The sections on a timeline, tiling it.
    private func spans(
        _ sections: [Section], names: [String], rate: FrameRate, frameCount: Int
    ) -> [Edit.SectionSpan] {
        let edges = sections.map { rate.frame(nearest: $0.start) } + [frameCount]
        return sections.indices.map { index in
            .init(
                name: names[index], label: sections[index].label.rawValue, startFrame: edges[index],
                endFrame: edges[index + 1], energy: sections[index].energy)
        }
    }

    /// What is to be said of the footage of an edit.
    static func footageWarnings(_ clips: [Footage], shots: [Shot], duration: Double) -> [String] {
        var warnings: [String] = []
        let seconds = clips.reduce(0) { $0 + $1.duration }
        if clips.count == 1, shots.count > 1 {
            warnings.append("There is one clip only, so it follows itself at every cut.")
        }
        if seconds < 0.9 * duration {
            let times = (duration / seconds * 10).rounded() / 10
            warnings.append(
                "\(whole(seconds)) s of footage for \(whole(duration)) s of song: what is seen returns about \(times) times."
            )
        }
        return warnings
    }

    private static func whole(_ value: Double) -> Int { Int(value.rounded()) }
}
