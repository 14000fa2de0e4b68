internal import Foundation
internal import Synchronization

/// The jobs of a folder: all that lie there, and a line of those that are worked at here, one after the other.
///
/// A job is known by its folder's name. Nothing outside the folder can be reached by one.
package actor JobBoard {
    /// The folder, without symbolic links in its path.
    package nonisolated let folder: String
    private let limits: RunOptions
    private let environment: [String: String]
    private let usesCache: Bool
    private var line: [JobRun] = []
    private var current: Work?
    /// Why the folders of jobs could not be opened, so that they hold no report of it.
    private var refusals: [String: String] = [:]
    private let (arrivals, arrival) = AsyncStream.makeStream(
        of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// How many jobs may wait.
    private static let mostWaiting = 100

    /// A job that is worked at.
    private struct Work {
        var id: String
        var task: Task<String?, Never>
    }

    /// What the work at a job tells, from any thread.
    private final class Watch: Sendable {
        let progress = Mutex<JobProgress?>(nil)
    }

    private let watch = Watch()

    /// Looks at a folder.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - limits: What all runs may do together, and how services are waited for.
    ///   - environment: The process's environment.
    ///   - usesCache: Whether results are taken from and kept in the user's cache.
    /// - Throws: `PipelineError` where it is no folder.
    package init(
        of folder: String, limits: RunOptions, environment: [String: String], usesCache: Bool
    ) throws {
        let path = absolutePath(folder)
        guard let real = realpath(path, nil) else {
            throw PipelineError(.inputMissing, "The folder \(quoted(folder)) does not exist; make it first.")
        }
        self.folder = String(cString: real)
        free(real)
        var status = stat()
        guard stat(self.folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw PipelineError(.unreadable, "\(quoted(folder)) is no folder.")
        }
        self.limits = limits
        self.environment = environment
        self.usesCache = usesCache
    }

    // MARK: Working

    /// Works at the jobs that are in the line, and at those that join it, until the calling task is cancelled.
    package func work() async {
        for await _ in arrivals {
            while !Task.isCancelled, !line.isEmpty { await work(at: line.removeFirst()) }
        }
    }

    private func work(at run: JobRun) async {
        let id = fileName(run.path)
        watch.progress.withLock { $0 = nil }
        // Apart from the board, which answers meanwhile.
        let task = Task.detached { () -> String? in
            do {
                let folder = try run.open()
                // What it throws is in the report that it leaves.
                _ = try? await run.takeSteps(in: folder)
                return nil
            } catch {
                return sentence(about: error) ?? "\(error)"
            }
        }
        current = Work(id: id, task: task)
        let refusal = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        refusals[id] = refusal
        current = nil
    }

    // MARK: Asking for work

    /// Makes the folder of a new job, and puts it into the line.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - options: What its run may do.
    /// - Returns: Its name.
    /// - Throws: `ServiceError`, `PipelineError` where it cannot be made; nothing is left behind then.
    package func begin(_ job: JobOptions, _ options: RunWish) throws -> String {
        let path = JobFolder.freePath(in: folder, for: job.title)
        let run = run(of: job, at: path, options)
        try join(run) { _ = try run.open() }
        return fileName(path)
    }

    /// Puts a job that lies in the folder into the line.
    ///
    /// - Throws: `ServiceError`, `PipelineError` where there is none, or it is worked at or waits already.
    package func resume(_ id: String, _ options: RunWish) throws {
        let path = try path(of: id)
        let isWaiting = line.contains { $0.path == path }
        guard current?.id != id, !isWaiting else {
            throw PipelineError(
                .underWay, "\(quoted(id)) \(isWaiting ? "waits" : "is worked at") already.")
        }
        guard !JobFolder.isTaken(path) else {
            throw PipelineError(
                .underWay, "Another mvsync works in \(quoted(id)); wait for it, or stop it first.")
        }
        let run = run(of: try JobFolder.job(at: path, named: id), at: path, options)
        try join(run) { refusals[id] = nil }
    }

    /// Takes a job out of the line, or stops the work at it; what was ordered is not lost.
    ///
    /// - Throws: `PipelineError` where there is none, or nothing is done here that could be stopped.
    package func cancel(_ id: String) throws {
        let path = try path(of: id)
        if let place = line.firstIndex(where: { $0.path == path }) {
            line.remove(at: place)
        } else if let current, current.id == id {
            current.task.cancel()
        } else {
            throw PipelineError(.underWay, "\(quoted(id)) is not worked at here, so nothing can be stopped.")
        }
    }

    private func run(of job: JobOptions, at path: String, _ wish: RunWish) -> JobRun {
        let pipeline = Pipeline(environment: environment, usesCache: usesCache) { [watch] progress in
            watch.progress.withLock { $0 = progress }
        }
        return JobRun(
            of: job, at: path, options: wish.options(within: limits), pipeline: pipeline, note: { _ in })
    }

    private func join(_ run: JobRun, then prepare: () throws -> Void) throws {
        guard line.count < Self.mostWaiting else {
            throw PipelineError(
                .underWay, "\(Self.mostWaiting) jobs wait already; come back when some are done.")
        }
        try run.check()
        try prepare()
        line.append(run)
        arrival.yield()
    }

    // MARK: Looking

    /// Where all jobs of the folder stand, those that were begun or gone on with last first.
    package func standings() -> [JobStanding] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let jobs = names.compactMap { id in (try? path(of: id)).map { (id, Self.begun(at: $0)) } }
        return jobs.sorted { ($0.1.tv_sec, $0.1.tv_nsec, $1.0) > ($1.1.tv_sec, $1.1.tv_nsec, $0.0) }.map {
            id, _ in
            do {
                return try standing(of: id, withParts: false)
            } catch {
                return JobStanding(
                    id: id, title: id, state: .failed, reasons: [sentence(about: error) ?? "\(error)"])
            }
        }
    }

    /// Where a job stands.
    ///
    /// - Throws: `PipelineError` where there is none, or its records cannot be read.
    package func standing(of id: String, withParts: Bool) throws -> JobStanding {
        let path = try path(of: id)
        let job = try JobFolder.job(at: path, named: id)
        var standing = JobStanding(id: id, title: job.title, state: .stopped, services: job.services)
        if let report = try RunReport.last(at: path) { standing.take(report) }
        if current?.id == id {
            standing.state = .running
            standing.progress = watch.progress.withLock { $0 }.map(JobStanding.Progress.init)
        } else if line.contains(where: { $0.path == path }) {
            standing.state = .waiting
        } else if let refusal = refusals[id] {
            standing.state = .failed
            standing.reasons = [refusal]
        }
        standing.files = standing.files.filter {
            Self.kind(of: "\(path)/\($0.value)") == S_IFREG && isName($0.value)
        }
        if withParts { standing.parts = try JobStatusReport.parts(of: path, named: id) }
        return standing
    }

    /// The path of a file that came of a job: of a kind, `video`, `edit` or `report`, or of its name.
    ///
    /// - Throws: `PipelineError` where there is none.
    package func file(_ name: String, of id: String) throws -> String {
        let files = try standing(of: id, withParts: false).files
        guard let file = files[name] ?? files.values.first(where: { $0 == name }) else {
            throw PipelineError(.inputMissing, "\(quoted(id)) has no \(quoted(name)) yet.")
        }
        return "\(folder)/\(id)/\(file)"
    }

    /// The path of a job's folder, which is there.
    private func path(of id: String) throws -> String {
        let path = folder + "/" + id
        guard isName(id), Self.kind(of: path) == S_IFDIR,
            Self.kind(of: path + "/" + JobFolder.Name.job) == S_IFREG
        else { throw PipelineError(.inputMissing, "There is no job \(quoted(id)) here.") }
        return path
    }

    /// Whether a text names a thing of a folder itself, and none that is hidden.
    private nonisolated func isName(_ text: String) -> Bool {
        !text.isEmpty && !text.hasPrefix(".") && text.utf8.count <= 255
            && !text.utf8.contains(UInt8(ascii: "/")) && !text.utf8.contains(0)
    }

    /// What is at a path, symbolic links not followed.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// When a job was begun or gone on with.
    private static func begun(at path: String) -> timespec {
        var status = stat()
        return lstat(path + "/" + JobFolder.Name.job, &status) == 0 ? status.st_mtim : timespec()
    }
}
