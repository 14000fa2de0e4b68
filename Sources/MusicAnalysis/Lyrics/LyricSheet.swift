import Foundation

/// A song's lyrics in parts, as tags such as `[Verse 1]` and `[Chorus]` divide them, and with the times of lines as far as known.
///
/// Tags are read as people and song generators write them: in brackets, with a colon, as a heading, or alone on a line, numbered
/// or with words of their own behind a dash, in several languages. What stands in brackets and names no part is a stage
/// direction, and not sung. What stands before the first tag (a title, a tempo) is no part.
public struct LyricSheet: Sendable, Equatable, Codable {
    /// The parts in order; empty where the text has no tags.
    public var parts: [Part]

    /// Lines with times that stand before the first tag: all of them where there are no tags.
    public var untagged: [Line]

    /// One part of the lyrics.
    public struct Part: Sendable, Equatable, Codable {
        /// What it is.
        public var label: SectionLabel

        /// Its tag as it is written, without brackets.
        public var title: String

        /// Its sung lines; empty for an instrumental part.
        public var lines: [Line]

        /// When it begins, in seconds, where its tag has a time of its own.
        public var start: Double?

        /// Creates a part.
        public init(label: SectionLabel, title: String, lines: [Line], start: Double? = nil) {
            self.label = label
            self.title = title
            self.lines = lines
            self.start = start
        }
    }

    /// One sung line; a text in quotes is one whose time is not known.
    public struct Line: Sendable, Equatable, Codable, ExpressibleByStringLiteral {
        /// Its words.
        public var text: String

        /// When it is sung, in seconds; nil where that is not known.
        public var time: Range<Double>?

        /// Those of its words whose times are known: in order, none overlapping, all within the line.
        public var words: [LyricWord]

        /// Creates a line.
        public init(_ text: String, time: Range<Double>? = nil, words: [LyricWord] = []) {
            self.text = text
            self.time = time
            self.words = words
        }

        /// Creates a line whose time is not known.
        public init(stringLiteral text: String) { self.init(text) }
    }

    /// The most parts that are read; what follows belongs to the last.
    static let mostParts = 64

    /// The most lines that are read.
    static let mostLines = 5_000

    /// Creates a sheet from its parts.
    public init(parts: [Part], untagged: [Line] = []) {
        self.parts = parts
        self.untagged = untagged
    }

    /// Reads a text without times.
    public init(parsing text: String) {
        self.init(
            dividing: text.split(whereSeparator: \.isNewline).prefix(Self.mostLines).map { Line(String($0)) })
    }

    /// Divides lines, tags among them, into parts.
    ///
    /// Times must not decrease. Lines that begin at the same time become one: they are the same in two languages. A line ends
    /// where the next begins at the latest; one whose time is empty ends there, or as soon as its words are sung slowly, which
    /// begins with the last word whose time is known. The words of a line may be in any state.
    init(dividing lines: [Line]) {
        self.init(parts: [])
        let lines = lines.map { Line(Self.plain($0.text[...]), time: $0.time, words: $0.words) }
        let hasBrackets = Self.usesBrackets(lines.map(\.text))
        for line in lines where !line.text.isEmpty {
            switch Self.tag(line.text, hasBrackets: hasBrackets) {
            case .part(let label, let title):
                if parts.count < Self.mostParts {
                    parts.append(Part(label: label, title: title, lines: [], start: line.time?.lowerBound))
                }
            case .direction: continue
            case .none:
                dropDescription()
                if !parts.isEmpty {
                    Self.append(line, to: &parts[parts.count - 1].lines)
                } else if line.time != nil {
                    Self.append(line, to: &untagged)
                }
            }
        }
        endLines()
    }

    /// Takes the last part away where it only tells how the one before it is to sound, as what is sung now belongs to that:
    /// "[Chorus]", and below it "[Explosive drop, chopped choir]".
    private mutating func dropDescription() {
        guard parts.count > 1, let last = parts.last, last.label == .instrumental, last.title.contains(","),
            last.lines.isEmpty, parts[parts.count - 2].lines.isEmpty
        else { return }
        parts.removeLast()
    }

    private static func append(_ line: Line, to lines: inout [Line]) {
        guard let last = lines.last, let time = line.time, let other = last.time,
            other.lowerBound == time.lowerBound
        else {
            lines.append(line)
            return
        }
        lines[lines.count - 1].time = time.lowerBound..<max(time.upperBound, other.upperBound)
        if last.words.isEmpty { lines[lines.count - 1].words = line.words }
        if last.text != line.text { lines[lines.count - 1].text += " / " + line.text }
    }

    /// Lets no line last beyond the start of the next.
    private mutating func endLines() {
        var next = Double.infinity
        func end(_ line: inout Line) {
            guard let time = line.time else {
                line.words = []
                return
            }
            let last = line.words.last.map { (start: max($0.start, time.lowerBound), text: $0.text) }
            let (start, text) = last ?? (time.lowerBound, line.text)
            let slowest = start + 1.5 + 0.5 * Double(SyllableCount.syllables(in: text))
            let end = min(time.isEmpty ? slowest : time.upperBound, next)
            line.time = end > time.lowerBound ? time.lowerBound..<end : nil
            line.words = line.time.map { line.words.within($0) } ?? []
            next = time.lowerBound
        }
        for part in parts.indices.reversed() {
            for line in parts[part].lines.indices.reversed() { end(&parts[part].lines[line]) }
        }
        for line in untagged.indices.reversed() { end(&untagged[line]) }
    }

    /// Whether tags have brackets; then a name without them is sung.
    static func usesBrackets(_ lines: [String]) -> Bool {
        lines.contains { line in
            line.first.map { "[【［{".contains($0) } == true && Self.tag(line, hasBrackets: true) != nil
        }
    }

    /// What a line is that is no text that is sung.
    enum Tag {
        case part(SectionLabel, String)
        case direction
    }

    /// A line without the marks of Markdown and white space at its ends.
    static func plain(_ line: Substring) -> String {
        String(line.drop { $0 == ">" || $0.isWhitespace }).trimmingCharacters(in: marks)
    }

    private static let marks = CharacterSet.whitespaces.union(CharacterSet(charactersIn: "*#_`♪♫"))

    private static let brackets: [Character: Character] = [
        "[": "]", "(": ")", "【": "】", "［": "］", "<": ">", "{": "}",
    ]

    /// What a line is where it is no text that is sung.
    static func tag(_ line: String, hasBrackets: Bool) -> Tag? {
        var inner = line
        while inner.hasSuffix(":") || inner.hasSuffix("：") { inner.removeLast() }
        let hadColon = inner.count < line.count
        let isSecondVoice = inner.first == "("
        if let first = inner.first, let close = brackets[first], inner.last == close, inner.count > 2 {
            inner = String(inner.dropFirst().dropLast()).trimmingCharacters(in: .whitespaces)
            if !isSecondVoice, inner.first == first, inner.last == close, inner.count > 2 {
                // "[[Subtle breakdown, dark pads]]" tells how it is to sound; a name alone is a part however it is written.
                inner = String(inner.dropFirst().dropLast())
                guard inner.split(separator: " ").count <= 2, !inner.contains(",") else { return .direction }
            }
            if !isSecondVoice { return label(of: inner).map { .part($0, inner) } ?? .direction }
        } else if hasBrackets {
            return nil
        }
        // Without brackets only a name alone, or with a number or a colon, is a tag: "Hook me up" is sung.
        let words = inner.split(separator: " ")
        guard words.count <= (hadColon ? 4 : 2), let label = label(of: inner) else { return nil }
        if words.count == 2, !hadColon, !words[1].allSatisfy({ $0.isNumber || "IVXivx.".contains($0) }) {
            return wholeNames.contains(folded(inner)) ? .part(label, inner) : nil
        }
        return .part(label, inner)
    }

    /// Names of two words that are tags without brackets.
    private static let wholeNames: Set<String> = [
        "pre chorus", "middle eight", "guitar solo", "fade out", "final chorus",
    ]

    /// In small letters, without accents, with spaces for dashes.
    private static func folded(_ text: String) -> String {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
            .replacingOccurrences(of: "-", with: " ")
    }

    /// The part that a tag names: by a name among its words, before any dash or colon of its own.
    package static func label(of tag: String) -> SectionLabel? {
        let head = tag.components(separatedBy: CharacterSet(charactersIn: ":：|,–—")).first ?? tag
        let name = folded(head.components(separatedBy: " - ").first ?? head)
            .trimmingCharacters(in: CharacterSet(charactersIn: " .0123456789"))
        // "Final Chorus", "Guitar Solo": what it is comes last; "Chorus x2": or first.
        let words = name.split(separator: " ").map(String.init)
        let starts = words.indices.prefix(3).map { words[$0...].joined(separator: " ") }
        return names.first { entry in
            entry.1.contains { name in starts.contains { begins($0, with: name) } }
        }?.0
    }

    /// Whether a text begins with a name as a word of its own, numbered or not, or with one in a script without spaces.
    private static func begins(_ text: String, with name: String) -> Bool {
        guard text.hasPrefix(name) else { return false }
        guard let next = text.dropFirst(name.count).first else { return true }
        return !next.isLetter || (name.unicodeScalars.first?.value ?? 0) > 0x2E80
    }

    /// Names of parts, those first that win where a tag has several.
    private static let names: [(SectionLabel, [String])] = [
        (
            .prechorus,
            [
                "pre chorus", "prechorus", "pre refrain", "prerefrain", "pre hook", "pre coro", "precoro",
                "pre estribillo", "build", "build up", "buildup", "lift", "предприпев", "导歌", "導歌", "bメロ",
            ]
        ),
        (
            .chorus,
            [
                "chorus", "refrain", "hook", "post chorus", "refrao", "estribillo", "coro", "ritornello",
                "kehrreim", "припев", "приспів", "副歌", "サビ", "후렴", "refren", "nakarat",
            ]
        ),
        (
            .bridge,
            [
                "bridge", "brucke", "pont", "puente", "ponte", "middle eight", "middle 8", "мост", "бридж",
                "桥段", "橋段", "브릿지", "cメロ",
            ]
        ),
        (
            .verse,
            [
                "verse", "vers", "strophe", "couplet", "estrofa", "verso", "strofa", "zwrotka", "rap",
                "куплет",
                "主歌", "aメロ", "절", "벌스",
            ]
        ),
        (
            .intro,
            [
                "intro", "introduction", "introduccion", "opening", "einleitung", "вступление", "интро", "前奏",
                "イントロ", "인트로",
            ]
        ),
        (
            .outro,
            [
                "outro", "ending", "end", "coda", "fade out", "fade", "finale", "schluss", "final",
                "концовка",
                "кода", "аутро", "尾奏", "结尾", "結尾", "アウトロ", "아웃트로",
            ]
        ),
        (
            .instrumental,
            [
                "instrumental", "interlude", "solo", "break", "breakdown", "drop", "riff", "interludio",
                "interludium", "zwischenspiel", "strumentale", "проигрыш", "соло", "间奏", "間奏", "간주",
            ]
        ),
    ]
}
