internal import EditModel

extension JSONReader {
    /// A text of so many characters on one line, without control characters.
    func text(_ length: ClosedRange<Int> = 0...4000) throws(EditError) -> String {
        let text = try string()
        guard length.contains(text.count) else {
            throw mismatch("a string of \(length.lowerBound) to \(length.upperBound) characters")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw mismatch("a string without line feeds and control characters")
        }
        return text
    }

    /// A list of phrases.
    func phrases(limit: Int) throws(EditError) -> [String] {
        var phrases: [String] = []
        for element in try elements(limit: limit) { phrases.append(try element.text(1...200)) }
        return phrases
    }

    /// Checks that the value is a certain string.
    func constant(_ expected: String) throws(EditError) {
        guard try string() == expected else { throw mismatch("\"\(expected)\"") }
    }
}

extension StoryboardError {
    /// What is wrong with a file's JSON.
    init(_ error: EditError) {
        self.init(error.code == .malformed ? .malformed : .invalid, error.description)
    }
}
