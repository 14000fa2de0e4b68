import ArgumentParser
import EditModel
import MVSyncPipeline

/// Measures a finished video against its edit.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a finished video against its edit.",
        discussion: """
            Counts the frames, compares the lengths of picture and sound, measures how far the sound lies from the \
            song, looks for each planned cut at its frame, and for black pictures. Exits with 65 if something is off.

            EXAMPLES
              mvsync verify video.mp4 video.mvsync.json
              mvsync verify video.mp4 video.mvsync.json --format json
            """)

    @Argument(help: "The video.")
    var video: String

    @Argument(help: "The edit file that it was rendered from.")
    var edit: String

    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        let edit = try EditFile.read(from: absolutePath(edit))
        let certificate = try await options.pipeline.verify(absolutePath(video), against: edit)
        Terminal.endProgress()
        switch format {
        case .json: try output(json(certificate))
        case .text: try output(certificate.lines.joined(separator: "\n"))
        }
        guard certificate.holds else { throw ExitCode(ExitStatus.badInput) }
    }
}
