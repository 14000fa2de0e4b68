/// What is wrong with a prompt file, a song sheet or a storyboard that a user wrote.
public struct StoryboardError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// One full sentence or two: what was wrong, where, and what to do.
    public let description: String

    /// Creates an error from its kind and its sentence.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind { case malformed, invalid, prompt }
        private let kind: Kind

        /// Text that is not JSON.
        public static let malformed = Code(kind: .malformed)
        /// A value that breaks a rule of its file.
        public static let invalid = Code(kind: .invalid)
        /// A prompt file that cannot be used.
        public static let prompt = Code(kind: .prompt)
    }
}
