/// The form of a song: its sections and the course of its energy.
public struct Structure: Sendable, Equatable {
    /// Sections that tile the song without gap or overlap.
    public var sections: [Section]

    /// Energy over time, 0…1 within the song, one value per `energyPeriod`.
    public var energy: [Double]

    /// Seconds between the values of `energy`.
    public var energyPeriod: Double

    /// Fallbacks that were taken, as full sentences.
    public var warnings: [String]

    /// Where the parts of the lyrics lie, in the order of time; empty without lyrics.
    package var lyricParts: [LyricPartSpan] = []
}
