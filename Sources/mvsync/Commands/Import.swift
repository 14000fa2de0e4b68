import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline

/// Reads a timeline that was changed in an editor.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read a timeline changed in an editor (.otio) as an edit again.",
        discussion: """
            The timeline is one that mvsync export has written, changed and saved by an editor. What you did not \
            touch stays as it was; shots that you moved, trimmed, exchanged or added are pinned, so that \
            mvsync plan --from leaves them alone. What cannot be taken over is told.

            EXAMPLES
              mvsync import song.otio -o mine.mvsync.json
              mvsync import from-resolve.otio --edit song.mvsync.json
              mvsync plan --from mine.mvsync.json          fill what was left open
            """)

    @Argument(help: "The timeline, an .otio file.")
    var timeline: String

    @Option(
        help: ArgumentHelp(
            "The edit that it was made from (default: the one that the timeline holds).", valueName: "edit"))
    var edit: String?

    @Option(
        name: .shortAndLong,
        help: "The edit file to write (default: the timeline's name .mvsync.json in this folder).")
    var output: String?

    @Flag(help: "Replace the edit file if it exists.")
    var force = false

    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        let base = try edit.map { try EditFile.read(from: absolutePath($0)) }
        let file = try OutputName.resolve(
            wanted: output, base: defaultBase(for: timeline), ending: ".mvsync.json", overwriting: force)
        try OutputName.spare([absolutePath(timeline)], from: file)
        let (edit, remarks) = try await options.pipeline.importTimeline(at: timeline, onto: base)
        try OutputName.spare([edit.song.path] + edit.clips.map(\.path), from: file)
        try EditFile.write(edit, to: file, overwriting: force)
        Terminal.endProgress()
        options.warn(remarks)
        switch format {
        case .json: try mvsync.output(json(ImportResult(edit: file, remarks: remarks)))
        case .text: try mvsync.output(editSummary(edit) + "\nwritten   \(visible(file))")
        }
    }
}

/// What `import` says to programs.
private struct ImportResult: Encodable {
    var edit: String
    var remarks: [String]
}
