/// A key as notes: the semitones of its scale above the A of 220 Hz.
struct SongKey: Sendable {
    /// The tonic in semitones above the A, −9…2: from the C below it to the B above.
    let tonic: Int
    /// Whether it is minor.
    let isMinor: Bool

    /// Reads a key such as `F# Minor`, `Bbm` or `Es-Dur`; C major where there is no tonic.
    init(_ text: String) {
        let letters = Array(text.drop { !$0.isLetter })
        let naturals: [Character: Int] = [
            "C": -9, "D": -7, "E": -5, "F": -4, "G": -2, "A": 0, "B": 2, "H": 2,
        ]
        var note = letters.first.flatMap { naturals[Character($0.uppercased())] } ?? -9
        var rest = letters.dropFirst()
        if let sign = rest.first, "#♯b♭".contains(sign) {
            note += "#♯".contains(sign) ? 1 : -1
            rest = rest.dropFirst()
        }
        let mode = String(rest).lowercased().filter { $0.isLetter }
        isMinor = mode.hasPrefix("min") || mode == "m" || mode.contains("moll") || mode.hasPrefix("aeolian")
        tonic = note > 2 ? note - 12 : note < -9 ? note + 12 : note
    }

    /// The semitones above the A of a step of the scale; 0 is the tonic, 7 the one above.
    func note(_ step: Int) -> Int {
        let scale = isMinor ? [0, 2, 3, 5, 7, 8, 10] : [0, 2, 4, 5, 7, 9, 11]
        let octave = Int((Double(step) / 7).rounded(.down))
        return tonic + scale[step - octave * 7] + 12 * octave
    }

    /// The three notes of the chord on a step of the scale.
    func chord(_ step: Int) -> [Int] {
        var notes = [note(step), note(step + 2), note(step + 4)]
        // Chords on high steps are played lower, so that they lie near each other.
        if step > 3 { notes = notes.map { $0 - 12 } }
        return notes
    }
}
