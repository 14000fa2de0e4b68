import Foundation
import MusicAnalysis
import SignalProcessing
import Testing

@Suite struct RhythmAnalyzerTests {
    private func times(_ rhythm: Rhythm) -> [Double] { rhythm.beats.map(\.time) }

    @Test("a change of tempo is followed on both sides")
    func tempoChange() {
        let slow = MadeSong.beats(bpm: 100, from: 0.2, to: 14)
        let fast = MadeSong.beats(bpm: 130, from: 14, to: 28)
        var song = MadeSong(duration: 28)
        song.addDrums(on: slow)
        song.addDrums(on: fast)
        let found = times(RhythmAnalyzer().analyze(song.features))
        #expect(recall(of: slow.filter { $0 < 11 }, by: found) > 0.9)
        #expect(recall(of: fast.filter { $0 > 17 }, by: found) > 0.9)
    }

    @Test("a waltz is counted in threes, from its accents")
    func waltz() {
        let beats = MadeSong.beats(bpm: 120, from: 0.5, to: 20)
        var song = MadeSong(duration: 20)
        for (k, beat) in beats.enumerated() {
            song.strikes.append(
                k.isMultiple(of: 3)
                    ? MadeSong.Strike(time: beat, low: 4, middle: 9, high: 2)
                    : MadeSong.Strike(time: beat, middle: 7, high: 4))
            if k.isMultiple(of: 3) { song.chordChanges.append(beat) }
        }
        let rhythm = RhythmAnalyzer().analyze(song.features)
        #expect(rhythm.beatsPerBar == 3)
        let downbeats = rhythm.beats.filter { $0.position == 1 }.map(\.time)
        #expect(recall(of: song.chordChanges, by: downbeats) > 0.8)
    }

    @Test("after a silent intro and a pickup of one beat, downbeats fall on the chord changes")
    func pickup() {
        let beats = MadeSong.beats(bpm: 110, from: 4, to: 24)
        var song = MadeSong(duration: 24)
        song.silence = [0..<3.9]
        song.strikes.append(MadeSong.Strike(time: beats[0], middle: 5, high: 5))
        song.addDrums(on: Array(beats.dropFirst()))
        song.chordChanges = stride(from: 1, to: beats.count, by: 4).map { beats[$0] }
        let rhythm = RhythmAnalyzer().analyze(song.features)
        #expect((rhythm.beats.first?.time ?? 0) > 3.7)
        #expect(rhythm.beatsPerBar == 4)
        let downbeats = rhythm.beats.filter { $0.position == 1 }.map(\.time)
        #expect(recall(of: song.chordChanges, by: downbeats) > 0.8)
        #expect(recall(of: downbeats, by: song.chordChanges) > 0.8)
    }

    @Test("beats go on in time while the drums rest for eight bars")
    func drumsRest() {
        let beats = MadeSong.beats(bpm: 120, from: 0.25, to: 40)
        var song = MadeSong(duration: 40)
        song.addDrums(on: beats.filter { $0 < 12 || $0 >= 28 })
        // What is left: a soft chord on every bar.
        for k in stride(from: 0, to: beats.count, by: 4) {
            song.strikes.append(MadeSong.Strike(time: beats[k], middle: 1.5))
        }
        // Between the last hit before the rest and the first after it no off-beat hi-hat may sound.
        song.strikes.removeAll { $0.time > 12 && $0.time < 27.9 && $0.high > 0 }
        let found = times(RhythmAnalyzer().analyze(song.features))
        #expect(recall(of: beats, by: found, tolerance: 0.05) > 0.95)
    }

    @Test("silence, noise, one second and nothing have no beats, and say so")
    func beatless() {
        var silence = MadeSong(duration: 12)
        silence.silence = [0..<12]
        let noise = MadeSong(duration: 12)
        var short = MadeSong(duration: 1)
        short.strikes = [MadeSong.Strike(time: 0.5, middle: 9)]
        let nothing = SongFeatures(
            duration: 0, onsetFrameRate: 100, onsetEnvelope: [], bandOnsets: Matrix(rows: 0, columns: 3),
            contextFrameRate: 10, chroma: Matrix(rows: 0, columns: 12), timbre: Matrix(rows: 0, columns: 13),
            loudness: [])
        for features in [silence.features, noise.features, short.features, nothing] {
            let rhythm = RhythmAnalyzer().analyze(features)
            #expect(rhythm.beats.isEmpty)
            #expect(rhythm.beatsPerBar == 0)
            #expect(rhythm.tempo.bpm == 0)
            #expect(rhythm.warnings.count == 1)
        }
    }

    @Test("strikes at random times are not passed off as a sure beat", arguments: [1, 2, 3])
    func randomStrikes(seed: Int) {
        var generator = Generator(state: UInt64(seed) * 7_919)
        var song = MadeSong(duration: 20)
        var time = 0.3
        while time < 19.5 {
            song.strikes.append(MadeSong.Strike(time: time, low: 1, middle: 6, high: 3))
            time += 0.06 - 0.35 * log(generator.next())
        }
        let rhythm = RhythmAnalyzer().analyze(song.features)
        #expect(rhythm.beats.isEmpty || rhythm.tempo.confidence < 0.4)
    }

    @Test("beats increase, lie within the song, and are counted 1, 2, … without gaps", arguments: 1...5)
    func properties(seed: Int) {
        var generator = Generator(state: UInt64(seed) * 104_729)
        let bpm = 70 + 100 * generator.next()
        let duration = 8 + 4 * generator.next()
        var song = MadeSong(duration: duration)
        song.addDrums(on: MadeSong.beats(bpm: bpm, from: generator.next(), to: duration))
        song.chordChanges = MadeSong.beats(bpm: bpm / 4, from: 0, to: duration)
        let rhythm = RhythmAnalyzer().analyze(song.features)
        #expect(rhythm.beats.count >= 4)
        #expect(zip(rhythm.beats, rhythm.beats.dropFirst()).allSatisfy { $0.time < $1.time })
        #expect(zip(rhythm.onsets, rhythm.onsets.dropFirst()).allSatisfy { $1 - $0 > 0.03 })
        #expect(rhythm.beats.allSatisfy { $0.time >= 0 && $0.time < duration && $0.position >= 1 })
        let breaks = zip(rhythm.beats, rhythm.beats.dropFirst())
            .filter { $1.position != $0.position + 1 && !($0.position >= 3 && $1.position == 1) }
        #expect(breaks.count <= 1)
        #expect((0...1).contains(rhythm.tempo.confidence))
        #expect(RhythmAnalyzer().analyze(song.features) == rhythm)
    }
}

/// A seeded generator of numbers in 0..<1.
struct Generator {
    var state: UInt64

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(1 << 53)
    }
}
