/// Shortening of text to a number of characters, never inside a word.
enum TextFitting {
    /// The longest beginning of a text that ends with a whole word and has at most so many characters.
    ///
    /// Writing without spaces, such as Chinese, may end behind any character; a single longer word leaves nothing.
    static func prefix(of text: String, characters limit: Int) -> String {
        guard text.count > limit else { return text }
        var end = text.startIndex
        var index = text.startIndex
        for _ in 0..<max(0, limit) {
            let character = text[index]
            let next = text.index(after: index)
            if isBreak(character, before: text[next]) { end = character.isWhitespace ? index : next }
            index = next
        }
        var cut = text[..<end]
        while let last = cut.last, last.isWhitespace || ",;:-–—(".contains(last) { cut = cut.dropLast() }
        return String(cut)
    }

    private static func isBreak(_ character: Swift.Character, before next: Swift.Character) -> Bool {
        if character.isWhitespace || next.isWhitespace { return true }
        return isIdeographic(character) || isIdeographic(next)
    }

    /// Whether a character belongs to writing without spaces between words.
    static func isIdeographic(_ character: Swift.Character) -> Bool {
        guard let scalar = character.unicodeScalars.first?.value else { return false }
        return (0x3040...0x30FF).contains(scalar) || (0x3400...0x9FFF).contains(scalar)
            || (0x20000...0x3FFFF).contains(scalar) || (0x0E00...0x0EFF).contains(scalar)
            || (0x3001...0x303F).contains(scalar) || (0xFF00...0xFFEF).contains(scalar)
    }
}
