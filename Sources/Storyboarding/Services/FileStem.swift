internal import Foundation

/// Names of files out of titles that anybody may have written.
package enum FileStem {
    /// The longest, in characters.
    package static let longest = 40

    /// Letters that have no accent to lose.
    private static let letters: [Swift.Character: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    ]

    /// A number with two digits at least and a title in ASCII letters, digits and hyphens: `01-first-light`.
    ///
    /// A title without such letters gives `01-scene`. The result is never empty, has no path separators and no dots.
    package static func slug(for title: String, number: Int) -> String {
        let digits = String(max(0, min(number, 9999)))
        let head = String(repeating: "0", count: max(0, 2 - digits.count)) + digits + "-"
        var slug = ""
        for character in title.prefix(400).lowercased().decomposedStringWithCompatibilityMapping {
            let text =
                letters[character] ?? String(character.unicodeScalars.first.map(Swift.Character.init) ?? " ")
            for letter in text {
                if letter.isASCII, letter.isLetter || letter.isNumber {
                    slug.append(letter)
                } else if letter != "'", letter != "’", !slug.isEmpty, slug.last != "-" {
                    slug.append("-")
                }
            }
        }
        let room = longest - head.count
        if slug.count > room {
            let cut = slug.prefix(room)
            let word =
                slug.dropFirst(room).first == "-"
                ? cut : cut.prefix(upTo: cut.lastIndex(of: "-") ?? cut.endIndex)
            slug = String(word)
        }
        while slug.last == "-" { slug.removeLast() }
        return head + (slug.isEmpty ? "scene" : slug)
    }
}
