/// A JSON value as it stands in a file: numbers keep their digits, objects their order.
package indirect enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// The digits as written, in JSON's grammar.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A key with its value.
    package struct Member: Equatable, Sendable {
        package var key: String
        package var value: JSONValue

        /// Creates a member.
        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// What it is and holds, short enough for a sentence.
    var summary: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let digits): digits.count <= 40 ? digits : "a number of \(digits.count) characters"
        case .string(let text): text.count <= 40 ? "\"\(text)\"" : "a string of \(text.count) characters"
        case .array(let elements): "a list of \(elements.count)"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    /// Reads a text.
    ///
    /// - Throws: `EditError` with the code `.malformed` for what is no JSON.
    package init(parsing text: some Sequence<UInt8>) throws(EditError) {
        self = try JSONParser.parse(Array(text))
    }

    /// An object of the members that are there: those that are null are not.
    package static func object(of members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.filter { $0.value != .null }.map { Member(key: $0.key, value: $0.value) })
    }

    /// The text, for people: sorted keys, two spaces of indent, small values on one line, a newline at its end.
    package var text: String { JSONWriter.text(of: self) }

    /// A whole number.
    package static func number(_ value: Int) -> JSONValue { .number("\(value)") }

    /// A decimal number, rounded to six places and written without trailing zeros.
    ///
    /// Six places of a second are a microsecond, far below a frame, and free of binary noise such as
    /// 0.30000000000000004.
    package static func number(_ value: Double) -> JSONValue { .number(decimal(value)) }

    private static func decimal(_ value: Double) -> String {
        let scaled = (value * 1_000_000).rounded()
        guard scaled.magnitude < 9e15 else { return "\(value)" }
        let micros = Int(scaled)
        let whole = micros.magnitude / 1_000_000
        var fraction = String(micros.magnitude % 1_000_000)
        fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        let sign = micros < 0 ? "-" : ""
        return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }
}
