package import Foundation

/// What came of the last run of a job; kept in its folder.
package struct RunReport: Codable, Sendable, Equatable {
    /// The form of this record.
    package var schema = "mvsync.run/1"
    /// How it ended.
    package var state: State
    /// Why the job is not finished, as full sentences; empty where it is, or is just being worked at.
    package var reasons: [String] = []
    /// When the job can be gone on with; nil where nobody knows, or nothing is to be waited for.
    package var resumeAt: Date?
    /// Whether something may have been ordered of which nobody can tell, so that a person has to say whether it is ordered again.
    package var mayHaveOrdered = false
    /// What stands in for something, as full sentences.
    package var shortcomings: [String] = []
    /// What was worth knowing, as full sentences.
    package var remarks: [String] = []
    /// The videos, each with what belongs to it: names of files in the job's folder by kind, `video`, `edit` and `report`.
    package var files: [[String: String]] = []

    /// How a run ended.
    package enum State: String, Codable, Sendable {
        /// It has not.
        case running
        /// With the video.
        case finished
        /// Before that, and nothing is wrong.
        case stopped
        /// Before that, and something has to be mended.
        case failed
    }

    /// The report of a run that begins.
    init() { state = .running }

    /// The report of a run that ended by itself.
    init(_ outcome: Generation.Outcome) {
        let isUnfinished = !outcome.stops.isEmpty || outcome.step != .video
        state = !outcome.failures.isEmpty ? .failed : isUnfinished ? .stopped : .finished
        reasons = outcome.failures + outcome.stops.map(\.description)
        if reasons.isEmpty, isUnfinished {
            reasons = ["Only the steps up to “\(outcome.step.rawValue)” were asked for."]
        }
        resumeAt = outcome.stops.compactMap(\.resumeAt).max()
        mayHaveOrdered = outcome.stops.contains { $0.kind == .unknown }
        shortcomings = outcome.shortcomings
        files = outcome.step == .video ? outcome.files.map { $0.mapValues { fileName($0) } } : []
    }

    /// The report of a run that an error ended.
    init(_ error: any Error) {
        switch error {
        case is CancellationError:
            state = .stopped
            reasons = ["It was interrupted; nothing is lost that was ordered."]
        case let stop as GenerationStop:
            state = .stopped
            reasons = [stop.description]
            resumeAt = stop.resumeAt
            mayHaveOrdered = stop.kind == .unknown
        default:
            state = .failed
            reasons = [
                sentence(about: error) ?? "This should not have happened; please report it: \(error)"
            ]
        }
    }

    /// The report of a run that ended without leaving one.
    private init(interruptedAfter run: RunReport) {
        self = run
        state = .stopped
        reasons = ["Its last run ended before its time; nothing is lost that was ordered."]
    }

    /// What came of the last run of the job at a path; nil where it had none yet.
    ///
    /// - Throws: `PipelineError` for a report that cannot be read.
    package static func last(at path: String) throws -> RunReport? {
        let folder = JobFolder(reading: path)
        guard let report = try folder.record(RunReport.self, JobFolder.Name.run) else { return nil }
        guard report.state == .running, !JobFolder.isTaken(path) else { return report }
        // It may have ended in between, with a report.
        guard let now = try folder.record(RunReport.self, JobFolder.Name.run), now.state == .running else {
            return try folder.record(RunReport.self, JobFolder.Name.run)
        }
        return RunReport(interruptedAfter: now)
    }
}
