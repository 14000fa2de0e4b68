import Foundation
import MusicAnalysis
import SignalProcessing

/// Writes what is measured of a song on the way to its beats, so that training and inference can never disagree.
///
/// For developers, called by `scripts/training`:
///
/// - `feature-dump SONG OUT` writes the network's input, frames × 48 32-bit floats, little endian, 100 frames a second;
/// - `feature-dump --activations SONG OUT` writes its output, frames × 2 logits, 50 frames a second, and says how long the network
///   took;
/// - `feature-dump --structure SONG OUT` writes what sections are found from: the length in seconds and the counts of beats, of context
///   frames and of onset frames, then the beats (seconds, place in the bar), the context frames (12 of harmony, 13 of timbre,
///   loudness), and the onset frames (envelope, three registers), all as 32-bit floats;
/// - `feature-dump --readings SONG OUT` writes each reading of the song's tempo with what speaks for it and what happens at
///   its beats, as JSON.
@main
struct FeatureDump {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let option = arguments.first?.hasPrefix("--") == true ? arguments.removeFirst() : ""
        guard arguments.count == 2, ["", "--activations", "--structure", "--readings"].contains(option) else {
            FileHandle.standardError.write(
                Data("usage: feature-dump [--activations | --structure | --readings] SONG OUT\n".utf8))
            exit(64)
        }
        let reader = try AudioFileReader(path: arguments[0])
        if option == "--readings" { return try writeReadings(of: reader, to: arguments[1]) }
        if option == "--structure" { return try writeStructure(of: reader, to: arguments[1]) }
        let (features, bands) = try FeatureExtractor().measure(reader) { _ in }
        guard option.isEmpty else {
            let began = ContinuousClock.now
            let answer = ActivationNetwork().answer(frameCount: bands.frameCount) { bands.write($0, to: &$1) }
            print("\(ContinuousClock.now - began) for \(features.duration) s")
            return try write(answer.logits.values, to: arguments[1])
        }
        var row = [Float](repeating: 0, count: MelBands.bandCount)
        var values: [Float] = []
        for frame in 0..<bands.frameCount {
            bands.write(frame, to: &row)
            values.append(contentsOf: row)
        }
        try write(values, to: arguments[1])
    }

    /// One reading of a song's tempo.
    private struct Reading: Encodable {
        var ratio: Double
        var bpm: Double
        var evidence: MetricalLevel.Evidence
        /// Seconds of the beats, and what happens at each.
        var beats: [Double]
        var low: [Float]
        var harmony: [Float]
        var novelty: [Float]
        var learned: [Float]
    }

    private static func writeStructure(of reader: AudioFileReader, to path: String) throws {
        let features = try FeatureExtractor().extract(from: reader) { _ in }
        let beats = RhythmAnalyzer().analyze(features).beats
        var values = [
            Float(features.duration), Float(beats.count), Float(features.loudness.count),
            Float(features.onsetEnvelope.count),
        ]
        for beat in beats { values += [Float(beat.time), Float(beat.position)] }
        for frame in features.loudness.indices {
            for pitch in 0..<12 { values.append(features.chroma[frame, pitch]) }
            for index in 0..<features.timbre.columns { values.append(features.timbre[frame, index]) }
            values.append(features.loudness[frame])
        }
        for frame in features.onsetEnvelope.indices {
            values.append(features.onsetEnvelope[frame])
            for register in 0..<3 { values.append(features.bandOnsets[frame, register]) }
        }
        try write(values, to: path)
    }

    private static func writeReadings(of reader: AudioFileReader, to path: String) throws {
        let features = try FeatureExtractor().extract(from: reader) { _ in }
        let readings = MetricalLevel.all(of: features).map { level in
            Reading(
                ratio: level.ratio, bpm: level.bpm, evidence: level.evidence,
                beats: level.frames.map { Double($0) / features.onsetFrameRate }, low: level.accents.low,
                harmony: level.accents.harmony, novelty: level.accents.novelty, learned: level.accents.learned
            )
        }
        try JSONEncoder().encode(readings).write(to: URL(filePath: path))
    }

    private static func write(_ values: [Float], to path: String) throws {
        var data = Data(capacity: 4 * values.count)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        try data.write(to: URL(filePath: path))
    }
}
