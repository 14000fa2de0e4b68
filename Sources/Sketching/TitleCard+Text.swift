internal import Foundation

extension TitleCard {
    /// A text on one line without characters that steer, and no longer than anybody reads.
    static func plain(_ text: String) -> String {
        let scalars = text.prefix(600).unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: " "
            case .surrogate, .privateUse, .unassigned: "\u{FFFD}"
            default: Self.steers(scalar) || !Self.isXML(scalar) ? " " : scalar
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let words = String(view).split(separator: " ")
        return words.isEmpty ? "—" : words.joined(separator: " ")
    }

    /// Whether a character turns the direction of writing.
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        (0x200E...0x200F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }

    /// Whether XML may hold a character.
    private static func isXML(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }

    /// Divides a text into lines; what there is no room for is left out, and an ellipsis says so.
    ///
    /// - Parameters:
    ///   - limit: The most letters of a line.
    ///   - most: The most lines.
    static func wrapped(_ text: String, limit: Int, most: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var rest = text.split(separator: " ")[...]
        while let word = rest.first {
            let joined = line.isEmpty ? String(word) : line + " " + word
            if widthInLetters(joined) <= limit {
                line = joined
                rest = rest.dropFirst()
            } else if line.isEmpty {
                // A word that is longer than a line is broken.
                var piece = ""
                for letter in word {
                    guard piece.isEmpty || widthInLetters(piece + String(letter)) <= limit else { break }
                    piece.append(letter)
                }
                lines.append(piece)
                rest = rest.dropFirst()
                let remainder = word.dropFirst(piece.count)
                if !remainder.isEmpty { rest = [remainder] + rest }
            } else {
                lines.append(line)
                line = ""
            }
            if lines.count > most { break }
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > most else { return lines }
        lines = Array(lines.prefix(most))
        while let last = lines.last, widthInLetters(last) > limit - 1 {
            lines[most - 1] = String(last.dropLast())
        }
        lines[most - 1] += "…"
        return lines
    }

    /// How wide a text is in Latin letters; signs of East Asia and emoji take two.
    static func widthInLetters(_ text: String) -> Int {
        text.reduce(0) { sum, letter in
            let isWide = letter.unicodeScalars.contains {
                (0x1100...0x115F).contains($0.value) || (0x2E80...0xD7A3).contains($0.value)
                    || (0xF900...0xFAFF).contains($0.value) || (0xFE30...0xFFEF).contains($0.value)
                    || $0.value >= 0x1F000
            }
            return sum + (isWide ? 2 : 1)
        }
    }

    /// A text as it may stand in markup.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A number as drawings have it.
    static func number(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    /// The hue of a text in degrees.
    static func hue(of text: String) -> Double {
        var chance = Chance(seed: 0, text: text)
        return Double(chance.between(0, 360))
    }

    /// A colour from its hue in degrees, its saturation and its lightness, 0…1.
    static func colour(_ hue: Double, _ saturation: Double, _ lightness: Double) -> String {
        channels(hue, saturation, lightness).reduce("#") { text, value in
            let byte = String(Int((value * 255).rounded()), radix: 16)
            return text + (byte.count < 2 ? "0" : "") + byte
        }
    }

    /// Red, green and blue, 0…1, of a hue in degrees, a saturation and a lightness.
    static func channels(_ hue: Double, _ saturation: Double, _ lightness: Double) -> [Double] {
        let amount = saturation * min(lightness, 1 - lightness)
        return [0.0, 8, 4].map { offset in
            let place = (offset + hue / 30).truncatingRemainder(dividingBy: 12)
            return lightness - amount * max(-1, min(place - 3, 9 - place, 1))
        }
    }
}
