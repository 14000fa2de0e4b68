import ArgumentParser
import EditModel
import Foundation
import MVSyncPipeline
import Synchronization

/// Says what further footage an edit would want, and proposes scenes for it.
struct Suggest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which sections lack footage, and propose scenes for them.",
        discussion: """
            Footage is lacking where an edit shows again what was seen already, slows it down, or shows a stand-in. A chorus may \
            return with its pictures. Of a job of mvsync generate, the language model is asked for scenes; with --write they join \
            its storyboard, and the next run makes their clips.

            EXAMPLES
              mvsync suggest song.mvsync.json         where what is lacking
              mvsync suggest a-lighthouse-at-dawn     with scenes to film
              mvsync suggest a-lighthouse-at-dawn --write
              mvsync generate --resume a-lighthouse-at-dawn
            """)

    @Argument(help: ArgumentHelp("An edit file, or the folder of a job.", valueName: "edit or job"))
    var input: String

    @Flag(help: "Add the scenes to the job's storyboard.")
    var write = false

    @Flag(help: "Ask no language model: lengths and numbers only.")
    var noScenes = false

    @OptionGroup(title: "Services") var services: ServiceOptions
    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func validate() throws {
        if write, noScenes {
            throw ValidationError("--write adds scenes, which --no-scenes asks for none of.")
        }
    }

    func run() async throws {
        let path = absolutePath(input)
        guard var job = try JobFolder.options(at: path) else {
            if write {
                throw PipelineError(
                    .inputMissing,
                    "\(quoted(input)) is no folder of a job, whose storyboard scenes could join.")
            }
            return try show(Suggestion(try EditFile.read(from: path)))
        }
        services.apply(to: &job)
        Interruption.advice.withLock { $0 = "interrupted; the job is as it was." }
        let generation = try Generation(
            job: job, folder: JobFolder(path), run: RunOptions(),
            settings: job.settings(environment: ProcessInfo.processInfo.environment),
            pipeline: options.pipeline, note: { [options] in options.warn([$0]) })
        let (suggestion, scenes) = try await generation.suggest(asksForScenes: !noScenes)
        Terminal.endProgress()
        try show(suggestion)
        guard write, !scenes.isEmpty else { return }
        try generation.add(scenes)
        options.note(
            "Added to storyboard.json; to make their clips: mvsync generate --resume \(visible(input))")
    }

    private func show(_ suggestion: Suggestion) throws {
        if format == .json { return try output(json(suggestion)) }
        guard !suggestion.wishes.isEmpty else {
            return try output("Nothing is lacking: every section shows something of its own.")
        }
        var table = TextTable(header: ["section", "from", "to", "shots", "lacks"])
        for wish in suggestion.wishes {
            for section in wish.need.sections {
                table.append([
                    section.name, clock(section.start), clock(section.end), "\(section.shots)",
                    String(format: "%.1f s", section.lacking),
                ])
            }
        }
        try output(table.text + "\n")
        if suggestion.unshown >= 1 {
            try output(
                "\(Int(suggestion.unshown)) s of footage are there and never shown; --pin puts a clip where it belongs.\n"
            )
        }
        for wish in suggestion.wishes {
            let clips = wish.count == 1 ? "1 clip" : "\(wish.count) clips"
            try output(
                "\(wish.need.label): \(clips) of \(Int(wish.clipSeconds)) s; its shots are \(String(format: "%.1f", wish.need.typicalShot)) s long"
            )
        }
        for scene in suggestion.scenes {
            try output(
                "\n— \(scene.number), \(scene.section), \(Int(scene.seconds)) s: \(scene.title)\n\(scene.prompt)"
            )
        }
    }
}
