import Foundation
import MVSyncPipeline
import MusicAnalysis
import SignalProcessing
import TestSupport
import Testing

@Suite("Clicks on beats")
struct ClickTrackTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var pipeline: Pipeline {
        Pipeline(environment: ProcessInfo.processInfo.environment, usesCache: false) { _ in }
    }

    private func samples(of name: String) throws -> [Float] {
        let reader = try AudioFileReader(path: folder.file(name))
        var samples: [Float] = []
        while try reader.read(1 << 16, into: &samples) > 0 {}
        return samples
    }

    @Test("each click begins on the sample of its beat, over the song at half its level")
    func places() async throws {
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "aevalsrc=0.4:s=22050:d=3", "-c:a", "pcm_f32le", folder.file("song.wav"),
        ])
        let beats = [0.0, 0.5, 1.2345, 2.97].enumerated().map { Beat(time: $1, position: $0 % 3 + 1) }
        try await pipeline.writeClicks(
            song: folder.file("song.wav"), beats: beats, to: folder.file("clicks.wav"), overwriting: false)
        let samples = try samples(of: "clicks.wav")
        #expect(samples.count == 66_150)
        for beat in beats {
            let start = Int((beat.time * 22_050).rounded())
            #expect(abs(samples[start] - 0.7) < 0.001)
            if start > 0 { #expect(abs(samples[start - 1] - 0.2) < 0.001) }
        }
        #expect(abs(samples[1_100] - 0.2) < 0.001)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == ["song.wav", "clicks.wav"])
    }

    @Test("a file that is there stays, and so does the folder where nothing can be written")
    func refused() async throws {
        try Tool.ffmpeg(["-f", "lavfi", "-i", "aevalsrc=0.4:s=8000:d=1", folder.file("song.wav")])
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.file("song.wav")))
        await #expect(throws: PipelineError.self) {
            try await pipeline.writeClicks(
                song: folder.file("song.wav"), beats: [], to: folder.file("song.wav"), overwriting: false)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("song.wav"))) == before)
        await #expect(throws: PipelineError.self) {
            try await pipeline.writeClicks(
                song: folder.file("song.wav"), beats: [], to: folder.file("none/c.wav"), overwriting: true)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["song.wav"])
    }
}
