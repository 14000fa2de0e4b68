import Foundation
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

/// Beats that are heard in sound, by the network and all, against the beats that were played.
@Suite("Beats heard in sound") struct HeardBeatsTests {
    private func hear(
        _ band: MadeBand, gain: Float = 1, guidance: RhythmGuidance = RhythmGuidance()
    ) throws -> SongAnalysis {
        let samples = band.samples().map { gain * $0 }
        return try SongAnalyzer().analyze(
            SampleList(samples, sampleRate: band.sampleRate), guidance: guidance
        ) { _ in }
    }

    /// Precision and recall joined; what is found after the last beat that was played counts for nothing.
    private func agreement(_ found: [Double], _ truth: [Double], within tolerance: Double) -> Double {
        let found = found.filter { $0 < (truth.last ?? 0) + 0.25 }
        let precision = recall(of: found, by: truth, tolerance: tolerance)
        let share = recall(of: truth, by: found, tolerance: tolerance)
        return precision + share > 0 ? 2 * precision * share / (precision + share) : 0
    }

    private func downbeats(_ song: SongAnalysis) -> [Double] {
        song.beats.filter { $0.position == 1 }.map(\.time)
    }

    @Test(
        "drums at one tempo: each beat within 10 ms and no other, each downbeat",
        arguments: [84.0, 120.0, 150.0])
    func steady(bpm: Double) throws {
        let band = MadeBand(beats: MadeBand.beats(from: 0.31, to: 18) { _ in bpm }, duration: 18)
        let song = try hear(band)
        #expect(agreement(song.beats.map(\.time), band.beats, within: 0.01) == 1)
        #expect(agreement(downbeats(song), band.downbeats, within: 0.01) == 1)
        #expect(song.tempo.drift < 0.01)
        #expect(song.beats.allSatisfy { $0.confidence > 0.5 })
    }

    @Test("a bare pulse is followed at its own rate", arguments: [60.0, 90.0, 120.0])
    func barePulse(bpm: Double) throws {
        let rate = 22_050.0
        let beats = MadeBand.beats(from: 0.4, to: 20) { _ in bpm }
        let clicks = MadeSignal.pulses(
            count: Int(20 * rate), times: beats, frequency: 1_000, decay: 0.03, sampleRate: rate,
            amplitude: 0.5)
        let song = try SongAnalyzer().analyze(SampleList(clicks, sampleRate: rate)) { _ in }
        #expect(agreement(song.beats.map(\.time), beats, within: 0.01) > 0.97)
        #expect(recall(of: beats, by: song.onsets, tolerance: 0.011) == 1)
    }

    @Test("a tempo that drifts from 196 to 204 is followed to its end")
    func fastDrift() throws {
        let beats = MadeBand.beats(from: 0.3, to: 30) { 196 + 8 * $0 / 30 }
        let found = try hear(MadeBand(beats: beats, duration: 30)).beats.map(\.time)
        // At this speed half the tempo is as good a reading; what must not happen is to lose the pulse.
        #expect(recall(of: found, by: beats) > 0.95)
        #expect(found.count >= beats.count / 2 - 1)
        #expect((found.last ?? 0) > 28)
    }

    @Test("a tempo that rises from 100 to 126 is followed")
    func ramp() throws {
        let beats = MadeBand.beats(from: 0.4, to: 30) { 100 + 26 * $0 / 30 }
        let song = try hear(MadeBand(beats: beats, duration: 30))
        #expect(agreement(song.beats.map(\.time), beats, within: 0.03) > 0.95)
        let curve = song.tempo.curve.map(\.bpm)
        #expect((curve.first ?? 0) < 106 && (curve.last ?? 0) > 118)
        #expect(song.tempo.drift > 0.2)
    }

    @Test("a tempo that jumps from 100 to 132 is followed on both sides")
    func jump() throws {
        let slow = MadeBand.beats(from: 0.4, to: 22) { _ in 100 }
        let beats = slow + MadeBand.beats(from: (slow.last ?? 0) + 0.6, to: 44) { _ in 132 }
        let found = try hear(MadeBand(beats: beats, duration: 44)).beats.map(\.time)
        #expect(recall(of: beats.filter { $0 < 19 }, by: found, tolerance: 0.02) > 0.95)
        #expect(recall(of: beats.filter { $0 > 25 }, by: found, tolerance: 0.02) > 0.95)
    }

    @Test("a waltz is counted in three")
    func waltz() throws {
        var band = MadeBand(beats: MadeBand.beats(from: 0.25, to: 24) { _ in 132 }, duration: 24)
        band.beatsPerBar = 3
        let song = try hear(band)
        #expect(song.beatsPerBar == 3)
        #expect(agreement(song.beats.map(\.time), band.beats, within: 0.01) > 0.97)
        #expect(agreement(downbeats(song), band.downbeats, within: 0.01) > 0.95)
    }

    @Test("six eighths beat twice a bar")
    func compound() throws {
        var band = MadeBand(beats: MadeBand.beats(from: 0.25, to: 30) { _ in 72 }, duration: 30)
        band.beatsPerBar = 2
        band.division = 3
        let song = try hear(band)
        #expect(agreement(song.beats.map(\.time), band.beats, within: 0.02) > 0.95)
        // Two bars of it may be counted as one.
        #expect(recall(of: downbeats(song), by: band.downbeats, tolerance: 0.02) > 0.95)
    }

    @Test("seven beats to the bar are counted where the listener says so")
    func seven() throws {
        var band = MadeBand(beats: MadeBand.beats(from: 0.25, to: 26) { _ in 140 }, duration: 26)
        band.beatsPerBar = 7
        var guidance = RhythmGuidance()
        guidance.beatsPerBar = 7
        let song = try hear(band, guidance: guidance)
        #expect(agreement(song.beats.map(\.time), band.beats, within: 0.02) > 0.95)
        #expect(agreement(downbeats(song), band.downbeats, within: 0.02) > 0.9)
    }

    @Test("swung eighths move no beat")
    func swing() throws {
        var band = MadeBand(beats: MadeBand.beats(from: 0.3, to: 20) { _ in 116 }, duration: 20)
        band.swing = 0.66
        #expect(agreement(try hear(band).beats.map(\.time), band.beats, within: 0.01) == 1)
    }

    @Test("after five seconds of silence beats begin with the music")
    func silenceFirst() throws {
        let band = MadeBand(beats: MadeBand.beats(from: 5.13, to: 24) { _ in 110 }, duration: 24)
        let song = try hear(band)
        #expect(agreement(song.beats.map(\.time), band.beats, within: 0.01) > 0.97)
        #expect((song.beats.first?.time ?? 0) > 5)
    }

    @Test("beats go on in step while the drums rest for eight bars")
    func rest() throws {
        var band = MadeBand(beats: MadeBand.beats(from: 0.2, to: 44) { _ in 120 }, duration: 44)
        band.rest = 13..<29
        #expect(agreement(try hear(band).beats.map(\.time), band.beats, within: 0.03) > 0.97)
    }

    @Test(
        "an intro that strikes only between the beats is counted in step with the drums after it, and is unsure"
    )
    func offBeatIntro() throws {
        var band = MadeBand(beats: MadeBand.beats(from: 0.2, to: 48) { _ in 118 }, duration: 48)
        band.offBeatsOnly = 0..<12
        let song = try hear(band)
        #expect(recall(of: band.beats, by: song.beats.map(\.time), tolerance: 0.03) > 0.95)
        let early = song.beats.filter { $0.time < 8 }.map(\.confidence)
        let late = song.beats.filter { $0.time > 20 }.map(\.confidence)
        #expect((early.max() ?? 1) < (late.min() ?? 0))
    }
}

/// What must change nothing, or only what it should.
@Suite("Beats of the same sound in another form") struct SameSoundTests {
    private static let band = MadeBand(
        beats: MadeBand.beats(from: 0.31, to: 16) { _ in 112 }, duration: 16, sampleRate: 44_100)

    private func hear(_ samples: [Float], at rate: Double = band.sampleRate) throws -> [Beat] {
        try SongAnalyzer().analyze(SampleList(samples, sampleRate: rate)) { _ in }.beats
    }

    @Test("a twentieth of the level has the same beats; 137 ms of silence first moves them by 137 ms")
    func levelAndShift() throws {
        let samples = Self.band.samples()
        let beats = try hear(samples)
        #expect(beats.count > 20)
        let soft = try hear(samples.map { $0 / 20 })
        #expect(soft.map(\.position) == beats.map(\.position))
        #expect(zip(soft, beats).allSatisfy { abs($0.time - $1.time) < 0.001 })
        let late = try hear([Float](repeating: 0, count: Int(0.137 * Self.band.sampleRate)) + samples)
        // The end of the song lies elsewhere between two beats.
        #expect(abs(late.count - beats.count) <= 1)
        #expect(zip(late, beats).allSatisfy { abs($0.time - $1.time - 0.137) < 0.005 })
    }

    @Test("half the sample rate moves no beat by more than 5 ms")
    func sampleRate() throws {
        let beats = try hear(Self.band.samples())
        var band = Self.band
        band.sampleRate /= 2
        let coarse = try hear(band.samples(), at: band.sampleRate)
        #expect(coarse.count == beats.count)
        #expect(zip(coarse, beats).allSatisfy { abs($0.time - $1.time) < 0.005 })
    }
}
