/// A JSON value with its path, asked for what an edit expects there.
package struct JSONReader {
    /// Strings longer than this, in UTF-8 bytes, are refused.
    package static let longestString = 4096

    /// The value.
    let value: JSONValue

    /// Where it is, such as `$.shots[3].clip`.
    package let path: String

    /// The members of an object that has exactly the given keys, and optional ones or not.
    ///
    /// - Throws: `EditError` for a value of another kind, a key that is missing, unknown or there twice.
    package func members(_ keys: [String], optional: [String] = []) throws(EditError) -> Members {
        guard case .object(let members) = value else { throw mismatch("an object") }
        var found: [String: JSONValue] = [:]
        for member in members {
            guard (keys + optional).contains(member.key) else {
                throw EditError(
                    .invalid, at: "\(path).\(member.key.prefix(80))",
                    "unknown key; the keys here are \((keys + optional).sorted().joined(separator: ", ")).")
            }
            guard found.updateValue(member.value, forKey: member.key) == nil else {
                throw EditError(.invalid, at: "\(path).\(member.key)", "the key is there twice.")
            }
        }
        for key in keys where found[key] == nil {
            throw EditError(.invalid, at: "\(path).\(key)", "the key is missing.")
        }
        return Members(values: found, path: path)
    }

    /// The elements of a list of at most `limit`.
    package func elements(limit: Int) throws(EditError) -> [JSONReader] {
        guard case .array(let elements) = value else { throw mismatch("a list") }
        guard elements.count <= limit else { throw mismatch("a list of at most \(limit)") }
        var readers: [JSONReader] = []
        readers.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            readers.append(JSONReader(value: element, path: "\(path)[\(index)]"))
        }
        return readers
    }

    /// A string of bounded length without null characters.
    ///
    /// - Parameter mostBytes: Longer ones, in UTF-8, are refused.
    package func string(mostBytes: Int = longestString) throws(EditError) -> String {
        guard case .string(let text) = value else { throw mismatch("a string") }
        guard text.utf8.count <= mostBytes else {
            throw mismatch("a string of at most \(mostBytes) bytes")
        }
        guard !text.utf8.contains(0) else { throw mismatch("a string without null characters") }
        return text
    }

    /// Whether it is true.
    package func bool() throws(EditError) -> Bool {
        guard case .bool(let flag) = value else { throw mismatch("true or false") }
        return flag
    }

    /// A whole number within bounds.
    package func integer(_ bounds: ClosedRange<Int>) throws(EditError) -> Int {
        let expectation =
            bounds.upperBound == .max
            ? "a whole number of at least \(bounds.lowerBound)"
            : "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        guard case .number(let digits) = value, let number = Int(digits), bounds.contains(number) else {
            throw mismatch(expectation)
        }
        return number
    }

    /// A whole number from 0 to 2⁶⁴ − 1.
    package func unsigned() throws(EditError) -> UInt64 {
        guard case .number(let digits) = value, let number = UInt64(digits) else {
            throw mismatch("a whole number from 0 to \(UInt64.max)")
        }
        return number
    }

    /// A decimal number within bounds.
    package func decimal(_ bounds: ClosedRange<Double>) throws(EditError) -> Double {
        guard case .number(let digits) = value, let number = Double(digits), bounds.contains(number) else {
            throw mismatch("a number from \(bounds.lowerBound) to \(bounds.upperBound)")
        }
        return number
    }

    /// One of the words of an enumeration.
    package func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) throws(EditError)
        -> Word
    {
        let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        guard case .string(let text) = value, let word = Word(rawValue: text) else {
            throw mismatch("one of \(words)")
        }
        return word
    }

    package func mismatch(_ expectation: String) -> EditError {
        .expected(expectation, found: value.summary, at: path)
    }

    /// The members of an object, asked for by key.
    package struct Members {
        fileprivate let values: [String: JSONValue]
        fileprivate let path: String

        /// Whether a key is there.
        package func has(_ key: String) -> Bool { values[key] != nil }

        /// The value of a key that was listed.
        package subscript(key: String) -> JSONReader {
            JSONReader(value: values[key] ?? .null, path: "\(path).\(key)")
        }

        /// The value of an optional key; nil where it is not there.
        package func optional(_ key: String) -> JSONReader? {
            values[key].map { JSONReader(value: $0, path: "\(path).\(key)") }
        }
    }
}
