import Foundation
import SignalProcessing
import TestSupport
import Testing

@Suite struct AudioFileReaderTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// All samples, read in blocks of a size.
    private func samples(_ name: String, block: Int = 4_096) throws -> [Float] {
        let reader = try AudioFileReader(path: folder.file(name))
        var values: [Float] = []
        while try reader.read(block, into: &values) > 0 {}
        #expect(try reader.read(block, into: &values) == 0)
        return values
    }

    @Test("whole numbers come out as parts of full scale, in WAV and in FLAC")
    func integers() throws {
        let values: [Int16] = [0, 1, -1, 16_384, -16_384, .max, .min, 12_345]
        let repeated = (0..<2_000).map { values[$0 % 8] }
        try WaveFile(samples: .int16(repeated), sampleRate: 44_100).write(to: folder.file("a.wav"))
        try Tool.ffmpeg(["-i", folder.file("a.wav"), folder.file("a.flac")])
        let expected = repeated.map { Float($0) / 32_768 }
        #expect(try samples("a.wav") == expected)
        #expect(try samples("a.flac") == expected)
    }

    @Test("numbers with a point come out as they are")
    func floats() throws {
        let noise = MadeSignal.noise(count: 20_000)
        try WaveFile(samples: .float(noise)).write(to: folder.file("a.wav"))
        #expect(try samples("a.wav") == noise)
    }

    @Test(
        "the samples are the same, whatever blocks they are read in",
        arguments: [1, 3, 8_191, 8_193, 100_000])
    func blocks(size: Int) throws {
        let noise = MadeSignal.noise(count: 17_000)
        try WaveFile(samples: .float(noise)).write(to: folder.file("a.wav"))
        #expect(try samples("a.wav", block: size) == noise)
    }

    @Test("channels are averaged", arguments: [2, 6, 16])
    func channels(count: Int) throws {
        let frames = (0..<300).map { Float($0) / 512 }
        // Around the frame's value by whole multiples of 1/64, that cancel out.
        var interleaved: [Float] = []
        for frame in frames {
            for channel in 0..<count {
                let offset = Float(channel) - Float(count - 1) / 2
                interleaved.append(frame + offset / 64)
            }
        }
        try WaveFile(samples: .float(interleaved), channels: count).write(to: folder.file("a.wav"))
        let values = try samples("a.wav")
        #expect(values.count == 300)
        for (value, frame) in zip(values, frames) { #expect(abs(value - frame) < 1e-6) }
        let reader = try AudioFileReader(path: folder.file("a.wav"))
        #expect(reader.channelCount == count)
        #expect(reader.sampleRate == 8_000)
        #expect(reader.estimatedDuration == 300.0 / 8_000)
    }

    @Test(
        "a click comes out where it was put, to a millisecond, and the file has the length of what went in",
        arguments: [
            ("a.wav", [], 0), ("a.flac", [], 0), ("a.aiff", [], 0), ("a.ogg", ["-c:a", "libvorbis"], 0),
            ("a.opus", ["-c:a", "libopus"], 0), ("a.mp3", [], 0), ("vbr.mp3", ["-q:a", "5"], 0),
            // Without a header that states LAME's delay, its 1105 samples are part of what is played.
            ("bare.mp3", ["-write_xing", "0"], 1_105),
        ] as [(String, [String], Int)], [44_100, 48_000])
    func click(file: (name: String, encoding: [String], delay: Int), sampleRate: Int) throws {
        // Not on the border of any codec's block.
        let place = 12_345
        let count = sampleRate * 3 / 4
        var sound = [Int16](repeating: 0, count: count)
        sound[place] = 29_000
        try WaveFile(samples: .int16(sound), sampleRate: sampleRate).write(to: folder.file("in.wav"))
        try Tool.ffmpeg(["-i", folder.file("in.wav")] + file.encoding + [folder.file(file.name)])
        let reader = try AudioFileReader(path: folder.file(file.name))
        let isOpus = file.name.hasSuffix("opus")
        #expect(reader.sampleRate == Double(isOpus ? 48_000 : sampleRate))
        let values = try samples(file.name)
        let loudest = try #require(values.indices.max { abs(values[$0]) < abs(values[$1]) })
        #expect(abs(values[loudest]) > 0.05)
        let expected = Double(place + file.delay) / Double(sampleRate)
        #expect(abs(Double(loudest) / reader.sampleRate - expected) < 0.001)
        if file.delay == 0 {
            #expect(abs(Double(values.count) / reader.sampleRate - 0.75) < 0.001)
        }
    }

    @Test("what is in a file counts, not how it is called")
    func names() throws {
        let noise = MadeSignal.noise(count: 100)
        for name in ["song.mp3", "no ending", "Ünïcödé “ 1%.flac", "-n.ogg", "new\nline.txt"] {
            try WaveFile(samples: .float(noise)).write(to: folder.file(name))
            #expect(try samples(name) == noise)
        }
    }
}
