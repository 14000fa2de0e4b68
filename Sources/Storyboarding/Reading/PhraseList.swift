/// Lists of adjectives and short phrases out of bullets, commas and lines.
enum PhraseList {
    /// More phrases than this are not kept.
    static let most = 16
    /// Longer phrases, in words, are sentences and are not kept.
    private static let longestInWords = 8
    /// Longer phrases, in characters, are not kept.
    private static let longest = 80

    /// The phrases of lines, each once, in their order.
    static func phrases(in lines: [String]) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        for line in lines where !Markup.isRule(line) && !Chatter.isAny(line) {
            for part in split(Markup.plain(Markup.unlisted(line).text)) {
                guard let phrase = tidied(part), seen.insert(phrase.lowercased()).inserted else { continue }
                found.append(phrase)
                if found.count == most { return found }
            }
        }
        return found
    }

    /// A line divided at commas, semicolons and bullets, though not inside brackets.
    private static func split(_ line: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        for character in line.replacing(" / ", with: ", ") {
            switch character {
            case "(": depth += 1
            case ")": depth = max(0, depth - 1)
            default: break
            }
            if depth == 0, ",;|•、，؛،".contains(character) {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        parts.append(part)
        return parts
    }

    private static func tidied(_ part: String) -> String? {
        var text = Markup.trimmed(part)
        guard !Unfilled.isUnfilled(text) else { return nil }
        text = Markup.unquoted(Markup.bracketed(text) ?? text)
        // “Instruments: synths”, “and intimate”, “warm.”
        if let colon = text.firstIndex(of: ":"), text[..<colon].split(separator: " ").count <= 3 {
            text = Markup.trimmed(text[text.index(after: colon)...])
        }
        for word in ["and ", "or ", "& "] where text.lowercased().hasPrefix(word) {
            text = Markup.trimmed(text.dropFirst(word.count))
        }
        while let last = text.last, ".!:".contains(last) { text.removeLast() }
        text = Markup.unquoted(text)
        guard !text.isEmpty, text.count <= longest, text.split(separator: " ").count <= longestInWords,
            !Unfilled.isUnfilled(text)
        else { return nil }
        return text
    }
}
