import ArgumentParser
import EditModel
import MVSyncPipeline

/// Prints an edit for people.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print an edit as a readable table with a summary.",
        discussion: """
            EXAMPLES
              mvsync inspect song.mvsync.json
              mvsync inspect song.mvsync.json --format json | jq '.shots[0].reason'
            """)

    @Argument(help: "The edit file, NAME.mvsync.json.")
    var edit: String

    @Option(help: "How the edit is printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() throws {
        let edit = try EditFile.read(from: absolutePath(edit))
        switch format {
        case .json: try output(json(edit))
        case .text: try output(editTable(edit) + "\n\n" + editSummary(edit))
        }
    }
}
