extension Edit.Caption {
    /// Where words stand in a text.
    ///
    /// Each stands at once behind the one before it, or farther on where a space comes before it, or the text begins.
    ///
    /// - Returns: A range of UTF-8 offsets for each word, in order, none overlapping; nil for one that does not follow.
    /// - Complexity: O(*n* · *m*) for a text of *n* bytes and words of *m*, without words that do not follow.
    package static func places(of words: [String], in text: String) -> [Range<Int>?] {
        let bytes = Array(text.utf8)
        var end = 0
        return words.map { word in
            let word = Array(word.utf8)
            guard !word.isEmpty, word.count <= bytes.count - end else { return nil }
            let start = (end...bytes.count - word.count).first { start in
                (start == end || bytes[start - 1] == UInt8(ascii: " "))
                    && bytes[start..<start + word.count].elementsEqual(word)
            }
            guard let start else { return nil }
            end = start + word.count
            return start..<end
        }
    }

    /// The text divided at its words.
    ///
    /// - Returns: What stands before each word, with the word, and what stands behind the last; the text alone where a word does
    ///   not follow in it.
    package var pieces: (words: [(before: String, word: Word)], rest: String) {
        let bytes = Array(text.utf8)
        var pieces: [(before: String, word: Word)] = []
        var end = 0
        for (word, place) in zip(words, Self.places(of: words.map(\.text), in: text)) {
            guard let place else { return ([], text) }
            pieces.append((String(decoding: bytes[end..<place.lowerBound], as: UTF8.self), word))
            end = place.upperBound
        }
        return (pieces, String(decoding: bytes[end...], as: UTF8.self))
    }

    /// Checks that its words are sung one after the other within it, and stand in its text in this order.
    func checkWords(at path: String) throws(EditError) {
        guard words.count <= Self.longestText else {
            throw .expected("at most \(Self.longestText) words", found: "\(words.count)", at: path)
        }
        let places = Self.places(of: words.map(\.text), in: text)
        var end = startFrame
        for (index, word) in words.enumerated() {
            let path = "\(path)[\(index)]"
            guard word.startFrame >= end else {
                throw .expected(
                    "a frame of at least \(end)", found: "\(word.startFrame)", at: path + ".startFrame")
            }
            guard word.endFrame > word.startFrame, word.endFrame <= endFrame else {
                throw .expected(
                    "a frame after \(word.startFrame), up to \(endFrame)", found: "\(word.endFrame)",
                    at: path + ".endFrame")
            }
            guard places[index] != nil else {
                throw .expected(
                    "a word that comes next in the caption's text",
                    found: JSONValue.string(word.text).summary,
                    at: path + ".text")
            }
            end = word.endFrame
        }
    }
}
