public import EditModel
public import MusicAnalysis

/// Decides an edit: a pure function of the song, the clips, the style and the seed.
public struct EditPlanner: Sendable {
    /// Creates a planner.
    public init() {}

    /// Plans an edit.
    ///
    /// - Parameters:
    ///   - song: What was heard.
    ///   - reference: The song as the edit refers to it.
    ///   - footage: The clips; those without a length are passed over with a warning.
    ///   - style: What is a matter of taste.
    ///   - seed: What chance is drawn from.
    /// - Returns: A valid edit, its clips in the order of their names.
    /// - Throws: `PlanningError` without footage, without a song, or for one that no edit can hold.
    public func plan(
        song: SongAnalysis, reference: Edit.Song, footage: [Footage], style: EditStyle, seed: UInt64
    ) throws(PlanningError) -> Edit {
        let clips = footage.filter { $0.duration.isFinite && $0.duration > 0 }
            .sorted { ClipNaming.precedes($0.name, $1.name) || ($0.name == $1.name && $0.path < $1.path) }
        guard !clips.isEmpty else {
            throw PlanningError(.noFootage, "There is no clip that shows anything; name at least one.")
        }
        let rate = style.frameRate(for: clips)
        guard song.duration.isFinite, song.duration > 0, song.duration <= 4 * 3600 else {
            throw song.duration > 0
                ? PlanningError(.unusable, "The song is longer than four hours; cut it into parts.")
                : PlanningError(.noSong, "The song has no length, so there is nothing to cut to.")
        }
        let frameCount = max(1, rate.frame(nearest: song.duration))
        let timeline = Timeline(song: song, rate: rate, frameCount: frameCount)
        var edit = Edit(
            song: reference, frameRate: rate, canvas: style.canvas(for: clips), seed: seed,
            frameCount: frameCount,
            clips: clips, beats: timeline.beats, sections: timeline.spans, shots: [], warnings: song.warnings)
        var sequence = ShotSequence(timeline: timeline, clips: clips, style: style, seed: seed)
        edit.shots = sequence.shots()
        if clips.count < footage.count {
            edit.warnings.append(
                "\(footage.count - clips.count) of the clips show nothing and were left out.")
        }
        edit.warnings += Self.shortages(song: song, clips: clips, timeline: timeline)
        do {
            try edit.validate()
        } catch {
            throw PlanningError(.unusable, "These inputs make no sound edit: \(error.description)")
        }
        return edit
    }

    private static func shortages(song: SongAnalysis, clips: [Footage], timeline: Timeline) -> [String] {
        var warnings: [String] = []
        if timeline.beats.isEmpty {
            warnings.append("No beat was found: the cuts fall on onsets, or at regular distances.")
        }
        if clips.count == 1 { warnings.append("There is only one clip: every cut goes from it to itself.") }
        let seconds = clips.reduce(0) { $0 + $1.duration }
        let times = (song.duration / seconds).rounded()
        if times >= 2, times < 1e6 {
            warnings.append(
                "\(ShotFitting.text(seconds)) s of footage for \(ShotFitting.text(song.duration)) s of song: "
                    + "every clip is shown about \(Int(times)) times.")
        }
        return warnings
    }
}
