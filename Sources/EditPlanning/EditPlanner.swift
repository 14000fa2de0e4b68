public import EditModel
public import MusicAnalysis

/// Decides an edit: which clip is on screen when, how it is fitted, and why.
///
/// Pure and deterministic.
///
/// ```
/// song ─▶ CutPlacement ─▶ slots ─┐
///                                ├─▶ ShotSearch ─▶ ShotDressing ─▶ TransitionPlanning ─▶ Edit
/// clips ─▶ CandidateMaker ───────┘
/// ```
public struct EditPlanner: Sendable {
    /// Creates a planner.
    public init() {}

    /// Plans an edit.
    ///
    /// Section boundaries always change the clip, inside sections cuts fall on bars or beats and keep out of the middle of sung
    /// lines whose times are sure, and no clip follows itself while there is another. Among all that is possible the
    /// shots are chosen that cost least together; see `ShotCost`.
    ///
    /// - Parameters:
    ///   - song: What was heard.
    ///   - reference: The song as the edit refers to it.
    ///   - footage: The clips, in any order; the edit has them in the natural order of their names.
    ///   - style: The look.
    ///   - seed: What chance is drawn from; the same inputs and seed give the same edit.
    ///   - before: An edit of the same song whose pinned shots and sections stay. Where style, seed, picture and clips are
    ///     its own, all its other shots stay too whose section and frames are still the same.
    ///   - others: Edits of the same song that this one should differ from.
    /// - Returns: A valid edit of as many frames as the song's length comes to.
    /// - Throws: `PlanningError` without footage, for a song shorter than a frame, for an analysis that breaks its own
    ///   rules, for a style or a pin that cannot be followed, and where the edit would not be valid. Clips without a frame or a
    ///   sensible length are left out.
    /// - Complexity: O(beats + shots · candidates), with bounds on what is tried for a shot.
    public func plan(
        song: SongAnalysis, reference: Edit.Song, footage: [Footage], style: EditStyle, seed: UInt64,
        before: Edit? = nil, unlike others: [Edit] = []
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
        var sections = spans(song.sections, names: names.names, rate: rate, frameCount: frameCount)
        if let before { sections = Self.bound(sections, rate: rate, as: before) }
        let pins = try Pins(sections: sections, pins: style.pins, footage: clips)
        for index in sections.indices { sections[index].clips = pins.names[index] }
        let bars = Bars(song.beats)
        var edit = Edit(
            song: reference, frameRate: rate, canvas: style.canvas(for: clips), style: style.look, seed: seed,
            frameCount: frameCount, clips: clips, beats: bars.markers(rate: rate, frameCount: frameCount),
            sections: sections, events: song.events(rate: rate, frameCount: frameCount), shots: [],
            captions: song.captions(rate: rate, frameCount: frameCount), warnings: song.warnings)
        let inputs = ShotPlanning.Inputs(
            song: song, names: names, bars: bars, pins: pins.clips,
            before: before.flatMap { $0.frameRate == rate ? $0 : nil },
            others: others.filter { $0.frameRate == rate })
        edit.shots = try ShotPlanning(edit, inputs).shots()
        edit.warnings += Self.footageWarnings(edit)
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

    /// Sections with what a person has said of those at the same place before.
    private static func bound(
        _ sections: [Edit.SectionSpan], rate: FrameRate, as before: Edit
    ) -> [Edit.SectionSpan] {
        let isSameCount = sections.count == before.sections.count
        let starts = Dictionary(
            before.sections.map {
                (rate.frame(nearest: before.frameRate.seconds(ofFrame: $0.startFrame)), $0)
            }, uniquingKeysWith: { first, _ in first })
        return sections.enumerated().map { index, section in
            var section = section
            let old = isSameCount ? before.sections[index] : starts[section.startFrame]
            section.clips = old?.clips ?? []
            section.isPinned = old?.isPinned ?? false
            return section
        }
    }
}
