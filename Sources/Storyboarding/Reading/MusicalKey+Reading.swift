extension MusicalKey {
    /// The key that is written strictly as `C Major` or `F# Minor`; nil for anything else.
    package init?(exactly text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1] == "Major" || parts[1] == "Minor", let first = parts[0].first,
            "ABCDEFG".contains(first), ["", "#", "b"].contains(parts[0].dropFirst())
        else { return nil }
        self.init(tonic: String(parts[0]), isMinor: parts[1] == "Minor")
    }

    /// The key that a model's words name: `A minor`, `Am`, `E♭ Major`, `F sharp minor`, `C`; nil where they name none.
    init?(saying text: String) {
        let words = Self.words(of: text)
        var bare: MusicalKey?
        for index in words.indices {
            guard let note = Self.note(words, index) else { continue }
            let mode = note.mode ?? (note.next < words.count ? Self.isMinor(words[note.next]) : nil)
            // “a minor key” names no note, “A minor” and “a minor” do.
            let isArticle = words[index] == "a" && (index > 0 || words.count > note.next + 1)
            if let isMinor = mode, !isArticle {
                self.init(tonic: note.tonic, isMinor: isMinor)
                return
            }
            let isCapital = words[index].first?.isUppercase == true
            if bare == nil, isCapital || words.count == 1, words.count <= 3,
                words[index] != "A" || words.count == 1
            {
                bare = MusicalKey(tonic: note.tonic)
            }
        }
        guard let bare else { return nil }
        self = bare
    }

    /// Whether a word is a mode, and a minor one; the church modes go to the one with the same third.
    private static func isMinor(_ word: String) -> Bool? {
        if word == "M" { return false }
        switch word.lowercased() {
        case "major", "maj", "dur", "ionian", "lydian", "mixolydian": return false
        case "minor", "min", "m", "moll", "aeolian", "dorian", "phrygian", "locrian": return true
        default: return nil
        }
    }

    /// The note that begins at a word, what mode is stuck to it, and the word behind it.
    private static func note(_ words: [String], _ index: Int) -> (tonic: String, mode: Bool?, next: Int)? {
        guard let letter = words[index].first, letter.isASCII, "abcdefg".contains(letter.lowercased()) else {
            return nil
        }
        var tonic = letter.uppercased()
        var tail = words[index].dropFirst()
        if let mark = tail.first, mark == "#" || mark == "b" {
            tonic.append(mark)
            tail.removeFirst()
        }
        var next = index + 1
        var mode: Bool?
        if !tail.isEmpty {
            guard let stuck = isMinor(String(tail)) else { return nil }
            mode = stuck
        } else if next < words.count, tonic.count == 1 {
            switch words[next].lowercased() {
            case "sharp", "#": (tonic, next) = (tonic + "#", next + 1)
            case "flat": (tonic, next) = (tonic + "b", next + 1)
            default: break
            }
        }
        // As in “A natural minor”.
        if next + 1 < words.count,
            ["natural", "harmonic", "melodic"].contains(words[next].lowercased()),
            isMinor(words[next + 1]) == true
        {
            next += 1
        }
        return (tonic, mode, next)
    }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.prefix(200) {
            switch character {
            case "♯", "＃", "#": word.append("#")
            case "♭": word.append("b")
            case _ where character.isLetter || character.isNumber: word.append(character)
            default:
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
