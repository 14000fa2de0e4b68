package import EditModel
internal import Foundation
internal import MediaEngine

extension Pipeline {
    /// Writes a self-contained page that shows an edit: its timeline, a picture of each shot, its reasons, and what was
    /// measured in the video.
    ///
    /// - Parameters:
    ///   - edit: The edit.
    ///   - video: The finished video of it, from which the pictures are taken.
    ///   - certificate: What was measured in it; nil where nothing was.
    ///   - path: The page to write.
    ///   - overwriting: Whether a file of that name may be replaced.
    /// - Throws: `MediaError`, `PipelineError`, `CancellationError`.
    package func writeReport(
        of edit: Edit, video: String, certificate: Certificate?, to path: String, overwriting: Bool
    ) async throws {
        report(JobProgress(.reporting, 0, fileName(path)))
        let tools = try await FFmpegTools.locate(environment: environment)
        let frames = edit.shots.map { ($0.startFrame + $0.endFrame) / 2 }
        let pictures = try await Thumbnails(tools: tools).jpegs(of: video, atFrames: frames, width: 240)
        let page = ReportPage(
            edit: edit, videoName: fileName(video), pictures: pictures,
            measurements: certificate?.lines ?? []
        ).html
        try OutputName.write(Data(page.utf8), to: path, overwriting: overwriting)
        report(JobProgress(.reporting, 1, fileName(path)))
    }
}
