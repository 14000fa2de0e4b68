import MusicAnalysis
import Testing

@Suite struct LoudnessTests {
    @Test("the mean over a range is that of power, to the nearest value")
    func mean() {
        let loudness = Loudness(momentary: [-20, -20, -10, -10])
        #expect(abs(loudness.mean(over: 0..<0.2) + 20) < 1e-9)
        #expect(abs(loudness.mean(over: 0.2..<0.4) + 10) < 1e-9)
        // Half the power of −10 LUFS, and a little.
        #expect(abs(loudness.mean(over: 0..<0.4) + 12.596) < 0.01)
        #expect(abs(loudness.mean(over: 0.19..<0.2) + 10) < 1e-9)
    }

    @Test("beyond the song it is that of its end, and of no song silence")
    func outside() {
        #expect(Loudness(momentary: [-20, -30]).mean(over: 50..<60) == -30)
        #expect(Loudness(momentary: [-20, -20]).mean(over: -3..<60) == -20)
        #expect(Loudness().mean(over: 0..<1) == -100)
    }
}
