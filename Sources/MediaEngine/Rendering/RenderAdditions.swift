/// What a rendered video gets beside the pictures and the sound of its edit.
public struct RenderAdditions: Sendable, Equatable {
    /// Subtitles that players can show and hide, as a SubRip text; nil for none.
    public var subtitles: String?

    /// What is drawn into the pictures, as a script of the form ASS, whose sides are the canvas's; nil for nothing.
    public var drawing: String?

    /// The absolute path of a sound that is mixed in from the start, as a WAV file; nil for none.
    public var sound: String?

    /// Frames that are brightened, so that they are noticed.
    public var flashes: Set<Int>

    /// Creates additions; nothing where nothing is said.
    public init(
        subtitles: String? = nil, drawing: String? = nil, sound: String? = nil, flashes: Set<Int> = []
    ) {
        self.subtitles = subtitles
        self.drawing = drawing
        self.sound = sound
        self.flashes = flashes
    }
}
