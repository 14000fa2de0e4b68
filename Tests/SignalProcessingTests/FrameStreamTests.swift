import SignalProcessing
import TestSupport
import Testing

@Suite struct FrameStreamTests {
    /// A frame as it was seen: its centre, and the samples around it.
    private struct Seen: Equatable {
        var centre: Int
        var samples: [Float]
    }

    /// Samples that say where they stand, counted from 1.
    private func ramp(_ count: Int) -> [Float] { (0..<count).map { Float($0 + 1) } }

    /// All frames of a source, each seen over its whole margin.
    private func frames(
        _ source: SampleList, frameRate: Double, margin: Int, step: Int = 1
    ) throws -> (frames: [Seen], sampleCount: Int) {
        var stream = FrameStream(source, frameRate: frameRate, margin: margin)
        var frames: [Seen] = []
        while try stream.move(toFrame: frames.count * step) {
            let samples = stream.withSamples(-margin..<margin) { span in
                span.indices.map { span[$0] }
            }
            frames.append(Seen(centre: stream.centre, samples: samples))
        }
        return (frames, stream.sampleCount)
    }

    @Test(
        "frames are centred on the nearest sample, counted from the start, and silence lies around the song",
        arguments: [44_100.0, 22_050, 48_000, 11_025.5], [1, 2_000, 44_100])
    func centres(sampleRate: Double, count: Int) throws {
        let source = SampleList(ramp(count), sampleRate: sampleRate)
        let (frames, sampleCount) = try frames(source, frameRate: 100, margin: 8)
        #expect(sampleCount == count)
        let expected = (0...).lazy.map { Int((Double($0) * sampleRate / 100).rounded()) }
            .prefix { $0 < count }
        #expect(frames.map(\.centre) == Array(expected))
        for frame in frames {
            let wanted = (frame.centre - 8..<frame.centre + 8).map { index in
                (0..<count).contains(index) ? Float(index + 1) : 0
            }
            #expect(frame.samples == wanted)
        }
    }

    @Test(
        "the frames are the same, whatever blocks the source delivers",
        arguments: [[1], [7, 1, 100], [441], [1_000], [32_768], [32_767, 1], [65_536]])
    func blockSizes(sizes: [Int]) throws {
        // Longer than the stream's own blocks, so that it forgets what has passed on the way.
        let samples = ramp(80_000)
        let whole = try frames(SampleList(samples, sampleRate: 8_000), frameRate: 25, margin: 300)
        let parts = try frames(
            SampleList(samples, sampleRate: 8_000, blockSizes: sizes), frameRate: 25, margin: 300)
        #expect(whole.frames.count == 250)
        #expect(parts.frames == whole.frames)
        #expect(parts.sampleCount == 80_000)
    }

    @Test("a frame whose centre is the last sample is there, one sample later is not")
    func end() throws {
        #expect(try frames(SampleList(ramp(200), sampleRate: 100), frameRate: 1, margin: 4).frames.count == 2)
        #expect(try frames(SampleList(ramp(201), sampleRate: 100), frameRate: 1, margin: 4).frames.count == 3)
    }

    @Test("a source without samples has no frames")
    func empty() throws {
        let (frames, count) = try frames(SampleList([], sampleRate: 100), frameRate: 10, margin: 4)
        #expect(frames.isEmpty)
        #expect(count == 0)
    }

    @Test("frames can be passed over, farther than a block")
    func skipping() throws {
        let (frames, count) = try frames(
            SampleList(ramp(200_000), sampleRate: 1_000), frameRate: 10, margin: 3, step: 700)
        #expect(frames.map(\.centre) == [0, 70_000, 140_000])
        #expect(frames.map { $0.samples[3] } == [1, 70_001, 140_001])
        #expect(count == 200_000)
    }

    @Test("without a margin there is nothing to see, but the frames go on")
    func noMargin() throws {
        let (frames, count) = try frames(SampleList(ramp(10), sampleRate: 10), frameRate: 1, margin: 0)
        #expect(frames == [Seen(centre: 0, samples: [])])
        #expect(count == 10)
    }

    @Test("what the source throws is thrown on")
    func failure() {
        #expect(throws: SampleList.Failure()) {
            try frames(
                SampleList(ramp(90_000), sampleRate: 1_000, failsAt: 50_000), frameRate: 10, margin: 3)
        }
    }

    @Test("to look beyond the margin is a mistake of the caller")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            var stream = FrameStream(SampleList([1, 2, 3], sampleRate: 10), frameRate: 10, margin: 4)
            _ = try stream.move(toFrame: 0)
            stream.withSamples(-5..<4) { _ in }
        }
    }
}
