import Foundation
import MusicAnalysis
import TestSupport
import Testing

/// What is heard of a form in sound does not hang on how the file is made.
@Suite struct SameSectionsTests {
    private struct Song {
        var samples: [Float]
        var sampleRate: Double
    }

    /// Eight bars of a band, eight of it without its drums, twice; behind some seconds of silence.
    private func song(silence: Double = 0.5, gain: Float = 1, sampleRate: Double = 22_050) -> Song {
        let bar = 2.0
        let duration = silence + 32 * bar
        let beats = (0..<128).map { silence + Double($0) * bar / 4 }
        var band = MadeBand(beats: beats, duration: duration)
        band.sampleRate = sampleRate
        let loud = band.samples()
        band.rest = 0..<duration
        let soft = band.samples()
        let samples = loud.indices.map { index -> Float in
            let bars = (Double(index) / sampleRate - silence) / bar
            return gain * (Int(bars / 8).isMultiple(of: 2) ? loud[index] : soft[index])
        }
        return Song(samples: samples, sampleRate: sampleRate)
    }

    private func sections(_ song: Song) throws -> [Section] {
        // At half or double the tempo the bars would be others; that is not what is tested.
        var guidance = RhythmGuidance()
        guidance.tempo = 110...130
        return try SongAnalyzer().analyze(
            SampleList(song.samples, sampleRate: song.sampleRate), guidance: guidance
        ) { _ in }.sections
    }

    private func form(_ sections: [Section]) -> [String] {
        sections.map { "\($0.label.rawValue) \($0.group)" }
    }

    @Test("sections are where the music changes, and the same at any gain, offset and sample rate")
    func same() throws {
        let plain = try sections(song())
        #expect(plain.count > 1)
        // The drums leave at bar 8 and at 24, and come back at 16.
        for change in [8.0, 16, 24] {
            #expect(plain.contains { abs($0.start - (0.5 + 2 * change)) < 0.1 }, "bar \(change)")
        }
        for other in [song(gain: 0.05), song(sampleRate: 44_100)] {
            let found = try sections(other)
            #expect(form(found) == form(plain))
            #expect(zip(found, plain).allSatisfy { abs($0.start - $1.start) < 0.05 })
        }
        let later = try sections(song(silence: 2.5))
        #expect(form(later) == form(plain))
        #expect(zip(later, plain).dropFirst().allSatisfy { abs($0.start - $1.start - 2) < 0.05 })
    }
}
