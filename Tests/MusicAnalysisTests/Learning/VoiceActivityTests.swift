import Foundation
import SignalProcessing
import Testing

@testable import MusicAnalysis

/// Against `Fixtures/voice.json`, which `scripts/training/voice.py` makes with the weights.
@Suite("Where someone sings")
struct VoiceActivityTests {
    struct Reference: Decodable {
        var frames: Int
        var voice: [Float]
    }

    @Test("the same numbers as PyTorch")
    func numbers() throws {
        let url = try #require(
            Bundle.module.url(forResource: "voice", withExtension: "json", subdirectory: "Fixtures"))
        let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
        let logits = VoiceActivity.logits(frameCount: reference.frames) { frame, row in
            for band in 0..<row.count {
                row[band] =
                    (frame / 25 + band) % 3 == 0
                    ? Float((frame * 37 + band * 101 + frame * band * 7) % 997) / 997 * 4 : 0
            }
        }
        #expect(logits.count == reference.voice.count)
        let gap = zip(logits, reference.voice).map { abs($0 - $1) }.max() ?? 0
        #expect(gap < 1e-3)
    }

    @Test("relative to the song: its lowest is 0, its highest 1, and one that hardly changes tells nothing")
    func relative() {
        let ramp = VoiceActivity(values: (0..<100).map { 0.2 + 0.005 * Float($0) }, frameRate: 20).relative
        #expect(ramp.values.first == 0 && ramp.values.last == 1)
        #expect(zip(ramp.values, ramp.values.dropFirst()).allSatisfy { $0 <= $1 })
        let flat = VoiceActivity(values: (0..<100).map { 0.5 + 0.002 * Float($0) }, frameRate: 20).relative
        #expect(flat.values == [Float](repeating: 0, count: 100))
        #expect(VoiceActivity(values: [], frameRate: 20).relative.values.isEmpty)
    }

    @Test("seconds sung within a range, cut at the song's ends")
    func seconds() {
        let voice = VoiceActivity(values: [0, 1, 1, 0.5], frameRate: 2)
        #expect(voice.seconds(in: 0..<2) == 1.25)
        #expect(voice.seconds(in: 0.5..<1) == 0.5)
        #expect(voice.seconds(in: 1.5..<9) == 0.25)
        #expect(voice.seconds(in: 5..<9) == 0)
        #expect(VoiceActivity(values: [], frameRate: 20).seconds(in: 0..<1) == 0)
    }
}
