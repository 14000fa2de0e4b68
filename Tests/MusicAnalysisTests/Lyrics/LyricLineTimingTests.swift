import MusicAnalysis
import Testing

@Suite("Times of lyric lines") struct LyricLineTimingTests {
    /// Four beats a bar, half a second each.
    private let beats = (0..<160).map { Beat(time: Double($0) / 2, position: $0 % 4 + 1) }

    /// A voice in ranges of seconds, between others a bit of noise.
    private func voice(_ ranges: [Range<Double>], seconds: Double, noise: Double = 0.1)
        -> VoiceActivity
    {
        var generator = Generator(state: 7)
        return .init(
            values: (0..<Int(seconds * 20)).map { frame in
                let isSung = ranges.contains { $0.contains((Double(frame) + 0.5) / 20) }
                return Float((isSung ? 0.9 : 0.1) + noise * (2 * generator.next() - 1))
            }, frameRate: 20)
    }

    @Test("lines of a length share a part evenly, and begin on bars")
    func even() throws {
        let timing = LyricLineTiming(beats: beats)
        let lines = Array(repeating: "la la la la", count: 4)
        let estimate = try #require(timing.estimate(lines, in: 16..<32))
        #expect(estimate.ranges.map(\.lowerBound) == [16, 20, 24, 28])
        #expect(
            zip(estimate.ranges, estimate.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        #expect(estimate.confidence < 0.5)
    }

    @Test("a line of thrice the syllables takes about thrice the time")
    func syllables() throws {
        let lines = ["la la la", "la la la la la la la la la la la"]
        let estimate = try #require(LyricLineTiming(beats: beats).estimate(lines, in: 0..<16))
        #expect(estimate.ranges.map(\.lowerBound) == [0, 4])
    }

    @Test("more lines than beats, no beats, and no room have an answer too")
    func corners() throws {
        let many = Array(repeating: "la", count: 30)
        let crowded = try #require(LyricLineTiming(beats: beats).estimate(many, in: 0..<4))
        #expect(crowded.ranges.count == 30)
        #expect(crowded.ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= 4 && !$0.isEmpty })
        #expect(
            LyricLineTiming(beats: []).estimate(["la", "la"], in: 0..<8)?.ranges.map(\.lowerBound) == [0, 4])
        #expect(LyricLineTiming(beats: beats).estimate(many, in: 0..<1) == nil)
        #expect(LyricLineTiming(beats: beats).estimate([], in: 0..<8) == nil)
    }

    @Test(
        "where a voice is heard, lines begin where it rises and end where it falls",
        arguments: [
            [1.3..<3.1, 4.2..<6.0, 9.7..<11.6], [0.0..<2.0, 2.4..<4.5, 13.0..<15.0],
            [5.0..<6.5, 7.0..<8.4, 8.8..<10.1],
        ], [0, 0.1, 0.3])
    func voices(sung: [Range<Double>], noise: Double) throws {
        let activity = voice(sung.map { $0.lowerBound + 20..<$0.upperBound + 20 }, seconds: 60, noise: noise)
        let timing = LyricLineTiming(beats: beats, voice: activity)
        let estimate = try #require(timing.estimate(Array(repeating: "la la la la", count: 3), in: 20..<36))
        for (range, expected) in zip(estimate.ranges, sung) {
            #expect(abs(range.lowerBound - 20 - expected.lowerBound) <= 0.2)
            #expect(abs(range.upperBound - 20 - expected.upperBound) <= 0.2)
        }
        #expect(estimate.confidence > 0.4)
    }

    @Test("lines that are sung without a breath divide it by their syllables")
    func breathless() throws {
        let timing = LyricLineTiming(beats: beats, voice: voice([2..<14], seconds: 20))
        let estimate = try #require(timing.estimate(["la la", "la la la la"], in: 0..<16))
        #expect(abs(estimate.ranges[0].lowerBound - 2) <= 0.2)
        #expect(abs(estimate.ranges[1].lowerBound - 6) <= 0.8)
        #expect(abs(estimate.ranges[1].upperBound - 14) <= 0.2)
    }

    @Test("a voice that is as strong everywhere, or not there, tells nothing")
    func flat() {
        let lines = ["la la", "la la"]
        let blind = LyricLineTiming(beats: beats).estimate(lines, in: 0..<16)
        for values in [[], [Float](repeating: 0.5, count: 400)] {
            let timing = LyricLineTiming(beats: beats, voice: .init(values: values, frameRate: 20))
            #expect(timing.estimate(lines, in: 0..<16) == blind)
        }
    }

    @Test("given times are kept, and lines without are placed between them")
    func mixed() {
        let sheet = LyricSheet(
            parts: [
                .init(
                    label: .verse, title: "Verse",
                    lines: [
                        .init("a", time: 16..<18), "b", .init("c", time: 24..<26), .init("d", time: 90..<91),
                    ])
            ], untagged: [.init("oh", time: 2..<3)])
        let spans = [LyricPartSpan(part: 0, range: 16..<32, confidence: 0.5)]
        let (lines, warnings) = LyricLineTiming(beats: beats).lines(of: sheet, parts: spans, duration: 80)
        #expect(lines.map(\.text) == ["oh", "a", "b", "c"])
        #expect(lines.map(\.part) == [nil, 0, 0, 0])
        #expect(lines[0].confidence == 1 && lines[1].confidence == 1 && lines[2].confidence < 0.2)
        #expect((18..<24).contains(lines[2].start) && lines[2].end <= 24)
        #expect(warnings.count == 1)
        #expect(warnings.first?.hasPrefix("1 line of the lyrics begins after") == true)
    }

    @Test("lines never overlap nor leave the song, whatever is given", arguments: 1...12)
    func properties(seed: Int) {
        var generator = Generator(state: UInt64(seed) * 104_729)
        func line() -> LyricSheet.Line {
            let start = 100 * generator.next()
            return .init(
                "la la", time: generator.next() < 0.5 ? start..<start + 0.1 + 5 * generator.next() : nil)
        }
        let parts = (0..<seed).map { _ in
            LyricSheet.Part(
                label: .verse, title: "", lines: (0..<Int(6 * generator.next())).map { _ in line() })
        }
        let spans = parts.indices.map { index in
            let start = 80 * generator.next()
            return LyricPartSpan(part: index, range: start..<start + 1 + 20 * generator.next(), confidence: 1)
        }
        let activity = seed.isMultiple(of: 2) ? voice([3..<9, 20..<50], seconds: 70) : nil
        let (lines, _) = LyricLineTiming(beats: beats, voice: activity).lines(
            of: LyricSheet(parts: parts), parts: spans, duration: 80)
        #expect(lines.allSatisfy { $0.start >= 0 && $0.start < $0.end && $0.end <= 80 })
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.end <= $1.start })
        #expect(lines.allSatisfy { (0...1).contains($0.confidence) })
    }
}
