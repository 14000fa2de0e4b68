/// Reading of JSON that others have written, of which only some keys matter.
extension JSONReader {
    /// Reads a text.
    ///
    /// - Throws: `EditError` with the code `.malformed` for what is no JSON.
    package init(parsing text: String) throws(EditError) {
        self.init(value: try JSONParser.parse(Array(text.utf8)), path: "$")
    }

    /// Whether the value is a list.
    package var isList: Bool {
        if case .array = value { true } else { false }
    }

    /// Whether the value is an object.
    package var isObject: Bool {
        if case .object = value { true } else { false }
    }

    /// The value of a key; nil where the key is missing, or null.
    ///
    /// - Throws: `EditError` for a value that is no object.
    package func member(_ key: String) throws(EditError) -> JSONReader? {
        guard case .object(let members) = value else { throw mismatch("an object") }
        guard let found = members.first(where: { $0.key == key })?.value, found != .null else { return nil }
        return JSONReader(value: found, path: "\(path).\(key)")
    }

    /// The value of a key that must be there.
    package func required(_ key: String) throws(EditError) -> JSONReader {
        guard let member = try member(key) else {
            throw EditError(.invalid, at: "\(path).\(key)", "the key is missing.")
        }
        return member
    }
}
