import Foundation
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

@Suite("Builds, drops and breaks") struct DynamicsTests {
    /// A bar of a made song: its loudness in LUFS and the strength of its onsets.
    private typealias Bar = (loudness: Double, onsets: Float)

    /// Bars of two seconds, four beats each; the first section starts with the first bar, others where it is said.
    private func events(_ bars: [Bar], integrated: Double? = -14, sections: [Int] = []) -> [DynamicEvent] {
        let seconds = Double(2 * bars.count)
        var features = SongFeatures(
            duration: seconds, onsetFrameRate: 100,
            onsetEnvelope: bars.flatMap { [Float](repeating: $0.onsets, count: 200) },
            bandOnsets: Matrix(rows: 0, columns: 3), contextFrameRate: 10,
            chroma: Matrix(rows: 0, columns: 12), timbre: Matrix(rows: 0, columns: 13), loudness: [])
        features.metered = Loudness(
            integrated: integrated,
            momentary: bars.flatMap { [Double](repeating: $0.loudness, count: 20) })
        let edges = ([0] + sections + [bars.count]).map { Double(2 * $0) }
        return Dynamics(
            features,
            beats: (0...4 * bars.count).map { Beat(time: Double($0) / 2, position: $0 % 4 + 1) },
            sections: zip(edges, edges.dropFirst()).map {
                Section(start: $0, end: $1, label: .verse, group: 0, energy: 0, confidence: 1)
            }
        ).events
    }

    private func steady(_ bars: Int, _ loudness: Double = -14) -> [Bar] {
        [Bar](repeating: (loudness, 1), count: bars)
    }

    /// Eight bars from −26 to −15.5 LUFS with ever more onsets.
    private var riser: [Bar] {
        (0..<8).map { bar -> Bar in (-26 + 1.5 * Double(bar), 0.3 + 0.2 * Float(bar)) }
    }

    @Test("a riser that leads to loud bars is a build and ends in a drop")
    func riserAndDrop() {
        let found = events(steady(8, -20) + riser + steady(16, -12))
        #expect(found.map(\.kind) == [.build, .drop])
        #expect(found.first?.start == 16)
        #expect(found.first?.end == 32)
        #expect(found.last?.start == 32)
        #expect(found.last?.end == 32)
        #expect(found.last.map { $0.change > 3 && $0.change < 6 } == true)
    }

    @Test("the gain of a song does not matter")
    func gain() {
        let song = steady(8, -20) + riser + steady(16, -12)
        let quiet = song.map { Bar($0.loudness - 30, $0.onsets) }
        #expect(events(quiet, integrated: -44) == events(song))
    }

    @Test("a riser is a build where a section begins, though nothing drops, and none where nothing begins")
    func riserToSection() {
        let song = steady(8, -26) + riser + steady(16, -14.5)
        #expect(events(song, sections: [16]).map(\.kind) == [.build])
        #expect(events(song, sections: [20]).isEmpty)
    }

    @Test("one step up is no build; four quiet bars between loud ones are a break, and end in a drop")
    func breakdown() {
        let found = events(steady(8) + steady(4, -24) + steady(12), sections: [8, 12])
        #expect(found.map(\.kind) == [.break, .drop])
        #expect(found.map(\.start) == [16, 24])
        #expect(found.first?.end == 24)
        #expect(found.map(\.change) == [-10, 10])
    }

    @Test("a single quiet bar is neither a break nor before a drop; nor is a quiet end")
    func scraps() {
        #expect(events(steady(8) + steady(1, -24) + steady(12)).isEmpty)
        #expect(events(steady(16) + steady(8, -30)).isEmpty)
    }

    @Test("loud bars that do not stay are no drop")
    func flash() { #expect(events(steady(8, -22) + steady(2, -12) + steady(14, -22)).isEmpty) }

    @Test("a steady song, silence, and a song of few bars have none")
    func none() {
        #expect(events(steady(32), sections: [8, 16]).isEmpty)
        #expect(events(steady(32, -100), integrated: nil).isEmpty)
        #expect(events(steady(3, -24) + steady(4, -12)).isEmpty)
        #expect(events([]).isEmpty)
    }

    @Test("in sound, too, noise that swells under faster and faster strokes is a build, and full drums drop")
    func sound() throws {
        let rate = 22_050.0
        let count = Int(48 * rate)
        func strokes(_ times: [Double], _ frequency: Double, _ amplitude: Double) -> [Float] {
            MadeSignal.pulses(
                count: count, times: times, frequency: frequency, decay: 0.03, sampleRate: rate,
                amplitude: amplitude)
        }
        // 120 beats a minute: verse to 16 s, riser to 24 s, drums to the end; the first beat of a bar is the strongest.
        let calm = stride(from: 0.0, to: 16, by: 0.5)
        let roll = [stride(from: 16.0, to: 20, by: 0.25), stride(from: 20.0, to: 24, by: 0.125)].joined()
        let full = stride(from: 24.0, to: 48, by: 0.5)
        let parts: [[Float]] = [
            strokes(Array(calm), 200, 0.06), strokes(Array(stride(from: 0, to: 16, by: 2)), 90, 0.1),
            strokes(Array(roll), 1500, 0.1), strokes(Array(full), 90, 0.6),
            strokes(Array(stride(from: 24, to: 48, by: 0.25)), 2500, 0.3),
            strokes(Array(stride(from: 24, to: 48, by: 2)), 600, 0.5),
        ]
        var samples = MadeSignal.noise(count: count, seed: 9)
        for index in samples.indices {
            let time = Double(index) / rate
            let isRiser = time >= 16 && time < 24
            let swell: Double = isRiser ? pow(10, (2.5 * (time - 16) - 46) / 20) : 0.001
            samples[index] *= Float(swell)
            for part in parts { samples[index] += part[index] }
        }
        let song = try SongAnalyzer().analyze(SampleList(samples, sampleRate: rate)) { _ in }
        #expect(song.dynamics.filter { $0.kind == .drop }.map { abs($0.start - 24) < 0.1 } == [true])
        let build = try #require(song.dynamics.first { $0.kind == .build })
        #expect(abs(build.end - 24) < 0.1)
        #expect(build.start >= 13)
    }
}
