import ArgumentParser
import MVSyncPipeline
import MusicAnalysis

/// Corrections to the sections that are heard.
struct StructureOptions: ParsableArguments {
    @Option(
        name: .customLong("sections"),
        help: ArgumentHelp(
            "Take the sections from a file: labels of Audacity (start, end and name, a line each), JSON as analyze prints it, or JAMS.",
            valueName: "file"))
    var file: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Move the sections that are heard by this many bars; negative for earlier.", valueName: "bars"))
    var offsetBars = 0

    func validate() throws {
        guard (-64...64).contains(offsetBars) else {
            throw ValidationError("--offset-bars takes -64 to 64 bars, not \(offsetBars).")
        }
        if file != nil, offsetBars != 0 {
            throw ValidationError(
                "--offset-bars moves the sections that are heard, not those of --sections; give one of them.")
        }
    }

    /// Whether any of them is given.
    var isGiven: Bool { file != nil || offsetBars != 0 }

    /// What these options say; the file of sections is read.
    ///
    /// - Throws: `PipelineError` or `EditError` where the file holds no sections.
    func guidance() throws -> StructureGuidance {
        var guidance = StructureGuidance()
        guidance.sections = try file.map { try SectionFile.read($0) }
        guidance.offsetBars = offsetBars
        return guidance
    }
}
