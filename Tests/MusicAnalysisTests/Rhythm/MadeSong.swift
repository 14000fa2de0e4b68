import Foundation
import MusicAnalysis
import SignalProcessing

/// Features of a song that was never sung: strikes at given times, and chords that change where told.
struct MadeSong {
    /// One strike of an instrument.
    struct Strike {
        var time: Double
        var low: Float = 0
        var middle: Float = 0
        var high: Float = 0
    }

    var duration: Double
    var strikes: [Strike] = []
    var chordChanges: [Double] = []
    var silence: [Range<Double>] = []

    /// Beats at a steady tempo.
    static func beats(bpm: Double, from start: Double, to end: Double) -> [Double] {
        var times: [Double] = []
        while start + Double(times.count) * 60 / bpm < end {
            times.append(start + Double(times.count) * 60 / bpm)
        }
        return times
    }

    /// Kick on odd beats, snare on even ones, and a hi-hat on every half beat.
    mutating func addDrums(on beats: [Double]) {
        for (k, beat) in beats.enumerated() {
            strikes.append(
                k.isMultiple(of: 2)
                    ? Strike(time: beat, low: 3, middle: 8, high: 5) : Strike(time: beat, middle: 9, high: 9))
            if k + 1 < beats.count {
                strikes.append(Strike(time: (beat + beats[k + 1]) / 2, middle: 1, high: 4))
            }
        }
    }

    /// The features: strikes are 30 ms wide, with a little ripple between them.
    var features: SongFeatures {
        let frames = Int(duration * 100)
        var bands = Matrix(rows: frames, columns: 3)
        var state: UInt64 = 88_172_645_463_325_252
        for i in 0..<bands.values.count {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let isSilent = silence.contains { $0.contains(Double(i / 3) / 100) }
            bands.values[i] = isSilent ? 0 : Float(state % 1000) / 1000 * 0.15
        }
        for strike in strikes {
            for offset in -2...2 {
                let frame = Int((strike.time * 100).rounded()) + offset
                guard frame >= 0, frame < frames else { continue }
                let distance = Double(frame) / 100 - strike.time
                let shape = Float(exp(-0.5 * distance * distance / (0.01 * 0.01)))
                bands[frame, 0] += strike.low * shape
                bands[frame, 1] += strike.middle * shape
                bands[frame, 2] += strike.high * shape
            }
        }
        var envelope = [Float](repeating: 0, count: frames)
        for i in 0..<frames { envelope[i] = bands[i, 0] + bands[i, 1] + bands[i, 2] }
        let rows = Int(duration * 10)
        var chroma = Matrix(rows: rows, columns: 12)
        var loudness = [Float](repeating: -20, count: rows)
        for row in 0..<rows {
            let time = Double(row) / 10
            let chord = chordChanges.filter { $0 <= time + 0.05 }.count
            for note in [0, 4, 7] { chroma[row, (note + 5 * chord) % 12] = 1 }
            if silence.contains(where: { $0.contains(time) }) {
                loudness[row] = -100
                for note in 0..<12 { chroma[row, note] = 0 }
            }
        }
        return SongFeatures(
            duration: duration, onsetFrameRate: 100, onsetEnvelope: envelope, bandOnsets: bands,
            contextFrameRate: 10, chroma: chroma, timbre: Matrix(rows: rows, columns: 13), loudness: loudness)
    }
}

/// The share of `truth` that has an element of `found` within `tolerance` seconds.
func recall(of truth: [Double], by found: [Double], tolerance: Double = 0.03) -> Double {
    guard !truth.isEmpty else { return found.isEmpty ? 1 : 0 }
    let hits = truth.filter { time in found.contains { abs($0 - time) <= tolerance } }
    return Double(hits.count) / Double(truth.count)
}
