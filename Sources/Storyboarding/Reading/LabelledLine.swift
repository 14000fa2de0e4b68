/// A line that names one of a template's fields: `**Song Title:** "X"`, `Title - X`, `### Lyrics`, `| Key | Am |`.
struct LabelledLine<Field: Equatable> {
    /// The field that is named.
    var field: Field
    /// The label, its letters only, in lower case.
    var label: String
    /// What stands behind it, without Markdown; empty where nothing does.
    var value: String
    /// Whether bold letters or number signs say that it is a label.
    var isMarked: Bool
    /// Whether a colon stands between label and value.
    var hasColon: Bool

    /// Labels have at most this many characters.
    private static var longestLabel: Int { 48 }

    /// Reads a line; nil where it names none of the labels, which are given as letters in lower case.
    init?(_ line: some StringProtocol, labels: [String: Field]) {
        let (text, isHeading) = Markup.unlisted(line)
        if text.first == "|" {
            let cells = text.split(separator: "|").map { Markup.plain($0) }
            guard cells.count >= 2, let (field, label) = Self.find(cells[0], labels) else { return nil }
            self.init(field: field, label: label, value: cells[1], isMarked: true, hasColon: true)
            return
        }
        let isMarked = isHeading || text.hasPrefix("*") || text.hasPrefix("__")
        if text.hasPrefix("**"), let end = text.dropFirst(2).firstRange(of: "**"),
            let (field, label) = Self.find(text.dropFirst(2)[..<end.lowerBound], labels)
        {
            let rest = Markup.plain(text[end.upperBound...])
            let value = rest.drop { ":：-–—= ".contains($0) }
            self.init(field: field, label: label, value: String(value), isMarked: true, hasColon: true)
            return
        }
        let plain = Markup.plain(text)
        for separator in [":", "：", " - ", " – ", " — ", " = ", "="] {
            guard let range = plain.firstRange(of: separator),
                let (field, label) = Self.find(plain[..<range.lowerBound], labels)
            else { continue }
            self.init(
                field: field, label: label, value: Markup.trimmed(plain[range.upperBound...]),
                isMarked: isMarked,
                hasColon: separator == ":" || separator == "：")
            return
        }
        guard let (field, label) = Self.find(plain, labels) else { return nil }
        self.init(field: field, label: label, value: "", isMarked: isMarked, hasColon: false)
    }

    private init(field: Field, label: String, value: String, isMarked: Bool, hasColon: Bool) {
        self.field = field
        self.label = label
        self.value = value
        self.isMarked = isMarked
        self.hasColon = hasColon
    }

    /// The field of a label, with or without what it has in brackets: `Tempo (BPM)`, `Character(s) actions`.
    private static func find(_ head: some StringProtocol, _ labels: [String: Field]) -> (Field, String)? {
        guard head.utf8.count <= longestLabel * 4, head.count <= longestLabel else { return nil }
        let whole = letters(head)
        if let field = labels[whole] { return (field, whole) }
        guard let open = head.firstIndex(of: "(") else { return nil }
        let short = letters(head[..<open])
        return labels[short].map { ($0, short) }
    }

    /// A row that names three fields at least, as one line a field; every other row as it is.
    ///
    /// - Parameter names: The labels as they are written, the longer before those that they end with.
    static func divided(_ row: Substring, at names: [String]) -> [String] {
        guard row.utf8.count <= 20_000, row.utf8.count(where: { $0 == UInt8(ascii: ":") }) >= 3 else {
            return [String(row)]
        }
        let colons = row.indices.filter { row[$0] == ":" }
        var starts: [String.Index] = []
        for colon in colons {
            let head = row[..<colon]
            let end = head.suffix(24).lowercased()
            guard let name = names.first(where: { end.hasSuffix($0) }) else { continue }
            let start = row.index(colon, offsetBy: -name.count)
            if start == row.startIndex || !row[row.index(before: start)].isLetter { starts.append(start) }
        }
        guard starts.count >= 3 else { return [String(row)] }
        var lines: [String] = [String(row[..<starts[0]])]
        for (start, end) in zip(starts, starts.dropFirst() + [row.endIndex]) {
            lines.append(String(row[start..<end]))
        }
        return lines.filter { $0.contains(where: \.isLetter) }
    }

    /// The letters of a text in lower case.
    static func letters(_ text: some StringProtocol) -> String {
        String(text.lowercased().filter(\.isLetter))
    }
}
