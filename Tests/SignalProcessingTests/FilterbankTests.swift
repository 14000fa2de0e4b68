import Foundation
import SignalProcessing
import TestSupport
import Testing

@Suite struct FilterbankTests {
    @Test("mel filters are librosa's", arguments: try SpectraFixture.load().mel)
    func mel(reference: SpectraFixture.Filters) {
        let filters = Filterbank.mel(
            bandCount: reference.bands, range: reference.low...reference.high,
            windowLength: reference.windowLength, sampleRate: reference.sampleRate)
        expectAgreement(filters, reference)
    }

    private func expectAgreement(_ filters: Filterbank, _ reference: SpectraFixture.Filters) {
        #expect(filters.binCount == reference.windowLength / 2 + 1)
        #expect(filters.bandCount == reference.rows.count)
        guard filters.bandCount == reference.rows.count else { return }
        for (centre, wanted) in zip(filters.centreFrequencies, reference.centres) {
            // 1e-6 relative: the fixture has seven digits.
            #expect(abs(centre - wanted) <= 1e-6 * wanted)
        }
        for band in 0..<filters.bandCount {
            let wanted = reference.dense(band)
            let peak = wanted.max() ?? 0
            let gap = zip(filters.denseRow(band), wanted).map { abs($0 - $1) }.max() ?? 0
            // 1e-6 of the peak: single precision.
            #expect(gap <= 1e-6 * peak, "band \(band)")
        }
    }

    @Test("the bands of a spectrum are the sums of its bins under each filter")
    func application() {
        let filters = Filterbank.mel(
            bandCount: 20, range: 0...8_000, windowLength: 512, sampleRate: 16_000)
        let spectrum = MadeSignal.noise(count: 257, seed: 5).map { $0 * $0 }
        var bands = [Float](repeating: -1, count: 20)
        filters.apply(to: spectrum, into: &bands)
        for band in 0..<20 {
            let sum = zip(filters.denseRow(band), spectrum).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            #expect(abs(Double(bands[band]) - sum) <= 1e-6 * max(sum, 1e-3))
        }
    }

    @Test("a filter between two bins, or above the Nyquist frequency, hears nothing")
    func emptyFilters() {
        let filters = Filterbank.mel(
            bandCount: 40, range: 0...8_000, windowLength: 64, sampleRate: 8_000)
        var bands = [Float](repeating: -1, count: 40)
        filters.apply(to: [Float](repeating: 1, count: 33), into: &bands)
        let silent = (0..<40).filter { band in filters.denseRow(band).allSatisfy { $0 == 0 } }
        #expect(!silent.isEmpty)
        for band in 0..<40 { #expect(silent.contains(band) == (bands[band] == 0)) }
    }

    @Test("dense rows come back as they were given, zeros within and around")
    func rows() {
        let rows: [[Float]] = [[0, 1, 0, 2, 0], [0, 0, 0, 0, 0], [3, 0, 0, 0, 4]]
        let filters = Filterbank(rows: rows, binCount: 5, centreFrequencies: [1, 2, 3])
        #expect((0..<3).map(filters.denseRow) == rows)
        var bands = [Float](repeating: 0, count: 3)
        filters.apply(to: [1, 10, 100, 1_000, 10_000], into: &bands)
        #expect(bands == [2_010, 0, 40_003])
    }

    @Test("rows, frequencies and spectra of other sizes are mistakes of the caller")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            _ = Filterbank(rows: [[1, 2]], binCount: 3, centreFrequencies: [1])
        }
        await #expect(processExitsWith: .failure) {
            _ = Filterbank(rows: [[1, 2]], binCount: 2, centreFrequencies: [])
        }
        await #expect(processExitsWith: .failure) {
            var bands: [Float] = [0]
            Filterbank(rows: [[1, 2]], binCount: 2, centreFrequencies: [1]).apply(to: [1], into: &bands)
        }
    }
}
