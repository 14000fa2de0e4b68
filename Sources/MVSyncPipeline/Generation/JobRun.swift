internal import EditModel
internal import Foundation
internal import Synchronization

/// One run of a job, from the look at its services to the report of what came of it.
package struct JobRun: Sendable {
    /// The job.
    package let job: JobOptions
    /// Its folder, there or not.
    package let path: String
    /// What the run may do.
    package let options: RunOptions
    private let pipeline: Pipeline
    private let note: @Sendable (String) -> Void
    private let onText: (@Sendable (String) -> Void)?

    /// How many remarks are kept.
    private static let mostRemarks = 200

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - path: Its folder, there or not.
    ///   - options: What the run may do.
    ///   - pipeline: What makes the video, and has the environment that keys are read from.
    ///   - note: Told what is worth knowing, in full sentences.
    ///   - onText: Told the text of a language model as it comes; nil to have it whole only.
    package init(
        of job: JobOptions, at path: String, options: RunOptions, pipeline: Pipeline,
        note: @escaping @Sendable (String) -> Void, onText: (@Sendable (String) -> Void)? = nil
    ) {
        self.job = job
        self.path = path
        self.options = options
        self.pipeline = pipeline
        self.note = note
        self.onText = onText
    }

    /// Makes sure that all services that the run needs are known, before a folder is made and one of them is paid.
    ///
    /// - Throws: `ServiceError`, `PipelineError`.
    package func check() throws {
        try Generation.checkServices(
            of: job, at: path, run: options, settings: job.settings(environment: pipeline.environment),
            environment: pipeline.environment)
    }

    /// What the run would ask of whom; nothing is left of looking.
    ///
    /// - Throws: `ServiceError`, `PipelineError`, `StoryboardError`.
    package func forecast() throws -> GenerationForecast {
        let isNew = try JobFolder.options(at: path) == nil
        let place = isNew ? NSTemporaryDirectory() + "/mvsync-" + UUID().uuidString : path
        defer { if isNew { try? FileManager.default.removeItem(atPath: place) } }
        return try generation(in: JobFolder(place), note).forecast()
    }

    /// Opens the job's folder, which is made where there is none, and writes into it what is made.
    ///
    /// - Throws: `PipelineError`, also where another process works in the folder.
    package func open() throws -> JobFolder {
        let folder = try JobFolder(path)
        try folder.store(job, as: JobFolder.Name.job)
        return folder
    }

    /// Takes all steps that are wanted and not taken yet, and leaves a report of what came of it.
    ///
    /// - Parameter folder: What `open` gave.
    /// - Throws: What `Generation.takeSteps` throws.
    package func takeSteps(in folder: JobFolder) async throws -> Generation.Outcome {
        try folder.store(RunReport(), as: JobFolder.Name.run)
        let remarks = Mutex<[String]>([])
        let note = note
        func leave(_ report: RunReport) throws {
            var report = report
            report.remarks = remarks.withLock { $0 }
            try folder.store(report, as: JobFolder.Name.run)
        }
        do {
            let generation = try generation(in: folder) { sentence in
                note(sentence)
                remarks.withLock { if $0.count < Self.mostRemarks { $0.append(sentence) } }
            }
            let outcome = try await generation.takeSteps()
            try leave(RunReport(outcome))
            return outcome
        } catch {
            try? leave(RunReport(error))
            throw error
        }
    }

    private func generation(in folder: JobFolder, _ note: @escaping @Sendable (String) -> Void) throws
        -> Generation
    {
        try Generation(
            job: job, folder: folder, run: options,
            settings: job.settings(environment: pipeline.environment), pipeline: pipeline, note: note,
            onText: onText)
    }
}
