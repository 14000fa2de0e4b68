import Foundation
import MediaEngine
import SignalProcessing
import TestSupport
import Testing

@Suite("Song decoders")
struct SongDecodersTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func loudest(_ source: any SampleSource) throws -> Double {
        var source = source
        var values: [Float] = []
        while try source.read(4096, into: &values) > 0 {}
        let place = try #require(values.indices.max { abs(values[$0]) < abs(values[$1]) })
        return Double(place) / source.sampleRate
    }

    @Test(
        "a song that is analysed by one decoder and delivered by the other keeps its beats in place",
        arguments: [
            ("a.wav", []), ("a.flac", []), ("a.ogg", ["-c:a", "libvorbis"]), ("a.opus", ["-c:a", "libopus"]),
            ("lame.mp3", []), ("vbr.mp3", ["-q:a", "4"]), ("bare.mp3", ["-write_xing", "0"]),
            ("tagged.mp3", ["-id3v2_version", "3", "-metadata", "title=A title"]),
        ] as [(String, [String])])
    func agreement(name: String, encoding: [String]) async throws {
        try Tool.ffmpeg(
            ["-f", "lavfi", "-i", "aevalsrc='if(eq(n,48000),0.9,0)':d=2:s=48000"] + encoding + [
                folder.file(name)
            ])
        let analysed = try loudest(AudioFileReader(path: folder.file(name)))
        let delivered = try loudest(FFmpegAudioSource(path: folder.file(name), tools: await Media.tools()))
        #expect(abs(analysed - delivered) < 0.001)
    }
}
