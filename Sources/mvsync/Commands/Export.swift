import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline

/// Writes an edit for other programs.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write an edit for other programs: editors, players, tables, scripts.",
        discussion: """
            For editors: otio (OpenTimelineIO: Resolve and others), fcpxml (Final Cut Pro, Resolve), premiere (its \
            XML, also Resolve), edl (CMX 3600), kdenlive, mlt (Shotcut, melt). As a script: ffmpeg (shell, makes \
            the video without mvsync), ffconcat. As a table: csv. Of the lyrics: srt, ass, lrc. Of the music: \
            audacity (labels), chapters.

            What a format cannot say (a curve of speed, a loop, a part of the picture) becomes what is next to it, and \
            is told; with --bake such shots are rendered, and are in the editor what they are here.

            EXAMPLES
              mvsync export song.mvsync.json --to otio
              mvsync export song.mvsync.json --to edl premiere kdenlive --bake
              mvsync export song.mvsync.json --to fcpxml --bake --handles 24
              mvsync export song.mvsync.json --to csv,srt,chapters --into out/
            """)

    @Argument(help: "The edit file, NAME.mvsync.json.")
    var edit: String

    @Option(
        name: .customLong("to"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "What to write, one or more: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "formats"))
    var formats: [FormatList]

    @Option(name: .shortAndLong, help: "The file to write, for a single format (default: the edit's name).")
    var output: String?

    @Option(help: ArgumentHelp("The folder to write to (default: this one).", valueName: "folder"))
    var into: String?

    @Flag(help: "Render the shots that a format cannot say to files in NAME.shots/, and refer to these.")
    var bake = false

    @Flag(
        help: "Render all shots to such files: what is cut is then the same in every program, to the frame.")
    var bakeAll = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Frames to trim into before and behind a rendered shot, 0 to 1000.", valueName: "n"))
    var handles = ExportOptions().handles

    @Option(help: "How media are named (default: what the format's programs want).")
    var paths: PathKind?

    @Option(help: "The finest markers: none, sections, bars, beats.")
    var markers: ExportOptions.Markers = ExportOptions().markers

    @Flag(help: "Replace files that exist.")
    var force = false

    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func validate() throws {
        guard (0...1000).contains(handles) else {
            throw ValidationError("--handles takes 0 to 1000, not \(handles).")
        }
        if output != nil, wanted.count > 1 {
            throw ValidationError("-o names one file; name a folder for several formats, behind --into.")
        }
        if output != nil, into != nil { throw ValidationError("Give -o or --into, not both.") }
    }

    /// The formats, each once.
    private var wanted: [ExportFormat] {
        ExportFormat.allCases.filter { format in formats.contains { $0.formats.contains(format) } }
    }

    func run() async throws {
        let edit = try EditFile.read(from: absolutePath(edit))
        let files = try names()
        for file in files.paths.values { try OutputName.spare([absolutePath(self.edit)], from: file) }
        var settings = ExportOptions()
        settings.baking = bakeAll ? .all : bake ? .needed : .none
        settings.handles = handles
        settings.hasRelativePaths = paths.map { $0 == .relative }
        settings.markers = markers
        let written = try await options.pipeline.export(
            edit, to: files.paths, bakedFolder: files.bakedFolder, options: settings, overwriting: force)
        Terminal.endProgress()
        switch format {
        case .json: try mvsync.output(json(["files": written]))
        case .text: try mvsync.output(exportSummary(written))
        }
        if !bake, !bakeAll, written.contains(where: \.gainsByBaking) {
            options.note("--bake renders the shots that these formats cannot say, and loses nothing of them.")
        }
    }

    /// The file of each format, and the folder of rendered shots.
    private func names() throws -> (paths: [ExportFormat: String], bakedFolder: String) {
        var base = defaultBase(ofEdit: edit)
        if let into { base = absolutePath(into) + "/" + (base as NSString).lastPathComponent }
        let bakes = bake || bakeAll
        if let output, let format = wanted.first {
            let file = try OutputName.resolve(
                wanted: output, base: base, ending: format.ending, overwriting: force)
            let folder = OutputName.base(
                (file as NSString).deletingPathExtension, endings: [".shots"], overwriting: force)
            return ([format: file], folder + ".shots")
        }
        let free = OutputName.base(
            base, endings: wanted.map(\.ending) + (bakes ? [".shots"] : []), overwriting: force)
        let paths = try wanted.map { format in
            (
                format,
                try OutputName.resolve(
                    wanted: nil, base: free, ending: format.ending, overwriting: force)
            )
        }
        return (Dictionary(uniqueKeysWithValues: paths), free + ".shots")
    }
}
