import ArgumentParser
import EditModel
import EditPlanning
import MVSyncPipeline

/// Lists the styles, or prints one as a file to copy and change.
struct Styles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the styles, or print one as a file to change.",
        discussion: """
            A style says how an edit is cut: how often, in what order, how far clips are slowed or sped up, what moves \
            and how. A file need not say everything; what it leaves out is as in natural.

            EXAMPLES
              mvsync styles
              mvsync styles punchy > mine.json
              mvsync align song.mp3 clips/ --style mine.json
            """)

    @Argument(help: "The style to print; a name, or a file to check.")
    var name: String?

    func run() throws {
        if let name {
            let file = StyleFile.encode(try StyleSource.style(named: name))
            try output(String(decoding: file.dropLast(), as: UTF8.self))
            return
        }
        var table = TextTable(header: ["style", "pace", "order", "speeds", "moves", "transitions"])
        for (name, style) in Edit.Style.builtIn {
            let kinds = style.transitions.map(\.rawValue).sorted().joined(separator: ", ")
            table.append([
                name, style.pace.rawValue, style.order.rawValue,
                number(style.slowest, 2) + "–" + number(style.fastest, 2) + "×", number(style.moves, 1),
                kinds.isEmpty ? "hard cuts" : kinds,
            ])
        }
        try output(table.text)
    }
}
