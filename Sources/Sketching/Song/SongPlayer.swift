internal import EditModel
internal import GenerativeServices
internal import MediaEngine
internal import MusicAnalysis

/// Plays a song that is ordered: drums, bass, chords, a plucked pattern, and a voice that sings a note a syllable.
struct SongPlayer {
    let key: SongKey
    let form: SongForm
    let beatsPerBar: Int
    /// Seconds a beat.
    let beat: Double
    var mixer: Mixer
    var notes = NoteStore()

    private let verse: [Int]
    private let chorus: [Int]
    private let bridge: [Int]
    let pattern: [Int]
    let drive: Int
    private let seed: UInt64

    /// Prepares a song; the same order sounds the same.
    init(_ order: SongOrder) {
        key = SongKey(order.key)
        form = SongForm(order)
        beatsPerBar = Self.beatsPerBar(order)
        beat = 60 / Self.bpm(order)
        seed = order.seed
        let seconds = Double(form.bars * beatsPerBar) * beat + SongForm.tail
        mixer = Mixer(seconds: seconds, sampleRate: Instruments.sampleRate)
        var chance = Chance(seed: order.seed, text: order.title + order.style)
        // Steps of the scale; 0 is the tonic.
        let (verses, choruses, bridges): ([[Int]], [[Int]], [[Int]]) =
            key.isMinor
            ? (
                [[0, 5, 2, 6], [0, 3, 5, 6], [0, 6, 5, 6], [0, 2, 3, 5]],
                [[5, 6, 0, 2], [0, 5, 2, 6], [3, 6, 0, 5], [5, 2, 6, 0]], [[3, 0, 6, 2], [5, 3, 0, 4]]
            )
            : (
                [[0, 5, 3, 4], [5, 3, 0, 4], [0, 2, 3, 4], [0, 4, 5, 3]],
                [[3, 4, 5, 0], [0, 4, 5, 3], [3, 0, 4, 5], [5, 3, 0, 4]], [[1, 5, 3, 4], [5, 2, 3, 4]]
            )
        verse = chance.pick(verses)
        let picked = verse
        chorus = chance.pick(choruses.filter { $0 != picked })
        bridge = chance.pick(bridges)
        pattern = chance.pick([[0, 2, 1, 2], [0, 1, 2, 3], [2, 1, 0, 1], [0, 2, 3, 1], [3, 2, 1, 2]])
        drive = Int(chance.next() % 3)
    }

    /// Beats a minute that can be played: those that are ordered, 30…300.
    static func bpm(_ order: SongOrder) -> Double {
        order.bpm.isFinite ? min(max(order.bpm, 30), 300) : 118
    }

    /// The beats of a bar that can be played: those that are ordered, 1…16.
    static func beatsPerBar(_ order: SongOrder) -> Int { min(max(order.beatsPerBar, 1), 16) }

    /// Plays all of it: samples in −1…1, left and right in turn.
    ///
    /// - Parameter flag: Asked before each bar.
    /// - Throws: `CancellationError`.
    mutating func play(flag: CancellationFlag) throws -> [Float] {
        var start = 0
        for (index, section) in form.sections.enumerated() {
            for number in 0..<section.bars {
                try flag.check()
                let place = Place(
                    time: Double((start + number) * beatsPerBar) * beat, label: section.label, number: number,
                    isLast: number == section.bars - 1, isEnd: index == form.sections.count - 1)
                accompany(place, chord: chords(of: section.label)[number % 4])
            }
            try sing(section, from: start, flag: flag)
            start += section.bars
        }
        ring(at: Double(start * beatsPerBar) * beat)
        try flag.check()
        return mixer.mixed(beat: beat, fade: SongForm.tail)
    }

    /// A bar in its section.
    struct Place {
        /// When it begins, in seconds.
        var time: Double
        var label: SectionLabel
        /// Its number in the section, from 0.
        var number: Int
        /// Whether it is the section's last.
        var isLast: Bool
        /// Whether its section is the song's last.
        var isEnd: Bool
    }

    /// The steps of the scale on which the chords of a section's bars stand, four in turn.
    private func chords(of label: SectionLabel) -> [Int] {
        switch label {
        case .chorus: chorus
        case .bridge: bridge
        case .prechorus: [3, 3, 4, 4]
        case .intro, .verse, .instrumental, .outro: verse
        }
    }

    /// Sings the lines of a section, or plays a melody where it has none and is no quiet one.
    private mutating func sing(_ section: SongForm.Section, from start: Int, flag: CancellationFlag) throws {
        let isFull = section.label == .chorus
        let hums = section.lines.isEmpty
        let label = section.label
        if hums, label == .intro || label == .outro { return }
        let lines = hums ? Array(repeating: "la la la la la la", count: section.bars / 2) : section.lines
        let centre = isFull ? 6 : label == .bridge ? 5 : label == .prechorus ? 4 : 2
        let perLine = section.barsPerLine
        for (number, line) in lines.enumerated() {
            try flag.check()
            // A tune of four lines; the third is the first again.
            var chance = Chance(
                seed: seed &+ UInt64([0, 1, 0, 2][number % 4]), text: label.rawValue + key.isMinor.description
            )
            let bars = (0..<perLine).map { chords(of: label)[(number * perLine + $0) % 4] }
            let sung = SungLine(
                line, beats: Double(perLine * beatsPerBar), chords: bars, centre: centre, chance: &chance)
            let time = Double((start + number * perLine) * beatsPerBar) * beat
            for note in sung.notes {
                let at = time + note.beat * beat
                if hums {
                    add(.pluck(key.note(note.step + 7)), at: at, level: 0.2, pan: 0.1, echo: 0.5)
                } else {
                    voice(note, at: at, isFull: isFull)
                }
            }
        }
    }

    private mutating func voice(_ note: SungLine.Note, at time: Double, isFull: Bool) {
        let length = NoteStore.rounded(note.length * beat)
        let sung = key.note(note.step)
        add(.voice(sung, length, note.vowel), at: time, level: isFull ? 0.52 : 0.38, pan: 0, echo: 0.4)
        if isFull {
            let second = key.note(note.step - 2)
            add(.voice(second, length, note.vowel), at: time + 0.012, level: 0.2, pan: -0.5, echo: 0.4)
        }
    }

    /// Adds a note or stroke.
    mutating func add(
        _ note: NoteStore.Name, at time: Double, level: Double, pan: Double, echo: Double, ducks: Bool = false
    ) {
        mixer.add(notes[note], at: time, level: level, pan: pan, echo: echo, ducks: ducks)
    }
}
