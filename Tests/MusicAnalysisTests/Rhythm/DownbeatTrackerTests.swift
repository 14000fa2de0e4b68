import Testing

@testable import MusicAnalysis

@Suite("Beats counted into bars") struct DownbeatTrackerTests {
    /// Places of beats in bars of given lengths.
    private func places(_ bars: [Int]) -> [Int] { bars.flatMap { Array(1...$0) } }

    /// Log-odds that speak for the first of each bar.
    private func odds(_ places: [Int]) -> [Float] { places.map { $0 == 1 ? 1.5 : -2 } }

    @Test("bars of one metre, from a pickup on", arguments: [(3, 0), (3, 2), (4, 0), (4, 1), (4, 3)])
    func steady(metre: Int, pickup: Int) {
        let truth = Array(places([Int](repeating: metre, count: 24)).dropFirst(metre - pickup))
        let bars = DownbeatTracker().bars(odds(truth))
        #expect(bars.positions == truth)
        #expect(bars.beatsPerBar == metre)
    }

    @Test("a metre that changes for some bars and back is followed")
    func changing() {
        let fours = [Int](repeating: 4, count: 24)
        let truth = places(fours + [Int](repeating: 3, count: 24) + fours)
        let bars = DownbeatTracker().bars(odds(truth))
        #expect(bars.positions == truth)
        #expect(bars.beatsPerBar == 4)
    }

    @Test("one bar that looks otherwise does not change the count")
    func exception() {
        let truth = places([Int](repeating: 4, count: 32))
        var misled = odds(truth)
        misled[64] = -2
        misled[66] = 1.5
        #expect(DownbeatTracker().bars(misled).positions == truth)
    }

    @Test("any metre is counted where the listener knows it", arguments: [2, 5, 6, 7, 12])
    func known(metre: Int) {
        var guidance = RhythmGuidance()
        guidance.beatsPerBar = metre
        let truth = places([Int](repeating: metre, count: 12))
        #expect(DownbeatTracker(guidance).bars(odds(truth)).positions == truth)
    }

    @Test("no beats have no bars") func none() { #expect(DownbeatTracker().bars([]).positions.isEmpty) }
}
