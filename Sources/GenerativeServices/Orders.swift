/// A still picture that is ordered.
public struct ImageOrder: Sendable, Equatable {
    /// What it shows.
    public var prompt: String
    /// What it must not show; empty for nothing.
    public var negative: String
    /// In pixels.
    public var width: Int
    /// In pixels.
    public var height: Int
    /// What chance is drawn from.
    public var seed: UInt64

    /// Creates an order.
    public init(prompt: String, negative: String = "", width: Int = 1280, height: Int = 720, seed: UInt64 = 0)
    {
        self.prompt = prompt
        self.negative = negative
        self.width = width
        self.height = height
        self.seed = seed
    }
}

/// A clip that is ordered.
public struct ClipOrder: Sendable, Equatable {
    /// What it shows.
    public var prompt: String
    /// What it must not show; empty for nothing.
    public var negative: String
    /// The wanted length; services have lengths of their own, the nearest of which is taken.
    public var seconds: Double
    /// The shape, as width and height in whole numbers without a common divisor, such as 16 and 9.
    public var aspect: (width: Int, height: Int)
    /// The height of the picture, or its width where that is less, such as 720.
    public var lines: Int
    /// What chance is drawn from.
    public var seed: UInt64
    /// The picture that it starts from; nil for none.
    public var image: Image?

    /// A picture that a clip starts from.
    public enum Image: Sendable, Equatable {
        /// A file on this machine.
        case file(String)
        /// An address that the service can fetch it from.
        case url(String)
    }

    /// Creates an order.
    public init(
        prompt: String, negative: String = "", seconds: Double = 5,
        aspect: (width: Int, height: Int) = (16, 9),
        lines: Int = 720, seed: UInt64 = 0, image: Image? = nil
    ) {
        self.prompt = prompt
        self.negative = negative
        self.seconds = seconds
        self.aspect = aspect
        self.lines = lines
        self.seed = seed
        self.image = image
    }

    /// Whether two orders are for the same.
    public static func == (a: ClipOrder, b: ClipOrder) -> Bool {
        a.prompt == b.prompt && a.negative == b.negative && a.seconds == b.seconds && a.aspect == b.aspect
            && a.lines == b.lines && a.seed == b.seed && a.image == b.image
    }
}

/// A number within bounds; the lower bound for what is no number.
func bounded(_ value: Double, _ bounds: ClosedRange<Double>) -> Double {
    value.isNaN ? bounds.lowerBound : min(max(value, bounds.lowerBound), bounds.upperBound)
}

/// A song that is ordered.
public struct SongOrder: Sendable, Equatable {
    /// The title.
    public var title: String
    /// The words with tags such as `[Verse 1]` on lines of their own; empty for a song without words.
    public var lyrics: String
    /// The style in one line, such as `electronic, 118 BPM, C Major, 4/4, female voice`.
    public var style: String
    /// Beats a minute.
    public var bpm: Double
    /// The key, such as `C Major`.
    public var key: String
    /// The beats of a bar.
    public var beatsPerBar: Int
    /// The wanted length in seconds; nil to leave it to the service.
    public var seconds: Double?
    /// The parts in their order, for services that want them one by one.
    public var sections: [Section]
    /// What chance is drawn from.
    public var seed: UInt64
    /// What the song is about, where its service writes the words and chooses the style; nil where this order has them.
    public var description: String?

    /// A part of a song.
    public struct Section: Sendable, Equatable {
        /// Its name, such as `Verse 1`.
        public var name: String
        /// Its lines; none for a part without words.
        public var lines: [String]
        /// Its wanted length.
        public var seconds: Double

        /// Creates a part.
        public init(name: String, lines: [String], seconds: Double) {
            self.name = name
            self.lines = lines
            self.seconds = seconds
        }
    }

    /// Creates an order.
    public init(
        title: String, lyrics: String, style: String, bpm: Double = 118, key: String = "C Major",
        beatsPerBar: Int = 4, seconds: Double? = nil, sections: [Section] = [], seed: UInt64 = 0,
        description: String? = nil
    ) {
        self.title = title
        self.lyrics = lyrics
        self.style = style
        self.bpm = bpm
        self.key = key
        self.beatsPerBar = beatsPerBar
        self.seconds = seconds
        self.sections = sections
        self.seed = seed
        self.description = description
    }

    /// Whether it is a song without words.
    public var isInstrumental: Bool { description == nil && lyrics.allSatisfy(\.isWhitespace) }
}
