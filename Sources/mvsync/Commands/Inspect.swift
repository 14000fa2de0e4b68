import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline

/// Prints an edit for people, or shows it as a page or a drawing.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print an edit as a readable table, or show it as a page.",
        discussion: """
            The page is one file that needs no network: the song's waveform with beats, bars, energy, events and sections, \
            the shots with pictures, speeds and reasons. A click plays that place, where the video, NAME.mp4 for \
            NAME.mvsync.json, lies beside the page. Song and clips are read for it; without them it has no waveform and \
            no pictures, and says so. With --verify, exits with 65 if something of the video is off, as verify does.

            EXAMPLES
              mvsync inspect song.mvsync.json
              mvsync inspect song.mvsync.json --html song.html
              mvsync inspect song.mvsync.json --html song.html --verify
              mvsync inspect song.mvsync.json --svg song.svg
              mvsync inspect song.mvsync.json --format json | jq '.shots[0].reason'
            """)

    @Argument(help: "The edit file, NAME.mvsync.json.")
    var edit: String

    @Option(help: ArgumentHelp("Write a page that shows the edit at a glance.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the timeline alone, as a drawing.", valueName: "file"))
    var svg: String?

    @Flag(
        help:
            "Measure NAME.mp4 beside the edit first, for about ten seconds a minute of song, and show the certificate on the page."
    )
    var verify = false

    @Flag(help: "Replace the page and the drawing if they exist.")
    var force = false

    @OptionGroup var options: GlobalOptions

    @Option(help: "How the edit is printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func validate() throws {
        if verify, html == nil {
            throw ValidationError("--verify is for the page of --html; mvsync verify prints a certificate.")
        }
    }

    func run() async throws {
        let file = absolutePath(edit)
        let page = try html.map {
            try OutputName.resolve(wanted: $0, base: $0, ending: ".html", overwriting: force)
        }
        let drawing = try svg.map {
            try OutputName.resolve(wanted: $0, base: $0, ending: ".svg", overwriting: force)
        }
        let edit = try EditFile.read(from: file)
        guard page != nil || drawing != nil else {
            switch format {
            case .json: try output(json(edit))
            case .text: try output(editTable(edit) + "\n\n" + editSummary(edit))
            }
            return
        }
        let inputs = [file, edit.song.path] + edit.clips.map(\.path)
        for output in [page, drawing].compactMap(\.self) { try OutputName.spare(inputs, from: output) }
        var remarks: [String] = []
        var written: [String: String] = [:]
        var faults: [String] = []
        if let page {
            let stem =
                file.lowercased().hasSuffix(".mvsync.json") ? String(file.dropLast(12)) : base(of: file)
            let video = stem + ".mp4"
            try OutputName.spare([video], from: page)
            let certificate = verify ? try await options.pipeline.verify(video, against: edit) : nil
            faults = certificate?.faults ?? []
            remarks += try await options.pipeline.writePage(
                of: edit, videoName: (video as NSString).lastPathComponent, certificate: certificate,
                to: page,
                overwriting: force)
            written["page"] = page
        }
        if let drawing {
            let more = try await options.pipeline.writeTimeline(of: edit, to: drawing, overwriting: force)
            remarks += more.filter { !remarks.contains($0) }
            written["drawing"] = drawing
        }
        Terminal.endProgress()
        options.warn(remarks)
        switch format {
        case .json: try output(json(written))
        case .text:
            for kind in ["page", "drawing"] {
                if let file = written[kind] {
                    try output(kind + String(repeating: " ", count: 10 - kind.count) + visible(file))
                }
            }
        }
        guard faults.isEmpty else {
            options.warn(faults)
            throw ExitCode(ExitStatus.badInput)
        }
    }

    private func base(of file: String) -> String { (file as NSString).deletingPathExtension }
}
