package import EditModel
internal import Foundation
internal import Synchronization

/// The jobs of a service, which tests give scripts to and count.
public final class JobBook: Sendable {
    private let state: Mutex<State>
    private let prefix: String

    private struct State {
        var usual: JobScript
        var planned: [JobScript] = []
        var jobs: [Job] = []
        var creates = 0
    }

    /// A job.
    package struct Job: Sendable {
        /// Its name at the service.
        package let id: String
        /// Its place among all jobs, from 1.
        package let number: Int
        /// What was asked for.
        package let request: JSONValue
        /// When it was created, as in `2026-11-23T12:00:00.000Z`.
        package let createdAt: String
        /// How it goes.
        package fileprivate(set) var script: JobScript
        /// How often it was asked about.
        package fileprivate(set) var asked = 0
        /// How many addresses of results it was asked for.
        fileprivate var links = 0
    }

    /// Where a job is.
    package enum Phase: Sendable {
        case queued
        case unknown
        case running
        case failed(JobScript.Failure)
        case done
    }

    /// Creates a book.
    ///
    /// - Parameters:
    ///   - prefix: What the names of the jobs begin with; a UUID's form follows.
    ///   - usual: How jobs go that nothing else was planned for.
    init(prefix: String = "", usual: JobScript = JobScript()) {
        self.prefix = prefix
        state = Mutex(State(usual: usual))
    }

    /// How many jobs were created, those that were deleted since too.
    public var creates: Int { state.withLock { $0.creates } }

    /// Sets how jobs go that nothing else was planned for.
    public func usually(_ script: JobScript) { state.withLock { $0.usual = script } }

    /// Plans how the next jobs go, after those that were planned before.
    public func plan(_ script: JobScript, times: Int = 1) {
        state.withLock { $0.planned += Array(repeating: script, count: times) }
    }

    /// All jobs, the oldest first.
    package var jobs: [Job] { state.withLock { $0.jobs } }

    /// Has all jobs done, or failed, when they are asked about next.
    public func finish() {
        state.withLock { state in
            for index in state.jobs.indices { state.jobs[index].script.polls = 0 }
        }
    }

    /// Forgets all jobs, as a server that was started anew.
    public func forgetAll() { state.withLock { $0.jobs = [] } }

    /// Creates a job.
    package func create(_ request: JSONValue) -> Job {
        state.withLock { state in
            state.creates += 1
            let tail = String(state.creates, radix: 16)
            let job = Job(
                id: prefix + "3f0c6a52-3a51-4c9d-9b7e-" + String(repeating: "0", count: 12 - tail.count)
                    + tail,
                number: state.creates, request: request,
                createdAt: Date.now.ISO8601Format(.init(includingFractionalSeconds: true)),
                script: state.planned.isEmpty ? state.usual : state.planned.removeFirst())
            state.jobs.append(job)
            return job
        }
    }

    /// Asks about a job, which brings it on; nil where there is none of that name.
    package func ask(_ id: String) -> (job: Job, phase: Phase)? {
        state.withLock { state in
            guard let index = state.jobs.firstIndex(where: { $0.id == id }) else { return nil }
            state.jobs[index].asked += 1
            return (state.jobs[index], Self.phase(of: state.jobs[index]))
        }
    }

    /// Where a job is, without bringing it on.
    package static func phase(of job: Job) -> Phase {
        if job.asked == 0 { return .queued }
        if job.asked == 1, job.script.hasUnknownState { return .unknown }
        if job.asked <= job.script.polls { return .running }
        return job.script.failure.map { .failed($0) } ?? .done
    }

    /// Whether the next address of a job's result has expired already.
    package func nextLinkIsExpired(of id: String) -> Bool {
        state.withLock { state in
            guard let index = state.jobs.firstIndex(where: { $0.id == id }) else { return false }
            state.jobs[index].links += 1
            return state.jobs[index].links <= state.jobs[index].script.expiredLinks
        }
    }

    /// Removes a job.
    ///
    /// - Returns: Whether there was one of that name.
    package func remove(_ id: String) -> Bool {
        state.withLock { state in
            let count = state.jobs.count
            state.jobs.removeAll { $0.id == id }
            return state.jobs.count < count
        }
    }
}
