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
            for note in 0..<12 { chroma[row, note] = pitches[note] + noise * Float(random.next()) }
            var own = Generator(state: UInt64(parts[index].letter.asciiValue ?? 0) &* 7_919)
            for column in 0..<13 {
                timbre[row, column] = 20 * Float(own.next()) + 20 * noise * Float(random.next() - 0.5)
            }
            loudness[row] = parts[index].loudness + 10 * noise * Float(random.next() - 0.5)
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
