import Foundation
import MusicAnalysis
import SignalProcessing

/// Features of a song with a known form: each letter is music of its own, with chords, a timbre and a loudness.
struct MadeForm {
    /// A stretch of one music.
    struct Part {
        /// Which music; parts of one letter sound alike.
        var letter: Character
        var bars = 8
        /// In decibels relative to full scale.
        var loudness: Float = -14
        /// Semitones above the letter's own key.
        var transposed = 0
        /// How far the timbre is from the letter's own, in the distance between letters.
        var rearranged: Float = 0
    }

    var parts: [Part]
    var bpm = 120.0
    var beatsPerBar = 4
    /// What lies before the first downbeat, in seconds; it belongs to the first part.
    var leadIn = 0.0
    /// How far features stray from the part's own, as a share of the distance between parts.
    var noise: Float = 0.1
    /// The strength of each beat's onset.
    var pulse: Float = 5

    /// A form in letters, each of eight bars.
    init(_ letters: String, bars: Int = 8, loudness: [Character: Float] = [:]) {
        parts = letters.map { Part(letter: $0, bars: bars, loudness: loudness[$0] ?? -14) }
    }

    /// Each part's start, and the song's end.
    var edges: [Double] {
        var edges = [0.0]
        var bars = 0
        for part in parts {
            bars += part.bars
            edges.append(leadIn + Double(bars * beatsPerBar) * 60 / bpm)
        }
        return edges
    }

    /// The group of each part, in order of first appearance.
    var groups: [Int] {
        var letters: [Character] = []
        return parts.map { part in
            if let known = letters.firstIndex(of: part.letter) { return known }
            letters.append(part.letter)
            return letters.count - 1
        }
    }

    var duration: Double { edges.last ?? 0 }

    var beats: [Beat] {
        let count = parts.reduce(0) { $0 + $1.bars } * beatsPerBar
        return (0..<count).map {
            Beat(time: leadIn + Double($0) * 60 / bpm, position: $0 % beatsPerBar + 1)
        }
    }

    /// The harmony of each beat of a part: a chord for each bar under a melody, so that a part repeats nothing of itself.
    private func harmony(_ part: Part) -> [[Float]] {
        var random = Generator(state: UInt64(part.letter.asciiValue ?? 0) &* 104_729)
        return (0..<part.bars).flatMap { _ in
            let root = Int(12 * random.next())
            let third = random.next() < 0.5 ? 3 : 4
            return (0..<beatsPerBar).map { _ in
                var pitches = [Float](repeating: 0, count: 12)
                for note in [0, third, 7] { pitches[(root + note) % 12] += 0.6 }
                pitches[Int(12 * random.next())] += 1
                return pitches
            }
        }
    }

    var features: SongFeatures {
        var random = Generator(state: 0x5EED)
        let rows = Int((duration * 10).rounded(.up))
        var chroma = Matrix(rows: rows, columns: 12)
        var timbre = Matrix(rows: rows, columns: 13)
        var loudness = [Float](repeating: 0, count: rows)
        let edges = edges
        let harmonies = parts.map(harmony)
        for row in 0..<rows {
            let time = Double(row) / 10
            let index = min(max(0, (edges.firstIndex { $0 > time } ?? parts.count) - 1), parts.count - 1)
            let start = index == 0 ? leadIn : edges[index]
            let beat = max(0, Int(((time - start) * bpm / 60).rounded(.down)))
            let pitches = harmonies[index][min(beat, harmonies[index].count - 1)]
            for note in 0..<12 {
                let moved = (note + 12 - parts[index].transposed) % 12
                chroma[row, note] = pitches[moved] + noise * Float(random.next())
            }
            var own = Generator(state: UInt64(parts[index].letter.asciiValue ?? 0) &* 7_919)
            for column in 0..<13 {
                let other = parts[index].rearranged * Float(column.isMultiple(of: 2) ? 5 : -5)
                timbre[row, column] = 20 * Float(own.next()) + other + 20 * noise * Float(random.next() - 0.5)
            }
            loudness[row] = parts[index].loudness + 10 * noise * Float(random.next() - 0.5)
        }
        let (envelope, registers) = onsets
        return SongFeatures(
            duration: duration, onsetFrameRate: 100, onsetEnvelope: envelope,
            bandOnsets: registers, contextFrameRate: 10, chroma: chroma,
            timbre: timbre,
            loudness: loudness)
    }

    /// Onset strength: a pulse on each beat, and in three registers a rhythm of sixteenths that each letter has for its own.
    private var onsets: (envelope: [Float], registers: Matrix) {
        let frames = Int((duration * 100).rounded(.up))
        var envelope = [Float](repeating: 0.1, count: frames)
        var registers = Matrix(rows: frames, columns: 3)
        var random = Generator(state: 0xBEA7)
        let edges = edges
        for (index, beat) in beats.enumerated() {
            let part = parts[
                min(max(0, (edges.firstIndex { $0 > beat.time + 0.01 } ?? parts.count) - 1), parts.count - 1)]
            var own = Generator(state: UInt64(part.letter.asciiValue ?? 0) &* 31_337)
            let pattern = (0..<12 * beatsPerBar).map { _ in Float(own.next()) }
            for sixteenth in 0..<4 {
                let frame = Int((beat.time + Double(sixteenth) * 15 / bpm) * 100)
                guard frame < frames else { continue }
                let place = (index % beatsPerBar * 4 + sixteenth) * 3
                for register in 0..<3 where pattern[place + register] > 0.4 {
                    registers[frame, register] =
                        pattern[place + register] * (1 + noise * Float(random.next() - 0.5))
                }
                envelope[frame] = sixteenth == 0 ? pulse : 0.1 + registers[frame, 2]
            }
        }
        return (envelope, registers)
    }

    /// What is found in it.
    var structure: Structure { StructureAnalyzer().analyze(features, beats: beats) }
}
