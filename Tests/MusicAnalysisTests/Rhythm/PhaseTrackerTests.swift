import Testing

@testable import MusicAnalysis

@Suite("One tempo and one phase") struct PhaseTrackerTests {
    private let seconds = 180

    private func frames(_ beats: [Double]) -> [Int] { beats.map { Int(($0 * 100).rounded()) } }

    private func curves(_ beats: [Double]) -> [TempoCurve] {
        TempoCurve.candidates(frames: frames(beats), frameRate: 100, seconds: seconds)
    }

    @Test(
        "beats at one tempo, rounded to frames, have it within a hundredth of a per cent",
        arguments: [58.0, 84, 120, 148, 152, 160, 174, 179, 190, 210])
    func steady(bpm: Double) throws {
        let curve = try #require(curves(MadeSong.beats(bpm: bpm, from: 0.3, to: Double(seconds))).first)
        #expect(curve.isSteady.allSatisfy { $0 })
        #expect(abs(curve.bpm(at: 90) / bpm - 1) < 1e-4)
    }

    @Test("a third of the beats half a beat off does not hide the tempo")
    func halfOff() throws {
        let beats = MadeSong.beats(bpm: 127, from: 0.3, to: Double(seconds)).map {
            $0 < 60 ? $0 + 30 / 127 : $0
        }
        let curve = try #require(curves(beats).first)
        #expect(curve.isSteady.allSatisfy { $0 })
        #expect(abs(curve.bpm(at: 90) / 127 - 1) < 1e-4)
    }

    @Test("a tempo that moves is not taken for one that is kept")
    func moving() throws {
        var beats = [0.3]
        while let last = beats.last, last < 179 { beats.append(last + 60 / (110 + 10 * last / 180)) }
        let curve = try #require(curves(beats).first)
        #expect(!curve.isSteady.contains(true))
        #expect(abs(curve.bpm(at: 20) / 111.1 - 1) < 0.01)
        #expect(abs(curve.bpm(at: 160) / 118.9 - 1) < 0.01)
    }

    @Test("too few beats have no curve")
    func few() { #expect(curves(MadeSong.beats(bpm: 120, from: 0, to: 5)).isEmpty) }

    @Test(
        "an intro that strikes between the beats is counted in step, and unsure", arguments: [96.0, 152, 190])
    func offBeats(bpm: Double) throws {
        let beats = MadeSong.beats(bpm: bpm, from: 0.3, to: Double(seconds))
        var signal = [Float](repeating: 0, count: seconds * 100)
        for (beat, next) in zip(beats, beats.dropFirst()) {
            let struck = beat < 15 ? (beat + next) / 2 : beat
            signal[Int((struck * 100).rounded())] = 1.5
        }
        let curve = try #require(curves(beats).first)
        let path = PhaseTracker().track(signal, frameRate: 100, tempo: curve)
        let found = path.frames.map { Double($0) / 100 }
        #expect(recall(of: beats, by: found, tolerance: 0.03) > 0.99)
        #expect(recall(of: found, by: beats, tolerance: 0.03) > 0.99)
        for (time, confidence) in zip(found, path.confidences) {
            if time < 10 { #expect(confidence < 0.1) }
            if (20..<170).contains(time) { #expect(confidence > 0.9) }
        }
    }

    @Test("a beat in the last, incomplete beat of the song is found")
    func lastBeat() throws {
        let beats = MadeSong.beats(bpm: 120, from: 0.2, to: 180)
        var signal = [Float](repeating: 0, count: 17_985)
        for frame in frames(beats) where frame < signal.count { signal[frame] = 1 }
        let curve = try #require(curves(beats).first)
        let path = PhaseTracker().track(signal, frameRate: 100, tempo: curve)
        #expect(path.frames.last == 17_970)
    }
}
