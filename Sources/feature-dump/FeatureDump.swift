import Foundation
import MusicAnalysis
import SignalProcessing

/// Writes the network's input for a song as raw floats, so that training and inference can never disagree.
///
/// For developers, called by `scripts/training`: `feature-dump SONG OUT` writes frames × 48 32-bit floats, little
/// endian, 100 frames a second.
@main
struct FeatureDump {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: feature-dump SONG OUT\n".utf8))
            exit(64)
        }
        let features = try FeatureExtractor().extract(from: AudioFileReader(path: arguments[1])) { _ in }
        let values = ActivationFeatures(magnitudes: features.bands).values.values
        try write(values, to: arguments[2])
    }

    private static func write(_ values: [Float], to path: String) throws {
        var data = Data(capacity: 4 * values.count)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        try data.write(to: URL(filePath: path))
    }
}
