/// A tag of lyrics, such as `[Verse 1]`, in the spellings that models produce.
struct SectionTag: Equatable {
    /// What it is called, without brackets: `Verse 1`, `Pre-Chorus`.
    var name: String

    /// The kind in the words that the analysis of songs has: `verse`, `prechorus`, `chorus`.
    var kind: String

    /// The names by which sections go, as letters only, with their proper spelling and kind.
    private static let names: [String: (name: String, kind: String, isPlain: Bool)] = [
        "intro": ("Intro", "intro", true), "introduction": ("Intro", "intro", true),
        "verse": ("Verse", "verse", true), "strophe": ("Verse", "verse", true),
        "prechorus": ("Pre-Chorus", "prechorus", true), "chorus": ("Chorus", "chorus", true),
        "postchorus": ("Post-Chorus", "chorus", true), "refrain": ("Refrain", "chorus", true),
        "hook": ("Hook", "chorus", false), "prehook": ("Pre-Hook", "prechorus", false),
        "finalchorus": ("Final Chorus", "chorus", true), "lastchorus": ("Final Chorus", "chorus", true),
        "repeatchorus": ("Chorus", "chorus", true), "chorusrepeat": ("Chorus", "chorus", true),
        "bridge": ("Bridge", "bridge", true), "middleeight": ("Bridge", "bridge", true),
        "breakdown": ("Breakdown", "instrumental", false), "break": ("Break", "instrumental", false),
        "instrumental": ("Instrumental", "instrumental", true),
        "instrumentalbreak": ("Instrumental Break", "instrumental", true),
        "instrumentalintro": ("Instrumental Intro", "intro", true),
        "instrumentaloutro": ("Instrumental Outro", "outro", true),
        "instrumentalsolo": ("Instrumental Solo", "instrumental", true),
        "interlude": ("Interlude", "instrumental", true), "solo": ("Solo", "instrumental", false),
        "guitarsolo": ("Guitar Solo", "instrumental", true), "drop": ("Drop", "instrumental", false),
        "buildup": ("Build-Up", "prechorus", false), "build": ("Build-Up", "prechorus", false),
        "outro": ("Outro", "outro", true), "coda": ("Coda", "outro", false),
        "ending": ("Ending", "outro", false), "fadeout": ("Fade Out", "outro", false),
        "spokenword": ("Spoken Word", "bridge", false), "rap": ("Rap", "verse", false),
        "rapverse": ("Rap Verse", "verse", true),
    ]

    private static let numerals: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "i": 1, "ii": 2, "iii": 3, "iv": 4,
        "v": 5, "vi": 6, "first": 1, "second": 2, "third": 3,
    ]

    /// The tag that a text such as `Verse one (soft)` or `Chorus x2` is; nil for anything else.
    ///
    /// - Parameter isMarked: Whether brackets, a colon or bold letters say that it is a heading; without, only names
    ///   that no line of a song has alone are taken.
    init?(_ text: some StringProtocol, isMarked: Bool = true) {
        guard text.utf8.count <= 100 else { return nil }
        var words = Self.words(of: text)
        while let last = words.last, last == "repeat" || last == "repeated" || Self.isTimes(last) {
            words.removeLast()
        }
        if words.first == "repeat" || words.first == "the" { words.removeFirst() }
        var number: Int?
        if words.count > 1, let last = words.last, let value = Int(last) ?? Self.numerals[last] {
            number = value
            words.removeLast()
        } else if words.count > 1, let first = words.first, let value = Self.ordinal(first) {
            number = value
            words.removeFirst()
        }
        guard (1...3).contains(words.count), let found = Self.names[words.joined()] else { return nil }
        guard isMarked || found.isPlain, isMarked || !text.contains(where: { ",;.!?".contains($0) }) else {
            return nil
        }
        guard number.map({ (1...99).contains($0) }) ?? true else { return nil }
        name = found.name + (number.map { " \($0)" } ?? "")
        kind = found.kind
    }

    /// The words in lower case, of letters or digits, of what stands before a bracket, colon, comma or dash in it.
    private static func words(of text: some StringProtocol) -> [String] {
        let text = Markup.plain(Markup.unquoted(text))
        var head = text[...]
        if let end = head.firstIndex(where: { "(:,|–—;/".contains($0) }) { head = head[..<end] }
        for separator in [" - ", " with "] {
            if let end = head.firstRange(of: separator) { head = head[..<end.lowerBound] }
        }
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in head.lowercased() {
            if character.isLetter || character.isNumber {
                if let last = word.last, last.isNumber != character.isNumber { end() }
                word.append(character)
            } else {
                end()
            }
        }
        end()
        if words.suffix(2).first == "x", words.last.map({ Int($0) != nil }) == true { words.removeLast(2) }
        return words
    }

    private static func isTimes(_ word: String) -> Bool {
        word == "x" || word == "twice"
    }

    private static func ordinal(_ word: String) -> Int? {
        ["first": 1, "second": 2, "third": 3, "1st": 1, "2nd": 2, "3rd": 3][word]
    }
}

extension SectionTag {
    /// The tag with which a line begins, and what else stands on the line; nil for a line without one.
    static func leading(_ line: some StringProtocol) -> (tag: SectionTag, rest: String)? {
        let (text, isHeading) = Markup.unlisted(line)
        guard !text.isEmpty else { return nil }
        let plain = Markup.plain(text)
        if let first = plain.first, let close = ["[": "]", "(": ")", "{": "}", "<": ">"][first] {
            guard let end = plain.firstIndex(of: Swift.Character(close)),
                let tag = SectionTag(plain[plain.index(after: plain.startIndex)..<end])
            else { return nil }
            var rest = Markup.trimmed(plain[plain.index(after: end)...])
            while rest.first == ":" || rest.first == "-" { rest = Markup.trimmed(rest.dropFirst()) }
            // Such as “(Chorus) we sing”: words in round brackets are sung, unless they stand alone.
            guard first == "[" || (rest.isEmpty && !plain.contains(",")) else { return nil }
            return (tag, rest)
        }
        if let colon = plain.firstIndex(where: { $0 == ":" || $0 == "：" }),
            let tag = SectionTag(plain[..<colon])
        {
            return (tag, Markup.unquoted(plain[plain.index(after: colon)...]))
        }
        let isMarked = isHeading || Markup.isBold(text) || text.hasPrefix("**")
        return SectionTag(plain, isMarked: isMarked).map { ($0, "") }
    }
}
