extension TimeSignature {
    /// The notes that can be a beat.
    private static let units: Set<Int> = [1, 2, 4, 8, 16]

    /// The metre that is written strictly as `4/4`; nil for anything else.
    package init?(exactly text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let beats = Int(parts[0]), let unit = Int(parts[1]), (1...16).contains(beats),
            Self.units.contains(unit), "\(beats)/\(unit)" == text
        else { return nil }
        self.init(beats: beats, unit: unit)
    }

    /// The metre that a model's words name: `[3/4]`, `6/8 time`, `common time`; nil where they name none.
    init?(saying text: String) {
        let lower = text.prefix(200).lowercased()
        if let written = Self.fraction(in: lower.replacing("⁄", with: "/").replacing("∕", with: "/")) {
            self = written
            return
        }
        let words: [(String, TimeSignature)] = [
            ("common", .common), ("cut time", TimeSignature(beats: 2, unit: 2)),
            ("alla breve", TimeSignature(beats: 2, unit: 2)), ("waltz", TimeSignature(beats: 3, unit: 4)),
            ("three-four", TimeSignature(beats: 3, unit: 4)),
            ("three four", TimeSignature(beats: 3, unit: 4)),
            ("four-four", .common), ("four four", .common), ("six-eight", TimeSignature(beats: 6, unit: 8)),
            ("six eight", TimeSignature(beats: 6, unit: 8)), ("four on the floor", .common),
        ]
        if let found = words.first(where: { lower.contains($0.0) }) {
            self = found.1
            return
        }
        guard let beats = Int(Markup.trimmed(lower)), [2, 3, 4, 6].contains(beats) else { return nil }
        self.init(beats: beats, unit: beats == 6 ? 8 : 4)
    }

    /// The first `n/d` in a text that is a metre.
    private static func fraction(in text: String) -> TimeSignature? {
        var rest = text[...]
        while let slash = rest.firstIndex(of: "/") {
            let before = rest[..<slash].reversed().drop(while: \.isWhitespace).prefix {
                $0.isASCII && $0.isNumber
            }
            let behind = rest[rest.index(after: slash)...]
            let after = behind.drop(while: \.isWhitespace).prefix { $0.isASCII && $0.isNumber }
            if before.count <= 2, after.count <= 2,
                let found = TimeSignature(exactly: "\(String(before.reversed()))/\(after)")
            {
                return found
            }
            rest = behind
        }
        return nil
    }
}
