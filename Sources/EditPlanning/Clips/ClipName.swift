package import MusicAnalysis

/// What a clip's file name says: its place in the story, and perhaps its section.
package struct ClipName: Sendable, Equatable {
    /// The section that the name speaks of, if it does.
    package let label: SectionLabel?

    /// The number behind the section's name, such as 2 in `Verse2`.
    package let ordinal: Int?

    /// The words by which sections go; each is met by a word of the name that is it, or nearly so.
    private static let words: [(word: String, label: SectionLabel)] = [
        ("prechorus", .prechorus), ("chorus", .chorus), ("refrain", .chorus), ("hook", .chorus),
        ("drop", .chorus),
        ("verse", .verse), ("strophe", .verse), ("intro", .intro), ("opening", .intro), ("outro", .outro),
        ("ending", .outro), ("coda", .outro), ("bridge", .bridge), ("middle8", .bridge),
        ("interlude", .instrumental),
        ("instrumental", .instrumental), ("solo", .instrumental),
    ]

    /// Words so near a section's name that they must not be taken for a misspelling of it.
    private static let strangers: Set<String> = [
        "course", "horse", "reverse", "universe", "versus", "fridge", "nitro", "choirs",
    ]

    /// Reads a file name without folder and extension.
    package init(_ name: String) {
        var words: [(text: String, number: Int?)] = []
        var letters = ""
        func finish(_ number: Int?) {
            if !letters.isEmpty { words.append((letters, number)) }
            letters = ""
        }
        var digits = ""
        var previousIsLower = false
        for character in name + " " {
            if character.isLetter {
                if !digits.isEmpty {
                    finish(Int(digits))
                    digits = ""
                }
                if character.isUppercase, previousIsLower { finish(nil) }
                previousIsLower = character.isLowercase
                letters += character.lowercased()
            } else if character.isASCII, character.isNumber, digits.count < 6 {
                digits.append(character)
            } else if !digits.isEmpty {
                // "Verse 2" and "Verse2" are one; a number with no word before it is an order.
                if letters.isEmpty, var last = words.popLast() {
                    last.number = last.number ?? Int(digits)
                    words.append(last)
                } else {
                    finish(Int(digits))
                }
                digits = ""
                previousIsLower = false
            } else {
                finish(nil)
                previousIsLower = false
            }
        }
        for (index, word) in words.enumerated() {
            // "pre-chorus" comes in two words.
            let joined =
                index + 1 < words.count && word.text == "pre"
                ? (word.text + words[index + 1].text, words[index + 1].number) : (word.text, word.number)
            if let label = Self.label(of: joined.0) {
                self.label = label
                ordinal = joined.1
                return
            }
        }
        label = nil
        ordinal = nil
    }

    private static func label(of word: String) -> SectionLabel? {
        if let exact = words.first(where: { $0.word == word || $0.word + "s" == word }) { return exact.label }
        guard word.count >= 5, !strangers.contains(word) else { return nil }
        return words.first { $0.word.count >= 5 && isNearly(word, $0.word) }?.label
    }

    /// Whether two words differ by one letter added, lost or changed, or by two neighbours swapped, the first letter kept.
    private static func isNearly(_ first: String, _ second: String) -> Bool {
        let a = Array(first)
        let b = Array(second)
        guard a.first == b.first, abs(a.count - b.count) <= 1 else { return false }
        var start = 0
        while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
        var end = 0
        while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        let restA = a[start..<a.count - end]
        let restB = b[start..<b.count - end]
        if restA.count <= 1, restB.count <= 1 { return true }
        return restA.count == 2 && restB.count == 2 && Array(restA) == Array(restB.reversed())
    }

    /// Whether one name comes before another as people count: 2 before 10, capitals alike.
    package static func precedes(_ first: String, _ second: String) -> Bool {
        let a = chunks(first)
        let b = chunks(second)
        for (x, y) in zip(a, b) where x != y {
            if let m = Int(x), let n = Int(y), m != n { return m < n }
            return x < y
        }
        return a.count != b.count ? a.count < b.count : first < second
    }

    private static func chunks(_ name: String) -> [String] {
        var result: [String] = []
        var isNumber = false
        for character in name.lowercased() {
            let digit = character.isASCII && character.isNumber
            if let last = result.last, digit == isNumber, last.count < 15 || !digit {
                result[result.count - 1].append(character)
            } else {
                result.append(String(character))
            }
            isNumber = digit
        }
        return result
    }
}
