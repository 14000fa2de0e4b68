package import MusicAnalysis

/// Lyrics with tags such as `[Chorus]` before each part, with times of the lines, or with both.
package enum LyricFile {
    /// Reads lyrics in any of the forms that `LyricSheet` knows.
    ///
    /// - Throws: `PipelineError`; for a file without tags and times as well, since they are what lyrics are read for.
    package static func read(_ path: String) throws -> LyricSheet {
        let text = try TextFile.read(path, kind: "lyrics")
        let sheet: LyricSheet
        do throws(LyricError) {
            sheet = try LyricSheet(reading: text)
        } catch {
            let separator = error.line == nil ? ":" : ","
            throw PipelineError(.unreadable, "\(quoted(path))\(separator) \(error.description)")
        }
        guard !sheet.parts.isEmpty || sheet.hasTimes else {
            throw PipelineError(
                .unreadable,
                "\(quoted(path)) has no tags and no times; write [Verse], [Chorus] and so on before the parts of the lyrics, or a time such as [01:23.45] before each line."
            )
        }
        return sheet
    }
}
