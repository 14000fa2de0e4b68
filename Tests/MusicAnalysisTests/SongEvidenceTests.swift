import Foundation
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

@Suite struct SongEvidenceTests {
    private static let rate = 22_050.0

    /// Strokes twice a second for 40 s, louder in the second half, in blocks of odd sizes.
    private var source: SampleList {
        func strokes(_ amplitude: Double) -> [Float] {
            MadeSignal.pulses(
                count: Int(20 * Self.rate), times: (0..<40).map { Double($0) / 2 }, frequency: 500,
                decay: 0.05,
                sampleRate: Self.rate, amplitude: amplitude)
        }
        return SampleList(
            strokes(0.2) + strokes(0.8), sampleRate: Self.rate, blockSizes: [4_001, 17, 30_000])
    }

    @Test("examining hears the same as analysing")
    func sameAnalysis() throws {
        let examined = try SongAnalyzer().examine(source) { _ in }
        #expect(try SongAnalyzer().analyze(source) { _ in } == examined.analysis)
    }

    @Test("the waveform is the outline of the samples, in no more columns than can be drawn")
    func waveform() throws {
        let waveform = try SongAnalyzer().examine(source) { _ in }.evidence.waveform
        #expect(waveform.count == 2000)
        let quiet = waveform[..<1000].map(\.upperBound).max() ?? 0
        let loud = waveform[1000...].map(\.upperBound).max() ?? 0
        #expect(abs(loud / quiet - 4) < 0.05)
        #expect(waveform.allSatisfy { $0.lowerBound >= -0.8 && $0.upperBound <= 0.8 })
    }

    @Test("the similarity is symmetric, and spans the song as novelty does")
    func similarity() throws {
        let (song, evidence) = try SongAnalyzer().examine(source) { _ in }
        let count = evidence.similarityEdges.count - 1
        #expect(count > 4 && count <= 160)
        #expect(evidence.similarity.count == count * count)
        #expect(evidence.similarityEdges.first == 0)
        #expect(evidence.similarityEdges.last == song.duration)
        for row in 0..<count {
            for column in 0..<row {
                let value = evidence.similarity[row * count + column]
                #expect(abs(value - evidence.similarity[column * count + row]) < 1e-5)
            }
        }
        #expect(evidence.novelty.count == evidence.noveltyTimes.count)
        #expect(evidence.novelty.allSatisfy { (0...1).contains($0) })
    }

    @Test("a song too short for sections is one passage, and one without samples has nothing")
    func short() throws {
        let short = try SongAnalyzer().examine(SampleList([0.5, -0.5, 0.25], sampleRate: 8_000)) { _ in }
        #expect(short.evidence.waveform == [-0.5...0.5])
        #expect(short.evidence.similarity.count == 1 && short.evidence.novelty.count == 1)
        #expect(
            try SongAnalyzer().examine(SampleList([], sampleRate: 8_000)) { _ in }.evidence == SongEvidence())
    }
}
