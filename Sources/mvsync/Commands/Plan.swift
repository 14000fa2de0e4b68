import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline

/// Decides an edit and writes it, without rendering.
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decide the edit and write it as NAME.mvsync.json, without rendering.",
        discussion: """
            EXAMPLES
              mvsync plan song.mp3 clips/
              mvsync plan song.mp3 Verse1.mp4 Chorus.mp4 --seed 7 -o rough.mvsync.json
            """)

    @Argument(help: "The song.")
    var song: String

    @Argument(help: ArgumentHelp("The clips: files, or folders of them.", valueName: "clips"))
    var clips: [String]

    @Option(name: .shortAndLong, help: "The edit file to write (default: the song's name in this folder).")
    var output: String?

    @Flag(help: "Replace the edit file if it exists.")
    var force = false

    @OptionGroup var rhythm: RhythmOptions
    @OptionGroup var lyrics: LyricOptions
    @OptionGroup var style: StyleOptions
    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func run() async throws {
        let file = try OutputName.resolve(
            wanted: output, base: defaultBase(for: song), ending: ".mvsync.json", overwriting: force)
        let edit = try await decide(
            song: song, clips: clips, rhythm: rhythm, lyrics: lyrics, style: style, options: options)
        try OutputName.spare([edit.song.path] + edit.clips.map(\.path), from: file)
        try EditFile.write(edit, to: file, overwriting: force)
        switch format {
        case .json: try mvsync.output(json(["edit": file]))
        case .text: try mvsync.output(editSummary(edit) + "\nwritten   \(visible(file))")
        }
    }
}

/// Hears, sees and decides, with the warnings of all three on standard error.
func decide(
    song: String, clips: [String], rhythm: RhythmOptions, lyrics: LyricOptions, style: StyleOptions,
    options: GlobalOptions
) async throws -> Edit {
    let pipeline = options.pipeline
    let heard = try await pipeline.hear(song: song, guidance: rhythm.guidance(), lyrics: lyrics.sheet())
    let seen = try await pipeline.see(clips: clips)
    let edit = try pipeline.plan(song: heard, clips: seen, style: style.style, seed: style.seed)
    Terminal.endProgress()
    options.warn(edit.warnings)
    return edit
}

/// Where a command writes by default: the song's name, in the current folder.
func defaultBase(for song: String) -> String {
    let name = (absolutePath(song) as NSString).lastPathComponent
    let stem = (name as NSString).deletingPathExtension
    return absolutePath(stem.isEmpty ? name : stem)
}
