import Foundation
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

@Suite("Intensity that compares songs") struct IntensityTests {
    private static let rate = 22_050.0

    /// A made song of 32 s: for each half, strokes a second and their level.
    private func song(
        _ halves: [(strokes: Double, amplitude: Double)], frequency: Double, gain: Float = 1
    ) throws -> SongFeatures {
        var samples: [Float] = []
        for half in halves {
            samples += MadeSignal.pulses(
                count: Int(16 * Self.rate),
                times: (0..<Int(16 * half.strokes)).map { Double($0) / half.strokes },
                frequency: frequency, decay: 0.05, sampleRate: Self.rate, amplitude: half.amplitude)
        }
        return try FeatureExtractor().extract(
            from: SampleList(samples.map { gain * $0 }, sampleRate: Self.rate)
        ) { _ in }
    }

    private func intensity(_ features: SongFeatures, _ range: Range<Double>) -> Double {
        let onsets = OnsetPicker().onsets(in: features.onsetEnvelope, frameRate: features.onsetFrameRate)
        return Intensity.of(range, features, onsets: onsets)
    }

    @Test(
        "a dense loud half is more intense than a sparse quiet one, at any gain the same",
        arguments: [1, 0.05])
    func gain(gain: Float) throws {
        let halves = [(strokes: 1.0, amplitude: 0.1), (8, 0.5)]
        let features = try song(halves, frequency: 800, gain: gain)
        let (quiet, loud) = (intensity(features, 0..<16), intensity(features, 16..<32))
        #expect(loud > quiet + 0.3)
        let plain = try song(halves, frequency: 800)
        #expect(abs(quiet - intensity(plain, 0..<16)) < 0.01)
        #expect(abs(loud - intensity(plain, 16..<32)) < 0.01)
    }

    @Test(
        "dense fast music is more intense than a sparse ballad, on average and in each half, though it is quieter"
    )
    func songs() throws {
        let ballad = try song([(1, 0.8), (1.5, 0.9)], frequency: 300)
        let dance = try song([(6, 0.1), (8, 0.15)], frequency: 2_000)
        #expect(intensity(dance, 0..<32) > intensity(ballad, 0..<32) + 0.15)
        #expect(intensity(dance, 0..<16) > intensity(ballad, 16..<32))
    }

    @Test("it stays within 0…1, and silence and nothing are 0")
    func bounds() throws {
        let features = try song([(20, 0.9), (0.5, 0.001)], frequency: 4_000)
        for start in stride(from: 0.0, to: 31, by: 1) {
            #expect((0...1).contains(intensity(features, start..<start + 1)))
        }
        #expect(intensity(features, 3..<3) == 0)
        let silence = try song([(1, 0), (1, 0)], frequency: 100)
        #expect(intensity(silence, 0..<32) == 0)
    }
}
