package import MusicAnalysis

/// What the names of clips say: their order, and the sections they were made for.
package enum ClipNaming {
    /// What is heard in a name.
    package struct Hint: Sendable, Equatable {
        /// The section it names.
        package var label: SectionLabel
        /// Which one of that label, counted from 1, where a number follows the word.
        package var number: Int?
    }

    private static let words: [String: SectionLabel] = [
        "intro": .intro, "opening": .intro, "verse": .verse, "vers": .verse, "strophe": .verse,
        "prechorus": .prechorus, "chorus": .chorus, "hook": .chorus, "refrain": .chorus, "drop": .chorus,
        "bridge": .bridge, "instrumental": .instrumental, "solo": .instrumental, "interlude": .instrumental,
        "outro": .outro, "coda": .outro, "ending": .outro, "end": .outro,
    ]

    /// Words long enough that a slip of the finger still leaves them recognisable.
    private static let misspelt: [(word: String, label: SectionLabel)] = [
        ("intro", .intro), ("verse", .verse), ("prechorus", .prechorus), ("chorus", .chorus),
        ("refrain", .chorus),
        ("bridge", .bridge), ("instrumental", .instrumental), ("outro", .outro),
    ]

    /// The section that a file name, without its ending, speaks of; nil where it speaks of none.
    package static func hint(in name: String) -> Hint? {
        let parts = chunks(name)
        for (index, part) in parts.enumerated() {
            var label = label(of: part)
            if label == .chorus, index > 0, parts[index - 1] == "pre" { label = .prechorus }
            guard let label else { continue }
            let number = index + 1 < parts.count ? Int(parts[index + 1]) : nil
            return Hint(label: label, number: number.flatMap { (1...99).contains($0) ? $0 : nil })
        }
        return nil
    }

    private static func label(of word: String) -> SectionLabel? {
        if let label = words[word] { return label }
        guard word.count >= 5 else { return nil }
        for (right, label) in misspelt where right.first == word.first {
            if distance(Array(word), Array(right)) <= (right.count >= 9 ? 2 : 1) { return label }
        }
        return nil
    }

    /// Runs of lower-cased letters and of digits; a capital after a small letter starts a new run.
    private static func chunks(_ name: String) -> [String] {
        var chunks: [String] = []
        var last: Character?
        for character in name {
            let joins =
                last.map { last in
                    (last.isNumber && character.isNumber)
                        || (last.isLetter && character.isLetter
                            && !(last.isLowercase && character.isUppercase))
                } ?? false
            if joins {
                chunks[chunks.count - 1] += character.lowercased()
            } else if character.isLetter || character.isNumber {
                chunks.append(character.lowercased())
            }
            last = character
        }
        return chunks
    }

    /// Insertions, deletions, replacements and swaps of neighbours between two words (Damerau, 1964,
    /// https://doi.org/10.1145/363958.363994; each letter touched once).
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var cost = min(
                    rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    cost = min(cost, rows[i - 2][j - 2] + 1)
                }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }

    /// Whether a name comes before another: case aside, and numbers by their value, so that 2 comes before 10.
    package static func precedes(_ a: String, _ b: String) -> Bool {
        let (left, right) = (chunks(a), chunks(b))
        for (x, y) in zip(left, right) where x != y {
            guard let m = Int(x), let n = Int(y) else { return x < y }
            if m != n { return m < n }
        }
        return left.count != right.count ? left.count < right.count : a < b
    }
}
