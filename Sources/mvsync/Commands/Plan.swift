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
            With --from, an edit is decided anew: song, clips, beats, sections, picture, style and seed are those of the \
            file, as you have changed them; what you say here counts instead, and further clips are added. A label of \
            a section decides what it is, its startFrame where it begins, its energy how densely it is cut. Shots that \
            you changed, and shots and sections with "isPinned": true, stay as they are; where nothing else \
            changed, all others stay too.

            EXAMPLES
              mvsync plan song.mp3 clips/
              mvsync plan song.mp3 Verse1.mp4 Chorus.mp4 --seed 7 -o rough.mvsync.json
              mvsync plan song.mp3 clips/ --pin sunset@outro --every 4 --max-shot 8b
              mvsync plan song.mp3 clips/ --variants 3
              mvsync plan --from song.mvsync.json --force
              mvsync plan --from song.mvsync.json more/ --pace fast -o fast.mvsync.json
            """)

    @Argument(
        help: ArgumentHelp(
            "The song, and the clips behind it: files, or folders of them; with --from, further clips only.",
            valueName: "song and clips"))
    var inputs: [String] = []

    @Option(help: ArgumentHelp("An edit file, NAME.mvsync.json, to decide anew.", valueName: "edit"))
    var from: String?

    @Option(
        name: .shortAndLong,
        help: "The edit file to write (default: the song's name in this folder, or the edit's own).")
    var output: String?

    @Flag(help: "Replace the edit file if it exists.")
    var force = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Write this many different edits, NAME-1.mvsync.json and so on.", valueName: "n"))
    var variants = 1

    @OptionGroup var rhythm: RhythmOptions
    @OptionGroup var lyrics: LyricOptions
    @OptionGroup var structure: StructureOptions
    @OptionGroup var style: StyleOptions
    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    /// The song; there is one where no edit is decided anew.
    private var song: String { inputs.first ?? "" }

    func validate() throws {
        guard (1...100).contains(variants) else {
            throw ValidationError("--variants takes 1 to 100, not \(variants).")
        }
        guard from != nil else {
            guard inputs.count > 1 else {
                throw ValidationError("Name the song, and the clips behind it: files, or folders of them.")
            }
            if song.lowercased().hasSuffix(".mvsync.json") {
                throw ValidationError("To decide an edit anew, name it behind --from.")
            }
            return
        }
        if rhythm.isGiven || structure.isGiven || lyrics.file != nil {
            throw ValidationError(
                "An edit file has its own beats and sections; corrections to how a song is heard go with the song."
            )
        }
        if variants > 1 { throw ValidationError("--variants goes with a song, not with --from.") }
    }

    func run() async throws {
        let files = try names()
        let edits: [Edit]
        if let from {
            edits = [try await decideAnew(from)]
        } else {
            for file in files {
                try OutputName.spare(
                    mvsync.inputs(song: song, rhythm: rhythm, lyrics: lyrics, structure: structure),
                    from: file)
            }
            edits = try await decide(
                song: song, clips: Array(inputs.dropFirst()), rhythm: rhythm, lyrics: lyrics,
                structure: structure, style: style, variants: variants, options: options)
        }
        for (edit, file) in zip(edits, files) {
            try OutputName.spare([edit.song.path] + edit.clips.map(\.path), from: file)
            try EditFile.write(edit, to: file, overwriting: force)
        }
        switch format {
        case .json: try mvsync.output(json(variants > 1 ? ["edits": files] : ["edit": files]))
        case .text:
            for (edit, file) in zip(edits, files) {
                try mvsync.output(editSummary(edit) + "\nwritten   \(visible(file))")
            }
        }
    }

    /// The files to write, one for each variant.
    private func names() throws -> [String] {
        let base = from == nil ? defaultBase(for: song) : ownBase
        guard variants > 1 else {
            return [
                try OutputName.resolve(wanted: output, base: base, ending: ending, overwriting: force)
            ]
        }
        let numbers = 1...variants
        let free = OutputName.base(base, endings: numbers.map { "-\($0)\(ending)" }, overwriting: force)
        return try numbers.map { number in
            let wanted = output.map { name in
                let end = [ending, ".json"].first { name.lowercased().hasSuffix($0) }?.count ?? 0
                return end > 0 ? "\(name.dropLast(end))-\(number)\(name.suffix(end))" : name
            }
            return try OutputName.resolve(
                wanted: wanted, base: "\(free)-\(number)", ending: ending, overwriting: force)
        }
    }

    /// The ending of what is written: that of the edit file that is decided anew, whatever its name.
    private var ending: String {
        guard let from, !from.lowercased().hasSuffix(".mvsync.json") else { return ".mvsync.json" }
        return ".json"
    }

    /// The edit file's path without its ending.
    private var ownBase: String {
        let path = absolutePath(from ?? "")
        return path.lowercased().hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    }

    /// Decides the edit of a file anew.
    private func decideAnew(_ file: String) async throws -> Edit {
        let (edit, remarks) = try EditFile.readMending(from: absolutePath(file))
        let planned: Edit
        do {
            planned = try await options.pipeline.replan(
                edit, adding: inputs, style: style.style(over: EditStyle(of: edit)),
                seed: style.seed ?? edit.seed)
        } catch var error as EditError where error.file == nil {
            error.file = file
            throw error
        }
        Terminal.endProgress()
        options.warn(remarks + edit.renamings(in: planned) + edit.lostPins(in: planned) + planned.warnings)
        return planned
    }
}

/// Hears, sees and decides, with the warnings of all three on standard error; one edit for each variant.
func decide(
    song: String, clips: [String], rhythm: RhythmOptions, lyrics: LyricOptions, structure: StructureOptions,
    style: StyleOptions, variants: Int = 1, options: GlobalOptions
) async throws -> [Edit] {
    let wanted = try style.style()
    let pipeline = options.pipeline
    let heard = try await pipeline.hear(
        song: song, guidance: rhythm.guidance(), lyrics: lyrics.sheet(), structure: structure.guidance())
    let seen = try await pipeline.see(clips: clips)
    let edits = try pipeline.plan(
        song: heard, clips: seen, style: wanted, seed: style.seed ?? 1, variants: variants)
    Terminal.endProgress()
    options.warn(edits[0].warnings)
    return edits
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

/// Where a command writes by default what it makes of an edit file: the edit's name, in the current folder.
func defaultBase(ofEdit file: String) -> String {
    let stem = defaultBase(for: file)
    return stem.hasSuffix(".mvsync") ? String(stem.dropLast(7)) : stem
}
