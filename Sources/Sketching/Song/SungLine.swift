internal import MusicAnalysis

/// A line of words as notes of one voice.
struct SungLine: Sendable {
    /// A note.
    struct Note: Sendable, Equatable {
        /// When it begins, in beats from the line's first.
        var beat: Double
        /// Its length in beats.
        var length: Double
        /// The step of the scale; 0 is the tonic.
        var step: Int
        /// What is sung.
        var vowel: Voice.Vowel
    }

    /// One for each syllable.
    let notes: [Note]

    /// Gives each syllable of a line a note.
    ///
    /// - Parameters:
    ///   - text: The line.
    ///   - beats: How many beats it may take.
    ///   - chords: The step of the scale of each chord, of which each takes as many beats.
    ///   - centre: The step about which the melody moves.
    ///   - chance: What the melody is drawn from.
    init(_ text: String, beats: Double, chords: [Int], centre: Int, chance: inout Chance) {
        let vowels = Self.vowels(of: text)
        guard !vowels.isEmpty else {
            notes = []
            return
        }
        // The last beat is for breath; a grid of eighths, finer where there are more syllables than that.
        let span = max(beats - 1, beats * 0.75)
        var grid = 0.5
        while span / grid < Double(vowels.count) { grid /= 2 }
        let slots = Int(span / grid)
        let starts = Self.starts(vowels.count, in: slots)
        var step = centre + Int(chance.next() % 3) - 1
        var notes: [Note] = []
        for (index, start) in starts.enumerated() {
            let beat = Double(start) * grid
            let next =
                index + 1 < starts.count ? Double(starts[index + 1]) * grid : min(beat + 2, beats - 0.5)
            let chord = chords[min(Int(beat / beats * Double(chords.count)), chords.count - 1)]
            let isStrong = beat.truncatingRemainder(dividingBy: 2) == 0 || index == starts.count - 1
            step = Self.step(from: step, chord: chord, isStrong: isStrong, centre: centre, &chance)
            notes.append(
                Note(beat: beat, length: max(next - beat, grid) * 0.95, step: step, vowel: vowels[index]))
        }
        self.notes = notes
    }

    /// As many different slots as there are syllables, spread evenly, none too far from the line's beginning.
    private static func starts(_ count: Int, in slots: Int) -> [Int] {
        // Few syllables are sung on the beat instead of over the whole line.
        let used = count * 2 <= slots ? count * 2 : slots
        return (0..<count).map { $0 * used / count }
    }

    private static func step(
        from last: Int, chord: Int, isStrong: Bool, centre: Int, _ chance: inout Chance
    ) -> Int {
        let moved = last + chance.pick([-1, -1, 0, 1, 1, 2, -2])
        let wanted = min(max(moved, centre - 4), centre + 4)
        guard isStrong else { return wanted }
        // The nearest tone of the chord.
        let tones = (-3...3).flatMap { octave in [0, 2, 4].map { chord + $0 + 7 * octave } }
        return tones.min { abs($0 - wanted) < abs($1 - wanted) } ?? wanted
    }

    /// The vowel of each syllable of a line.
    static func vowels(of text: String) -> [Voice.Vowel] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }.flatMap { word in
            let count = SyllableCount.syllables(in: String(word))
            let written = word.lowercased().compactMap { letter -> Voice.Vowel? in
                switch letter {
                case "a", "ä", "á", "à": .a
                case "e", "é", "è": .e
                case "i", "y", "í": .i
                case "o", "u", "ö", "ü", "ó": .o
                default: nil
                }
            }
            return (0..<count).map { written.isEmpty ? .a : written[$0 * written.count / max(count, 1)] }
        }
    }
}
