/// A strict reader of JSON (RFC 8259) with a limit on nesting, which names the line of what it cannot read.
struct JSONParser {
    /// Deeper nesting than this is refused; an edit needs six levels.
    static let deepestNesting = 32

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// Reads one value, with nothing but white space around it.
    ///
    /// - Throws: `EditError` with the code `.malformed` and the line in its sentence.
    static func parse(_ bytes: [UInt8]) throws(EditError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.failure("the end of the file") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ expectation: String) -> EditError {
        let line = bytes[..<position].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        let found = current.map { byte in
            byte > 32 && byte < 127 ? "“\(Character(UnicodeScalar(byte)))”" : "byte \(byte)"
        }
        return EditError(
            .malformed,
            "This is not valid JSON: line \(line) has \(found ?? "its end") where \(expectation) belongs.")
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(EditError) {
        skipSpace()
        guard current == UInt8(ascii: character) else { throw failure("“\(character)”") }
        position += 1
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(EditError) -> JSONValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try nested { (parser) throws(EditError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(EditError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(EditError) -> JSONValue
    ) throws(EditError) -> JSONValue {
        depth += 1
        guard depth <= Self.deepestNesting else {
            throw EditError(
                .malformed,
                "The values are nested deeper than \(Self.deepestNesting) levels.")
        }
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(EditError) -> JSONValue {
        guard bytes[position...].starts(with: text.utf8) else { throw failure("a value") }
        position += text.utf8.count
        return value
    }

    private mutating func object() throws(EditError) -> JSONValue {
        try expect("{")
        var members: [JSONValue.Member] = []
        if accept("}") { return .object(members) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("a key in quotes") }
            let key = try string()
            try expect(":")
            members.append(JSONValue.Member(key: key, value: try value()))
        } while accept(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array() throws(EditError) -> JSONValue {
        try expect("[")
        var elements: [JSONValue] = []
        if accept("]") { return .array(elements) }
        repeat { elements.append(try value()) } while accept(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func number() throws(EditError) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if current == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() throws(EditError) {
        guard let first = current, (48...57).contains(first) else { throw failure("a value") }
        while let byte = current, (48...57).contains(byte) { position += 1 }
    }
}

extension JSONParser {
    /// Reads a string from its opening to its closing quotation mark.
    private mutating func string() throws(EditError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw failure("UTF-8 text")
                }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text += try escaped().utf8
            case 0..<32:
                throw failure("a printable character (others are written \\u00XX)")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw failure("a closing quotation mark")
    }

    private mutating func escaped() throws(EditError) -> String {
        guard let byte = current else { throw failure("an escaped character") }
        let plain: [UInt8: String] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
            UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
            UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        if let text = plain[byte] {
            position += 1
            return text
        }
        guard byte == UInt8(ascii: "u") else { throw failure("an escaped character") }
        position += 1
        var units = [try codeUnit()]
        if (0xD800..<0xDC00).contains(units[0]), bytes[position...].starts(with: [0x5C, 0x75]) {
            position += 2
            units.append(try codeUnit())
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw failure("a whole character") }
        return text
    }

    private mutating func codeUnit() throws(EditError) -> UInt16 {
        let end = min(position + 4, bytes.count)
        guard end - position == 4,
            bytes[position..<end].allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits") }
        position = end
        return unit
    }
}
