/// The answer of a language model as it is read: bounded, with plain line feeds, without what steers a terminal.
enum ModelText {
    /// Of longer answers, in UTF-8 bytes, only this much is read.
    static let longest = 200_000

    /// The text to read, and full sentences on what was taken away.
    static func cleaned(_ answer: String) -> (text: String, notes: [String]) {
        var notes: [String] = []
        var text = answer
        if text.utf8.count > longest {
            text = String(decoding: text.utf8.prefix(longest), as: UTF8.self)
            notes.append("The answer is longer than \(longest / 1000) kB; only its beginning was read.")
        }
        text = withoutGaps(withoutReasoning(withoutTokens(printable(text))))
        return (text, notes)
    }

    /// The text with line feeds between lines, and without control characters and marks of direction.
    static func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where previous.value == 0x0D: break
            case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: scalars.append("\n")
            case 0x09, 0xA0, 0x202F, 0x3000: scalars.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFC, 0xFFFE, 0xFFFF, 0x200B, 0x200E, 0x200F: break
            case 0x202A...0x202E, 0x2060...0x206F: break
            default: scalars.append(scalar)
            }
            previous = scalar
        }
        return String(scalars)
    }

    /// The text on one line, each run of white space a single space.
    static func oneLine(_ text: String) -> String {
        printable(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The text without the marks that chat formats put between messages, such as `<|im_end|>`.
    private static func withoutTokens(_ text: String) -> String {
        var result = text
        for token in ["</s>", "<s>", "[INST]", "[/INST]", "<start_of_turn>", "<end_of_turn>"]
        where result.contains(token) {
            result = result.split(separator: token, omittingEmptySubsequences: false).joined(separator: "\n")
        }
        guard result.contains("<|") else { return result }
        var rest = result[...]
        var kept = ""
        while let start = rest.firstRange(of: "<|") {
            kept += rest[..<start.lowerBound]
            let inside = rest[start.upperBound...]
            if let end = inside.prefix(40).firstRange(of: "|>") {
                rest = inside[end.upperBound...]
            } else {
                kept += "<|"
                rest = inside
            }
        }
        return kept + rest
    }

    /// The text with at most two empty lines one behind the other.
    private static func withoutGaps(_ text: String) -> String {
        var bytes: [UInt8] = []
        var feeds = 0
        for byte in text.utf8 {
            feeds = byte == 0x0A ? feeds + 1 : 0
            if feeds <= 3 { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text without what a model wrote to itself between `<think>` and `</think>`.
    private static func withoutReasoning(_ text: String) -> String {
        if let end = text.ranges(of: "</think>").last { return String(text[end.upperBound...]) }
        guard let start = text.firstRange(of: "<think>") else { return text }
        return String(text[..<start.lowerBound])
    }
}
