internal import Foundation

/// Where a job stands, for those who watch it.
package struct JobStanding: Encodable, Sendable {
    /// The name of its folder.
    package var id: String
    /// What it is about, short enough for a name.
    package var title: String
    /// Whether it is worked at, and what came of it otherwise.
    package var state: State
    /// What makes its parts: names of services by `chat`, `image`, `clip` and `song`.
    package var services: [String: String] = [:]
    /// What is being done; nil where nothing is, or another process does it.
    package var progress: Progress?
    /// Why it is not finished, as full sentences.
    package var reasons: [String] = []
    /// When it can be gone on with, as a text of ISO 8601; nil where nobody knows, or nothing is to be waited for.
    package var resumeAt: String?
    /// Whether something may have been ordered of which nobody can tell.
    package var mayHaveOrdered = false
    /// What stands in for something, as full sentences.
    package var shortcomings: [String] = []
    /// What was worth knowing, as full sentences.
    package var remarks: [String] = []
    /// The names of the files that came of it: `video`, `edit`, `report`.
    package var files: [String: String] = [:]
    /// Where its parts stand; nil where nobody asked for them.
    package var parts: [JobStatusReport.Part]?

    /// Whether a job is worked at, and what came of it otherwise.
    package enum State: String, Encodable, Sendable {
        /// It is worked at when those before it are done.
        case waiting
        /// It is worked at.
        case running
        /// Its video is there.
        case finished
        /// It can be gone on with.
        case stopped
        /// Something has to be mended first.
        case failed
    }

    /// What is being done.
    package struct Progress: Encodable, Sendable {
        /// The stage.
        package var stage: String
        /// How much of the stage is done, 0…1; nil where nobody can tell.
        package var fraction: Double?
        /// What is being worked on.
        package var detail: String

        init(_ progress: JobProgress) {
            stage = progress.stage.rawValue
            fraction = progress.fraction < 0 ? nil : min(progress.fraction, 1)
            detail = progress.detail
        }
    }

    /// Takes in what came of the last run.
    mutating func take(_ report: RunReport) {
        state =
            switch report.state {
            case .running: .running
            case .finished: .finished
            case .stopped: .stopped
            case .failed: .failed
            }
        reasons = report.reasons
        resumeAt = report.resumeAt.map { $0.formatted(.iso8601) }
        mayHaveOrdered = report.mayHaveOrdered
        shortcomings = report.shortcomings
        remarks = report.remarks
        files = report.files.first ?? [:]
    }
}
