import Foundation
import MusicAnalysis
import TestSupport
import Testing

/// From sound to sections, where there are none, and where there are.
@Suite struct FormlessSongTests {
    private func sections(_ samples: [Float], sampleRate: Double = 22_050) throws -> [Section] {
        try SongAnalyzer().analyze(SampleList(samples, sampleRate: sampleRate)) { _ in }.sections
    }

    @Test("a loop of four bars is one section", arguments: [100.0, 128])
    func loop(bpm: Double) throws {
        let beats = MadeBand.beats(from: 0.5, to: 90) { _ in bpm }
        let sections = try sections(MadeBand(beats: beats, duration: 90).samples())
        #expect(sections.count == 1)
        #expect(sections[0].confidence < 0.3)
    }

    @Test(
        "noise, a tone, and bursts like those of speech are one section each",
        arguments: ["noise", "tone", "bursts"])
    func others(kind: String) throws {
        let count = 60 * 22_050
        let noise = MadeSignal.noise(count: count)
        var random = Generator(state: 7)
        var level: Float = 0
        let samples = (0..<count).map { index -> Float in
            switch kind {
            case "noise": return 0.2 * noise[index]
            case "tone": return 0.3 * Float(sin(2 * .pi * 220 * Double(index) / 22_050))
            default:
                if index.isMultiple(of: 3_000) { level = random.next() < 0.3 ? 0 : Float(random.next()) }
                return 0.3 * level * noise[index]
            }
        }
        let sections = try sections(samples)
        #expect(sections.count == 1)
        #expect(sections[0].start == 0 && sections[0].end == 60)
    }
}
