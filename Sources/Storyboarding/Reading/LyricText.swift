/// Lyrics out of a model's answer: tags in one spelling, nothing but what is sung.
struct LyricText {
    /// More lines than this are not kept.
    static let mostLines = 600
    /// Longer lines, in characters, are cut at a word.
    static let longestLine = 400

    /// The lyrics; nil where nothing is sung.
    private(set) var text: String?
    /// Whether there is a tag.
    private(set) var hasTags = false
    /// Full sentences on what was taken away.
    private(set) var notes: [String] = []

    /// Reads the lines of lyrics.
    init(_ lines: [String]) {
        var sung = Self.withoutChatter(lines.flatMap(Self.divided))
        if sung.count < lines.filter({ !$0.allSatisfy(\.isWhitespace) }).count,
            lines.contains(where: Chatter.isAny)
        {
            notes.append("Remarks around the lyrics were taken away.")
        }
        if sung.count > Self.mostLines {
            sung = Array(sung.prefix(Self.mostLines))
            notes.append("The lyrics have more than \(Self.mostLines) lines; the rest was cut.")
        }
        var result: [String] = []
        var hasWords = false
        var unfilled = 0
        for line in sung {
            if let (tag, rest) = SectionTag.leading(line) {
                hasTags = true
                if !result.isEmpty, result.last != "" { result.append("") }
                result.append("[\(tag.name)]")
                if let first = Self.line(rest) {
                    result.append(first)
                    hasWords = true
                }
                continue
            }
            if Markup.trimmed(line).isEmpty || Markup.isRule(line) {
                if let last = result.last, last != "", !last.hasPrefix("[") { result.append("") }
            } else if let words = Self.line(line) {
                result.append(words)
                hasWords = hasWords || (words.contains(where: \.isLetter) && Markup.bracketed(words) == nil)
            } else {
                unfilled += 1
            }
        }
        if unfilled > 0 {
            notes.append("Places of the lyrics' template that were not filled in were taken away.")
        }
        while result.last == "" { result.removeLast() }
        text = hasWords ? result.joined(separator: "\n") : nil
    }

    /// A line that has tags within it, as one line a tag and one a part between slashes; other lines as they are.
    private static func divided(_ line: String) -> [String] {
        guard line.dropFirst().contains("["), line.count <= 20_000 else { return [line] }
        var parts: [String] = []
        var rest = line[...]
        var from = rest.startIndex
        while let open = rest[from...].firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            if SectionTag(rest[rest.index(after: open)..<close]) != nil {
                parts.append(String(rest[..<open]))
                parts.append(String(rest[open...close]))
                rest = rest[rest.index(after: close)...]
                from = rest.startIndex
            } else {
                from = rest.index(after: close)
            }
        }
        guard parts.count > 2 else { return [line] }
        return (parts + [String(rest)]).flatMap { $0.split(separator: " / ").map(String.init) }
            .filter { $0.contains { !$0.isWhitespace } }
    }

    /// A sung line without Markdown; nil where it is a place to fill in.
    private static func line(_ line: String) -> String? {
        let (unlisted, _) = Markup.unlisted(line)
        let plain = Markup.plain(unlisted)
        guard plain.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        if Markup.bracketed(plain) != nil, plain.first != "(", Unfilled.isUnfilled(plain) { return nil }
        guard plain.count > longestLine else { return plain }
        return TextFitting.prefix(of: plain, characters: longestLine)
    }

    /// The lines without introductions at the beginning and paragraphs of remarks at the end.
    private static func withoutChatter(_ lines: [String]) -> [String] {
        var lines = lines[...]
        while let first = lines.first,
            Markup.trimmed(first).isEmpty || Markup.isRule(first) || Chatter.isOpening(first)
        {
            lines = lines.dropFirst()
        }
        var isChanged = true
        while isChanged {
            isChanged = false
            while let last = lines.last, Markup.trimmed(last).isEmpty || Markup.isRule(last) {
                lines = lines.dropLast()
            }
            let blank = lines.lastIndex { Markup.trimmed($0).isEmpty || Markup.isRule($0) }
            let start = blank.map { $0 + 1 } ?? lines.startIndex
            if start < lines.endIndex, let blank, Chatter.isEnding(lines[start]) {
                lines = lines[..<blank]
                isChanged = true
            } else if let last = lines.last, Chatter.isCertainEnding(last),
                SectionTag.leading(lines.dropLast().last ?? "") == nil
            {
                lines = lines.dropLast()
                isChanged = true
            }
        }
        return Array(lines)
    }
}
