internal import EditModel
internal import Foundation
package import GenerativeServices
internal import MediaEngine
internal import Storyboarding
internal import Synchronization

/// The way from a topic to a finished video, in steps that each leave their result in the job's folder.
///
/// ```
/// topic ─▶ song sheet ─▶ (story ─▶) keyframes ─▶ (images ─▶) clips ─┐
///              └─────────▶ song ────────────────────────────────────┴─▶ video
/// ```
///
/// Where the song's service writes the words, the song comes first, and the song sheet is read from it.
///
/// A step whose result is there is not taken again; a result that was changed by hand is taken as it is.
package struct Generation: Sendable {
    /// The job.
    package let job: JobOptions
    /// Its folder.
    package let folder: JobFolder
    /// What this run may do.
    let run: RunOptions
    let services: GenerationServices
    let prompts: PromptBook
    let pipeline: Pipeline
    let patience: Patience
    let budget: Budget
    /// Told what is worth knowing, in full sentences.
    let note: @Sendable (String) -> Void
    /// Told the text of a language model as it comes; nil to have it whole only.
    let onText: (@Sendable (String) -> Void)?

    /// Prepares to go on with a job.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - folder: Its folder.
    ///   - run: What this run may do.
    ///   - settings: Where services are and what authorises.
    ///   - pipeline: What makes the video.
    ///   - note: Told what is worth knowing, in full sentences.
    ///   - onText: Told the text of a language model as it comes; nil to have it whole only.
    /// - Throws: `PipelineError`, `StoryboardError` for prompts of the user's own that cannot be used.
    package init(
        job: JobOptions, folder: JobFolder, run: RunOptions, settings: ServiceSettings, pipeline: Pipeline,
        note: @escaping @Sendable (String) -> Void, onText: (@Sendable (String) -> Void)? = nil
    ) throws {
        self.job = job
        self.folder = folder
        self.run = run
        self.pipeline = pipeline
        self.note = note
        self.onText = onText
        let patience = Patience(mostWait: run.mostWait)
        self.patience = patience
        budget = run.budget
        prompts = try PromptFolder.book(job.promptFolder)
        let catalog = ServiceCatalog(settings: settings, patience: patience, isDry: run.isDry) { event in
            folder.log(
                JobEvent(
                    time: patience.now(), part: JobEvent.currentPart, service: event.service,
                    request: event.request, status: event.status, failure: event.failure, wait: event.wait))
        }
        services = GenerationServices(job: job, catalog: catalog, environment: pipeline.environment)
    }

    /// What came of a run.
    package struct Outcome: Sendable {
        /// The last step that was taken.
        package var step: GenerationStep
        /// What the last step left, by kind: of each video `video`, `edit`, `report`; of each file of another step `sheet`, `lyrics`,
        /// `story`, `scenes`, `song`, `image` or `clip`.
        package var files: [[String: String]] = []

        /// The kinds of files, in the order in which people look for them.
        package static let kinds = [
            "video", "edit", "report", "sheet", "lyrics", "story", "scenes", "song", "image", "clip",
        ]
        /// What stands in for something, or was left out, as full sentences.
        package var shortcomings: [String] = []
        /// Why the job is not finished; empty where it is.
        package var stops: [GenerationStop] = []
        /// Parts that came to nothing, as full sentences.
        package var failures: [String] = []

        /// Whether the video is that of an earlier run, since nothing has changed.
        package var isUnchanged = false

        /// When the job can be gone on with, as a text of ISO 8601; nil where nobody knows, or nothing is to be waited for.
        package var resumeAt: String? {
            stops.compactMap(\.resumeAt).max().map { $0.formatted(.iso8601) }
        }
    }

    /// Takes all steps that are wanted and not taken yet.
    ///
    /// - Throws: `ServiceError`, `PipelineError`, `GenerationStop` where nothing can be made of what is there yet,
    ///   `CancellationError`, and what the stages of the video throw.
    package func takeSteps() async throws -> Outcome {
        var outcome = try await walk()
        if outcome.step != .video { outcome.files = try folder.files(of: outcome.step) }
        return outcome
    }

    private func walk() async throws -> Outcome {
        var outcome = Outcome(step: .sheet)
        if job.isDescribed, !folder.has(JobFolder.Name.sheet) {
            outcome.step = .song
            try await makeDescribedSong(&outcome)
            guard outcome.stops.isEmpty, outcome.failures.isEmpty else { return outcome }
        }
        let sheet = try await sheet()
        guard run.until > .sheet else { return outcome }
        outcome.step = .story
        let story = try await story(sheet)
        guard run.until > .story else { return outcome }
        var storyboard: Storyboard?
        if run.until != .song {
            outcome.step = .keyframes
            storyboard = try await keyframes(sheet, story)
            guard run.until > .keyframes else { return outcome }
        }
        outcome.step = run.until
        if run.until == .song || run.until == .video { try await makeSong(sheet, &outcome) }
        guard let storyboard else { return outcome }
        if job.images || run.until == .images { try await makeImages(storyboard, &outcome) }
        if run.until >= .clips { try await makeClips(storyboard, sheet, &outcome) }
        if run.until == .video { try await makeVideo(sheet, storyboard, &outcome) }
        return outcome
    }

    /// Makes sure that all services that a run needs are known, before a folder is made and one of them is paid.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - path: Its folder, there or not.
    ///   - run: What the run may do.
    ///   - settings: Where services are and what authorises.
    ///   - environment: The process's environment.
    /// - Throws: `ServiceError`, `PipelineError`.
    package static func checkServices(
        of job: JobOptions, at path: String, run: RunOptions, settings: ServiceSettings,
        environment: [String: String]
    ) throws {
        let services = GenerationServices(
            job: job, catalog: ServiceCatalog(settings: settings, isDry: run.isDry), environment: environment)
        if let song = job.songFile { try openInput(song).close() }
        if let lyrics = job.lyricsFile {
            guard job.songFile != nil else {
                throw PipelineError(
                    .unreadable, "--lyrics are those of a song of your own; name that with --song, too.")
            }
            try openInput(lyrics).close()
        }
        if job.images, run.until >= .clips, services.name("clip") == ServiceName.luma.rawValue {
            throw ServiceError(
                .unsupported, service: ServiceName.luma.rawValue,
                "luma takes pictures by their address only, and cannot be sent the stills of --images; use --clip luma-agents or comfyui, or leave --images out."
            )
        }
        func lacks(_ name: String) -> Bool { !FileManager.default.fileExists(atPath: path + "/" + name) }
        let prompts = try? FileManager.default.contentsOfDirectory(
            atPath: path + "/" + JobFolder.Name.prompts)
        let hasNoPrompts = prompts?.isEmpty ?? true
        if job.isDescribed {
            try checkDescription(
                of: job, at: path, until: run.until, hasSheet: !lacks(JobFolder.Name.sheet))
        }
        let wantsWords =
            job.songFile == nil && !job.isDescribed && lacks(JobFolder.Name.sheet)
            || run.until != .song && run.until > .story && lacks(JobFolder.Name.storyboard)
            || run.until >= .images && (job.refine || job.images) && hasNoPrompts
        if wantsWords { _ = try services.chat() }
        if needsSong(job, until: run.until, hasSheet: !lacks(JobFolder.Name.sheet)) {
            _ = try services.songs()
        }
        if run.until == .images || run.until > .images && job.images { _ = try services.images() }
        if run.until >= .clips { _ = try services.clips() }
    }

    /// Whether a run up to a step makes the song: for itself, or for the words that come with it.
    static func needsSong(_ job: JobOptions, until step: GenerationStep, hasSheet: Bool) -> Bool {
        guard job.songFile == nil else { return false }
        return step == .song || step == .video || job.isDescribed && !hasSheet
    }

    // MARK: Units

    /// What came of one unit.
    private enum End: Sendable {
        case record(UnitRecord)
        case stop(GenerationStop)
        case error(any Error)
    }

    /// Makes units, some at a time.
    ///
    /// After one that stops for want of an allowance, or fails for all, no new one is begun; what was ordered already is waited for.
    func make<Order>(
        _ units: [JobUnit<Order>], with service: any MediaService<Order>, stage: JobProgress.Stage,
        _ outcome: inout Outcome
    ) async throws {
        let done = Share()
        let runner = try await runner(stage, done)
        var firstError: (any Error)?
        var notOrdered: [String] = []
        var waiting = units[...]
        var isClosed = false
        pipeline.report(JobProgress(stage, 0, service.name))
        try await withThrowingTaskGroup(of: (String, End).self) { group in
            var running = 0
            var finished = 0
            while true {
                while running < max(run.jobs, 1), firstError == nil, let unit = waiting.popFirst() {
                    if isClosed, try needsOrder(unit, of: service) {
                        notOrdered.append(unit.title.within)
                        continue
                    }
                    running += 1
                    group.addTask { (unit.title.within, await Self.end(of: unit, runner, service)) }
                }
                guard let (name, end) = try await group.next() else { break }
                running -= 1
                finished += 1
                done.value = Double(finished) / Double(units.count)
                pipeline.report(JobProgress(stage, done.value, name))
                switch end {
                case .record(let record):
                    if record.state == .failed, let failure = record.failure {
                        outcome.failures.append("\(name): \(failure)")
                    }
                case .stop(let stop):
                    // What is only late, or cannot be told of one, says nothing of the others.
                    isClosed = isClosed || [.quota, .budget, .unreachable].contains(stop.kind)
                    outcome.stops.append(stop)
                case .error(let error):
                    firstError = firstError ?? error
                }
            }
        }
        try Task.checkCancellation()
        if let firstError { throw firstError }
        if !notOrdered.isEmpty {
            note("Not ordered yet: \(notOrdered.joined(separator: ", ")).")
        }
        pipeline.report(JobProgress(stage, 1, service.name))
    }

    /// Whether a unit has neither its files nor a job that is under way.
    private func needsOrder<Order>(_ unit: JobUnit<Order>, of service: any MediaService<Order>) throws -> Bool
    {
        guard let record = try folder.record(of: unit, by: service) else { return true }
        return !record.isOpen && record.state != .done
    }

    private static func end<Order>(
        of unit: JobUnit<Order>, _ runner: UnitRunner, _ service: any MediaService<Order>
    ) async -> End {
        do {
            return .record(try await runner.run(unit, with: service))
        } catch let stop as GenerationStop {
            return .stop(stop)
        } catch {
            return .error(error)
        }
    }

    private func runner(_ stage: JobProgress.Stage, _ done: Share) async throws -> UnitRunner {
        let tools = try await FFmpegTools.locate(environment: pipeline.environment)
        let report = pipeline.report
        return UnitRunner(
            folder: folder, patience: patience, polling: UnitRunner.Polling(first: run.pollInterval),
            budget: budget, resubmits: run.resubmits,
            measure: { file, kind in
                kind == .image ? nil : try await MediaProbe(tools: tools).length(of: file)
            },
            report: { report(JobProgress(stage, done.value, $0)) })
    }

    /// How much of a stage is done, for those who work at it at the same time.
    private final class Share: Sendable {
        private let share = Mutex(0.0)

        var value: Double {
            get { share.withLock { $0 } }
            set { share.withLock { $0 = newValue } }
        }
    }
}
