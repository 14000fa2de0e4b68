import Foundation
import SignalProcessing
import TestSupport
import Testing

@Suite struct RealFFTTests {
    /// |X[k]|² without a window.
    private func power(_ samples: [Float]) -> [Float] {
        let transform = RealFFT(size: samples.count)
        var workspace = RealFFT.Workspace(size: samples.count)
        var power = [Float](repeating: -1, count: transform.binCount)
        transform.power(
            of: samples.span, window: [Float](repeating: 1, count: samples.count), using: &workspace,
            into: &power)
        return power
    }

    /// |X[k]|² by the definition of the transform, in double precision.
    private func definition(_ samples: [Float]) -> [Double] {
        (0...samples.count / 2).map { bin in
            var re = 0.0
            var im = 0.0
            for (n, sample) in samples.enumerated() {
                let angle = -2 * Double.pi * Double(bin * n % samples.count) / Double(samples.count)
                re += Double(sample) * cos(angle)
                im += Double(sample) * sin(angle)
            }
            return re * re + im * im
        }
    }

    @Test(
        "a cosine of bin k has all its magnitude, N/2, in bin k, and N at both ends",
        arguments: [16, 60, 256, 2_048], [0.0, 0.125, 0.25, 0.5])
    func cosine(size: Int, place: Double) {
        let bin = Int((place * Double(size)).rounded(.down))
        let wave = (0..<size).map {
            Float(cos(2 * Double.pi * Double(bin * $0 % size) / Double(size)))
        }
        let isEnd = bin == 0 || bin == size / 2
        for (index, value) in power(wave).enumerated() {
            let magnitude = index == bin ? Float(isEnd ? size : size / 2) : 0
            #expect(abs(value.squareRoot() - magnitude) < 1e-5 * Float(size), "bin \(index)")
        }
    }

    @Test("noise has the spectrum that the definition gives", arguments: [2, 4, 6, 30, 64, 250, 256])
    func definition(size: Int) {
        let noise = MadeSignal.noise(count: size, seed: UInt64(size))
        let expected = definition(noise)
        // Single precision, against the greatest: an FFT spreads its rounding over all bins.
        let tolerance = 2e-6 * (expected.max() ?? 0)
        for (value, wanted) in zip(power(noise), expected) {
            #expect(abs(Double(value) - wanted) < tolerance)
        }
    }

    @Test("an impulse is flat, wherever it stands", arguments: [0, 1, 37, 127])
    func impulse(place: Int) {
        var samples = [Float](repeating: 0, count: 128)
        samples[place] = 3
        for value in power(samples) { #expect(abs(value - 9) < 1e-5) }
    }

    @Test("nothing has no spectrum at all")
    func silence() {
        #expect(power([Float](repeating: 0, count: 512)).allSatisfy { $0 == 0 })
    }

    @Test("the energy of the bins is N times that of the samples (Parseval)", arguments: [8, 90, 1_024])
    func parseval(size: Int) {
        let noise = MadeSignal.noise(count: size, seed: 7)
        let bins = power(noise).map(Double.init)
        // The bins between the ends stand for two: their mirrors are not computed.
        let energy = 2 * bins.reduce(0, +) - bins[0] - bins[size / 2]
        let expected = Double(size) * noise.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect(abs(energy / expected - 1) < 1e-5)
    }

    @Test(
        "the transform is linear: powers obey the parallelogram law, and scale by the square",
        arguments: 1...5)
    func linear(seed: UInt64) {
        let x = MadeSignal.noise(count: 128, seed: seed)
        let y = MadeSignal.noise(count: 128, seed: seed + 100)
        let sum = power(zip(x, y).map { $0 + $1 })
        let difference = power(zip(x, y).map { $0 - $1 })
        let (powerX, powerY) = (power(x), power(y))
        let half = power(x.map { $0 / 2 })
        for bin in 0...64 {
            #expect(abs(sum[bin] + difference[bin] - 2 * (powerX[bin] + powerY[bin])) < 1e-3)
            #expect(abs(half[bin] - powerX[bin] / 4) < 1e-4)
        }
    }

    @Test("the window is multiplied in before")
    func window() {
        let noise = MadeSignal.noise(count: 64, seed: 3)
        let window = MadeSignal.noise(count: 64, seed: 4)
        let transform = RealFFT(size: 64)
        var workspace = RealFFT.Workspace(size: 64)
        var windowed = [Float](repeating: 0, count: 33)
        transform.power(of: noise.span, window: window, using: &workspace, into: &windowed)
        #expect(windowed == power(zip(noise, window).map { $0 * $1 }))
        #expect(windowed != power(noise))
    }

    @Test("one transform serves many tasks at once, with the same bits as one alone")
    func shared() async {
        let transform = RealFFT(size: 512)
        let expected = (0..<8).map { power(MadeSignal.noise(count: 512, seed: $0)) }
        let results = await withTaskGroup(of: (Int, [Float]).self) { group in
            for task in 0..<8 {
                group.addTask {
                    let noise = MadeSignal.noise(count: 512, seed: UInt64(task))
                    var workspace = RealFFT.Workspace(size: 512)
                    var power = [Float](repeating: 0, count: 257)
                    let flat = [Float](repeating: 1, count: 512)
                    for _ in 0..<50 {
                        transform.power(of: noise.span, window: flat, using: &workspace, into: &power)
                    }
                    return (task, power)
                }
            }
            return await group.reduce(into: [Int: [Float]]()) { $0[$1.0] = $1.1 }
        }
        for task in 0..<8 { #expect(results[task] == expected[task]) }
    }

    @Test("an odd size, or samples of another count, are mistakes of the caller")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = RealFFT(size: 3) }
        await #expect(processExitsWith: .failure) {
            var workspace = RealFFT.Workspace(size: 4)
            var power = [Float](repeating: 0, count: 3)
            RealFFT(size: 4).power(of: [1, 2].span, window: [1, 1], using: &workspace, into: &power)
        }
    }
}
