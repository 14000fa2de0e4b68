/// A prompt with placeholders, in the two parts that a language model is given.
struct PromptText: Sendable, Equatable {
    /// Prompt files, in UTF-8 bytes, are at most this long.
    static let longest = 64 << 10

    private var system: [Line]
    private var user: [Line]

    /// A piece of a line: text, or the place of a value.
    private enum Piece: Sendable, Equatable {
        case text(String)
        case value(String)
    }
    private typealias Line = [Piece]

    /// Reads a file with a line `# System` and a line `# User`, each before its part.
    ///
    /// - Throws: `StoryboardError` with the code `.prompt` for a part that is missing or there twice, text before the
    ///   first, and placeholders that the step does not have.
    init(_ text: String, for step: PromptStep, file: String) throws(StoryboardError) {
        func failure(_ reason: String) -> StoryboardError {
            StoryboardError(.prompt, "The prompt “\(file)” \(reason)")
        }
        guard text.utf8.count <= Self.longest else {
            throw failure("is longer than \(Self.longest >> 10) KiB; shorten it.")
        }
        var parts: [String: [String]] = [:]
        var part: String?
        for line in ModelText.printable(text).split(separator: "\n", omittingEmptySubsequences: false) {
            let heading = Markup.trimmed(line).lowercased()
            if heading == "# system" || heading == "# user" {
                guard parts[heading] == nil else {
                    throw failure("has the line “\(Markup.trimmed(line))” twice; keep one.")
                }
                parts[heading] = []
                part = heading
            } else if let part {
                parts[part]?.append(String(line))
            } else if !Markup.trimmed(line).isEmpty {
                throw failure("has text before its line “# System”; move it behind that line.")
            }
        }
        func lines(_ heading: String) throws(StoryboardError) -> [Line] {
            guard let found = parts["# " + heading.lowercased()],
                found.contains(where: { !Markup.trimmed($0).isEmpty })
            else { throw failure("lacks its part behind the line “# \(heading)”; write one.") }
            return found.map(Self.pieces)
        }
        system = try lines("System")
        user = try lines("User")
        for case .value(let name) in (system + user).joined() where !step.placeholders.contains(name) {
            let known = step.placeholders.map { "{\($0)}" }.joined(separator: ", ")
            throw failure(
                "has the unknown placeholder {\(name)}; those here are \(known). Write {{\(name)}} for the text itself."
            )
        }
    }

    /// A built-in prompt, which is never wrong: its lines as they are.
    private init(system: [Line], user: [Line]) {
        self.system = system
        self.user = user
    }

    /// A built-in prompt.
    init(system: String, user: String) {
        self.init(
            system: system.split(separator: "\n", omittingEmptySubsequences: false).map(Self.pieces),
            user: user.split(separator: "\n", omittingEmptySubsequences: false).map(Self.pieces))
    }

    /// The two parts with values in their places; lines that have placeholders and only empty values are left out.
    func filled(_ values: [String: String]) -> (system: String, user: String) {
        (Self.filled(system, values), Self.filled(user, values))
    }

    private static func filled(_ lines: [Line], _ values: [String: String]) -> String {
        var result: [String] = []
        for line in lines {
            var text = ""
            var hasPlaces = false
            var hasValues = false
            for piece in line {
                switch piece {
                case .text(let part): text += part
                case .value(let name):
                    let value = Markup.trimmed(ModelText.printable(values[name] ?? ""))
                    hasPlaces = true
                    hasValues = hasValues || !value.isEmpty
                    text += value
                }
            }
            if hasPlaces, !hasValues { continue }
            if Markup.trimmed(text).isEmpty, result.last.map({ Markup.trimmed($0).isEmpty }) == true {
                continue
            }
            result.append(text)
        }
        return Markup.trimmed(result.joined(separator: "\n"))
    }

    /// A line divided at its placeholders: `{name}`; `{{name}}` is the text `{name}`.
    private static func pieces(_ line: some StringProtocol) -> Line {
        var pieces: Line = []
        var text = ""
        var rest = line[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            let isEscaped = inside.first == "{"
            let name = (isEscaped ? inside.dropFirst() : inside).prefix { $0.isASCII && $0.isLetter }
            let behind = rest[name.endIndex...]
            if !name.isEmpty, isEscaped, behind.hasPrefix("}}") {
                text += "{\(name)}"
                rest = behind.dropFirst(2)
            } else if !name.isEmpty, !isEscaped, behind.hasPrefix("}") {
                if !text.isEmpty { pieces.append(.text(text)) }
                pieces.append(.value(String(name)))
                text = ""
                rest = behind.dropFirst()
            } else {
                text += "{"
                rest = inside
            }
        }
        text += rest
        if !text.isEmpty { pieces.append(.text(text)) }
        return pieces
    }
}
