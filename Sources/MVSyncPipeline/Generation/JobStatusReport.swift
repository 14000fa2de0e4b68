internal import Foundation

/// Where the parts of a job stand.
package enum JobStatusReport {
    /// A part of a job.
    package struct Part: Encodable, Sendable {
        /// Its path in the job's folder.
        package var name: String
        /// `there`, or the state of its record, or `not there`.
        package var state: String
        /// The service that makes it; nil for what none makes.
        package var service: String?
        /// What went wrong, or what it is; nil for nothing.
        package var remark: String?
    }

    /// The parts of the job in a folder.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - name: What the user calls it.
    /// - Throws: `PipelineError` where there is no job, or a record cannot be read.
    package static func parts(of path: String, named name: String) throws -> [Part] {
        let job = try JobFolder.job(at: path, named: name)
        let folder = JobFolder(reading: path)
        var parts = [JobFolder.Name.sheet, JobFolder.Name.storyboard].map { file in
            Part(name: file, state: folder.has(file) ? "there" : "not there")
        }
        if job.story {
            parts.append(
                Part(
                    name: JobFolder.Name.story,
                    state: folder.has(JobFolder.Name.story) ? "there" : "not there"))
        }
        for record in folder.unitRecords {
            guard let unit = try folder.record(UnitRecord.self, record) else { continue }
            parts.append(
                Part(
                    name: unit.files.isEmpty ? record : unit.files.map(\.name).joined(separator: ", "),
                    state: unit.state.rawValue, service: unit.service, remark: unit.failure))
        }
        return parts
    }
}
