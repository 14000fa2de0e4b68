import Foundation
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

@Suite struct FeatureExtractorTests {
    private func features(
        _ samples: [Float], rate: Double = 22_050, blockSizes: [Int] = [.max]
    ) throws -> SongFeatures {
        try FeatureExtractor().extract(
            from: SampleList(samples, sampleRate: rate, blockSizes: blockSizes)
        ) { _ in }
    }

    private func sine(_ frequency: Double, seconds: Double = 0.6, rate: Double = 22_050) -> [Float] {
        MadeSignal.sine(
            count: Int(seconds * rate), frequency: frequency, sampleRate: rate, amplitude: 0.5)
    }

    /// Local maxima of the envelope above a share of the greatest, as frames.
    private func peaks(_ envelope: [Float], above share: Float = 0.3) -> [Int] {
        let least = share * (envelope.max() ?? 0)
        return envelope.indices.filter { index in
            envelope[index] > least
                && (index == 0 || envelope[index] > envelope[index - 1])
                && (index + 1 == envelope.count || envelope[index] >= envelope[index + 1])
        }
    }

    @Test(
        "the envelope peaks where a sound begins, within a frame, at any sample rate",
        arguments: [8_000.0, 22_050, 44_100, 48_000], [70.0, 400, 3_000])
    func onsetPlace(rate: Double, frequency: Double) throws {
        let times = [0.2, 0.515, 0.8]
        let sound = MadeSignal.pulses(
            count: Int(rate), times: times, frequency: frequency, decay: 0.04, sampleRate: rate,
            amplitude: 0.5)
        let found = peaks(try features(sound, rate: rate).onsetEnvelope)
        #expect(found.count == times.count)
        for (frame, time) in zip(found, times) { #expect(abs(Double(frame) / 100 - time) <= 0.0101) }
    }

    @Test(
        "a strike over a hiss is heard in the register of its pitch",
        arguments: [(60.0, 0), (700.0, 1), (9_000.0, 2)] as [(Double, Int)])
    func registers(frequency: Double, register: Int) throws {
        // A slow rise, so that no click spreads over all registers.
        let rate = 44_100.0
        let hiss = MadeSignal.noise(count: Int(0.8 * rate), seed: 3)
        let tone = sine(frequency, seconds: 0.8, rate: rate).enumerated().map { index, value in
            let time = Double(index) / rate
            return value * Float(min(max((time - 0.3) / 0.05, 0), 1)) + 0.02 * hiss[index]
        }
        let bands = try features(tone, rate: rate).bandOnsets
        let rises = (0..<3).map { band in
            (28..<40).reduce(Float(0)) { $0 + bands[$1, band] }
                - (12..<24).reduce(Float(0)) { $0 + bands[$1, band] }
        }
        #expect(rises.indices.max { rises[$0] < rises[$1] } == register)
    }

    @Test("a tone that glides is no new tone: less than a tenth of one, frame for frame")
    func vibrato() throws {
        let rate = 22_050.0
        var phase = 0.0
        // Six times a second, a quarter tone up and down.
        let glide = (0..<Int(rate)).map { index -> Float in
            let time = Double(index) / rate
            phase += 2 * .pi * 880 * exp2(sin(2 * .pi * 6 * time) / 24) / rate
            return Float(0.5 * sin(phase))
        }
        let envelope = try features(glide).onsetEnvelope
        let start = envelope.prefix(5).max() ?? 0
        let rest = envelope[10..<90].max() ?? 0
        #expect(start > 1)
        #expect(rest < start / 10)
    }

    @Test(
        "a pure tone has one pitch class, whatever its octave",
        arguments: [(110.0, 9), (440, 9), (1_760, 9), (261.626, 0), (3_951.07, 11), (92.499, 6)]
            as [(Double, Int)])
    func pitchClass(frequency: Double, pitchClass: Int) throws {
        let chroma = try features(sine(frequency)).chroma
        for frame in 1..<5 {
            #expect(chroma[frame, pitchClass] == 1)
            for other in 0..<12 where other != pitchClass { #expect(chroma[frame, other] < 0.1) }
        }
    }

    @Test("a tone between two pitch classes is shared between them")
    func quarterTone() throws {
        let chroma = try features(sine(440 * exp2(1.0 / 24))).chroma
        for frame in 1..<5 {
            #expect(min(chroma[frame, 9], chroma[frame, 10]) > 0.9)
            for other in 0..<9 { #expect(chroma[frame, other] < 0.1) }
        }
    }

    @Test("a chord has the pitch classes of its notes")
    func chord() throws {
        let notes = [261.626, 329.628, 391.995].map { sine($0) }
        let sum = notes[0].indices.map { (notes[0][$0] + notes[1][$0] + notes[2][$0]) / 3 }
        let chroma = try features(sum).chroma
        for frame in 1..<5 {
            let strong = (0..<12).filter { chroma[frame, $0] > 0.5 }
            #expect(strong == [0, 4, 7])
        }
    }

    @Test("loudness is 0 dB for a full square wave, −3.01 dB for a full sine, and −100 dB for nothing")
    func loudness() throws {
        let square = [Float](repeating: 0, count: 13_230).indices.map { Float($0 / 25 % 2 == 0 ? 1 : -1) }
        let full = sine(441).map { 2 * $0 }
        // The ends are half silence.
        for value in try features(square).loudness[1..<5] { #expect(abs(value) < 1e-3) }
        for value in try features(full).loudness[1..<5] { #expect(abs(value + 3.0103) < 1e-2) }
        #expect(try features([Float](repeating: 0, count: 8_820)).loudness.allSatisfy { $0 == -100 })
    }

    @Test("half as loud is 6.02 dB less; harmony, and timbre but for its first coefficient, stay")
    func gain() throws {
        let noise = MadeSignal.noise(count: 13_230, seed: 9)
        let loud = try features(noise)
        let soft = try features(noise.map { $0 / 2 })
        // 1e-4: logarithms of other sizes round otherwise.
        for (a, b) in zip(soft.chroma.values, loud.chroma.values) { #expect(abs(a - b) < 1e-4) }
        let step = Float(20 * log10(0.5))
        for frame in 0..<loud.loudness.count {
            #expect(abs(soft.loudness[frame] - loud.loudness[frame] - step) < 1e-3)
            // All 40 bands fall by the step, and the first coefficient is their sum over √40.
            #expect(abs(soft.timbre[frame, 0] - loud.timbre[frame, 0] - step * Float(40).squareRoot()) < 0.01)
            for index in 1..<13 {
                #expect(abs(soft.timbre[frame, index] - loud.timbre[frame, index]) < 0.01)
            }
        }
    }

    @Test("silence has no onsets, no harmony, and an even timbre")
    func silence() throws {
        let silence = try features([Float](repeating: 0, count: 22_050))
        #expect(silence.duration == 1)
        #expect(silence.onsetEnvelope == [Float](repeating: 0, count: 100))
        #expect(silence.bandOnsets == Matrix(rows: 100, columns: 3))
        #expect(silence.chroma == Matrix(rows: 10, columns: 12))
        for frame in 0..<10 {
            // 40 bands at −100 dB, over √40.
            #expect(abs(silence.timbre[frame, 0] + 100 * Float(40).squareRoot()) < 1e-2)
            for index in 1..<13 { #expect(abs(silence.timbre[frame, index]) < 1e-2) }
        }
    }

    @Test(
        "there is a frame for each centre within the song", arguments: [0, 1, 220, 221, 2_205, 2_206, 22_051])
    func counts(samples: Int) throws {
        let features = try features(MadeSignal.noise(count: samples))
        let onsetFrames = (0...200).filter { (Double($0) * 220.5).rounded() < Double(samples) }.count
        let contextFrames = (0...20).filter { $0 * 2_205 < samples }.count
        #expect(features.duration == Double(samples) / 22_050)
        #expect(features.onsetFrameRate == 100)
        #expect(features.contextFrameRate == 10)
        #expect(features.onsetEnvelope.count == onsetFrames)
        #expect(features.bandOnsets.rows == onsetFrames && features.bandOnsets.columns == 3)
        #expect(features.chroma.rows == contextFrames && features.chroma.columns == 12)
        #expect(features.timbre.rows == contextFrames && features.timbre.columns == 13)
        #expect(features.loudness.count == contextFrames)
    }

    @Test(
        "the features have the same bits, whatever blocks the source delivers",
        arguments: [[1], [441, 7], [5_000]])
    func blocks(sizes: [Int]) throws {
        let noise = MadeSignal.noise(count: 11_025)
        #expect(try features(noise, blockSizes: sizes) == features(noise))
    }

    @Test(
        "the loudest and the strangest samples have finite features", arguments: [8_000.0, 44_100, 192_000])
    func extremes(rate: Double) throws {
        let samples = MadeSignal.noise(count: Int(rate / 4)).enumerated().map { index, value in
            index % 3 == 0 ? (value < 0 ? -16 : 16) : value * 1e-38
        }
        let features = try features(samples, rate: rate)
        #expect(features.onsetEnvelope.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(features.chroma.values.allSatisfy { (0...1).contains($0) })
        #expect(features.timbre.values.allSatisfy { $0.isFinite })
        #expect(features.loudness.allSatisfy { (-100...30).contains($0) })
    }

    @Test("progress is told once a second, and what it throws ends the work")
    func progress() throws {
        struct Stop: Error {}
        let source = SampleList([Float](repeating: 0, count: 14_000), sampleRate: 4_000)
        var told: [Double] = []
        _ = try FeatureExtractor().extract(from: source) { told.append($0) }
        #expect(told == [1, 2, 3])
        told = []
        #expect(throws: Stop.self) {
            _ = try FeatureExtractor().extract(from: source) { seconds in
                told.append(seconds)
                if seconds == 2 { throw Stop() }
            }
        }
        #expect(told == [1, 2])
    }

    @Test("what the source throws is thrown on")
    func failure() {
        let source = SampleList(
            [Float](repeating: 0, count: 40_000), sampleRate: 8_000, failsAt: 30_000)
        #expect(throws: SampleList.Failure()) { try FeatureExtractor().extract(from: source) { _ in } }
    }
}
