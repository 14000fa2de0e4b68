internal import EditModel
internal import MusicAnalysis

extension EditPlanner {
    /// How far sections may be apart, or away from the song's ends, in seconds: what rounding does.
    private static let slack = 1e-3

    /// Refuses an analysis that breaks its own rules, with a sentence that names the first rule broken.
    ///
    /// What passes is finite, in order and bounded, so that planning can count on it.
    static func check(_ song: SongAnalysis) throws(PlanningError) {
        guard !song.duration.isFinite || song.duration <= Edit.Limits.seconds else {
            throw PlanningError(
                .beyondLimits, "The song is longer than four hours. Cut out the part that is wanted.")
        }
        try check(song.duration >= 0 && song.duration.isFinite, "a length of \(song.duration) seconds")
        try check(song.beats.count <= Edit.Limits.beats, "\(song.beats.count) beats")
        try check(song.onsets.count <= Edit.Limits.beats * 10, "\(song.onsets.count) onsets")
        try check(song.sections.count <= Edit.Limits.sections, "\(song.sections.count) sections")
        try check(song.energy.count <= Edit.Limits.beats * 10, "\(song.energy.count) values of energy")
        try check((0...Edit.Limits.positions).contains(song.beatsPerBar), "\(song.beatsPerBar) beats a bar")
        var last = 0.0
        for beat in song.beats {
            try check(
                beat.time >= last && beat.time <= Edit.Limits.seconds,
                "a beat at \(beat.time) seconds after one at \(last)")
            try check(
                (1...Edit.Limits.positions).contains(beat.position),
                "a beat in place \(beat.position) of its bar"
            )
            last = beat.time
        }
        for onset in song.onsets { try check(onset.isFinite, "an onset at \(onset) seconds") }
        for value in song.energy { try check((0...1).contains(value), "an energy of \(value)") }
        try check(song.energyPeriod.isFinite, "an energy every \(song.energyPeriod) seconds")
        try checkLyrics(of: song)
        try checkSections(of: song)
    }

    /// Lines of lyrics follow each other.
    private static func checkLyrics(of song: SongAnalysis) throws(PlanningError) {
        try check(song.lyrics.count <= Edit.Limits.captions, "\(song.lyrics.count) lines of lyrics")
        var end = 0.0
        for line in song.lyrics {
            try check(
                line.start >= end - slack && line.end >= line.start && line.end <= Edit.Limits.seconds,
                "a line of lyrics from \(line.start) to \(line.end) seconds after one up to \(end)")
            try check(
                (0...1).contains(line.confidence), "a line of lyrics with a confidence of \(line.confidence)")
            end = line.end
        }
    }

    /// Sections tile the song, in order.
    private static func checkSections(of song: SongAnalysis) throws(PlanningError) {
        try check(!song.sections.isEmpty || song.duration == 0, "no sections")
        var end = 0.0
        for section in song.sections {
            try check(
                abs(section.start - end) <= slack,
                "a section from \(section.start) seconds where \(end) was due")
            try check(
                section.end > section.start && section.end <= song.duration + slack,
                "a section from \(section.start) to \(section.end) seconds")
            try check((0...1).contains(section.energy), "a section with an energy of \(section.energy)")
            end = section.end
        }
        try check(
            abs(end - song.duration) <= slack, "sections that end at \(end) of \(song.duration) seconds")
    }

    /// Refuses a frame rate that no edit may have.
    static func check(_ rate: FrameRate) throws(PlanningError) {
        guard (1...Edit.Limits.ratePart).contains(rate.numerator),
            (1...Edit.Limits.ratePart).contains(rate.denominator),
            Edit.Limits.framesPerSecond.contains(rate.framesPerSecond)
        else {
            throw PlanningError(
                .unusableStyle,
                "A video cannot have \(rate.numerator)/\(rate.denominator) frames per second; 1 to 240 are possible."
            )
        }
    }

    private static func check(_ isRight: Bool, _ oddity: @autoclosure () -> String) throws(PlanningError) {
        guard !isRight else { return }
        throw PlanningError(
            .unusableSong, "The song's analysis cannot be right: it has \(oddity()). Analyse the song again.")
    }
}
