/// What is wrong with an edit or its file.
public struct EditError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// The JSON path of the value at fault, such as `$.shots[3].clip`; nil where a file as a whole is at fault.
    public let path: String?

    /// The file that was read or written, where there is one.
    public var file: String?

    /// What was expected, and what was found: the sentence without path and file.
    public let reason: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - path: The JSON path of the value at fault, if one is.
    ///   - file: The file, if there is one.
    ///   - reason: A sentence that can stand behind a path and a colon.
    public init(_ code: Code, at path: String? = nil, file: String? = nil, _ reason: String) {
        self.code = code
        self.path = path
        self.file = file
        self.reason = reason
    }

    /// The whole sentence: the file and the path as far as known, then what is wrong.
    public var description: String {
        let place = [file.map { "“\(visible($0))”" }, path].compactMap { $0 }.joined(separator: ", ")
        return place.isEmpty ? reason : "\(place): \(reason)"
    }

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind { case malformed, invalid, missing, unreadable, exists, cannotWrite }
        private let kind: Kind

        /// Text that is not JSON, or too large or too deeply nested to be an edit.
        public static let malformed = Code(kind: .malformed)
        /// A value that breaks a rule of the edit.
        public static let invalid = Code(kind: .invalid)
        /// A file that is not there.
        public static let missing = Code(kind: .missing)
        /// A file that cannot be read, or is none.
        public static let unreadable = Code(kind: .unreadable)
        /// A file of that name exists, and may not be overwritten.
        public static let exists = Code(kind: .exists)
        /// A file that cannot be written.
        public static let cannotWrite = Code(kind: .cannotWrite)
    }

    /// An invalid value: what was expected at a path, and what is there.
    static func expected(_ expectation: String, found: String, at path: String) -> EditError {
        EditError(.invalid, at: path, "expected \(expectation), found \(found).")
    }
}
