/// A line with which a scene begins: `**Scene 1: "First Light"**`, `Scene One`, `### Keyframe 3 - The Sea`.
struct SceneHeader: Equatable {
    /// The number that it says.
    var number: Int
    /// The title behind it; empty where there is none.
    var title: String
    /// The section of the song behind it, such as `chorus`; empty where there is none.
    var section: String

    private static let nouns = ["scene", "keyframe", "key frame", "key-frame", "shot", "clip", "frame"]
    private static let numerals: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10,
        "eleven": 11, "twelve": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8,
        "ix": 9, "x": 10, "xi": 11, "xii": 12,
    ]

    /// Reads a line; nil where no scene begins, as in “Scene 1 shows the sea”.
    init?(_ line: some StringProtocol) {
        let (text, isHeading) = Markup.unlisted(line)
        let isMarked = isHeading || text.hasPrefix("*") || text.hasPrefix("__") || text.hasPrefix("[")
        var rest = Markup.plain(text)[...]
        guard rest.utf8.count <= 400 else { return nil }
        if rest.first == "[" || rest.first == "(" { rest.removeFirst() }
        let lower = rest.lowercased()
        guard let noun = Self.nouns.first(where: { lower.hasPrefix($0) }) else { return nil }
        rest = rest.dropFirst(noun.count).drop { $0.isWhitespace || $0 == "#" || $0 == ":" }
        let word = rest.prefix { $0.isLetter || $0.isNumber }
        guard let number = Int(word) ?? Self.numerals[word.lowercased()], (0...999).contains(number) else {
            return nil
        }
        rest = Self.withoutTotal(rest.dropFirst(word.count))
        let gap = rest.prefix(while: \.isWhitespace)
        if let next = rest.dropFirst(gap.count).first {
            guard ":.-–—)](\"“,|".contains(next) || (isMarked && !gap.isEmpty) else { return nil }
        }
        self.number = number
        (title, section) = Self.title(String(rest))
    }

    /// What stands behind `of 6` or `/6`.
    private static func withoutTotal(_ text: Substring) -> Substring {
        for start in ["/", " of "] where text.hasPrefix(start) {
            let digits = text.dropFirst(start.count).prefix { $0.isASCII && $0.isNumber }
            if !digits.isEmpty { return text.dropFirst(start.count + digits.count) }
        }
        return text
    }

    /// A title without separators and quotes, and the section that stands in brackets before or behind it.
    static func title(_ text: String) -> (title: String, section: String) {
        let separators = ":.-–—)],| "
        var rest = Markup.trimmed(text.drop { separators.contains($0) })
        if rest.lowercased().hasPrefix("title:") { rest = Markup.trimmed(rest.dropFirst(6)) }
        var section = ""
        if let first = rest.first, first == "(" || first == "[",
            let end = rest.firstIndex(of: first == "(" ? ")" : "]")
        {
            let inside = String(rest[rest.index(after: rest.startIndex)..<end])
            let behind = rest[rest.index(after: end)...].drop { separators.contains($0) }
            if let tag = SectionTag(inside) { section = tag.name.lowercased() }
            rest = behind.isEmpty && section.isEmpty ? inside : Markup.trimmed(behind)
        }
        while let last = rest.last, ":-–—".contains(last) { rest = Markup.trimmed(rest.dropLast()) }
        for (open, close) in [("(", ")"), ("[", "]")] where rest.hasSuffix(close) {
            guard let start = rest.lastIndex(of: Swift.Character(open)),
                let tag = SectionTag(rest[rest.index(after: start)...].dropLast())
            else { continue }
            section = tag.name.lowercased()
            rest = Markup.trimmed(rest[..<start])
        }
        while let last = rest.last, ":-–—".contains(last) { rest = Markup.trimmed(rest.dropLast()) }
        rest = Markup.unquoted(rest)
        return (Unfilled.isUnfilled(rest) ? "" : rest, section)
    }
}
