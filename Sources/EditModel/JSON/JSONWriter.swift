/// Writes JSON for people: sorted keys, two spaces of indent, small values on one line.
struct JSONWriter {
    /// Objects and lists of plain values that fit into this many characters stay on one line.
    static let lineWidth = 110

    private var text = ""

    /// The text of a value, with a newline at its end.
    static func text(of value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.write(value, indent: 0)
        return writer.text + "\n"
    }

    private mutating func write(_ value: JSONValue, indent: Int) {
        if let line = Self.line(of: value), indent + line.count <= Self.lineWidth {
            text += line
            return
        }
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch value {
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner
                write(element, indent: indent + 2)
            }
            text += "\n\(outer)]"
        case .object(let members):
            text += "{"
            for (index, member) in Self.sorted(members).enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner + Self.quoted(member.key) + ": "
                write(member.value, indent: indent + 2)
            }
            text += "\n\(outer)}"
        default:
            text += Self.scalar(value) ?? ""
        }
    }

    /// The value on one line, if it is plain or holds plain values only.
    private static func line(of value: JSONValue) -> String? {
        switch value {
        case .array(let elements):
            var parts: [String] = []
            for element in elements {
                guard let part = scalar(element) else { return nil }
                parts.append(part)
            }
            return "[" + parts.joined(separator: ", ") + "]"
        case .object(let members):
            var parts: [String] = []
            for member in sorted(members) {
                guard let part = scalar(member.value) else { return nil }
                parts.append(quoted(member.key) + ": " + part)
            }
            return parts.isEmpty ? "{}" : "{ " + parts.joined(separator: ", ") + " }"
        default:
            return scalar(value)
        }
    }

    private static func sorted(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
        members.sorted { $0.key < $1.key }
    }

    private static func scalar(_ value: JSONValue) -> String? {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): quoted(text)
        case .array, .object: nil
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 32 || scalar.value == 127:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
