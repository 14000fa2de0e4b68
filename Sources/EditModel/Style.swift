extension Edit {
    /// What was chosen of an edit's look, beside its picture: how often it cuts, and what it does to clips.
    public struct Style: Sendable, Hashable, Codable {
        /// How often it cuts.
        public var pace: Pace

        /// Beats between cuts; nil for as many as the music asks for.
        public var every: Int?

        /// The shortest shot; nil for that of the pace.
        public var minShot: Length?

        /// The longest shot; nil for none.
        public var maxShot: Length?

        /// In what order clips come.
        public var order: Order

        /// The slowest that a clip is run, over its own speed.
        public var slowest: Double

        /// The fastest that a clip is run, over its own speed.
        public var fastest: Double

        /// Whether speeds are bent so that movement comes on beats.
        public var ramps: Bool

        /// Whether clips may run backwards.
        public var reverse: Bool

        /// Whether left and right may be exchanged; writing in a picture forbids it.
        public var mirror: Bool

        /// How much pictures are moved by punching and pushing in, 0 (not at all) to 1.
        public var moves: Double

        /// The transitions that are used beside hard cuts.
        public var transitions: Set<Shot.Transition.Kind>

        /// What is shown between the frames of a clip that runs slowly.
        public var slowMotion: SlowMotion

        /// Whether what runs at twice its speed or more is blurred, as by an open shutter.
        public var shutterBlur: Bool

        /// Creates a style, the natural one where nothing else is said.
        public init(
            pace: Pace = .natural, every: Int? = nil, minShot: Length? = nil, maxShot: Length? = nil,
            order: Order = .auto, slowest: Double = 0.5, fastest: Double = 2, ramps: Bool = true,
            reverse: Bool = true, mirror: Bool = false, moves: Double = 0.5,
            transitions: Set<Shot.Transition.Kind> = [], slowMotion: SlowMotion = .blend,
            shutterBlur: Bool = false
        ) {
            self.pace = pace
            self.every = every
            self.minShot = minShot
            self.maxShot = maxShot
            self.order = order
            self.slowest = slowest
            self.fastest = fastest
            self.ramps = ramps
            self.reverse = reverse
            self.mirror = mirror
            self.moves = moves
            self.transitions = transitions
            self.slowMotion = slowMotion
            self.shutterBlur = shutterBlur
        }

        /// How often an edit cuts.
        public enum Pace: String, Sendable, Hashable, Codable, CaseIterable {
            case calm, natural, fast, hyper
        }

        /// In what order clips come.
        public enum Order: String, Sendable, Hashable, Codable, CaseIterable {
            /// As sections and names of clips suggest.
            case auto
            /// One after another as their names count, once through the song.
            case story
            /// By chance.
            case shuffle
        }

        /// What is shown between the frames of a clip that runs slowly.
        public enum SlowMotion: String, Sendable, Hashable, Codable, CaseIterable {
            /// Each frame again until the next.
            case `repeat`
            /// Neighbouring frames blended.
            case blend
            /// Frames made by following movement; made once for a clip, and takes long.
            case flow
        }

        /// A length of time, in seconds or in beats of the song.
        public enum Length: Sendable, Hashable, Codable {
            case seconds(Double)
            case beats(Double)

            /// Reads `1.5` or `1.5s` as seconds, `4b` as beats; 0.1 to 600.
            public init?(_ text: String) {
                let unit = text.last
                let digits = unit == "b" || unit == "s" ? text.dropLast() : text[...]
                let isPlain = digits.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
                guard isPlain, let value = Double(digits), Self.values.contains(value) else { return nil }
                self = unit == "b" ? .beats(value) : .seconds(value)
            }

            /// The numbers that a length may have.
            package static let values = 0.1...600.0
        }
    }
}

extension Edit.Style {
    /// The speeds that the slowest may be, over a clip's own.
    package static let slowestSpeeds = 0.1...1.0

    /// The speeds that the fastest may be, over a clip's own.
    package static let fastestSpeeds = 1.0...8.0

    /// The numbers of beats that may lie between cuts.
    package static let everyBeats = 1...64
}
