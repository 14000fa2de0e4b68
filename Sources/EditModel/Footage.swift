/// What is known of one clip: facts, measured from the file.
public struct Footage: Sendable, Equatable, Codable {
    /// Where it is: an absolute path in memory, relative to the edit file inside an edit file.
    public var path: String

    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    public var contentHash: String

    /// The range of source time that really decodes, in seconds from the first frame's display: `0 ..< duration`.
    public var duration: Double

    /// The number of frames that really decode.
    public var frameCount: Int

    /// Mean frames per second.
    public var framesPerSecond: Double

    /// Whether the distances between frames vary.
    public var isVariableFrameRate: Bool

    /// Width in square pixels as displayed, after rotation and pixel aspect.
    public var displayWidth: Int

    /// Height in pixels as displayed, after rotation.
    public var displayHeight: Int

    /// Clockwise rotation that the player applies: 0, 90, 180 or 270 degrees.
    public var rotation: Int

    /// The sample aspect ratio as width over height; 1 for square pixels.
    public var pixelAspect: Double

    /// Whether the transfer function is that of high dynamic range.
    public var isHDR: Bool

    /// The video codec's short name.
    public var codec: String

    /// How fast the parts of the picture move, one value per frame, 0 for the first; 0…1.
    ///
    /// The root of the mean square over the picture, where 1 is half a picture width a second or more. What is new in a
    /// picture counts as fast movement, a change of light as none.
    public var motion: [Float]

    /// Times of hard cuts inside the clip, in seconds, increasing.
    public var cuts: [Double]

    /// Movements that stand out, in order of time.
    public var accents: [Accent]

    /// What is seen over time, one value every `Footage.momentPeriod` seconds.
    public var moments: [Moment]

    /// The best places to jump back unseen, those with the least difference first.
    public var loops: [Loop]

    /// Whether it is a still picture: a single frame that may stand as long as is wanted.
    public var isStill: Bool

    /// What a person should know (salvaged frames, HDR), as full sentences.
    public var warnings: [String]

    /// Creates footage from its facts.
    public init(
        path: String, contentHash: String, duration: Double, frameCount: Int, framesPerSecond: Double,
        isVariableFrameRate: Bool, displayWidth: Int, displayHeight: Int, rotation: Int, pixelAspect: Double,
        isHDR: Bool, codec: String, motion: [Float], cuts: [Double], accents: [Accent] = [],
        moments: [Moment] = [], loops: [Loop] = [], isStill: Bool = false, warnings: [String]
    ) {
        self.path = path
        self.contentHash = contentHash
        self.duration = duration
        self.frameCount = frameCount
        self.framesPerSecond = framesPerSecond
        self.isVariableFrameRate = isVariableFrameRate
        self.displayWidth = displayWidth
        self.displayHeight = displayHeight
        self.rotation = rotation
        self.pixelAspect = pixelAspect
        self.isHDR = isHDR
        self.codec = codec
        self.motion = motion
        self.cuts = cuts
        self.accents = accents
        self.moments = moments
        self.loops = loops
        self.isStill = isStill
        self.warnings = warnings
    }

    /// The file's name without folder and extension.
    public var name: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        return String(file[..<dot])
    }
}

extension Footage {
    /// The share of the picture that is left where it is cropped to a canvas, 0…1.
    package func keptShare(on canvas: Edit.Canvas) -> Double {
        min(displayAspect, canvas.aspect) / max(displayAspect, canvas.aspect)
    }

    /// Whether it is wider for its height than a canvas.
    package func isWider(than canvas: Edit.Canvas) -> Bool { displayAspect > canvas.aspect }

    /// Width over height as displayed.
    package var displayAspect: Double { Double(displayWidth) / Double(max(displayHeight, 1)) }

    /// A clip that would keep less than this share of its picture is shown whole, before a backdrop.
    package static let leastKeptShare = 0.45

    /// The seconds between two moments.
    public static let momentPeriod = 0.25

    /// A movement that stands out: something starts, stops, or flashes.
    public struct Accent: Sendable, Hashable, Codable {
        /// When the first frame that shows it comes on screen, in seconds: the first one that has moved at the new speed,
        /// or is lit.
        public var time: Double

        /// How much it stands out, 0…1: of a movement, how great the change of speed is, both in picture widths a second
        /// and against the greater speed (0.5 where what rests begins to move at 0.36 widths a second); of a flash, how
        /// great that of brightness is.
        public var strength: Double

        /// What happens.
        public var kind: Kind

        /// Creates an accent.
        public init(time: Double, strength: Double, kind: Kind) {
            self.time = time
            self.strength = strength
            self.kind = kind
        }

        /// The kinds of accents.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// Movement begins or grows at once.
            case start
            /// Movement ends at once.
            case stop
            /// The picture lights up for a few frames.
            case flash
        }
    }

    /// What is seen around a moment; the one at an index is for the time of the index times `momentPeriod`.
    public struct Moment: Sendable, Hashable, Codable {
        /// Where the eye is drawn, across: 0 (left) to 1.
        public var x: Double

        /// Where the eye is drawn, down: 0 (top) to 1.
        public var y: Double

        /// How the whole picture moves, in picture widths a second, to the right.
        public var panX: Double

        /// How the whole picture moves, in picture heights a second, downwards.
        public var panY: Double

        /// Mean brightness, 0…1.
        public var brightness: Double

        /// Creates a moment.
        public init(
            x: Double = 0.5, y: Double = 0.5, panX: Double = 0, panY: Double = 0, brightness: Double = 0.5
        ) {
            self.x = x
            self.y = y
            self.panX = panX
            self.panY = panY
            self.brightness = brightness
        }
    }

    /// Two places in a clip so alike that it can jump from the later one to the earlier.
    public struct Loop: Sendable, Hashable, Codable {
        /// Where it goes on, in seconds.
        public var start: Double

        /// Where it jumps away, in seconds; the frame that would come there looks like the one at `start`.
        public var end: Double

        /// How much the two pictures and those before them differ, in grey levels; below 4 hardly seen.
        ///
        /// The mean over the picture, or half of that in its worst twelfth, where that is more.
        public var difference: Double

        /// Creates a loop.
        public init(start: Double, end: Double, difference: Double) {
            self.start = start
            self.end = end
            self.difference = difference
        }
    }
}
