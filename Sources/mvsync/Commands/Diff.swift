import ArgumentParser
import EditModel
import MVSyncPipeline

/// Says what changed between two edits.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say in words what changed between two edits.",
        discussion: """
            A line sums it up; below it stands what changed, in the order of the timeline: song, picture and style, \
            clips by content and name, beats, sections, shots, captions. A shot that was put in between does not make \
            all later ones differ.

            As of diff, the exit code is 0 where the edits are the same, 1 where they differ, and more where they \
            cannot be read.

            EXAMPLES
              mvsync diff before.mvsync.json after.mvsync.json
              mvsync diff a.mvsync.json b.mvsync.json --format json | jq '.shots[]'
            """)

    @Argument(help: "The edit file as it was.")
    var before: String

    @Argument(help: "The edit file as it is.")
    var after: String

    @Option(help: "How the differences are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() throws {
        let (old, new) = (
            try EditFile.read(from: absolutePath(before)), try EditFile.read(from: absolutePath(after))
        )
        let comparison = EditComparison(old, new)
        switch format {
        case .json: try output(json(comparison))
        case .text: try output(comparison.lines(from: old, to: new).joined(separator: "\n"))
        }
        guard comparison.isEmpty else { throw ExitCode(ExitStatus.different) }
    }
}
