internal import EditModel
internal import Foundation
internal import MediaEngine

extension Pipeline {
    /// Draws what was heard in a song.
    ///
    /// - Parameters:
    ///   - heard: The song, heard with evidence.
    ///   - output: The absolute path of the file to write; SVG, or PNG where its name ends in `.png`.
    ///   - overwriting: Whether a file that is there may be replaced.
    /// - Throws: `PipelineError`, `MediaError`, `CancellationError`; nothing is left behind then.
    package func writePlot(of heard: HeardSong, to output: String, overwriting: Bool) async throws {
        guard let evidence = heard.evidence else { preconditionFailure("a plot is drawn from evidence") }
        let name = (fileName(heard.reference.path) as NSString).deletingPathExtension
        var drawing = Data(SongPlot(heard.analysis, evidence: evidence, title: name).svg.utf8)
        if output.lowercased().hasSuffix(".png") {
            let tools = try await FFmpegTools.locate(environment: environment)
            drawing = try await VectorPicture(tools: tools).png(of: drawing)
        }
        try OutputName.write(drawing, to: output, overwriting: overwriting)
    }
}
