package import MusicAnalysis

/// Lyrics as text, with a tag such as `[Chorus]` before each part.
package enum LyricFile {
    /// Reads lyrics.
    ///
    /// - Throws: `PipelineError`; for a file without tags as well, since they are what lyrics are read for.
    package static func read(_ path: String) throws -> LyricSheet {
        let sheet = LyricSheet(parsing: try TextFile.read(path, kind: "lyrics"))
        guard !sheet.parts.isEmpty else {
            throw PipelineError(
                .unreadable,
                "\(quoted(path)) has no tags; write [Verse], [Chorus] and so on before the parts of the lyrics."
            )
        }
        return sheet
    }
}
