/// A filter graph that is being written: statements that have ended, and one that goes on.
struct FilterGraph {
    private var ended: [String] = []
    private var open = ""

    /// Begins with the first statement's input.
    init(from label: String) {
        open = "[\(label)]"
    }

    /// Goes on with a filter.
    mutating func pipe(_ filter: String) {
        open += (open.isEmpty || open.hasSuffix("]") ? "" : ",") + filter
    }

    /// Gives what there is a name.
    mutating func end(as labels: String...) {
        ended.append(open + labels.map { "[\($0)]" }.joined())
        open = ""
    }

    /// Begins a statement with what has names.
    mutating func begin(with labels: String...) {
        open = labels.map { "[\($0)]" }.joined()
    }

    /// Goes on with what another graph makes.
    mutating func begin(_ other: FilterGraph) {
        ended += other.ended
        open = other.open
    }

    /// The text, a statement a line.
    var text: String { (ended + [open]).joined(separator: ";\n    ") }
}
