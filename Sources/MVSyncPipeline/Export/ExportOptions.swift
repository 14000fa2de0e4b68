/// How an edit is exported.
public struct ExportOptions: Sendable, Equatable {
    /// Which shots are rendered to files of their own.
    public var baking = Baking.none

    /// How many frames rendered shots have before and behind what is seen, as far as their clips have any.
    public var handles = 12

    /// Whether media are named from the timeline's folder or from the root; nil for what each format's readers want.
    public var hasRelativePaths: Bool?

    /// The finest markers.
    public var markers = Markers.beats

    /// Creates the default options.
    public init() {}

    /// Which shots are rendered to files of their own.
    public enum Baking: Sendable, Equatable {
        /// None.
        case none
        /// Those that one of the formats cannot say.
        case needed
        /// All.
        case all
    }

    /// What timelines have markers for; each has what those before it have, too.
    public enum Markers: String, Sendable, Codable, CaseIterable {
        case none, sections, bars, beats
    }
}
