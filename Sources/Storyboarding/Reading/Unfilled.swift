/// Places of a template that a model left as they were, such as `[Main Chord]` or `X BPM`.
enum Unfilled {
    /// Words of which alone such a place consists, in lower case.
    private static let words: Set<String> = [
        "insert", "your", "the", "a", "an", "here", "song", "title", "name", "of", "genre", "main", "chord",
        "key",
        "tempo", "bpm", "number", "value", "x", "xx", "xxx", "y", "n", "d", "time", "signature", "meter",
        "lyrics",
        "lyric", "line", "lines", "verse", "text", "adjective", "adjectives", "adj", "mode", "scale", "tonic",
        "note",
        "major", "minor", "or", "and", "to", "etc", "audio", "recording", "vocal", "performance", "style",
        "mood",
        "placeholder", "fill", "in", "write", "add", "description", "scenario", "character", "characters",
        "actions",
        "action", "plot", "negative", "prompt", "scene", "first", "second", "third", "fourth", "topic",
        "comma",
        "separated", "list", "short", "beats", "per", "minute", "more",
    ]
    private static let empty: Set<String> = [
        "n/a", "na", "none", "tbd", "tba", "unknown", "not specified", "unspecified", "null", "nil",
        "undefined",
        "to be determined", "not applicable", "-", "?", "same as above",
    ]

    /// What stands in angle brackets in the templates of the built-in prompts, in lower case.
    private static let own: Set<String> = {
        let texts = PromptBook.builtIn.values.map(\.user) + SongSheet.Field.allCases.map(\.template)
        var found: Set<String> = []
        for text in texts {
            for part in text.split(separator: "<").dropFirst() {
                if let end = part.firstIndex(of: ">") { found.insert(part[..<end].lowercased()) }
            }
        }
        return found
    }()

    /// Whether the text is a place of the built-in templates as it was.
    static func isOwn(_ text: String) -> Bool {
        Markup.bracketed(Markup.plain(Markup.unlisted(text).text)).map { own.contains($0.lowercased()) }
            == true
    }

    /// Whether the text says nothing: nothing at all, a place to fill in, a word for “nothing”.
    static func isUnfilled(_ text: String) -> Bool {
        let bare = Markup.unquoted(Markup.plain(text))
        guard bare.contains(where: { $0.isLetter || $0.isNumber }) else { return true }
        let lower = bare.lowercased()
        if empty.contains(lower) || empty.contains(String(lower.drop { "([<{".contains($0) }.dropLast())) {
            return true
        }
        let words = lower.split { !$0.isLetter && !$0.isNumber }
        if let inside = Markup.bracketed(bare) {
            if own.contains(inside.lowercased()) { return true }
            if inside.contains("...") || inside.contains("…") { return true }
            if words.first == "insert" || words.first == "your" || words.first == "add" { return true }
            return words.allSatisfy { self.words.contains(String($0)) || Int($0) != nil }
        }
        return words == ["x", "bpm"] || words == ["xx", "bpm"] || words == ["xxx", "bpm"]
            || words == ["x"] || words == ["xx"] || words == ["xxx"] || words == ["insert", "here"]
    }

    /// The text without brackets around its parts, as in `[C] [Major]`, and without places that are not filled.
    static func opened(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(where: { "[<{".contains($0) }) {
            let close: Swift.Character = ["[": "]", "<": ">", "{": "}"][rest[open]] ?? "]"
            guard let end = rest[open...].firstIndex(of: close) else { break }
            let inside = String(rest[open...end])
            result += rest[..<open]
            if !isUnfilled(inside) || opensWithValue(inside) { result += inside.dropFirst().dropLast() }
            rest = rest[rest.index(after: end)...]
        }
        return Markup.trimmed(result + rest)
    }

    /// Whether brackets hold what a key or a tempo is written with, such as `[Major]`, `[A Minor]`, `[120 BPM]`.
    private static func opensWithValue(_ bracketed: String) -> Bool {
        let words = bracketed.dropFirst().dropLast().split { !$0.isLetter && !$0.isNumber && $0 != "#" }
        guard words.count <= 3 else { return false }
        let isMode = words.last.map { ["major", "minor"].contains($0.lowercased()) } == true
        if isMode { return words.dropLast().allSatisfy { $0.count <= 2 && $0.lowercased() != "or" } }
        if words.count == 1, words[0].count == 1 { return "ABCDEFG".contains(words[0]) }
        return words.contains { Int($0) != nil }
    }
}
