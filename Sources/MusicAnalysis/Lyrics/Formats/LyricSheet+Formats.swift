extension LyricSheet {
    /// Reads lyrics in any of the forms that are known, told apart by what the text looks like.
    ///
    /// - LRC, with a time such as `[01:23.45]` before each line.
    /// - Subtitles, SRT or WebVTT.
    /// - The times of words or segments as JSON, as song generators and speech recognisers give them.
    /// - Otherwise a text with tags and without times.
    ///
    /// - Throws: `LyricError` for times that cannot be, with the line.
    public init(reading text: String) throws(LyricError) {
        let first = text.drop(while: \.isWhitespace)
        let lines: [Line]
        if Self.looksLikeJSON(first) {
            lines = try WordTimes.lines(of: text)
        } else if first.hasPrefix("WEBVTT") || Subtitles.areIn(text) {
            lines = try Subtitles.lines(of: text)
        } else if LRC.isIn(text) {
            lines = try LRC.lines(of: text)
        } else {
            self.init(parsing: text)
            return
        }
        guard lines.count <= Self.mostLines else {
            throw LyricError("there are more than \(Self.mostLines) lines.")
        }
        self.init(dividing: lines)
    }

    /// Whether any line has a time.
    public var hasTimes: Bool { (untagged + parts.flatMap(\.lines)).contains { $0.time != nil } }

    /// A brace before a key, or a bracket before a brace: no tag begins so.
    private static func looksLikeJSON(_ text: Substring) -> Bool {
        let next = text.dropFirst().first { !$0.isWhitespace }
        return text.first == "{" && next == "\"" || text.first == "[" && next == "{"
    }
}
