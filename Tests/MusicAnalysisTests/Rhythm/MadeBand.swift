import Foundation
import TestSupport

/// A band as sound: drums, bass and chords on given beats, so that what is heard can be held against what was played.
struct MadeBand {
    /// Beats in seconds, increasing; the first is a downbeat.
    var beats: [Double]
    var beatsPerBar = 4
    /// The length of the sound in seconds.
    var duration: Double
    /// Where the second half of a beat lies: 0.5 even, 0.67 swung.
    var swing = 0.5
    /// Parts of a beat that the hi-hat strikes.
    var division = 2
    /// When the drums rest.
    var rest: Range<Double> = 0..<0
    /// When chords are struck between the beats and nothing else sounds.
    var offBeatsOnly: Range<Double> = 0..<0
    var sampleRate = 22_050.0

    /// Beats whose distance follows a tempo in beats per minute over time.
    static func beats(from start: Double, to end: Double, tempo: (_ second: Double) -> Double) -> [Double] {
        var times = [start]
        while let last = times.last, last + 60 / tempo(last) < end - 0.1 {
            times.append(last + 60 / tempo(last))
        }
        return times
    }

    /// The first beat of each bar.
    var downbeats: [Double] { stride(from: 0, to: beats.count, by: beatsPerBar).map { beats[$0] } }

    /// The sound, mono, within ±1.
    func samples() -> [Float] {
        let count = Int(duration * sampleRate)
        var mix = [Float](repeating: 0, count: count)
        let noise = MadeSignal.noise(count: Int(sampleRate))

        func strike(
            _ time: Double, _ decay: Double, _ level: Double,
            _ wave: (_ since: Double, _ index: Int) -> Double
        ) {
            let first = min(count, Int((time * sampleRate).rounded(.up)))
            for index in first..<min(count, first + Int(8 * decay * sampleRate)) {
                let since = Double(index) / sampleRate - time
                mix[index] += Float(level * exp(-since / decay) * wave(since, index - first))
            }
        }
        func kick(_ time: Double) {
            strike(time, 0.09, 0.5) { since, _ in sin(2 * .pi * (50 * since + 2 * (1 - exp(-since / 0.02)))) }
        }
        func snare(_ time: Double) {
            strike(time, 0.06, 0.3) { since, k in
                Double(noise[k % noise.count]) + 0.5 * sin(2 * .pi * 190 * since)
            }
        }
        func hat(_ time: Double, _ level: Double) {
            strike(time, 0.015, level) { _, k in
                Double(noise[(k + 7) % noise.count] - noise[(k + 6) % noise.count])
            }
        }
        func chord(_ time: Double, _ root: Double, _ length: Double) {
            for ratio in [1.0, 1.26, 1.498] {
                strike(time, length, 0.06) { since, _ in
                    sin(2 * .pi * root * ratio * since) + 0.5 * sin(4 * .pi * root * ratio * since)
                }
            }
        }
        let roots = [220.0, 174.6, 261.6, 196.0]
        for (index, beat) in beats.enumerated() {
            let place = index % beatsPerBar
            let root = roots[index / beatsPerBar % roots.count]
            let length = index + 1 < beats.count ? beats[index + 1] - beat : 60 / 120
            if offBeatsOnly.contains(beat) {
                chord(beat + length / 2, root, 0.12)
                continue
            }
            if place == 0 {
                chord(beat, root, 0.5)
                strike(beat, 0.3, 0.2) { since, _ in
                    sin(2 * .pi * root / 4 * since) + 0.4 * sin(2 * .pi * root / 2 * since)
                }
            }
            guard !rest.contains(beat) else { continue }
            if place == 0 || (beatsPerBar == 4 && place == 2) { kick(beat) }
            if beatsPerBar == 2 ? place == 1 : beatsPerBar == 4 ? place % 2 == 1 : place > 0 && place % 2 == 0
            {
                snare(beat)
            }
            for part in 0..<division {
                let share = division == 2 && part == 1 ? swing : Double(part) / Double(division)
                hat(beat + share * length, part == 0 ? 0.12 : 0.06)
            }
        }
        return mix
    }
}
