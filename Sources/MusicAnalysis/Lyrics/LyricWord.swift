/// A word of a line, or a part of one, with the time that was given for it: a half-open range of seconds.
public struct LyricWord: Sendable, Equatable, Codable {
    /// What is sung, as it stands in the line.
    public var text: String

    /// When it begins.
    public var start: Double

    /// When it has ended.
    public var end: Double

    /// Creates a word.
    public init(text: String, start: Double, end: Double) {
        self.text = text
        self.start = start
        self.end = end
    }
}

extension [LyricWord] {
    /// Words between marks of time: each lasts from the mark before it to the one behind it.
    ///
    /// - Parameters:
    ///   - pieces: The marks, in seconds, with what stands behind each; white space alone is no word.
    ///   - end: When the last piece ends.
    init(between pieces: [(start: Double, text: String)], until end: Double) {
        self = []
        for (index, piece) in pieces.enumerated() {
            let text = piece.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !text.isEmpty else { continue }
            let next = index + 1 < pieces.count ? pieces[index + 1].start : end
            append(LyricWord(text: text, start: piece.start, end: next))
        }
    }

    /// The words of a line that lasts for a range of seconds: in order, none empty, none overlapping, all within it.
    ///
    /// A word that begins before the one before it is left out; one that lasts into the next ends there.
    ///
    /// - Complexity: O(*n*).
    func within(_ range: Range<Double>) -> [LyricWord] {
        var words: [LyricWord] = []
        for var word in self where !word.text.allSatisfy(\.isWhitespace) {
            word.start = Swift.max(word.start, range.lowerBound)
            word.end = Swift.min(word.end, range.upperBound)
            guard word.start < word.end, word.start >= words.last?.start ?? range.lowerBound else { continue }
            if let last = words.indices.last, words[last].end > word.start {
                words[last].end = word.start
                if words[last].start == word.start { words.removeLast() }
            }
            words.append(word)
        }
        return words
    }
}
