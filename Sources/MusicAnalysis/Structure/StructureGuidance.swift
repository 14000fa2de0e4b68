/// What the listener knows better of a song's form: its sections, or how far they lie from where they are heard.
public struct StructureGuidance: Sendable, Equatable, Codable {
    /// The sections themselves, in order; nil to hear them.
    public var sections: [OwnSection]?

    /// How many bars later each boundary lies than it was heard, negative for earlier; `sections` are not moved.
    public var offsetBars = 0

    /// A section as a person has marked it.
    public struct OwnSection: Sendable, Equatable, Codable {
        /// Where it begins, in seconds.
        public var start: Double

        /// Where it ends, in seconds, exclusive; nil where the next one begins.
        public var end: Double?

        /// What the person calls it: "Chorus 2", "refrain", or a letter such as "A" that equal sections share.
        public var name: String

        /// Creates a section.
        public init(start: Double, end: Double? = nil, name: String) {
            self.start = start
            self.end = end
            self.name = name
        }
    }

    /// The shortest section that a person may mark, in seconds.
    ///
    /// More than two boundaries can be apart that are both drawn to the same downbeat.
    package static let shortestSection = 0.5

    /// Creates the guidance of a listener who leaves all to the analysis.
    public init() {}
}
