import Foundation
import Sketching
import TestSupport

/// The song: who plays what, when.
///
/// Verse: Am F C G, sparse. Chorus: F G Am C with a hook, full. 116 beats a minute, four to the bar.
struct Arrangement {
    static let bpm = 116.0

    private static let beat = 60 / bpm
    private static let bar = 4 * beat

    /// The form: label and length in bars.
    private static let form: [(label: String, bars: Int)] = [
        ("intro", 4), ("verse", 8), ("chorus", 8), ("verse", 8), ("chorus", 8), ("outro", 4),
    ]

    /// Chord roots and thirds as semitones above A, for the verse and the chorus.
    private static let verseChords: [[Int]] = [[0, 3, 7], [-4, 0, 3], [3, 7, 10], [-2, 2, 5]]
    private static let chorusChords: [[Int]] = [[-4, 0, 3], [-2, 2, 5], [0, 3, 7], [3, 7, 10]]

    /// Melodies over four bars: beat, semitones above A, length in beats, vowel.
    private static let verseTune: [(Double, Int, Double, Voice.Vowel)] = [
        (0.5, 7, 0.5, .a), (1, 7, 0.5, .e), (1.5, 5, 0.5, .i), (2, 3, 1.5, .o), (4.5, 3, 0.5, .a),
        (5, 5, 0.5, .e), (5.5, 3, 0.5, .a),
        (6, 0, 1.5, .o), (8.5, 7, 0.5, .a), (9, 7, 0.5, .e), (9.5, 10, 0.5, .i), (10, 7, 1.5, .a),
        (12.5, 5, 0.5, .e),
        (13, 5, 0.5, .i), (13.5, 2, 0.5, .a), (14, 2, 1.5, .o),
    ]
    private static let chorusTune: [(Double, Int, Double, Voice.Vowel)] = [
        (0, 12, 1, .a), (1, 12, 0.5, .o), (1.5, 10, 0.5, .e), (2, 8, 1.5, .a), (4, 10, 1, .a),
        (5, 10, 0.5, .o), (5.5, 12, 0.5, .i),
        (6, 14, 1.5, .a), (8, 15, 1, .a), (9, 14, 0.5, .e), (9.5, 12, 0.5, .i), (10, 12, 1, .o),
        (11, 7, 0.75, .a), (12, 10, 1, .a),
        (13, 12, 0.5, .e), (13.5, 10, 0.5, .i), (14, 7, 1.75, .o),
    ]

    private var mixer: Mixer

    init() {
        let bars = Self.form.reduce(0) { $0 + $1.bars }
        mixer = Mixer(seconds: Double(bars) * Self.bar + 2, sampleRate: Instruments.sampleRate)
        var start = 0
        for (index, section) in Self.form.enumerated() {
            for number in 0..<section.bars {
                let isLast = number == section.bars - 1
                play(
                    bar: start + number, of: section.label, number: number, isLast: isLast,
                    isFinal: index == Self.form.count - 1)
            }
            start += section.bars
        }
    }

    /// Writes the song, and what is true of it.
    func write(toFolder folder: String) throws {
        try encode(to: folder + "/song.flac")
        var truth = Truth(beats: [], sections: [])
        var time = 0.0
        for section in Self.form {
            truth.sections.append(
                .init(start: time, end: time + Double(section.bars) * Self.bar, label: section.label))
            for number in 0..<section.bars * 4 {
                truth.beats.append(.init(time: time + Double(number) * Self.beat, position: number % 4 + 1))
            }
            time += Double(section.bars) * Self.bar
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(truth).write(
            to: URL(fileURLWithPath: folder + "/song.truth.json"), options: .atomic)
    }

    private func encode(to path: String) throws {
        let raw = path + ".f32"
        try mixer.mixed(beat: Self.beat, fade: 2.2).withUnsafeBytes {
            try Data($0).write(to: URL(fileURLWithPath: raw))
        }
        defer { try? FileManager.default.removeItem(atPath: raw) }
        try Tool.ffmpeg([
            "-f", "f32le", "-ar", "\(Int(Instruments.sampleRate))", "-ac", "2", "-i", "file:\(raw)",
            "-c:a", "flac", "-sample_fmt", "s16", "-bitexact", "file:\(path)",
        ])
    }

    private struct Truth: Encodable {
        struct Beat: Encodable { var time: Double, position: Int }
        struct Section: Encodable { var start: Double, end: Double, label: String }
        var beats: [Beat]
        var sections: [Section]
    }

    private mutating func play(bar: Int, of label: String, number: Int, isLast: Bool, isFinal: Bool) {
        let start = Double(bar) * Self.bar
        let chords = label == "chorus" ? Self.chorusChords : Self.verseChords
        let chord = chords[number % 4]
        let isFull = label == "chorus"
        pads(chord, start: start, level: isFull ? 0.12 : 0.085)
        plucks(chord, start: start, level: label == "outro" ? 0.13 : isFull ? 0.15 : 0.11, isFull: isFull)
        if label != "intro" || number >= 2 { bass(chord[0], start: start, isFull: isFull) }
        if label != "outro" || number < 2 {
            drums(start: start, label: label, isFirst: number == 0, isFill: isLast && label != "outro")
        }
        if label == "verse" || label == "chorus", number.isMultiple(of: 4) { sing(label, start: start) }
        if isFinal, isLast {
            for note in [0, 3, 7, 12] {
                mixer.add(
                    Instruments.pluck(semitones: note), at: start + Self.bar, level: 0.16,
                    pan: Double(note - 6) / 14, echo: 0.6)
            }
        }
    }

    private mutating func pads(_ chord: [Int], start: Double, level: Double) {
        for (index, note) in chord.enumerated() {
            mixer.add(
                Instruments.pad(semitones: note, seconds: Self.bar * 1.06), at: start, level: level,
                pan: Double(index - 1) * 0.6, echo: 0.35, ducks: true)
        }
    }

    private mutating func plucks(_ chord: [Int], start: Double, level: Double, isFull: Bool) {
        let order = isFull ? [0, 1, 2, 3, 2, 1, 2, 3] : [0, 2, 1, 2, 0, 2, 1, 3]
        for (eighth, index) in order.enumerated() {
            let note = index == 3 ? chord[0] + 12 : chord[index]
            mixer.add(
                Instruments.pluck(semitones: note + 12), at: start + Double(eighth) * Self.beat / 2,
                level: level * (eighth.isMultiple(of: 2) ? 1 : 0.7),
                pan: eighth.isMultiple(of: 2) ? -0.4 : 0.45, echo: 0.5)
        }
    }

    private mutating func bass(_ root: Int, start: Double, isFull: Bool) {
        let pattern: [(Double, Int, Double)] =
            isFull
            ? [(0, 0, 0.9), (1, 0, 0.45), (1.5, 12, 0.45), (2, 0, 0.9), (3, 0, 0.45), (3.5, 7, 0.45)]
            : [(0, 0, 1.8), (2.5, 0, 0.45), (3, 7, 0.9)]
        for (beat, step, length) in pattern {
            mixer.add(
                Instruments.bass(semitones: root + step - 24, seconds: length * Self.beat),
                at: start + beat * Self.beat,
                level: 0.34, pan: 0, echo: 0, ducks: true)
        }
    }

    private mutating func drums(start: Double, label: String, isFirst: Bool, isFill: Bool) {
        let isFull = label == "chorus"
        if isFull, isFirst { mixer.add(Instruments.crash(), at: start, level: 0.3, pan: 0.2, echo: 0.3) }
        if label != "intro" {
            for beat in isFull ? [0.0, 1, 2, 3] : [0.0, 2, 2.5] {
                mixer.add(
                    Instruments.kick(), at: start + beat * Self.beat, level: isFull ? 0.8 : 0.7, pan: 0,
                    echo: 0)
                mixer.duck(at: start + beat * Self.beat)
            }
            for beat in [1.0, 3] where !(isFill && beat == 3) {
                mixer.add(
                    Instruments.snare(), at: start + beat * Self.beat, level: isFull ? 0.5 : 0.36, pan: -0.05,
                    echo: 0.25)
            }
        }
        for eighth in 0..<8 {
            let isOff = !eighth.isMultiple(of: 2)
            mixer.add(
                Instruments.hat(seconds: isFull && isOff ? 0.12 : 0.04),
                at: start + Double(eighth) * Self.beat / 2,
                level: (isOff ? 0.16 : 0.1) * (label == "intro" ? 0.6 : 1), pan: 0.3, echo: 0)
        }
        if isFill {
            for sixteenth in 0..<4 {
                mixer.add(
                    Instruments.snare(), at: start + (3 + Double(sixteenth) / 4) * Self.beat,
                    level: 0.22 + 0.09 * Double(sixteenth),
                    pan: Double(sixteenth - 2) / 4, echo: 0.25)
            }
        }
    }

    private mutating func sing(_ label: String, start: Double) {
        let isFull = label == "chorus"
        for (beat, note, length, vowel) in isFull ? Self.chorusTune : Self.verseTune {
            let voice = Voice.sung(semitones: note, seconds: length * Self.beat * 0.96, vowel: vowel)
            mixer.add(voice, at: start + beat * Self.beat, level: isFull ? 0.5 : 0.42, pan: 0, echo: 0.4)
            if isFull {
                let harmony = Voice.sung(
                    semitones: note - 12, seconds: length * Self.beat * 0.96, vowel: vowel)
                mixer.add(harmony, at: start + beat * Self.beat + 0.012, level: 0.2, pan: -0.5, echo: 0.4)
            }
        }
    }
}
