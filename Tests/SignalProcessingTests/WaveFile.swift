import Foundation

/// RIFF WAVE files, byte by byte.
struct WaveFile {
    enum Samples {
        case int16([Int16])
        case float([Float])
    }

    var samples: Samples
    var channels = 1
    var sampleRate = 8_000
    /// The number of bytes of sound that the header claims; nil for the true one.
    var claimedBytes: Int?

    var data: Data {
        var sound = Data()
        let (format, width): (UInt16, Int)
        switch samples {
        case .int16(let values):
            (format, width) = (1, 2)
            for value in values { sound.append(bytes: value.littleEndian) }
        case .float(let values):
            (format, width) = (3, 4)
            for value in values { sound.append(bytes: value.bitPattern.littleEndian) }
        }
        let claimed = claimedBytes ?? sound.count
        var data = Data("RIFF".utf8)
        data.append(bytes: UInt32(36 + claimed).littleEndian)
        data.append(Data("WAVEfmt ".utf8))
        data.append(bytes: UInt32(16).littleEndian)
        data.append(bytes: format.littleEndian)
        data.append(bytes: UInt16(channels).littleEndian)
        data.append(bytes: UInt32(sampleRate).littleEndian)
        data.append(bytes: UInt32(sampleRate * channels * width).littleEndian)
        data.append(bytes: UInt16(channels * width).littleEndian)
        data.append(bytes: UInt16(width * 8).littleEndian)
        data.append(Data("data".utf8))
        data.append(bytes: UInt32(claimed).littleEndian)
        return data + sound
    }

    func write(to path: String) throws { try data.write(to: URL(fileURLWithPath: path)) }
}

extension Data {
    fileprivate mutating func append<Value>(bytes value: Value) {
        Swift.withUnsafeBytes(of: value) { append(contentsOf: $0) }
    }
}
