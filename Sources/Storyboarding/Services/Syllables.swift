/// Counting of syllables, roughly and in any language.
enum Syllables {
    private static let vowels: Set<Unicode.Scalar> = Set(
        "aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿāăąēĕėęěīĭįıōŏőūŭůűų".unicodeScalars
    )
    .union("аеёиоуыэюяєії".unicodeScalars).union("αάεέηήιίϊΐοόυύϋΰωώ".unicodeScalars)

    /// The syllables of a line: groups of vowels, or characters where each is a syllable.
    static func count(in line: String) -> Int {
        line.split { $0.isWhitespace || $0 == "-" }.reduce(0) { $0 + ofWord($1) }
    }

    private static func ofWord(_ word: Substring) -> Int {
        var groups = 0
        var own = 0
        var others = 0
        var isInVowel = false
        let letters = Array(word.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic })
        for letter in letters {
            if vowels.contains(letter) {
                if !isInVowel { groups += 1 }
                isInVowel = true
                continue
            }
            isInVowel = false
            switch letter.value {
            case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF: own += 1
            case 0..<0x250, 0x370..<0x530: break
            default: others += 1
            }
        }
        // The e of “time” is silent, that of “the” and “table” is not.
        if groups > 1, letters.last == "e", letters.count > 2, letters.dropLast().last != "l" { groups -= 1 }
        let sum = groups + own + (others + 1) / 2
        return letters.isEmpty ? 0 : max(1, sum)
    }
}
