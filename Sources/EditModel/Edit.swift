/// An edit decision list: which part of which clip is on screen at each frame of a song, and why.
///
/// A value. `validate()` states its invariants; its JSON form is described in `docs/formats/edit.md`.
public struct Edit: Sendable, Equatable, Codable {
    /// The form of the file.
    public static let currentSchema = "mvsync.edit/1"

    /// The form that this edit is written in; `mvsync.edit/1`.
    public var schema: String

    /// The song that it is cut to.
    public var song: Song

    /// The timeline's frame rate.
    public var frameRate: FrameRate

    /// The picture's size.
    public var canvas: Canvas

    /// What was chosen of its look, so that it can be planned anew in the same way.
    public var style: Style

    /// What all the seeded choices were drawn from.
    public var seed: UInt64

    /// The number of timeline frames: the song's length in frames, rounded to the nearest.
    public var frameCount: Int

    /// The clips; shots refer to them by index.
    public var clips: [Footage]

    /// The song's beats as far as they lie on the timeline.
    public var beats: [Marker]

    /// The song's sections, tiling the timeline.
    public var sections: [SectionSpan]

    /// The song's builds, drops and breaks, in order of their start.
    public var events: [Event]

    /// The shots, tiling `0 ..< frameCount` in order.
    public var shots: [Shot]

    /// The lines of the lyrics, in the order of time, none overlapping; empty where they are not known.
    public var captions: [Caption]

    /// What a person should know of this edit, as full sentences.
    public var warnings: [String]

    /// Creates an edit.
    public init(
        song: Song, frameRate: FrameRate, canvas: Canvas, style: Style = Style(), seed: UInt64,
        frameCount: Int, clips: [Footage],
        beats: [Marker], sections: [SectionSpan], events: [Event] = [], shots: [Shot],
        captions: [Caption] = [], warnings: [String]
    ) {
        schema = Self.currentSchema
        self.song = song
        self.frameRate = frameRate
        self.canvas = canvas
        self.style = style
        self.seed = seed
        self.frameCount = frameCount
        self.clips = clips
        self.beats = beats
        self.sections = sections
        self.events = events
        self.shots = shots
        self.captions = captions
        self.warnings = warnings
    }

    /// The song of an edit.
    public struct Song: Sendable, Equatable, Codable {
        /// Where it is: absolute in memory, relative to the edit file inside an edit file.
        public var path: String

        /// SHA-256 of the file's bytes, in lower-case hexadecimal.
        public var contentHash: String

        /// Its length in seconds, by count of decoded samples.
        public var duration: Double

        /// Its tempo in beats per minute; 0 where there is no beat.
        public var bpm: Double

        /// Creates a song reference.
        public init(path: String, contentHash: String, duration: Double, bpm: Double) {
            self.path = path
            self.contentHash = contentHash
            self.duration = duration
            self.bpm = bpm
        }
    }

    /// The size of the picture in square pixels; both sides even.
    public struct Canvas: Sendable, Hashable, Codable {
        /// Pixels across.
        public var width: Int

        /// Pixels down.
        public var height: Int

        /// Creates a canvas.
        public init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }

        /// Width over height.
        public var aspect: Double { Double(width) / Double(height) }
    }

    /// A beat on the timeline.
    public struct Marker: Sendable, Hashable, Codable {
        /// The song's own time of it, in seconds.
        public var time: Double

        /// The nearest frame.
        public var frame: Int

        /// The bar it belongs to, counted from 1; 0 for a pickup before the first downbeat.
        public var bar: Int

        /// The place in the bar, counted from 1.
        public var position: Int

        /// Creates a marker.
        public init(time: Double, frame: Int, bar: Int, position: Int) {
            self.time = time
            self.frame = frame
            self.bar = bar
            self.position = position
        }
    }

    /// A section on the timeline.
    public struct SectionSpan: Sendable, Hashable, Codable {
        /// Its name with its number, such as "chorus 2".
        public var name: String

        /// Its label, such as "chorus".
        public var label: String

        /// Its first frame.
        public var startFrame: Int

        /// The first frame after it.
        public var endFrame: Int

        /// How strong the music is here, 0…1 within the song.
        public var energy: Double

        /// The names of the clips that a person wants here; empty to leave it to the planning.
        ///
        /// The first opens it; one alone comes at least every other shot, two or more fill it.
        public var clips: [String]

        /// Whether planning again must leave its shots as they are.
        public var isPinned: Bool

        /// Creates a section span.
        public init(
            name: String, label: String, startFrame: Int, endFrame: Int, energy: Double,
            clips: [String] = [], isPinned: Bool = false
        ) {
            self.name = name
            self.label = label
            self.startFrame = startFrame
            self.endFrame = endFrame
            self.energy = energy
            self.clips = clips
            self.isPinned = isPinned
        }
    }

    /// What the music does on the timeline beside its sections.
    public struct Event: Sendable, Hashable, Codable {
        /// What it does.
        public var kind: Kind

        /// The first frame, a downbeat's.
        public var startFrame: Int

        /// The first frame after it; of a drop, which is a moment, its first.
        public var endFrame: Int

        /// Creates an event.
        public init(kind: Kind, startFrame: Int, endFrame: Int) {
            self.kind = kind
            self.startFrame = startFrame
            self.endFrame = endFrame
        }

        /// The kinds of events.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// It rises, up to a new section or a drop.
            case build
            /// It jumps up, and stays.
            case drop
            /// It falls away, and comes back.
            case `break`
        }
    }
}
