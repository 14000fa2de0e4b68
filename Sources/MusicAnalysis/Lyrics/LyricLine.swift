/// A line of the lyrics with its time: a half-open range of seconds.
public struct LyricLine: Sendable, Equatable, Codable {
    /// When it begins.
    public var start: Double

    /// When it has ended.
    public var end: Double

    /// What is sung.
    public var text: String

    /// Those of its words whose times were given: in order, none overlapping, all within the line; empty where none was.
    public var words: [LyricWord]

    /// How sure its time is, 0…1: 1 where it was given; otherwise about the probability that it begins within a second of it.
    public var confidence: Double

    /// The index of the part that it belongs to; nil for one without a tag.
    public var part: Int?

    /// Whether its time is an estimate: it is to be told as such, and not to be cut by.
    public var isEstimate: Bool

    /// Creates a line, one whose time was given where nothing else is said.
    public init(
        start: Double, end: Double, text: String, words: [LyricWord] = [], confidence: Double,
        part: Int? = nil, isEstimate: Bool = false
    ) {
        self.start = start
        self.end = end
        self.text = text
        self.words = words
        self.confidence = confidence
        self.part = part
        self.isEstimate = isEstimate
    }
}
