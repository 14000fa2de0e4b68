public import EditModel
internal import MediaEngine

extension Pipeline {
    /// Writes an edit as a shell script of ffmpeg commands, which makes its video without this program.
    ///
    /// - Parameters:
    ///   - edit: A valid edit, whose media are found where it says.
    ///   - folder: The absolute path of the folder that the script will lie in, which its media are then named from; nil for
    ///     absolute paths.
    /// - Returns: The script, and what it cannot do as `render` does it, as full sentences.
    /// - Throws: `EditError`, `PipelineError` for media that are gone or changed, `MediaError`, `CancellationError`.
    public func renderScript(
        of edit: Edit, relativeTo folder: String?
    ) async throws -> (text: String, losses: [String]) {
        try edit.validate()
        try await checkMedia(of: edit)
        let tools = try await FFmpegTools.locate(environment: environment)
        let script = try await RenderScript(of: edit, relativeTo: folder, tools: tools)
        return (script.text, script.losses)
    }
}
