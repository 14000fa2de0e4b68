import Foundation
import SignalProcessing
import TestSupport
import Testing

@Suite struct SpectrumTests {
    @Test("the window is scipy's periodic Hann window", arguments: [2, 7, 16])
    func hann(length: Int) throws {
        let expected = try #require(try SpectraFixture.load().hann["\(length)"])
        // 1e-6: the fixture has seven digits.
        for (value, wanted) in zip(Window.hann(length), expected) { #expect(abs(value - wanted) < 1e-6) }
        #expect(Window.hann(length).count == length)
    }

    @Test("windows that overlap by half add up to 1 everywhere", arguments: [4, 64, 1_000])
    func overlap(length: Int) {
        let window = Window.hann(length)
        for index in 0..<length / 2 { #expect(abs(window[index] + window[index + length / 2] - 1) < 1e-6) }
    }

    @Test("a window of one sample leaves it as it is; one of none is a mistake of the caller")
    func shortest() async {
        #expect(Window.hann(1) == [1])
        await #expect(processExitsWith: .failure) { _ = Window.hann(0) }
    }

    @Test("the spectrum of noise is numpy's, and the magnitude its root")
    func reference() throws {
        let fixture = try SpectraFixture.load().power
        let noise = MadeSignal.noise(count: 256, seed: fixture.seed)
        var spectrum = Spectrum(windowLength: 256)
        var power = [Float](repeating: 0, count: 129)
        var magnitude = power
        spectrum.power(of: noise.span, into: &power)
        spectrum.magnitude(of: noise.span, into: &magnitude)
        // 1e-6 of the greatest: single precision against double.
        let tolerance = 1e-6 * (fixture.values.max() ?? 0)
        #expect(fixture.values.count == 129)
        for (bin, wanted) in fixture.values.enumerated() {
            #expect(abs(power[bin] - wanted) < tolerance)
            #expect(magnitude[bin] == power[bin].squareRoot())
        }
    }

    @Test(
        "a length of time becomes the nearest power of two, on a logarithmic scale",
        arguments: [
            (0.046_44, 44_100, 2_048), (0.046_44, 48_000, 2_048), (0.046_44, 96_000, 4_096),
            (0.046_44, 8_000, 512), (0.05, 22_050, 1_024), (1e-9, 44_100, 32),
            // √2 · 1024 = 1448.2 is where 1024 and 2048 are equally near.
            (1_448, 1, 1_024), (1_449, 1, 2_048),
        ] as [(Double, Double, Int)])
    func nearestLength(seconds: Double, sampleRate: Double, expected: Int) {
        #expect(Spectrum.windowLength(nearest: seconds, at: sampleRate) == expected)
    }
}
