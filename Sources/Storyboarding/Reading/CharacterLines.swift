/// Characters of a scene out of lines such as `- Mara: a woman in her 30s` or `Mara (30s, red coat) and Tom (tall)`.
enum CharacterLines {
    /// More characters than this are not kept.
    private static let most = 12
    private static let nobody: Set<String> = [
        "none", "no characters", "nobody", "no one", "n/a", "no character", "-",
    ]

    /// The characters of a field's lines.
    static func characters(in lines: [String]) -> [Keyframe.Character] {
        var found: [Keyframe.Character] = []
        for line in lines {
            let plain = Markup.plain(Markup.unlisted(line).text)
            for part in parts(of: plain) where found.count < most {
                guard let character = character(part) else { continue }
                if let index = found.firstIndex(where: { $0.cardKey == character.cardKey }) {
                    if found[index].description.isEmpty { found[index].description = character.description }
                } else {
                    found.append(character)
                }
            }
        }
        return found
    }

    /// A line divided into one text a character.
    private static func parts(of line: String) -> [String] {
        let semicolons = split(line, at: ";")
        if semicolons.count > 1 { return semicolons }
        let bracketed = bracketGroups(of: line)
        if bracketed.count > 1 { return bracketed }
        return names(of: line) ?? sentences(of: line)
    }

    /// The names of `Mia, Leo and Tom`; nil for a text that is more than names.
    private static func names(of line: String) -> [String]? {
        let text = line.replacing(" & ", with: " and ").replacing(", and ", with: " and ")
        guard text.contains(" and "), !text.contains(where: { "(:;".contains($0) }), text.count <= 200 else {
            return nil
        }
        let names = text.split(separator: " and ").flatMap { $0.split(separator: ",") }.map {
            Markup.trimmed($0)
        }
        let areNames = names.allSatisfy {
            $0.split(separator: " ").count <= 3 && $0.first?.isUppercase == true
        }
        return areNames ? names.map { $0.last == "." ? String($0.dropLast()) : $0 } : nil
    }

    /// A description that stands in brackets, with what follows it unless that is what the character does.
    private static func inBrackets(_ text: Substring) -> String {
        if let close = text.firstIndex(of: ")") {
            let behind = Markup.trimmed(text[text.index(after: close)...])
            if ["is ", "are ", "walks", "stands", "sits"].contains(where: { behind.hasPrefix($0) }) {
                return String(text[..<close].dropFirst())
            }
        }
        return text.filter { $0 != "(" && $0 != ")" }
    }

    /// The parts at a separator that is in no brackets.
    private static func split(_ line: String, at separator: Swift.Character) -> [String] {
        var parts = [""]
        var depth = 0
        for character in line {
            if character == "(" { depth += 1 }
            if character == ")" { depth = max(0, depth - 1) }
            if character == separator, depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map { Markup.trimmed($0) }.filter { !$0.isEmpty }
    }

    /// The parts of a row of names that each have their description in brackets; none for another text.
    private static func bracketGroups(of line: String) -> [String] {
        var groups: [String] = []
        var rest = line[...]
        while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
            var name = Markup.trimmed(rest[..<open].drop { ",.&; ".contains($0) })
            if name.lowercased().hasPrefix("and ") { name = Markup.trimmed(name.dropFirst(4)) }
            guard !name.isEmpty, name.split(separator: " ").count <= 4, !name.contains(":") else { return [] }
            groups.append("\(name) \(rest[open...close])")
            rest = rest[rest.index(after: close)...]
        }
        return rest.contains(where: \.isLetter) ? [] : groups
    }

    /// The parts of a line such as `Mara: a woman. Tom: a man`.
    private static func sentences(of line: String) -> [String] {
        var parts: [String] = []
        for sentence in line.split(separator: ". ").map(String.init) {
            let head = sentence.prefix { $0 != ":" }
            let isNamed =
                head.count < sentence.count && head.count <= 30 && head.split(separator: " ").count <= 3
                && head.first?.isUppercase == true
            if isNamed || parts.isEmpty {
                parts.append(sentence)
            } else {
                parts[parts.count - 1] += ". " + sentence
            }
        }
        return parts
    }

    /// The character of a text; nil where it says that there is none.
    static func character(_ text: String) -> Keyframe.Character? {
        var text = Markup.trimmed(text)
        if let inside = Markup.bracketed(text), text.first == "[" { text = String(inside) }
        let bare = text.lowercased().filter { $0 != "." }
        guard !text.isEmpty, !nobody.contains(bare), !bare.hasPrefix("no characters") else { return nil }
        var name = text
        var description = ""
        if let colon = text.firstIndex(of: ":"), text[..<colon].count <= 60 {
            name = String(text[..<colon])
            description = String(text[text.index(after: colon)...])
        } else if let dash = text.firstRange(of: " - ") ?? text.firstRange(of: " – ")
            ?? text.firstRange(of: " — "),
            text[..<dash.lowerBound].count <= 60
        {
            name = String(text[..<dash.lowerBound])
            description = String(text[dash.upperBound...])
        } else if let open = text.firstIndex(of: "("), text[..<open].split(separator: " ").count <= 4,
            open > text.startIndex
        {
            name = String(text[..<open])
            description = inBrackets(text[open...])
        } else if let comma = text.firstIndex(of: ","), text[..<comma].split(separator: " ").count <= 4 {
            name = String(text[..<comma])
            description = String(text[text.index(after: comma)...])
        } else if text.split(separator: " ").count > 4 {
            let end = [" with ", " wearing ", " in ", " who ", " is "].compactMap {
                text.firstRange(of: $0)?.lowerBound
            }.min()
            name = end.map { String(text[..<$0]) } ?? TextFitting.prefix(of: text, characters: 40)
            description = text
        }
        if let open = name.firstIndex(of: "("), open > name.startIndex {
            let inside = name[open...].filter { $0 != "(" && $0 != ")" }
            description =
                Markup.trimmed(description).isEmpty ? inside : "\(inside), \(Markup.trimmed(description))"
            name = String(name[..<open])
        }
        name = ModelText.oneLine(Markup.unquoted(name))
        name = TextFitting.prefix(of: name, characters: 60)
        guard name.contains(where: { $0.isLetter || $0.isNumber }),
            !Unfilled.isUnfilled("[\(name)]") || name.count > 12
        else { return nil }
        description = TextFitting.prefix(of: ModelText.oneLine(description), characters: 1000)
        return Keyframe.Character(
            name: name, description: Unfilled.isUnfilled(description) ? "" : description)
    }
}
