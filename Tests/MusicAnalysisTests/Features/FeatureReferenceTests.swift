import Foundation
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

/// Against `Fixtures/features.json`, which `scripts/reference/features.py` makes.
@Suite("Features against librosa and numpy")
struct FeatureReferenceTests {
    struct Reference: Decodable, Sendable, CustomTestStringConvertible {
        var sampleRate: Double
        var sampleCount: Int
        var bandOnsets: [Float]
        var chroma: [Float]
        var timbre: [Float]
        var loudness: [Float]

        var testDescription: String { "\(Int(sampleRate)) Hz" }

        static func load() throws -> [Reference] {
            let url = try #require(
                Bundle.module.url(forResource: "features", withExtension: "json", subdirectory: "Fixtures"))
            struct File: Decodable { var songs: [Reference] }
            return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).songs
        }
    }

    /// The signal of the script: a chord that changes, under a bass drum and a hiss, with a little noise.
    private func song(_ reference: Reference) -> [Float] {
        let rate = reference.sampleRate
        let count = reference.sampleCount
        var samples = [Float](repeating: 0, count: count)
        func add(_ frequencies: [Double], from start: Int, to end: Int) {
            for frequency in frequencies {
                let tone = MadeSignal.sine(
                    count: end - start, frequency: frequency, sampleRate: rate, amplitude: 0.1)
                for index in start..<end { samples[index] += tone[index - start] }
            }
        }
        add([220, 277.2, 329.6], from: 0, to: count / 2)
        add([196, 246.9, 293.7, 1_174], from: count / 2, to: count)
        let drum = MadeSignal.pulses(
            count: count, times: [0.25, 0.75, 1.25], frequency: 70, decay: 0.05, sampleRate: rate,
            amplitude: 0.4)
        let tick = MadeSignal.pulses(
            count: count, times: [0.5, 1, 1.5], frequency: 3_100, decay: 0.01, sampleRate: rate,
            amplitude: 0.2)
        let noise = MadeSignal.noise(count: count, seed: 5)
        for index in 0..<count { samples[index] += drum[index] + tick[index] + 0.01 * noise[index] }
        return samples
    }

    private func features(_ reference: Reference) throws -> SongFeatures {
        try FeatureExtractor().extract(
            from: SampleList(song(reference), sampleRate: reference.sampleRate)
        ) { _ in }
    }

    /// The greatest distance between two lists of equal count; infinite for others.
    private func gap(_ values: [Float], _ expected: [Float]) -> Float {
        guard values.count == expected.count else { return .infinity }
        return zip(values, expected).map { abs($0 - $1) }.max() ?? 0
    }

    @Test(
        "onset strength is the flux that librosa finds, register by register", arguments: try Reference.load()
    )
    func onsets(reference: Reference) throws {
        let features = try features(reference)
        // 2e-3, of peaks beyond 10: log(1 + x) of 48 bands in single precision.
        #expect(gap(features.bandOnsets.values, reference.bandOnsets) < 2e-3)
        #expect((reference.bandOnsets.max() ?? 0) > 10)
        for frame in 0..<features.bandOnsets.rows {
            let sum = features.bandOnsets[row: frame].reduce(0, +)
            #expect(abs(features.onsetEnvelope[frame] - sum) < 1e-4)
        }
    }

    @Test("pitch classes are those of the spectrum's peaks", arguments: try Reference.load())
    func chroma(reference: Reference) throws {
        // 5e-4 of the greatest: a peak at the depth of 60 dB may be there for one and not for the other.
        #expect(try gap(features(reference).chroma.values, reference.chroma) < 5e-4)
    }

    @Test("timbre is librosa's cepstral coefficients", arguments: try Reference.load())
    func timbre(reference: Reference) throws {
        // 0.02 dB, of values to −300.
        #expect(try gap(features(reference).timbre.values, reference.timbre) < 0.02)
    }

    @Test("loudness is the mean square over a tenth of a second", arguments: try Reference.load())
    func loudness(reference: Reference) throws {
        // 1e-3 dB.
        #expect(try gap(features(reference).loudness, reference.loudness) < 1e-3)
    }
}
