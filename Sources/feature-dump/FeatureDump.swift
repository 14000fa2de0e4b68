import Foundation
import MusicAnalysis
import SignalProcessing

/// Writes the network's input for a song as raw floats, so that training and inference can never disagree.
///
/// For developers, called by `scripts/training`: `feature-dump SONG OUT` writes frames × 48 32-bit floats, little
/// endian, 100 frames a second; `feature-dump --activations SONG OUT` writes the network's output, frames × 2 logits, 50
/// frames a second, and says how long the network took.
@main
struct FeatureDump {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let wantsActivations = arguments.first == "--activations"
        if wantsActivations { arguments.removeFirst() }
        guard arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: feature-dump [--activations] SONG OUT\n".utf8))
            exit(64)
        }
        let (features, input) = try FeatureExtractor().measure(AudioFileReader(path: arguments[0])) { _ in }
        guard !wantsActivations else {
            let began = ContinuousClock.now
            let answer = ActivationNetwork().answer(frameCount: input.frameCount) { input.write($0, to: &$1) }
            print("\(ContinuousClock.now - began) for \(features.duration) s")
            return try write(answer.logits.values, to: arguments[1])
        }
        var row = [Float](repeating: 0, count: MelBands.bandCount)
        var values: [Float] = []
        for frame in 0..<input.frameCount {
            input.write(frame, to: &row)
            values.append(contentsOf: row)
        }
        try write(values, to: arguments[1])
    }

    private static func write(_ values: [Float], to path: String) throws {
        var data = Data(capacity: 4 * values.count)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        try data.write(to: URL(filePath: path))
    }
}
