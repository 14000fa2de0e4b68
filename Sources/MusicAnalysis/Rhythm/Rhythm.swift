/// The rhythm of a song: its onsets, its tempo, and its beats with their places in the bar.
public struct Rhythm: Sendable, Equatable {
    /// Onset times in seconds, increasing.
    public var onsets: [Double]

    /// The tempo, with the other readings that were considered; 0 beats per minute where there is no beat.
    public var tempo: Tempo

    /// All beats, strictly increasing in time; empty for a song without a beat.
    public var beats: [Beat]

    /// The commonest number of beats in a bar; 0 where there is no beat.
    public var beatsPerBar: Int

    /// What the listener should know of the result, as full sentences.
    public var warnings: [String]

    /// Creates a rhythm from its parts.
    public init(onsets: [Double], tempo: Tempo, beats: [Beat], beatsPerBar: Int, warnings: [String]) {
        self.onsets = onsets
        self.tempo = tempo
        self.beats = beats
        self.beatsPerBar = beatsPerBar
        self.warnings = warnings
    }
}
