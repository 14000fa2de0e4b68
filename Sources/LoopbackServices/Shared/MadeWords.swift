/// What a service says that it wrote, where an order leaves the words to it.
public struct MadeWords: Sendable, Equatable {
    /// The title.
    public var title: String
    /// The words, with tags and empty lines.
    public var lyrics: String
    /// The style.
    public var style: String

    /// Creates words.
    public init(
        title: String = "First Light",
        lyrics: String = "[Verse]\nGrey sea, slow light\n\n[Chorus]\nHold on, hold on",
        style: String = "dream pop, airy, female vocals"
    ) {
        self.title = title
        self.lyrics = lyrics
        self.style = style
    }
}
