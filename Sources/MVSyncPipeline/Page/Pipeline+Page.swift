package import EditModel
internal import Foundation

extension Pipeline {
    /// Writes a page that shows an edit at a glance, and plays its video where that lies beside the page.
    ///
    /// What the page shows of the song and the clips is read from them; what of that is gone or changed is left out.
    ///
    /// - Parameters:
    ///   - edit: The edit, with absolute paths.
    ///   - videoName: The file name of its video, there or not.
    ///   - certificate: What was measured in the video; nil where nothing was.
    ///   - path: The page to write.
    ///   - overwriting: Whether a file of that name may be replaced.
    /// - Returns: What was left out and why, as full sentences.
    /// - Throws: `PipelineError`, `CancellationError`; nothing is left behind then.
    package func writePage(
        of edit: Edit, videoName: String, certificate: Certificate?, to path: String, overwriting: Bool
    ) async throws -> [String] {
        let name = fileName(path)
        let media = try await pageMedia(of: edit, withPictures: true, name: name)
        let page = EditPage(edit: edit, videoName: videoName, media: media, certificate: certificate)
        try OutputName.write(Data(page.html.utf8), to: path, overwriting: overwriting)
        report(JobProgress(.reporting, 1, name))
        return media.remarks
    }

    /// Writes the timeline of an edit as an SVG drawing.
    ///
    /// - Parameters:
    ///   - edit: The edit, with absolute paths.
    ///   - path: The drawing to write.
    ///   - overwriting: Whether a file of that name may be replaced.
    /// - Returns: What was left out and why, as full sentences.
    /// - Throws: `PipelineError`, `CancellationError`; nothing is left behind then.
    package func writeTimeline(of edit: Edit, to path: String, overwriting: Bool) async throws -> [String] {
        let media = try await pageMedia(of: edit, withPictures: false, name: fileName(path))
        let drawing = TimelineDrawing(edit: edit, waveform: media.waveform).standaloneSVG
        try OutputName.write(Data(drawing.utf8), to: path, overwriting: overwriting)
        report(JobProgress(.reporting, 1, fileName(path)))
        return media.remarks
    }
}
