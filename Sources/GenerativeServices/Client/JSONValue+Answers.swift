internal import EditModel

/// Reading of services' answers, where null is the same as nothing, and numbers may be written as strings.
extension JSONValue {
    /// The value of a key; nil where this is no object, the key is missing, or null.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self, let found = members.last(where: { $0.key == key })?.value,
            found != .null
        else { return nil }
        return found
    }

    /// The text of a string, and of a number.
    var string: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    /// The text of a string that is not empty.
    var filled: String? { string.flatMap { $0.isEmpty ? nil : $0 } }

    /// The value of a number, and of a string that holds one.
    var number: Double? { string.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil } }

    /// The elements of a list; empty for anything else.
    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members of an object; empty for anything else.
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }
}
