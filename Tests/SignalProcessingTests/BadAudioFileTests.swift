import Foundation
import SignalProcessing
import TestSupport
import Testing

@Suite("Bad audio files")
struct BadAudioFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func write(_ data: Data, as name: String) throws {
        try data.write(to: URL(fileURLWithPath: folder.file(name)))
    }

    private func samples(_ name: String) throws -> [Float] {
        let reader = try AudioFileReader(path: folder.file(name))
        var values: [Float] = []
        while try reader.read(1_000, into: &values) > 0 {}
        return values
    }

    /// Expects a failure that names the file and says what to do, in sentences.
    private func expectFailure(_ name: String, _ code: SignalProcessingError.Code) {
        let error = #expect(throws: SignalProcessingError.self) { try samples(name) }
        #expect(error?.code == code)
        #expect(error?.path == folder.file(name))
        #expect(error?.description.contains(folder.file(name)) == true)
        #expect(error?.description.hasSuffix(".") == true || error?.description.contains("ffmpeg") == true)
    }

    @Test(
        "text, pictures and half a header are no audio",
        arguments: ["la la la", "RIFF", "RIFF\u{4}\u{0}\u{0}\u{0}WAVE", "fLaC", "OggS", "ID3\u{4}", "\u{0}"])
    func noAudio(content: String) throws {
        try write(Data(content.utf8), as: "song.wav")
        expectFailure("song.wav", .unsupportedFormat)
    }

    @Test("a file without a byte, and a file without a sample, are empty")
    func empty() throws {
        try write(Data(), as: "bytes.wav")
        expectFailure("bytes.wav", .empty)
        try WaveFile(samples: .int16([])).write(to: folder.file("samples.wav"))
        expectFailure("samples.wav", .empty)
    }

    @Test("what is not there, a folder, a device and a pipe cannot be read, and nothing waits for them")
    func noFile() throws {
        expectFailure("gone.wav", .unreadable)
        try FileManager.default.createDirectory(
            atPath: folder.file("folder.wav"), withIntermediateDirectories: true)
        expectFailure("folder.wav", .unreadable)
        #expect(mkfifo(folder.file("pipe.wav"), 0o600) == 0)
        expectFailure("pipe.wav", .unreadable)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("zero.wav"), withDestinationPath: "/dev/zero")
        expectFailure("zero.wav", .unreadable)
    }

    @Test(
        "rates and channels beyond all reason are refused",
        arguments: [(3_999, 1), (400_001, 1), (8_000, 17)])
    func bounds(sampleRate: Int, channels: Int) throws {
        try WaveFile(
            samples: .int16([Int16](repeating: 1, count: 34)), channels: channels, sampleRate: sampleRate
        ).write(to: folder.file("a.wav"))
        expectFailure("a.wav", .outOfBounds)
    }

    @Test("more than six hours are too long")
    func tooLong() throws {
        // A hole in the file: long, and yet nothing on the disk.
        let bytes = 2 * 4_000 * (6 * 3_600 + 1)
        let file = WaveFile(samples: .int16([]), sampleRate: 4_000, claimedBytes: bytes)
        try write(file.data, as: "long.wav")
        #expect(truncate(folder.file("long.wav"), bytes + file.data.count) == 0)
        expectFailure("long.wav", .tooLong)
    }

    @Test(
        "a WAV file that ends too soon, or claims the world, gives what it has",
        arguments: [2_000, 0x7FFF_FF00])
    func truncatedWave(claimedBytes: Int) throws {
        let values = (0..<500).map { Int16($0) }
        try WaveFile(samples: .int16(values), claimedBytes: claimedBytes).write(to: folder.file("a.wav"))
        #expect(try samples("a.wav") == values.map { Float($0) / 32_768 })
    }

    @Test("what is not a finite number counts as silence, and what is beyond ±16 is limited to that")
    func numbers() throws {
        let values: [Float] = [
            .nan, .infinity, -.infinity, .signalingNaN, 17, -17, .greatestFiniteMagnitude, 0.5, 16, -0.25,
        ]
        try WaveFile(samples: .float(values)).write(to: folder.file("a.wav"))
        #expect(try samples("a.wav") == [0, 0, 0, 0, 16, -16, 16, 0.5, 16, -0.25])
        // One channel that is no number silences the frame, and no other.
        try WaveFile(samples: .float([.nan, 1, 0.5, 0.25]), channels: 2).write(to: folder.file("b.wav"))
        #expect(try samples("b.wav") == [0, 0.375])
    }

    @Test(
        "a compressed file that was cut off gives its beginning, then ends or says that it is damaged",
        arguments: ["a.flac", "a.ogg", "a.opus", "a.mp3"])
    func cutOff(name: String) throws {
        try Tool.ffmpeg(["-f", "lavfi", "-i", "sine=frequency=500:d=3:r=48000", folder.file(name)])
        let whole = try samples(name)
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
        try write(data.prefix(data.count * 2 / 3), as: "cut-\(name)")
        let reader = try AudioFileReader(path: folder.file("cut-\(name)"))
        var values: [Float] = []
        do {
            while try reader.read(1_000, into: &values) > 0 {}
        } catch let error as SignalProcessingError {
            #expect(error.code == .damaged)
        }
        #expect(values.count > whole.count / 3)
        #expect(values.count < whole.count)
        // Up to a second before the cut nothing can have changed.
        #expect(values.prefix(24_000) == whole.prefix(24_000))
    }

    @Test(
        "whatever bytes are damaged, there are samples within bounds or an error in words",
        arguments: ["a.wav", "a.flac", "a.ogg", "a.opus", "a.mp3"])
    func damage(name: String) throws {
        try Tool.ffmpeg(["-f", "lavfi", "-i", "anoisesrc=d=0.2:seed=3:r=8000", folder.file(name)])
        let good = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
        var state: UInt64 = 1
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var failures = 0
        for round in 0..<60 {
            var bad = good
            for _ in 0...round % 8 {
                // Half of the blows fall on the header.
                let reach = random(below: 2) == 0 ? min(80, bad.count) : bad.count
                bad[random(below: reach)] = UInt8(random(below: 256))
            }
            if round.isMultiple(of: 5) { bad = bad.prefix(random(below: bad.count)) }
            try write(bad, as: "bad")
            do {
                let values = try samples("bad")
                #expect(values.allSatisfy { $0.magnitude <= 16 })
            } catch let error as SignalProcessingError {
                failures += 1
                #expect(error.description.contains(folder.file("bad")))
            }
        }
        #expect(failures > 0)
    }
}
