/// The notes and strokes of a song, each made once.
struct NoteStore {
    /// A note or stroke: semitones above the A of 220 Hz, and seconds.
    enum Name: Hashable {
        case kick, snare, crash
        case hat(Double)
        case pluck(Int)
        case bass(Int, Double)
        case pad(Int, Double)
        case voice(Int, Double, Voice.Vowel)
    }

    private var made: [Name: [Float]] = [:]

    /// A length that many notes share: a whole number of 20 ms.
    static func rounded(_ seconds: Double) -> Double { max((seconds * 50).rounded() / 50, 0.06) }

    /// The samples of a note, made when it is first wanted.
    subscript(name: Name) -> [Float] {
        mutating get {
            if let samples = made[name] { return samples }
            let samples = make(name)
            made[name] = samples
            return samples
        }
    }

    private func make(_ name: Name) -> [Float] {
        switch name {
        case .kick: Instruments.kick()
        case .snare: Instruments.snare()
        case .crash: Instruments.crash()
        case .hat(let seconds): Instruments.hat(seconds: seconds)
        case .pluck(let note): Instruments.pluck(semitones: note)
        case .bass(let note, let seconds): Instruments.bass(semitones: note, seconds: seconds)
        case .pad(let note, let seconds): Instruments.pad(semitones: note, seconds: seconds)
        case .voice(let note, let seconds, let vowel):
            Voice.sung(semitones: note, seconds: seconds, vowel: vowel)
        }
    }
}
