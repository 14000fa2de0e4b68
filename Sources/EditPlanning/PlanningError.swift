/// Why no edit can be planned: the kind, and a sentence for people.
public struct PlanningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public let code: Code

    /// What was wrong and what to do.
    public let description: String

    /// The kinds of failure; more may be added.
    public struct Code: Sendable, Hashable {
        private enum Kind { case noFootage, emptySong, unusableSong, unusableStyle, unknownPin, beyondLimits }
        private let kind: Kind

        /// No clip, or none with a frame.
        public static let noFootage = Code(kind: .noFootage)
        /// A song shorter than a frame.
        public static let emptySong = Code(kind: .emptySong)
        /// An analysis with times that are no numbers or out of order, sections that do not tile the song, or more of
        /// anything than a song can have.
        public static let unusableSong = Code(kind: .unusableSong)
        /// A frame rate that no edit may have, or lengths of shots that contradict each other.
        public static let unusableStyle = Code(kind: .unusableStyle)
        /// A pin for a clip or a section that is not there.
        public static let unknownPin = Code(kind: .unknownPin)
        /// An edit that would break a rule of `Edit.validate()`.
        public static let beyondLimits = Code(kind: .beyondLimits)
    }

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
