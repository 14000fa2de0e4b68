import Foundation
import MediaEngine
import SignalProcessing
import TestSupport
import Testing

@Suite("Sound of ffmpeg")
struct FFmpegAudioSourceTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// A second and a half with a click at half a second.
    private func writeClick(_ name: String, _ encoding: [String]) throws {
        try Tool.ffmpeg(
            ["-f", "lavfi", "-i", "testsrc=s=64x36:r=24:d=1.5"]
                + ["-f", "lavfi", "-i", "aevalsrc='if(eq(n,24000),0.9,0)':d=1.5:s=48000"]
                + encoding + [folder.file(name)])
    }

    private func samples(_ name: String) async throws -> (rate: Double, values: [Float]) {
        var source: any SampleSource = try await FFmpegAudioSource(
            path: folder.file(name), tools: Media.tools())
        var values: [Float] = []
        while try source.read(4096, into: &values) > 0 {}
        #expect(try source.read(4096, into: &values) == 0)
        return (source.sampleRate, values)
    }

    @Test(
        "a click is heard where it was put, whatever delay the encoder has",
        arguments: [
            ("click.m4a", ["-map", "1", "-c:a", "aac"]),
            ("click.mp4", ["-map", "0", "-map", "1", "-c:v", "libx264", "-c:a", "aac"]),
            ("opus.mkv", ["-map", "0", "-map", "1", "-c:v", "libx264", "-c:a", "libopus"]),
            ("click.mov", ["-map", "1", "-c:a", "pcm_s16le"]),
        ])
    func click(name: String, encoding: [String]) async throws {
        try writeClick(name, encoding)
        let (rate, values) = try await samples(name)
        let loudest = try #require(values.indices.max { abs(values[$0]) < abs(values[$1]) })
        #expect(abs(Double(loudest) / rate - 0.5) < 0.001)
        #expect(abs(Double(values.count) / rate - 1.5) < 0.03)
    }

    @Test("channels that cancel each other out in the mean are metered none the less")
    func channels() async throws {
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "aevalsrc='0.1*sin(2000*PI*t)|-0.1*sin(2000*PI*t)':d=3:s=48000", "-c:a",
            "pcm_s16le", folder.file("out.mov"),
        ])
        let source = try await FFmpegAudioSource(path: folder.file("out.mov"), tools: Media.tools())
        #expect(source.channelCount == 2)
        let meter = LoudnessMeter(channelCount: source.channelCount, sampleRate: source.sampleRate)
        var mono: [Float] = []
        while try source.read(4_096, into: &mono, meter: meter) > 0 {}
        #expect(mono.count == 144_000)
        #expect(mono.allSatisfy { abs($0) < 0.001 })
        #expect(abs(try #require(meter.integrated) + 20) < 0.1)
    }

    @Test("a source that is left half read does not keep its decoder")
    func abandoned() async throws {
        try Tool.ffmpeg(["-f", "lavfi", "-i", "sine=duration=60", folder.file("long.m4a")])
        var values: [Float] = []
        do {
            let source = try await FFmpegAudioSource(path: folder.file("long.m4a"), tools: Media.tools())
            _ = try source.read(1024, into: &values)
        }
        #expect(values.count == 1024)
        for _ in 0..<100 {
            let running = try processes(naming: folder.path)
            if running.isEmpty { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try processes(naming: folder.path).isEmpty)
    }

    @Test("a decoder that hangs does not hold its reader, and is ended with all that it started")
    func hanging() async throws {
        try writeClick("click.m4a", ["-map", "1", "-c:a", "aac"])
        let tools = try await StandIn(in: folder).tools(ffmpeg: "sleep 1000; echo \(folder.path)")
        struct Enough: Error {}
        let start = ContinuousClock.now
        do {
            let source = try FFmpegAudioSource(path: folder.file("click.m4a"), tools: tools) {
                if ContinuousClock.now - start > .milliseconds(300) { throw Enough() }
            }
            var values: [Float] = []
            #expect(throws: Enough.self) { try source.read(1024, into: &values) }
        } catch is Enough {}
        #expect(ContinuousClock.now - start < .seconds(60))
        for _ in 0..<100 {
            if try processes(naming: folder.path).isEmpty { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try processes(naming: folder.path).isEmpty)
    }

    private func processes(naming text: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { entry in
            guard Int(entry) != nil,
                let words = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline")
            else { return false }
            return String(decoding: words, as: UTF8.self).contains(text)
        }
    }

    @Test("pictures without sound, and texts, are no songs", arguments: ["silent.mp4", "text.m4a"])
    func noSound(name: String) async throws {
        if name == "silent.mp4" {
            try BarcodeClip(id: 1, frameCount: 4).write(to: folder.file(name))
        } else {
            try Data("ffconcat version 1.0\nfile 'a.wav'\n".utf8).write(
                to: URL(fileURLWithPath: folder.file(name)))
        }
        let error = await #expect(throws: MediaError.self) { try await samples(name) }
        #expect(error?.code == .noAudio)
        #expect(error?.description.contains(name) == true)
    }
}
