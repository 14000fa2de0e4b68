/// What a service says of a song whose words it wrote itself.
public struct WrittenSong: Codable, Sendable, Equatable {
    /// The title; nil where it names none.
    public var title: String?
    /// The words with tags such as `[Verse 1]` on lines of their own; nil where it does not tell them.
    public var lyrics: String?
    /// The style in one line, such as `dream pop, female vocals`; nil where it does not say.
    public var style: String?
    /// The tempo, such as `118`; nil where it does not say.
    public var tempo: String?
    /// The key, such as `C Major`; nil where it does not say.
    public var key: String?
    /// The metre, such as `4/4` or `4`; nil where it does not say.
    public var timeSignature: String?

    /// Texts are cut to so many characters, so that a record of them can always be read again.
    private static let longest = (lyrics: 20_000, other: 1000)

    /// Creates what is said of a song; nil where nothing is.
    public init?(
        title: String? = nil, lyrics: String? = nil, style: String? = nil, tempo: String? = nil,
        key: String? = nil, timeSignature: String? = nil
    ) {
        let all = [title, lyrics, style, tempo, key, timeSignature]
        guard all.contains(where: { $0 != nil }) else { return nil }
        func cut(_ text: String?) -> String? { text.map { String($0.prefix(Self.longest.other)) } }
        self.title = cut(title)
        self.lyrics = lyrics.map { String($0.prefix(Self.longest.lyrics)) }
        self.style = cut(style)
        self.tempo = cut(tempo)
        self.key = cut(key)
        self.timeSignature = cut(timeSignature)
    }
}
