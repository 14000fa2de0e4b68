internal import EditModel

/// A reader of the JSON that models write: with text around it, commas too many, brackets too few.
struct LenientJSON {
    /// Deeper nesting than this is not read.
    private static let deepestNesting = 24

    /// More beginnings than this are not tried.
    private static let mostTries = 16

    /// The first object or list of objects in a text, and whether its end is missing; nil where there is none.
    ///
    /// - Parameter isWanted: Whether an object or list that was found is meant.
    static func value(in text: String, isWanted: (JSONValue) -> Bool) -> (value: JSONValue, isCut: Bool)? {
        let bytes = Array(text.utf8)
        var start = 0
        for _ in 0..<mostTries {
            guard let next = bytes[start...].firstIndex(where: { $0 == 0x7B || $0 == 0x5B }) else {
                return nil
            }
            var parser = LenientJSON(bytes: bytes, position: next)
            if let value = parser.value(), isWanted(value) { return (value, parser.isCut) }
            start = next + 1
        }
        return nil
    }

    private let bytes: [UInt8]
    private var position: Int
    private var depth = 0
    private var isCut = false

    private init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Passes over white space and comments.
    private mutating func skipSpace() {
        while let byte = current {
            if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
                position += 1
            } else if byte == 0x2F, position + 1 < bytes.count, bytes[position + 1] == 0x2F {
                while position < bytes.count, bytes[position] != 10 { position += 1 }
            } else {
                return
            }
        }
    }

    private mutating func value() -> JSONValue? {
        skipSpace()
        switch current {
        case 0x7B: return nested { $0.object() }
        case 0x5B: return nested { $0.array() }
        case 0x22: return string().map { .string($0) }
        case nil: return nil
        default: return word()
        }
    }

    private mutating func nested(_ read: (inout LenientJSON) -> JSONValue?) -> JSONValue? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else { return nil }
        position += 1
        return read(&self)
    }

    private mutating func object() -> JSONValue? {
        var members: [(String, JSONValue)] = []
        while true {
            skipSpace()
            switch current {
            case 0x7D:
                position += 1
                return Self.object(members)
            case 0x2C: position += 1
            case nil:
                isCut = true
                return Self.object(members)
            case 0x22:
                guard let key = string() else { return nil }
                skipSpace()
                guard current == 0x3A else {
                    guard current == nil else { return nil }
                    isCut = true
                    return Self.object(members)
                }
                position += 1
                skipSpace()
                if current == nil {
                    isCut = true
                    return Self.object(members)
                }
                guard let value = value() else { return nil }
                members.append((key, value))
            default: return nil
            }
        }
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
    }

    private mutating func array() -> JSONValue? {
        var elements: [JSONValue] = []
        while true {
            skipSpace()
            switch current {
            case 0x5D:
                position += 1
                return .array(elements)
            case 0x2C: position += 1
            case nil:
                isCut = true
                return .array(elements)
            default:
                guard let value = value() else { return nil }
                elements.append(value)
            }
        }
    }

    /// A number or one of the words `true`, `false`, `null`; a bare word is a string.
    private mutating func word() -> JSONValue? {
        let start = position
        while let byte = current, byte > 32, ![0x2C, 0x7D, 0x5D, 0x7B, 0x5B, 0x3A, 0x22].contains(byte) {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "": return nil
        case "true", "True": return .bool(true)
        case "false", "False": return .bool(false)
        case "null", "None": return .null
        default: return Double(text).map { $0.isFinite } == true ? .number(text) : nil
        }
    }

    /// A string to the quotation mark that ends it: one inside, unescaped, belongs to the text.
    private mutating func string() -> String? {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case 0x22:
                if isEnd() { return String(decoding: text, as: UTF8.self) }
                text.append(byte)
            case 0x5C: escaped(into: &text)
            default: text.append(byte)
            }
        }
        isCut = true
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether what follows a quotation mark can follow a string.
    private func isEnd() -> Bool {
        func next(_ from: Int) -> Int {
            var index = from
            while index < bytes.count, [32, 9, 10, 13].contains(bytes[index]) { index += 1 }
            return index
        }
        let index = next(position)
        guard index < bytes.count else { return true }
        switch bytes[index] {
        case 0x3A, 0x7D, 0x5D: return true
        case 0x2C:
            let behind = next(index + 1)
            guard behind < bytes.count else { return true }
            let byte = bytes[behind]
            return [0x22, 0x7B, 0x5B, 0x7D, 0x5D, 0x2D, 0x2F].contains(byte) || (48...57).contains(byte)
                || ["true", "false", "null"].contains { bytes[behind...].starts(with: $0.utf8) }
        default: return false
        }
    }

    private mutating func escaped(into text: inout [UInt8]) {
        guard let byte = current else { return }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(32)
        case UInt8(ascii: "u"):
            guard var unit = codeUnit() else {
                text.append(byte)
                return
            }
            var units = [unit]
            if (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: [0x5C, 0x75]) {
                position += 2
                unit = codeUnit() ?? 0xFFFD
                units.append(unit)
            }
            text += String(decoding: units, as: UTF16.self).utf8
        default: text.append(byte)
        }
    }

    private mutating func codeUnit() -> UInt16? {
        let end = min(position + 4, bytes.count)
        guard end - position == 4,
            bytes[position..<end].allSatisfy({ Swift.Character(UnicodeScalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { return nil }
        position = end
        return unit
    }
}
