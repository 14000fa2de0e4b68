/// Everything that is known of a song: when it beats, how its bars run, what its sections are.
///
/// Times are seconds from the first decoded sample. Lists increase in time, ranges are half-open.
public struct SongAnalysis: Sendable, Equatable, Codable {
    /// The length of the song in seconds, from the count of decoded samples.
    public var duration: Double

    /// The tempo, with the other readings that were considered.
    public var tempo: Tempo

    /// Beats per bar (the commonest, where the metre changes); 0 where there is no beat.
    public var beatsPerBar: Int

    /// All beats; empty for a song without a beat.
    public var beats: [Beat]

    /// Onset times in seconds.
    public var onsets: [Double]

    /// Sections that tile `0 ..< duration` without gap or overlap; one at least, unless the song is empty.
    public var sections: [Section]

    /// Loudness over time, scaled to 0…1 within the song, one value per `energyPeriod` seconds.
    public var energy: [Double]

    /// Seconds between the values of `energy`.
    public var energyPeriod: Double

    /// The lines of the lyrics, in the order of time, none overlapping; empty where they are not known.
    public var lyrics: [LyricLine]

    /// Loudness by EBU R128, whole and momentary.
    public var loudness: Loudness

    /// Builds, drops and breaks in order of their start; none where there is no beat.
    public var dynamics: [DynamicEvent]

    /// What the listener should know: fallbacks taken and results that are unsure, as full sentences.
    public var warnings: [String]

    /// Creates an analysis from its parts.
    public init(
        duration: Double, tempo: Tempo, beatsPerBar: Int, beats: [Beat], onsets: [Double],
        sections: [Section],
        energy: [Double], energyPeriod: Double, loudness: Loudness = Loudness(),
        dynamics: [DynamicEvent] = [], lyrics: [LyricLine] = [], warnings: [String]
    ) {
        self.duration = duration
        self.tempo = tempo
        self.beatsPerBar = beatsPerBar
        self.beats = beats
        self.onsets = onsets
        self.sections = sections
        self.energy = energy
        self.energyPeriod = energyPeriod
        self.lyrics = lyrics
        self.loudness = loudness
        self.dynamics = dynamics
        self.warnings = warnings
    }
}

/// One beat of a song.
public struct Beat: Sendable, Equatable, Codable {
    /// When, in seconds.
    public var time: Double

    /// The place in its bar, counted from 1; 1 is the downbeat.
    public var position: Int

    /// How sure the beat is, 0…1: the probability that the beats around it, heard alone, fall in step with it.
    public var confidence: Double

    /// Creates a beat, a certain one where nothing else is said.
    public init(time: Double, position: Int, confidence: Double = 1) {
        self.time = time
        self.position = position
        self.confidence = confidence
    }
}

/// A tempo, how sure it is, and what else it might be.
public struct Tempo: Sendable, Equatable, Codable {
    /// Beats per minute (the median over the song); 0 where there is no beat.
    public var bpm: Double

    /// From 0 (a guess) to 1 (certain).
    public var confidence: Double

    /// Other readings, such as half and double, best first; scores are relative to the chosen one's 1.
    public var alternatives: [Alternative]

    /// The tempo over time: one value for each bar; empty where there are fewer than eight beats.
    public var curve: [Moment]

    /// How far the beats stray from evenly spaced ones at best, in seconds: the greatest distance of one.
    public var drift: Double

    /// The tempo at a moment.
    public struct Moment: Sendable, Equatable, Codable {
        /// The bar's first beat, in seconds.
        public var time: Double

        /// Beats per minute over the sixteen beats around it.
        public var bpm: Double

        /// Creates a moment.
        public init(time: Double, bpm: Double) {
            self.time = time
            self.bpm = bpm
        }
    }

    /// Another reading of the tempo.
    public struct Alternative: Sendable, Equatable, Codable {
        /// Beats per minute.
        public var bpm: Double

        /// How well it explains the song, relative to the chosen tempo's 1.
        public var score: Double

        /// Creates an alternative.
        public init(bpm: Double, score: Double) {
            self.bpm = bpm
            self.score = score
        }
    }

    /// Creates a tempo.
    public init(
        bpm: Double, confidence: Double, alternatives: [Alternative], curve: [Moment] = [], drift: Double = 0
    ) {
        self.bpm = bpm
        self.confidence = confidence
        self.alternatives = alternatives
        self.curve = curve
        self.drift = drift
    }
}

/// One section of a song: a half-open range of time with a name.
public struct Section: Sendable, Equatable, Codable {
    /// The first second that belongs to it.
    public var start: Double

    /// The first second that no longer belongs to it.
    public var end: Double

    /// What it is.
    public var label: SectionLabel

    /// Sections with the same group repeat the same music; counted from 0 in order of first appearance.
    public var group: Int

    /// Mean energy, 0…1 within the song.
    public var energy: Double

    /// How sure the label is, 0…1.
    public var confidence: Double

    /// Loudness in LUFS, the mean of its power; not below −100.
    public var loudness: Double

    /// How intense it is, 0…1 on a scale that compares songs: by loudness relative to the song's, onsets a second, and
    /// brightness.
    public var intensity: Double

    /// Creates a section, a silent one where nothing else is said.
    public init(
        start: Double, end: Double, label: SectionLabel, group: Int, energy: Double, confidence: Double,
        loudness: Double = -100, intensity: Double = 0
    ) {
        self.start = start
        self.end = end
        self.label = label
        self.group = group
        self.energy = energy
        self.confidence = confidence
        self.loudness = loudness
        self.intensity = intensity
    }

    /// Its length in seconds.
    public var duration: Double { end - start }
}

/// What a section is called.
public enum SectionLabel: String, Sendable, Codable, CaseIterable {
    case intro, verse, prechorus, chorus, bridge, instrumental, outro
}
