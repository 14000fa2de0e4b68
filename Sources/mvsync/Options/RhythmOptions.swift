public import ArgumentParser
import Foundation
import MVSyncPipeline
public import MusicAnalysis

/// Corrections to how the song is heard.
struct RhythmOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "The tempo, where you know it, in beats per minute.")
    var bpm: Double?

    @Option(parsing: .unconditional, help: "No tempo below this, in beats per minute.")
    var minBpm: Double?

    @Option(parsing: .unconditional, help: "No tempo above this, in beats per minute.")
    var maxBpm: Double?

    @Flag(help: "Take the beat at half or double the tempo that is heard.")
    var reading: RhythmGuidance.Reading?

    @Option(parsing: .unconditional, help: "Beats in a bar, 2 to 12, where you know them.")
    var meter: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Move the first beat of each bar by this many beats; negative for earlier.", valueName: "beats"))
    var shift = 0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Move all beats by this many milliseconds; negative for earlier.", valueName: "ms")
    )
    var offset = 0.0

    @Option(
        name: .customLong("beats"),
        help: ArgumentHelp(
            "Take the beats from a file: a line each, seconds, and after a space the place in the bar.",
            valueName: "file"))
    var beatsFile: String?

    func validate() throws {
        for (name, value) in [("--bpm", bpm), ("--min-bpm", minBpm), ("--max-bpm", maxBpm)] {
            guard let value, !(20...400).contains(value) else { continue }
            throw ValidationError("\(name) takes 20 to 400 beats per minute, not \(value).")
        }
        if bpm != nil, minBpm != nil || maxBpm != nil {
            throw ValidationError("Give --bpm, or --min-bpm and --max-bpm, not both.")
        }
        if let minBpm, let maxBpm, minBpm >= maxBpm {
            throw ValidationError("--min-bpm must be below --max-bpm.")
        }
        if let meter, !(2...12).contains(meter) {
            throw ValidationError("--meter takes 2 to 12 beats, not \(meter).")
        }
        guard (-64...64).contains(shift) else {
            throw ValidationError("--shift takes -64 to 64 beats, not \(shift).")
        }
        guard (-10_000...10_000).contains(offset) else {
            throw ValidationError("--offset takes -10000 to 10000 milliseconds, not \(offset).")
        }
    }

    /// Whether any of them is given.
    var isGiven: Bool {
        bpm != nil || minBpm != nil || maxBpm != nil || reading != nil || meter != nil || shift != 0
            || offset != 0 || beatsFile != nil
    }

    /// What these options say; the file of beats is read.
    ///
    /// - Throws: `PipelineError` where the file of beats is none.
    func guidance() throws -> RhythmGuidance {
        var guidance = RhythmGuidance()
        if let bpm {
            guidance.tempo = bpm / 1.04...bpm * 1.04
        } else if minBpm != nil || maxBpm != nil {
            guidance.tempo = (minBpm ?? 20)...(maxBpm ?? 400)
        }
        guidance.reading = reading ?? .heard
        guidance.beatsPerBar = meter
        guidance.shift = shift
        guidance.offset = offset / 1000
        guidance.beats = try beatsFile.map { try BeatFile.read($0) }
        return guidance
    }
}

extension RhythmGuidance.Reading: EnumerableFlag {
    /// The flags `--half` and `--double`.
    public static var allCases: [RhythmGuidance.Reading] { [.half, .double] }
}
