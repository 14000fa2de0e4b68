/// A moment or a passage in which a song's intensity changes: a build, a drop or a break.
public struct DynamicEvent: Sendable, Equatable, Codable {
    /// What happens.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Loudness, onsets and brightness rise steadily for two bars or more, up to a new section or a drop.
        case build
        /// Loudness jumps up on a downbeat after a build or quieter bars, and stays.
        case drop
        /// The music falls well below the song's loudness for two bars or more, and comes back.
        case `break`
    }

    /// What happens.
    public var kind: Kind

    /// When it begins, in seconds; always a downbeat.
    public var start: Double

    /// The first second that no longer belongs to it, a downbeat; of a drop, which is a moment, its start.
    public var end: Double

    /// By how many LU: of a build, loudness from its first bar to its last; of a drop, from the bars before it to those
    /// after; of a break, its loudness against the song's.
    public var change: Double

    /// Creates an event.
    public init(kind: Kind, start: Double, end: Double, change: Double) {
        self.kind = kind
        self.start = start
        self.end = end
        self.change = change
    }
}
