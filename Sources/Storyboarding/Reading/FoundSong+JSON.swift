internal import EditModel

extension FoundSong {
    /// Whether a JSON value says something of a song: it, or what it wraps, has two of the fields or the lyrics.
    static func isSong(_ value: JSONValue) -> Bool {
        song(in: value) != nil
    }

    /// The object that has the fields: the value itself, its first element, or what it wraps.
    private static func song(in value: JSONValue, depth: Int = 0) -> [JSONValue.Member]? {
        guard depth < 4 else { return nil }
        switch value {
        case .array(let elements): return elements.first.flatMap { song(in: $0, depth: depth + 1) }
        case .object(let members):
            let fields = members.compactMap { SongTemplate.labels[LabelledLine<Bool>.letters($0.key)] }
            if fields.count >= 2 || (fields.count == 1 && (fields == [.lyrics] || members.count == 1)) {
                return members
            }
            for member in members {
                if let inner = song(in: member.value, depth: depth + 1) { return inner }
            }
            return nil
        default: return nil
        }
    }

    /// Takes what a JSON value says.
    mutating func take(_ value: JSONValue) {
        for member in Self.song(in: value) ?? [] {
            guard let field = SongTemplate.labels[LabelledLine<Bool>.letters(member.key)] else { continue }
            take(
                field, field == .lyrics ? Self.lyricLines(of: member.value) : JSONText.lines(of: member.value)
            )
        }
    }

    /// The lines of lyrics that are a string, a list of lines or sections, or an object with a section a key.
    private static func lyricLines(of value: JSONValue) -> [String] {
        switch value {
        case .string(let text):
            // Some escape the line feed twice.
            let text = text.contains("\n") ? text : text.replacing("\\n", with: "\n")
            return text.split(separator: "\n", omittingEmptySubsequences: false).map {
                ModelText.printable(String($0))
            }
        case .array(let elements): return elements.flatMap(lyricLines(of:))
        case .object(let members):
            var lines: [String] = []
            for member in members {
                switch LabelledLine<Bool>.letters(member.key) {
                case "section", "label", "type", "name", "tag", "part", "title", "sectionname":
                    let name = JSONText.line(of: member.value)
                    lines += ["", name.hasPrefix("[") ? name : "[\(name)]"]
                case "lines", "lyrics", "text", "content", "words": lines += lyricLines(of: member.value)
                default: lines += ["", "[\(ModelText.oneLine(member.key))]"] + lyricLines(of: member.value)
                }
            }
            return lines
        default: return []
        }
    }
}

/// Text out of JSON values that may have been meant as text.
enum JSONText {
    /// The lines that a value stands for: those of a string, a number, the elements of a list, the values of an object.
    static func lines(of value: JSONValue) -> [String] {
        switch value {
        case .string(let text): ModelText.printable(text).split(separator: "\n").map(String.init)
        case .number(let digits): [digits]
        case .bool, .null: []
        case .array(let elements): elements.flatMap(lines(of:))
        case .object(let members): members.flatMap { lines(of: $0.value) }
        }
    }

    /// The value as text on one line.
    static func line(of value: JSONValue) -> String {
        ModelText.oneLine(lines(of: value).joined(separator: " "))
    }
}
