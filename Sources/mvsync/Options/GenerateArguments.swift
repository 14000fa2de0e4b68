import ArgumentParser
import EditModel
import EditPlanning
import Foundation
import GenerativeServices
import MVSyncPipeline

/// What is made from a topic, and how.
struct GenerateArguments: ParsableArguments {
    @Argument(help: "What the song and the video are about.")
    var topic: String?

    @Option(help: ArgumentHelp("The folder of a job to go on with.", valueName: "folder"))
    var resume: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder to make (default: the topic's words, in this folder).", valueName: "folder"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "A product to advertise, described in a text file; instead of a topic.", valueName: "file"))
    var brief: String?

    @Option(help: ArgumentHelp("Several topics, one a line; a folder for each.", valueName: "file"))
    var topicsFile: String?

    @OptionGroup(title: "Services") var services: ServiceOptions

    @Option(
        parsing: .unconditional, help: ArgumentHelp("How many scenes, 1 to 12 (default: 6).", valueName: "n"))
    var scenes: Int?

    @Flag(help: "Write a story first, and take the scenes from it.")
    var story = false

    @Flag(help: "Draw a still of each scene first, which its clip starts from.")
    var images = false

    @Flag(help: "Let the language model refine each scene's prompt.")
    var refine = false

    @Flag(help: "A song without words.")
    var instrumental = false

    @Flag(
        help: "Have the song service write the words from the topic: suno, acestep, elevenlabs or sketch.")
    var describe = false

    @Option(help: ArgumentHelp("Lyrics of your own, for a song of your own.", valueName: "file"))
    var lyrics: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How long the song should be, where the service can be told: 10 to 600.", valueName: "seconds"))
    var songSeconds: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How long a clip should be, 1 to 20 (default: 5).", valueName: "seconds"))
    var clipSeconds: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The picture's shape: 16:9, 9:16, 1:1 … (default: 16:9).", valueName: "w:h"))
    var aspect: EditStyle.Aspect?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The picture's height, or its width where that is less, 64 to 2160 (default: 720).",
            valueName: "pixels"))
    var lines: Int?

    @Option(
        help:
            "Which of a service's songs is used (default: 1); best is the one whose beat is heard most surely."
    )
    var take: SongChoice?

    @Option(
        help: ArgumentHelp(
            "A folder of prompts of your own; see mvsync generate prompts.", valueName: "folder"))
    var prompts: String?

    @Option(parsing: .unconditional, help: "What chance is drawn from (default: 1).")
    var seed: UInt64?

    @OptionGroup var orders: OrderOptions

    @Option(help: ArgumentHelp("Only these scenes, such as 3,5.", valueName: "scenes"))
    var only: String?

    @Flag(help: "Order again what may have been ordered already, where nobody can tell.")
    var resubmit = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many different videos to make of the same song and clips.", valueName: "n"))
    var variants = 1

    @Flag(help: "Show what would be asked, of whom, how often and at what price; ask nobody, write nothing.")
    var dryRun = false

    @Flag(help: "Show what the language model writes as it writes.")
    var verbose = false

    @OptionGroup var options: GlobalOptions

    @Option(help: "How results are printed: text for people, json for programs.")
    var format: OutputFormat = .text

    func validate() throws {
        let given = [topic, resume, brief, topicsFile].compactMap(\.self)
        guard given.count == 1 else {
            throw ValidationError(
                given.isEmpty
                    ? "Say what it is about, such as mvsync generate \"A lighthouse at dawn\", or name a job with --resume."
                    : "A topic, --brief, --topics-file and --resume exclude each other.")
        }
        try checkRange("scenes", scenes, JobLimits.scenes)
        try checkRange("song-seconds", songSeconds, JobLimits.songSeconds)
        try checkRange("clip-seconds", clipSeconds, JobLimits.clipSeconds)
        try checkRange("lines", lines, JobLimits.lines)
        try checkRange("variants", variants, 1...20)
        if let only, Self.numbers(only) == nil {
            throw ValidationError("--only takes the numbers of scenes, such as 3,5, not “\(only)”.")
        }
        if let topic, !JobLimits.isTopic(topic) {
            throw ValidationError("The topic is empty, or longer than \(JobLimits.topicBytes) bytes.")
        }
    }

    /// Writes what was named into a job.
    func apply(to job: inout JobOptions) {
        services.apply(to: &job)
        job.scenes = scenes ?? job.scenes
        job.story = job.story || story
        job.images = job.images || images
        job.refine = job.refine || refine
        job.instrumental = job.instrumental || instrumental
        if describe { job.writer = .songService }
        job.lyricsFile = lyrics.map(absolutePath) ?? job.lyricsFile
        job.songSeconds = songSeconds ?? job.songSeconds
        job.clipSeconds = clipSeconds ?? job.clipSeconds
        if let aspect { job.aspect = .init(width: aspect.width, height: aspect.height) }
        job.lines = lines ?? job.lines
        job.choice = take ?? job.choice
        job.promptFolder = prompts.map(absolutePath) ?? job.promptFolder
        job.seed = seed ?? job.seed
    }

    /// What this run may do.
    func run(_ step: GenerationStep) -> RunOptions {
        var run = orders.run
        run.until = step
        run.scenes = only.flatMap(Self.numbers)
        run.resubmits = resubmit
        run.variants = variants
        run.isDry = dryRun
        return run
    }

    private static func numbers(_ text: String) -> Set<Int>? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        return parts.contains(nil) ? nil : Set(parts.compactMap(\.self))
    }
}

extension SongChoice: ExpressibleByArgument {}
