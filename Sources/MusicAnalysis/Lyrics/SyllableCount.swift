import Foundation

/// Counts syllables in any language, well enough to compare the lengths of lines.
///
/// Groups of vowels in alphabets that write them, characters where each is a syllable (Chinese, Japanese, Korean), and every
/// second letter elsewhere. A word has one at least.
package enum SyllableCount {
    private static let vowels = Set("aeiouyæøœıаеиоуыэюяієαεηιουω".unicodeScalars)

    /// Small signs of Japanese that belong to the sign before them.
    private static let joining = Set("ゃゅょぁぃぅぇぉャュョァィゥェォ".unicodeScalars)

    /// The number of syllables in a text; 0 for one without letters and digits.
    package static func syllables(in text: String) -> Int {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }.reduce(0) { sum, word in
            guard word.contains(where: { $0.isLetter || $0.isNumber }) else { return sum }
            return sum + max(1, syllables(inWord: word.lowercased()))
        }
    }

    private static func syllables(inWord word: String) -> Int {
        var count = 0
        var unwritten = 0
        var isInVowels = false
        for scalar in word.precomposedStringWithCanonicalMapping.unicodeScalars {
            var isVowel = false
            switch scalar.value {
            case 0x30...0x39: count += 1
            case 0x3041...0x30FF where joining.contains(scalar): break
            case 0x3041...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFF:
                count += 1
            // Hebrew, Arabic, and the scripts of India and South-East Asia.
            case 0x0590...0x08FF, 0x0900...0x109F, 0x1780...0x17FF:
                if scalar.properties.isAlphabetic { unwritten += 1 }
            default:
                isVowel = scalar != "й" && vowels.contains(base(of: scalar))
                if isVowel, !isInVowels { count += 1 }
            }
            isInVowels = isVowel
        }
        return count + (unwritten + 1) / 2
    }

    /// A letter without its accents.
    private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value > 0x7F else { return scalar }
        return String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
    }
}
