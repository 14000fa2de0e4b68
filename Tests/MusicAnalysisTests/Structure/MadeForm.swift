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

    var features: SongFeatures {
        var random = Generator(state: 0x5EED)
        let rows = Int((duration * 10).rounded(.up))
        var chroma = Matrix(rows: rows, columns: 12)
        var timbre = Matrix(rows: rows, columns: 13)
        var loudness = [Float](repeating: 0, count: rows)
        let edges = edges
        for row in 0..<rows {
            let time = Double(row) / 10
            let index = max(0, (edges.firstIndex { $0 > time } ?? parts.count) - 1)
            let part = parts[min(index, parts.count - 1)]
            let code = Int(part.letter.asciiValue ?? 0)
            let bar = Int((time - edges[index]) * bpm / 60 / Double(beatsPerBar))
            // Four chords in turn, others for each letter.
            var own = Generator(state: UInt64(code) &* 104_729)
            let roots = (0..<4).map { _ in Int(12 * own.next()) }
            for note in [0, 4, 7] { chroma[row, (roots[bar % 4] + note) % 12] = 1 }
            for note in 0..<12 { chroma[row, note] += noise * Float(random.next()) }
            for column in 0..<13 {
                timbre[row, column] = 20 * Float(own.next()) + 20 * noise * Float(random.next() - 0.5)
            }
            loudness[row] = part.loudness + 10 * noise * Float(random.next() - 0.5)
        }
        let frames = Int((duration * 100).rounded(.up))
        var envelope = [Float](repeating: 0.1, count: frames)
        for beat in beats { envelope[min(Int(beat.time * 100), frames - 1)] = pulse }
        return SongFeatures(
            duration: duration, onsetFrameRate: 100, onsetEnvelope: envelope,
            bandOnsets: Matrix(rows: frames, columns: 3), contextFrameRate: 10, chroma: chroma,
            timbre: timbre,
            loudness: loudness)
    }

    /// What is found in it.
    var structure: Structure { StructureAnalyzer().analyze(features, beats: beats) }
}
