import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline
import MediaEngine

/// Renders an edit file.
struct Render: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Render an edit file to a verified video.",
        discussion: """
            EXAMPLES
              mvsync render song.mvsync.json
              mvsync render song.mvsync.json -o final.mp4 --crf 16 --preset slow
            """)

    @Argument(help: "The edit file, NAME.mvsync.json.")
    var edit: String

    @Option(name: .shortAndLong, help: "The video to write (default: the edit's name .mp4 in this folder).")
    var output: String?

    @Flag(help: "Replace files that exist.")
    var force = false

    @OptionGroup var captions: CaptionOptions
    @OptionGroup var encoding: EncodingOptions
    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        let edit = try EditFile.read(from: absolutePath(edit))
        let base = defaultBase(ofEdit: self.edit)
        let video = try OutputName.resolve(wanted: output, base: base, ending: ".mp4", overwriting: force)
        try OutputName.spare([absolutePath(self.edit)], from: video)
        try captions.check(edit, options: options)
        let subtitles = try captions.file(
            beside: (video as NSString).deletingPathExtension, overwriting: force)
        let delivery = try await options.pipeline.render(
            edit, to: video, overwriting: force, settings: encoding.settings,
            adding: captions.additions(of: edit))
        if let subtitles { try CaptionFile.write(captionsOf: edit, to: subtitles, overwriting: force) }
        Terminal.endProgress()
        switch format {
        case .json: try mvsync.output(json(delivery))
        case .text:
            try mvsync.output(deliverySummary(delivery) + "\nvideo     \(visible(video))")
            if let subtitles { try mvsync.output("captions  \(visible(subtitles))") }
        }
    }
}
