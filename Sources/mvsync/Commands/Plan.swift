import ArgumentParser
import EditModel
import EditPlanning
import Foundation
import MVSyncPipeline

/// Decides an edit and writes it, without rendering.
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decide the edit and write it as NAME.mvsync.json, without rendering.",
        discussion: """
            With an edit file in place of the song, that edit is decided anew: song, clips, beats, sections, \
            picture, pace and seed are those of the file, as you have changed them; what you say here counts \
            instead, and further clips are added. A label of a section decides what it is, its startFrame where it \
            begins, its energy how densely it is cut. Pinned shots are not kept yet.

            EXAMPLES
              mvsync plan song.mp3 clips/
              mvsync plan song.mp3 Verse1.mp4 Chorus.mp4 --seed 7 -o rough.mvsync.json
              mvsync plan song.mp3 clips/ --sections sections.txt
              mvsync plan song.mvsync.json --force
              mvsync plan song.mvsync.json more/ --pace fast -o fast.mvsync.json
            """)

    @Argument(help: "The song; or an edit file, NAME.mvsync.json, to decide anew.")
    var song: String

    @Argument(help: ArgumentHelp("The clips: files, or folders of them.", valueName: "clips"))
    var clips: [String] = []

    @Option(
        name: .shortAndLong,
        help: "The edit file to write (default: the song's name in this folder, or the edit's own).")
    var output: String?

    @Flag(help: "Replace the edit file if it exists.")
    var force = false

    @OptionGroup var rhythm: RhythmOptions
    @OptionGroup var lyrics: LyricOptions
    @OptionGroup var structure: StructureOptions
    @OptionGroup var style: StyleOptions
    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    /// Whether an edit is decided anew.
    private var isReplanning: Bool { song.lowercased().hasSuffix(".json") }

    func validate() throws {
        if clips.isEmpty, !isReplanning {
            throw ValidationError("Name the clips behind the song: files, or folders of them.")
        }
        if isReplanning, rhythm.isGiven || structure.isGiven || lyrics.file != nil {
            throw ValidationError(
                "An edit file has its own beats and sections; corrections to how a song is heard go with the song."
            )
        }
    }

    func run() async throws {
        let file = try OutputName.resolve(
            wanted: output, base: isReplanning ? ownBase : defaultBase(for: song), ending: ending,
            overwriting: force)
        if !isReplanning {
            try OutputName.spare(
                inputs(song: song, rhythm: rhythm, lyrics: lyrics, structure: structure), from: file)
        }
        let edit =
            try await isReplanning
            ? decideAnew()
            : decide(
                song: song, clips: clips, rhythm: rhythm, lyrics: lyrics, structure: structure, style: style,
                options: options)
        try OutputName.spare([edit.song.path] + edit.clips.map(\.path), from: file)
        try EditFile.write(edit, to: file, overwriting: force)
        switch format {
        case .json: try mvsync.output(json(["edit": file]))
        case .text: try mvsync.output(editSummary(edit) + "\nwritten   \(visible(file))")
        }
    }

    /// The ending of what is written: that of the edit file that is decided anew, whatever its name.
    private var ending: String {
        isReplanning && !song.lowercased().hasSuffix(".mvsync.json") ? ".json" : ".mvsync.json"
    }

    /// The edit file's path without its ending.
    private var ownBase: String { String(absolutePath(song).dropLast(ending.count)) }

    /// Decides the edit of a file anew.
    private func decideAnew() async throws -> Edit {
        let (edit, remarks) = try EditFile.readMending(from: absolutePath(song))
        let planned: Edit
        do {
            planned = try await options.pipeline.replan(
                edit, adding: clips, style: style.style(over: EditStyle(of: edit)),
                seed: style.seed ?? edit.seed)
        } catch var error as EditError {
            error.file = song
            throw error
        }
        Terminal.endProgress()
        let pins = edit.shots.count(where: \.isPinned)
        let loss = pins == 0 ? [] : ["Pinned shots are not kept yet; \(pins) were decided anew."]
        options.warn(remarks + edit.renamings(in: planned) + loss + planned.warnings)
        return planned
    }
}

/// Hears, sees and decides, with the warnings of all three on standard error.
func decide(
    song: String, clips: [String], rhythm: RhythmOptions, lyrics: LyricOptions, structure: StructureOptions,
    style: StyleOptions, options: GlobalOptions
) async throws -> Edit {
    let pipeline = options.pipeline
    let heard = try await pipeline.hear(
        song: song, guidance: rhythm.guidance(), lyrics: lyrics.sheet(), structure: structure.guidance())
    let seen = try await pipeline.see(clips: clips)
    let edit = try pipeline.plan(song: heard, clips: seen, style: style.style(), seed: style.seed ?? 1)
    Terminal.endProgress()
    options.warn(edit.warnings)
    return edit
}

/// The files that a song is heard from, as absolute paths.
func inputs(
    song: String, rhythm: RhythmOptions, lyrics: LyricOptions, structure: StructureOptions
) -> [String] {
    [song, rhythm.beatsFile, lyrics.file, structure.file].compactMap { $0.map(absolutePath) }
}

/// Where a command writes by default: the song's name, in the current folder.
func defaultBase(for song: String) -> String {
    let name = (absolutePath(song) as NSString).lastPathComponent
    let stem = (name as NSString).deletingPathExtension
    return absolutePath(stem.isEmpty ? name : stem)
}
