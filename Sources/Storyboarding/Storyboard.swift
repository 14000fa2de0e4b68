/// The scenes of a video, in their order.
public struct Storyboard: Sendable, Equatable, Codable {
    /// The scenes.
    public var scenes: [Keyframe]

    /// Creates a storyboard.
    public init(scenes: [Keyframe]) {
        self.scenes = scenes
    }
}

/// One scene of a video: what one clip shows.
public struct Keyframe: Sendable, Equatable, Codable {
    /// Its place, from 1.
    public var number: Int
    /// Its title, without quotes.
    public var title: String
    /// Where and when it is, and how it looks.
    public var scenario: String
    /// Who is in it.
    public var characters: [Character]
    /// What they do; empty where nothing was said.
    public var actions: String
    /// What it tells.
    public var plot: String
    /// What it must not show; empty for nothing.
    public var negative: String
    /// The section of the song that it is for, such as `chorus`; empty where nothing was said.
    public var section: String
    /// How long its clip should be, in seconds; nil for as long as all.
    public var seconds: Double?

    /// Creates a scene.
    public init(
        number: Int, title: String, scenario: String, characters: [Character] = [], actions: String = "",
        plot: String = "", negative: String = "", section: String = "", seconds: Double? = nil
    ) {
        self.number = number
        self.title = title
        self.scenario = scenario
        self.characters = characters
        self.actions = actions
        self.plot = plot
        self.negative = negative
        self.section = section
        self.seconds = seconds
    }

    /// How long clips may be, in seconds.
    public static let clipLengths = 1.0...20

    /// Somebody in a scene.
    public struct Character: Sendable, Equatable, Codable {
        /// The name, which is the same in each scene.
        public var name: String
        /// What they look like, in the same words in each scene.
        public var description: String

        /// Creates a character.
        public init(name: String, description: String) {
            self.name = name
            self.description = description
        }
    }
}
