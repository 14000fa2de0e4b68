public import EditModel
public import EditPlanning
internal import Foundation
internal import MusicAnalysis

extension Pipeline {
    /// Decides an edit anew, with the beats and sections that it has, as a person may have changed them.
    ///
    /// Unchanged, and with its own style and seed, it becomes the same edit again. Pinned shots and sections stay.
    ///
    /// - Parameters:
    ///   - edit: A valid edit, whose media are found where it says.
    ///   - clips: Files and folders of clips beside those that it has.
    ///   - style: The look; `EditStyle(of: edit)` to leave it.
    ///   - seed: What chance is drawn from.
    /// - Throws: `EditError` for a label that names no section, `PipelineError` for media that are gone and a song that
    ///   has changed, `SignalProcessingError`, `MediaError`, `PlanningError`, `CancellationError`.
    public func replan(
        _ edit: Edit, adding clips: [String] = [], style: EditStyle, seed: UInt64
    ) async throws -> Edit {
        let heard = try await hear(song: edit.song.path)
        guard heard.reference.contentHash == edit.song.contentHash else {
            throw PipelineError(
                .unreadable,
                "\(quoted(edit.song.path)) has changed since the edit was made; plan anew from the song and the clips."
            )
        }
        var song = try edit.song(in: heard.analysis)
        let seen = try await see(clips: edit.clips.map(\.path) + clips)
        song.warnings += seen.warnings.filter { !song.warnings.contains($0) }
        return try plan(
            song: HeardSong(reference: edit.song, analysis: song),
            clips: SeenClips(footage: seen.footage, warnings: []), style: style, seed: seed, before: edit)[0]
    }
}
