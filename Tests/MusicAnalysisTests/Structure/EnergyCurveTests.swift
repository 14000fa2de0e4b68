import MusicAnalysis
import SignalProcessing
import Testing

@Suite struct EnergyCurveTests {
    /// Features of given loudness, ten values a second, without onsets.
    private func features(_ loudness: [Float], duration: Double? = nil) -> SongFeatures {
        let duration = duration ?? Double(loudness.count) / 10
        return SongFeatures(
            duration: duration, onsetFrameRate: 100,
            onsetEnvelope: [Float](repeating: 0, count: Int(duration * 100)),
            bandOnsets: Matrix(rows: 0, columns: 3), contextFrameRate: 10,
            chroma: Matrix(rows: loudness.count, columns: 12),
            timbre: Matrix(rows: loudness.count, columns: 13),
            loudness: loudness)
    }

    @Test("a song of constant strength is one half throughout, silence nothing")
    func constant() {
        #expect(
            EnergyCurve(features([Float](repeating: -20, count: 100))).values
                == Array(repeating: 0.5, count: 20))
        #expect(
            EnergyCurve(features([Float](repeating: -100, count: 100))).values
                == Array(repeating: 0, count: 20))
    }

    @Test("a loud half stands above a soft one by the share that loudness has, three parts in four")
    func halves() {
        let loudness = [Float](repeating: -40, count: 100) + [Float](repeating: -10, count: 100)
        let energy = EnergyCurve(features(loudness))
        // Onsets are constant, and so half of their quarter.
        #expect(abs(energy.mean(0..<8) - 0.125) < 1e-9)
        #expect(abs(energy.mean(12..<20) - 0.875) < 1e-9)
        // Not falling, in time with the rise.
        #expect(zip(energy.values, energy.values.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(abs(energy.values[19] + energy.values[20] - 1) < 0.3)
    }

    @Test(
        "there is a value for each half second that has begun",
        arguments: [(0.0, 0), (0.1, 1), (0.5, 1), (0.6, 2), (7.3, 15)])
    func count(duration: Double, expected: Int) {
        let loudness = [Float](repeating: -20, count: Int((duration * 10).rounded(.up)))
        #expect(EnergyCurve(features(loudness, duration: duration)).values.count == expected)
    }

    @Test("the mean over a range beyond the song is that of its end, and of no song 0")
    func outside() {
        let energy = EnergyCurve(features([Float](repeating: -20, count: 20)))
        #expect(energy.mean(0..<2) == 0.5)
        #expect(energy.mean(1..<900) == 0.5)
        #expect(EnergyCurve(features([])).mean(0..<1) == 0)
    }
}
