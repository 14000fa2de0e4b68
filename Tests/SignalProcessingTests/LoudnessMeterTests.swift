import Foundation
import SignalProcessing
import TestSupport
import Testing

/// Known answers are the minimum requirements of EBU Tech 3341 and 3342.
@Suite("Loudness by EBU R128") struct LoudnessMeterTests {
    /// A stereo sine of 1 kHz, at levels in dBFS for so many seconds each.
    private func sine(_ levels: [(level: Double, seconds: Double)], rate: Double = 16_000) -> [Float] {
        var phase = 0
        return levels.flatMap { level, seconds in
            (0..<Int(seconds * rate)).flatMap { _ in
                phase += 1
                let value = Float(
                    pow(10, level / 20) * sin(2 * .pi * 1000 * Double(phase) / rate))
                return [value, value]
            }
        }
    }

    private func measured(
        _ samples: [Float], channels: Int = 2, rate: Double = 16_000, block: Int = 10_007
    ) -> LoudnessMeter {
        let meter = LoudnessMeter(channelCount: channels, sampleRate: rate)
        var start = 0
        while start < samples.count {
            let end = min(start + block * channels, samples.count)
            meter.add(Array(samples[start..<end]), frames: (end - start) / channels)
            start = end
        }
        return meter
    }

    @Test(
        "a stereo sine of 1 kHz reads as its level, at any sample rate",
        arguments: [-23.0, -33], [11_025.0, 44_100, 48_000])
    func level(level: Double, rate: Double) throws {
        let meter = measured(sine([(level, 5)], rate: rate), rate: rate)
        #expect(abs(try #require(meter.integrated) - level) < 0.1)
        #expect(meter.momentary.count == 50)
        #expect(meter.momentary.dropFirst(4).allSatisfy { abs($0 - level) < 0.1 })
        #expect(meter.range < 0.1)
    }

    @Test("one channel alone is 3 LU quieter than two")
    func mono() throws {
        let samples = MadeSignal.sine(
            count: 32_000, frequency: 1000, sampleRate: 16_000, amplitude: pow(10, -20.0 / 20))
        #expect(abs(try #require(measured(samples, channels: 1).integrated) + 23) < 0.1)
    }

    @Test("quiet stretches before and after are left out by the gates")
    func gates() throws {
        let quiet = sine([(-36, 5), (-23, 30), (-36, 5)])
        #expect(abs(try #require(measured(quiet).integrated) + 23) < 0.1)
        let faint = sine([(-72, 5), (-36, 5), (-23, 30), (-36, 5), (-72, 5)])
        #expect(abs(try #require(measured(faint).integrated) + 23) < 0.1)
    }

    @Test(
        "the loudness range of two levels is their distance",
        arguments: [(-20.0, -30.0, 10.0), (-20, -15, 5), (-40, -20, 20)])
    func range(first: Double, second: Double, expected: Double) {
        #expect(abs(measured(sine([(first, 20), (second, 20)])).range - expected) < 1)
    }

    @Test("silence, and no sound, have no loudness and no range", arguments: [0, 100, 32_000])
    func nothing(count: Int) {
        let meter = measured([Float](repeating: 0, count: count))
        #expect(meter.integrated == nil)
        #expect(meter.range == 0)
        #expect(meter.momentary == Array(repeating: LoudnessMeter.silence, count: count / 3200))
    }

    @Test("momentary loudness is that of the 0.4 s around its second")
    func place() throws {
        let momentary = measured(sine([(-60, 2), (-20, 2)])).momentary
        // Half of the window at 2 s is loud, a quarter of that at 1.9 s.
        #expect(abs(momentary[20] + 23) < 0.2)
        #expect(abs(momentary[19] + 26) < 0.2)
        #expect(momentary[17] < -59)
        #expect(abs(momentary[22] + 20) < 0.2)
    }

    @Test("the blocks that samples come in do not matter", arguments: [1, 1_599, 1_601, 1_000_000])
    func blocks(block: Int) {
        let samples = MadeSignal.noise(count: 32_000)
        let whole = measured(samples)
        let parts = measured(samples, block: block)
        #expect(parts.momentary == whole.momentary)
        #expect(parts.integrated == whole.integrated)
    }

    @Test(
        "ffmpeg measures the same to 0.1 LU, with two channels, and with six in which some weigh more and one nothing",
        arguments: [2, 6])
    func reference(channels: Int) throws {
        let folder = try ScratchFolder()
        let file = folder.file("made.wav")
        // Noise that swells and fades, another in each channel.
        let voices = (0..<channels).map {
            "(random(\($0))-0.5)*(0.02+0.4*sin(t/\(2 + $0))^2)"
        }
        try Tool.ffmpeg([
            "-f", "lavfi", "-i",
            "aevalsrc=\(voices.joined(separator: "|")):d=24:s=44100:c=\(channels == 2 ? "stereo" : "5.1")",
            "-c:a", "pcm_f32le", file,
        ])
        let reader = try AudioFileReader(path: file)
        let meter = LoudnessMeter(channelCount: reader.channelCount, sampleRate: reader.sampleRate)
        var mono: [Float] = []
        while try reader.read(5_000, into: &mono, meter: meter) > 0 {}
        #expect(reader.channelCount == channels)

        let answer = try Tool.run(
            "ffmpeg",
            ["-hide_banner", "-nostdin", "-v", "error", "-i", file, "-af"]
                + ["ebur128=metadata=1,ametadata=print:file=-", "-f", "null", "-"])
        func values(_ key: String) -> [Double] {
            String(decoding: answer, as: UTF8.self).split(separator: "\n").compactMap { line in
                line.hasPrefix("lavfi.r128.\(key)=") ? Double(line.split(separator: "=")[1]) : nil
            }
        }
        #expect(abs(try #require(meter.integrated) - (try #require(values("I").last))) < 0.1)
        #expect(abs(meter.range - (try #require(values("LRA").last))) < 0.2)
        let momentary = meter.momentary
        let shown = values("M")
        #expect(shown.count >= 239)
        // What is shown at the end of a window is ours at its middle.
        for index in 4..<shown.count { #expect(abs(momentary[index - 1] - shown[index]) < 0.1) }
    }
}
