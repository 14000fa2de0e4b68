/// Marks that models put around text: Markdown, bullets, quotes, brackets.
enum Markup {
    private static let bullets: Set<Swift.Character> = [
        "*", "-", "+", "•", "·", "–", "—", "▪", "●", "◦", "‣",
    ]
    private static let quotes: [Swift.Character: Swift.Character] = [
        "\"": "\"", "'": "'", "“": "”", "„": "“", "”": "”", "‘": "’", "’": "’", "«": "»", "`": "`", "「": "」",
    ]
    private static let brackets: [Swift.Character: Swift.Character] = [
        "[": "]", "(": ")", "<": ">", "{": "}",
    ]

    /// A line without the marks at its beginning, and whether one of them says that it is a heading.
    ///
    /// Bullets, numbers such as `1.` or `2)`, quotation marks of Markdown and number signs are taken away; the
    /// asterisks of bold text stay.
    static func unlisted(_ line: some StringProtocol) -> (text: String, isHeading: Bool) {
        var rest = trimmed(line)[...]
        var isHeading = false
        for _ in 0..<4 {
            let before = rest.startIndex
            while rest.first == ">" { rest = rest.dropFirst().drop(while: \.isWhitespace) }
            if rest.first == "#" {
                let inner = rest.drop { $0 == "#" }
                // “#1” is a number.
                if inner.first?.isNumber == true { break }
                isHeading = true
                rest = inner.drop(while: \.isWhitespace)
            }
            if let first = rest.first, bullets.contains(first), rest.dropFirst().first?.isWhitespace == true {
                rest = rest.dropFirst().drop(while: \.isWhitespace)
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if !digits.isEmpty, digits.count <= 2 {
                let behind = rest.dropFirst(digits.count)
                if let mark = behind.first, mark == "." || mark == ")",
                    behind.dropFirst().first?.isWhitespace == true
                {
                    rest = behind.dropFirst().drop(while: \.isWhitespace)
                }
            }
            if rest.startIndex == before { break }
        }
        return (String(rest), isHeading)
    }

    /// Whether the line is bold as a whole.
    static func isBold(_ text: String) -> Bool {
        text.count > 4
            && ((text.hasPrefix("**") && text.hasSuffix("**"))
                || (text.hasPrefix("__") && text.hasSuffix("__")))
    }

    /// Whether the line is bold or slanted as a whole.
    static func isEmphasised(_ text: String) -> Bool {
        isBold(text) || (text.count > 2 && text.hasPrefix("*") && text.hasSuffix("*"))
    }

    /// The text without asterisks, double underscores and backticks.
    static func plain(_ text: some StringProtocol) -> String {
        let text = String(text)
        guard text.contains(where: { $0 == "*" || $0 == "`" || $0 == "_" }) else { return trimmed(text) }
        var result = ""
        var underscores = 0
        for character in text {
            if character == "_" {
                underscores += 1
                continue
            }
            // Three and more are a blank to fill in, one is part of a word.
            if underscores != 0, underscores != 2 { result += String(repeating: "_", count: underscores) }
            underscores = 0
            if character != "*", character != "`" { result.append(character) }
        }
        if underscores != 0, underscores != 2 { result += String(repeating: "_", count: underscores) }
        return trimmed(result)
    }

    /// The text without quotation marks around it, as often as there are any.
    static func unquoted(_ text: some StringProtocol) -> String {
        var rest = trimmed(text)
        while rest.count >= 2, let first = rest.first, let last = rest.last, let close = quotes[first],
            last == close || (first == "„" && last == "”")
        {
            rest = trimmed(rest.dropFirst().dropLast())
        }
        return rest
    }

    /// The text inside brackets that stand around it; nil where none do.
    static func bracketed(_ text: some StringProtocol) -> String? {
        let text = trimmed(text)
        guard text.count >= 2, let first = text.first, let close = brackets[first], text.last == close else {
            return nil
        }
        let inside = text.dropFirst().dropLast()
        guard !inside.contains(first), !inside.contains(close) else { return nil }
        return trimmed(inside)
    }

    /// Whether the line only divides: `---`, `***`, `===`, code fences.
    static func isRule(_ line: some StringProtocol) -> Bool {
        let text = trimmed(line)
        if text.hasPrefix("```") || text.hasPrefix("~~~") { return true }
        return text.count >= 2 && text.allSatisfy { "-*_=—~".contains($0) }
    }

    /// The text without white space around it.
    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
