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

    /// Adds what another graph makes, under a name.
    mutating func end(_ other: FilterGraph, as label: String) {
        var other = other
        other.end(as: label)
        ended += other.ended
    }

    /// Whether it is one row of filters.
    var isSimple: Bool { ended.isEmpty }

    /// The text, a statement a line.
    var text: String { (ended + [open]).joined(separator: ";\n    ") }
}
