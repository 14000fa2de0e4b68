/// Why no edit can be planned.
public struct PlanningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// One full sentence: what is wrong, and what to do.
    public let description: String

    /// Creates an error from its kind and its sentence.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind { case noFootage, noSong, unusable }
        private let kind: Kind

        /// No clip shows anything.
        public static let noFootage = Code(kind: .noFootage)
        /// The song has no length.
        public static let noSong = Code(kind: .noSong)
        /// An input lies outside what an edit can hold, such as a song of five hours.
        public static let unusable = Code(kind: .unusable)
    }
}
