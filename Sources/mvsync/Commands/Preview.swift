import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline
import MediaEngine

/// Renders an edit file quickly and small, for judging it.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Render an edit file quickly and small, its cuts marked, to judge it.",
        discussion: """
            The picture, 640 pixels at most a side, says the bar and beat, the section, the shot and its clip; each \
            cut brightens its first frame and clicks. What is cut where is as in the video.

            EXAMPLES
              mvsync preview song.mvsync.json
              mvsync preview song.mvsync.json -o rough.mp4 --force
            """)

    @Argument(help: "The edit file, NAME.mvsync.json.")
    var edit: String

    @Option(
        name: .shortAndLong,
        help: "The video to write (default: the edit's name .preview.mp4 in this folder).")
    var output: String?

    @Flag(help: "Replace the video if it exists.")
    var force = false

    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        let edit = try EditFile.read(from: absolutePath(edit))
        let base = defaultBase(ofEdit: self.edit)
        let video = try OutputName.resolve(
            wanted: output, base: base, ending: ".preview.mp4", overwriting: force)
        try OutputName.spare([absolutePath(self.edit)], from: video)
        let delivery = try await options.pipeline.preview(edit, to: video, overwriting: force)
        Terminal.endProgress()
        switch format {
        case .json: try mvsync.output(json(delivery))
        case .text: try mvsync.output(deliverySummary(delivery) + "\nvideo     \(visible(video))")
        }
    }
}
