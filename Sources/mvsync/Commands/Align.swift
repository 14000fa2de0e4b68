import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline
import MediaEngine

/// The whole way, from a song and clips to the finished video.
struct Align: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn a song and clips into a finished, beat-cut video.",
        discussion: """
            Writes the video, and beside it the decisions behind it as NAME.mvsync.json, which can be read, \
            changed and rendered again.

            EXAMPLES
              mvsync align song.mp3 clips/
              mvsync align song.mp3 clips/ -o video.mp4 --size 1080p --fps 30 --report
              mvsync align song.mp3 clips/ --lyrics song.lrc --captions
              mvsync align song.mp3 clips/ --sections labels.txt --force
              mvsync align song.mp3 a.mp4 b.mp4 c.mp4 --pace fast --dry-run
            """)

    @Argument(help: "The song: an audio file, or a video with a sound track.")
    var song: String

    @Argument(help: ArgumentHelp("The clips: files, or folders of them.", valueName: "clips"))
    var clips: [String]

    @Option(name: .shortAndLong, help: "The video to write (default: the song's name .mp4 in this folder).")
    var output: String?

    @Flag(help: "Replace files that exist.")
    var force = false

    @Flag(help: "Decide and print the edit; write nothing.")
    var dryRun = false

    @Flag(
        help:
            "Also write NAME.html, a page that shows the edit at a glance and plays the video beside it; see inspect --html."
    )
    var report = false

    @Flag(help: "Do not measure the finished video against its edit.")
    var noVerify = false

    @OptionGroup var rhythm: RhythmOptions
    @OptionGroup var lyrics: LyricOptions
    @OptionGroup var structure: StructureOptions
    @OptionGroup var captions: CaptionOptions
    @OptionGroup var style: StyleOptions
    @OptionGroup var encoding: EncodingOptions
    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func validate() throws {
        if captions.areWanted, lyrics.file == nil {
            throw ValidationError(
                "\(captions.captions ? "--captions" : "--burn-captions") writes lyrics; give them with --lyrics."
            )
        }
    }

    func run() async throws {
        if dryRun {
            let edit = try await decide(
                song: song, clips: clips, rhythm: rhythm, lyrics: lyrics, structure: structure, style: style,
                options: options)[0]
            try captions.check(edit, options: options)
            try mvsync.output(
                format == .json ? json(edit) : editTable(edit) + "\n\n" + editSummary(edit))
            return
        }
        let endings =
            [".mp4", ".mvsync.json"] + (report ? [".html"] : []) + (captions.captions ? [".srt"] : [])
        let video = try OutputName.resolve(
            wanted: output,
            base: OutputName.base(defaultBase(for: song), endings: endings, overwriting: force),
            ending: ".mp4", overwriting: force)
        let base = (video as NSString).deletingPathExtension
        // The edit bears the video's name, by which it is found again.
        let editFile = try OutputName.resolve(
            wanted: base + ".mvsync.json", base: base, ending: ".mvsync.json", overwriting: force)
        let page =
            try report
            ? OutputName.resolve(wanted: base + ".html", base: base, ending: ".html", overwriting: force)
            : nil
        let subtitles = try captions.file(beside: base, overwriting: force)
        for file in [video, editFile, page, subtitles].compactMap(\.self) {
            try OutputName.spare(
                inputs(song: song, rhythm: rhythm, lyrics: lyrics, structure: structure), from: file)
        }
        let edit = try await decide(
            song: song, clips: clips, rhythm: rhythm, lyrics: lyrics, structure: structure, style: style,
            options: options)[0]
        try captions.check(edit, options: options)
        let delivery = try await options.pipeline.render(
            edit, to: video, overwriting: force, settings: encoding.settings,
            adding: captions.additions(of: edit))
        try EditFile.write(edit, to: editFile, overwriting: force)
        var written = ["video": video, "edit": editFile]
        if let subtitles {
            try CaptionFile.write(captionsOf: edit, to: subtitles, overwriting: force)
            written["captions"] = subtitles
        }
        let certificate = noVerify ? nil : try await options.pipeline.verify(video, against: edit)
        if let page {
            let remarks = try await options.pipeline.writePage(
                of: edit, videoName: (video as NSString).lastPathComponent, certificate: certificate,
                to: page,
                overwriting: force)
            options.warn(remarks)
            written["report"] = page
        }
        Terminal.endProgress()
        switch format {
        case .json:
            try mvsync.output(
                json(
                    AlignResult(
                        files: written, shots: edit.shots.count, delivery: delivery, certificate: certificate)
                ))
        case .text:
            try mvsync.output(editSummary(edit))
            try mvsync.output(deliverySummary(delivery))
            if let certificate { try mvsync.output("          " + certificate.summary) }
            for kind in ["video", "edit", "captions", "report"] {
                if let file = written[kind] {
                    try mvsync.output(kind + String(repeating: " ", count: 10 - kind.count) + visible(file))
                }
            }
        }
        if let certificate, !certificate.holds {
            options.warn(certificate.faults)
            throw ExitCode(ExitStatus.bug)
        }
    }
}

/// What `align` says to programs.
private struct AlignResult: Encodable {
    var files: [String: String]
    var shots: Int
    var delivery: DeliveryReport
    var certificate: Certificate?
}
