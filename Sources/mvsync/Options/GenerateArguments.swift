import ArgumentParser
import EditModel
import EditPlanning
import Foundation
import GenerativeServices
import MVSyncPipeline
import Storyboarding

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

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The most clips to order in this run.", valueName: "n"))
    var maxNewClips: Int?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The most songs to order in this run.", valueName: "n"))
    var maxNewSongs: Int?

    @Option(help: ArgumentHelp("Only these scenes, such as 3,5.", valueName: "scenes"))
    var only: String?

    @Flag(help: "Order again what may have been ordered already, where nobody can tell.")
    var resubmit = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many clips or stills are made at the same time, 1 to 16", valueName: "n"))
    var jobs = 3

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The longest wait that a service may ask for; for longer ones, come back later.",
            valueName: "seconds"))
    var maxWait = 120.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How soon a service is first asked whether it is done.", valueName: "seconds"))
    var poll = 3.0

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
        func check<Number: Comparable>(_ name: String, _ value: Number?, _ range: ClosedRange<Number>) throws
        {
            guard let value, !range.contains(value) else { return }
            throw ValidationError("--\(name) takes \(range.lowerBound) to \(range.upperBound), not \(value).")
        }
        try check("scenes", scenes, 1...12)
        try check("song-seconds", songSeconds, 10...600)
        try check("clip-seconds", clipSeconds, Keyframe.clipLengths)
        try check("lines", lines, 64...2160)
        try check("jobs", jobs, 1...16)
        try check("variants", variants, 1...20)
        try check("poll", poll, 0.01...60)
        try check("max-wait", maxWait, 0...86_400)
        try check("max-new-clips", maxNewClips, 0...1000)
        try check("max-new-songs", maxNewSongs, 0...1000)
        if let only, Self.numbers(only) == nil {
            throw ValidationError("--only takes the numbers of scenes, such as 3,5, not “\(only)”.")
        }
        if let topic, topic.allSatisfy(\.isWhitespace) || topic.utf8.count > 2000 {
            throw ValidationError("The topic is empty, or longer than 2000 bytes.")
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
        var run = RunOptions(mostNewClips: maxNewClips, mostNewSongs: maxNewSongs)
        run.until = step
        run.scenes = only.flatMap(Self.numbers)
        run.resubmits = resubmit
        run.jobs = jobs
        run.mostWait = maxWait
        run.pollInterval = poll
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
