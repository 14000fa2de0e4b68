/// What the listener knows better: corrections to how a rhythm is heard.
public struct RhythmGuidance: Sendable, Equatable, Codable {
    /// The tempi that are possible, in beats per minute; nil for all that music has.
    public var tempo: ClosedRange<Double>?

    /// Whether to take the reading that was heard, or one at half or double its tempo.
    public var reading = Reading.heard

    /// The number of beats in every bar, 2 to 12; nil to hear it.
    public var beatsPerBar: Int?

    /// How many beats later the first beat of each bar lies than it was heard; negative for earlier.
    public var shift = 0

    /// How many seconds later all beats lie than they were heard; negative for earlier.
    public var offset = 0.0

    /// The beats themselves, increasing, with places in the bar from 1, or 0 where they are to be heard; nil to hear
    /// beats.
    ///
    /// `tempo` and `reading` then have no say.
    public var beats: [Beat]?

    /// A reading of the pulse.
    public enum Reading: String, Sendable, Codable {
        case heard, half, double

        /// The tempo of the reading over the one that was heard.
        var ratio: Double {
            switch self {
            case .heard: 1
            case .half: 0.5
            case .double: 2
            }
        }
    }

    /// Creates the guidance of a listener who leaves all to the analysis.
    public init() {}

    /// Puts finished beats where the listener wants them.
    ///
    /// - Parameters:
    ///   - beats: Beats, increasing.
    ///   - beatsPerBar: How many there usually are in a bar.
    ///   - duration: The song's length in seconds; beats that leave `0 ..< duration` are dropped.
    func moved(_ beats: [Beat], beatsPerBar: Int, duration: Double) -> [Beat] {
        let places = beats.map(\.position)
        return beats.indices.compactMap { index in
            var beat = beats[index]
            let origin = index - shift
            if places.indices.contains(origin) {
                beat.position = places[origin]
            } else if beatsPerBar > 0 {
                // Beyond the ends the count goes on as it is there.
                let place = beat.position - 1 - shift % beatsPerBar + beatsPerBar
                beat.position = place % beatsPerBar + 1
            }
            beat.time += offset
            return (0..<duration).contains(beat.time) ? beat : nil
        }
    }
}
