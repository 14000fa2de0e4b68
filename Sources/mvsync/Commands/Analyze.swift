import ArgumentParser
import EditModel
import MVSyncPipeline
import MusicAnalysis

/// Prints what is heard in a song.
struct Analyze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a song's tempo, beats, bars and sections.",
        discussion: """
            EXAMPLES
              mvsync analyze song.mp3
              mvsync analyze song.mp3 --format json | jq '.sections[].label'
              mvsync analyze song.mp3 --double --shift 1 --click beats.wav
              mvsync analyze song.mp3 --plot song.png
              mvsync analyze song.mp3 --format beats > tapped.txt
              mvsync analyze song.mp3 --beats tapped.txt
              mvsync analyze song.mp3 --lyrics song.txt --format lrc > song.lrc
              mvsync analyze song.mp3 --format audacity > sections.txt
              mvsync analyze song.mp3 --sections sections.txt
            """)

    @Argument(help: "The song: an audio file, or a video with a sound track.")
    var song: String

    @Option(
        help: ArgumentHelp(
            "Also write the song with a click on each beat, higher on downbeats, to listen to.",
            valueName: "wav"))
    var click: String?

    @Option(
        help: ArgumentHelp(
            "Also draw what is heard: waveform, beats, tempo, loudness, novelty, self-similarity, sections.",
            valueName: "svg|png"))
    var plot: String?

    @Flag(help: "Replace the file of clicks, and the plot, if they exist.")
    var force = false

    @OptionGroup var rhythm: RhythmOptions
    @OptionGroup var lyrics: LyricOptions
    @OptionGroup var structure: StructureOptions
    @OptionGroup var options: GlobalOptions

    @Option(
        help:
            "How it is printed: text for people, json for scripts, jams, labels for audacity, beats alone, a line each, or the lines of --lyrics as srt or lrc."
    )
    var format: Format = .text

    /// The forms that an analysis has.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, jams, audacity, beats, srt, lrc
    }

    func validate() throws {
        if [.srt, .lrc].contains(format), lyrics.file == nil {
            throw ValidationError("--format \(format.rawValue) prints lyrics; give them with --lyrics.")
        }
    }

    func run() async throws {
        let clicks = try click.map {
            try OutputName.resolve(wanted: $0, base: $0, ending: ".wav", overwriting: force)
        }
        if let plot, ![".svg", ".png"].contains(where: plot.lowercased().hasSuffix) {
            throw PipelineError(
                .cannotWrite,
                "\(quoted(plot)) does not end in .svg or .png, which is what is written; name it so.")
        }
        let picture = try plot.map {
            try OutputName.resolve(
                wanted: $0, base: $0, ending: $0.lowercased().hasSuffix(".png") ? ".png" : ".svg",
                overwriting: force)
        }
        for file in [clicks, picture].compactMap(\.self) {
            try OutputName.spare(
                inputs(song: song, rhythm: rhythm, lyrics: lyrics, structure: structure), from: file)
        }
        let heard = try await options.pipeline.hear(
            song: song, guidance: rhythm.guidance(), lyrics: lyrics.sheet(), structure: structure.guidance(),
            withEvidence: plot != nil)
        if [.srt, .lrc].contains(format), CaptionFile.srt(heard.analysis.lyrics).isEmpty {
            throw PipelineError(
                .unreadable, "The lyrics have no line whose time is known; nothing can be printed of them.")
        }
        if let clicks {
            try await options.pipeline.writeClicks(
                song: song, beats: heard.analysis.beats, to: clicks, overwriting: force)
        }
        if let picture {
            try await options.pipeline.writePlot(of: heard, to: picture, overwriting: force)
        }
        Terminal.endProgress()
        options.warn(heard.analysis.warnings)
        let song = heard.analysis
        if [.srt, .lrc].contains(format) {
            let estimates = song.lyrics.count(where: \.isEstimate)
            options.warn(
                [CaptionFile.warning(estimates: estimates, of: song.lyrics.count)].compactMap(\.self))
        }
        switch format {
        case .text: try output(songSummary(song))
        case .json: try output(json(AnalysisDocument(song)))
        // Lines end in a line feed, which `output` adds.
        case .srt: try output(String(CaptionFile.srt(song.lyrics).dropLast()))
        case .lrc: try output(String(CaptionFile.lrc(song).dropLast()))
        // The others hold numbers and names of labels only, with tabs that must stay.
        case .jams:
            let jams = try AnalysisExport.jams(song, tool: "mvsync \(MVSync.version)")
            try outputVerbatim(String(decoding: jams, as: UTF8.self) + "\n")
        case .audacity: try outputVerbatim(AnalysisExport.audacity(song))
        case .beats: try outputVerbatim(BeatFile.text(song.beats))
        }
    }
}
