/// Why no edit can be planned: the kind, and a sentence for people.
public struct PlanningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// What was wrong and what to do.
    public let description: String

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind { case noFootage, emptySong }
        private let kind: Kind

        /// No clip, or none with a frame.
        public static let noFootage = Code(kind: .noFootage)
        /// A song shorter than a frame.
        public static let emptySong = Code(kind: .emptySong)
    }

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
