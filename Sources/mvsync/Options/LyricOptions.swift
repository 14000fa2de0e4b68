import ArgumentParser
import MVSyncPipeline
import MusicAnalysis

/// What is known of the song's words.
struct LyricOptions: ParsableArguments {
    @Option(
        name: .customLong("lyrics"),
        help: ArgumentHelp(
            "The song's lyrics: with tags such as [Verse 1] and [Chorus], which then name the sections, or with times (.lrc, .srt, .vtt, a provider's .json), or with both.",
            valueName: "file"))
    var file: String?

    /// The lyrics; nil where none are given.
    ///
    /// - Throws: `PipelineError`.
    func sheet() throws -> LyricSheet? { try file.map { try LyricFile.read($0) } }
}
