import ArgumentParser
import EditModel
import MVSyncPipeline
import MediaEngine

/// Whether the lyrics are written beside the video and into it.
struct CaptionOptions: ParsableArguments {
    @Flag(
        help: "Also write NAME.srt: the lines of the lyrics, as subtitles; the video has them as a track too."
    )
    var captions = false

    @Flag(help: "Draw the lines of the lyrics into the pictures.")
    var burnCaptions = false

    /// Whether captions are wanted in any form.
    var areWanted: Bool { captions || burnCaptions }

    /// What the video of an edit gets of them.
    func additions(of edit: Edit) -> RenderAdditions {
        RenderAdditions(
            subtitles: captions ? CaptionFile.srt(of: edit) : nil,
            drawing: burnCaptions ? DrawnText.captions(of: edit) : nil)
    }

    /// The file to write beside a video; nil where none is wanted.
    ///
    /// - Parameter base: The video's path without its ending.
    /// - Throws: `PipelineError`.
    func file(beside base: String, overwriting: Bool) throws -> String? {
        guard captions else { return nil }
        // Players load the file that bears the video's name, so no other name will do.
        return try OutputName.resolve(
            wanted: base + ".srt", base: base, ending: ".srt", overwriting: overwriting)
    }

    /// Makes sure that an edit has captions where they are wanted, and says where they are estimates.
    ///
    /// - Throws: `PipelineError` for an edit without captions.
    func check(_ edit: Edit, options: GlobalOptions) throws {
        guard areWanted else { return }
        guard !edit.captions.isEmpty else {
            throw PipelineError(
                .unreadable,
                "The edit has no captions: no line of lyrics has a time. Make it with --lyrics, tagged or with times."
            )
        }
        let estimates = edit.captions.count(where: \.isEstimate)
        options.warn([CaptionFile.warning(estimates: estimates, of: edit.captions.count)].compactMap(\.self))
    }
}
