/// All that is decided of a song before it is sung.
public struct SongSheet: Sendable, Equatable, Codable {
    /// The title, without quotes.
    public var title: String
    /// The genre, such as `Electronic rock`; empty where none was named.
    public var genre: String
    /// Beats a minute, 30…300.
    public var tempo: Double
    /// The metre.
    public var timeSignature: TimeSignature
    /// The key.
    public var key: MusicalKey
    /// The words with tags such as `[Verse 1]` on lines of their own.
    public var lyrics: String
    /// What the recording sounds like, in single adjectives and short phrases.
    public var recording: [String]
    /// What the voice sounds like, in single adjectives and short phrases.
    public var vocals: [String]

    /// Creates a song sheet; what is not said is the default that is used for what a language model leaves out.
    public init(
        title: String, genre: String = "", tempo: Double = 118, timeSignature: TimeSignature = .common,
        key: MusicalKey = .cMajor, lyrics: String, recording: [String] = [], vocals: [String] = []
    ) {
        self.title = title
        self.genre = genre
        self.tempo = tempo
        self.timeSignature = timeSignature
        self.key = key
        self.lyrics = lyrics
        self.recording = recording
        self.vocals = vocals
    }
}

/// A metre: how many beats of which kind a bar has.
public struct TimeSignature: Sendable, Equatable, Codable, CustomStringConvertible {
    /// The beats of a bar, 1…16.
    public var beats: Int
    /// The note that is a beat: 1, 2, 4, 8 or 16.
    public var unit: Int

    /// Creates a metre.
    public init(beats: Int, unit: Int) {
        self.beats = beats
        self.unit = unit
    }

    /// Four quarters.
    public static let common = TimeSignature(beats: 4, unit: 4)

    /// As it is written: `4/4`.
    public var description: String { "\(beats)/\(unit)" }

    /// Reads what `description` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let metre = Self(exactly: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no metre such as 4/4")
        }
        self = metre
    }

    /// Writes the `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A key: a tonic with its mode.
public struct MusicalKey: Sendable, Equatable, Codable, CustomStringConvertible {
    /// The tonic: a capital letter A…G, with `#` or `b` behind it where it is raised or lowered.
    public var tonic: String
    /// Whether it is minor; major otherwise.
    public var isMinor: Bool

    /// Creates a key.
    public init(tonic: String, isMinor: Bool = false) {
        self.tonic = tonic
        self.isMinor = isMinor
    }

    /// C major.
    public static let cMajor = MusicalKey(tonic: "C")

    /// As it is said: `C Major`, `F# Minor`.
    public var description: String { tonic + (isMinor ? " Minor" : " Major") }

    /// Reads what `description` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let key = Self(exactly: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no key such as C Major")
        }
        self = key
    }

    /// Writes the `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
