import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline
import MusicAnalysis

/// Measures a finished video against its edit.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a finished video against its edit.",
        discussion: """
            Measured from the file: its frames, lengths and the place of its sound; each planned cut, looked for at its \
            frame, and its distance from its beat; movements that stand out, and whether those planned on beats are \
            there; black pictures and others that are not as planned. And of the edit, which the file then is: how \
            soon pictures return, and how the pace follows the music. Shares stand beside what chance would give. \
            Exits with 65 if something is off.

            EXAMPLES
              mvsync verify video.mp4
              mvsync verify video.mp4 --edit video.mvsync.json --format json
              mvsync verify video.mp4 --beats heard-by-me.txt
            """)

    @Argument(help: "The video.")
    var video: String

    @Option(
        help: ArgumentHelp(
            "The edit file that it was rendered from (default: NAME.mvsync.json beside the video).",
            valueName: "edit"))
    var edit: String?

    @Option(
        name: .customLong("beats"),
        help: ArgumentHelp(
            "Beats to measure the cuts by: a time in seconds and a place in the bar on each line, as analyze --format beats prints them.",
            valueName: "file"))
    var beatsFile: String?

    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        let file = edit ?? (video as NSString).deletingPathExtension + ".mvsync.json"
        let edit = try EditFile.read(from: absolutePath(file))
        let beats = try beatsFile.map { try BeatFile.read($0).map(\.time) }
        let certificate = try await options.pipeline.verify(absolutePath(video), against: edit, beats: beats)
        Terminal.endProgress()
        switch format {
        case .json: try output(json(certificate))
        case .text: try output(certificate.lines.joined(separator: "\n"))
        }
        guard certificate.holds else { throw ExitCode(ExitStatus.badInput) }
    }
}
