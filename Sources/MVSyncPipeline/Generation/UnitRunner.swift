internal import EditModel
internal import Foundation
internal import GenerativeServices
internal import MediaEngine

/// Brings files that services make from an order to the disk, once each, whatever happens on the way.
///
/// ```
/// planned ─▶ submitting ─▶ submitted ─▶ done
///    ▲            │  ▲ none     │
///    │            ▼  │          ▼
///    └──────── unknown       failed
/// ```
///
/// Each arrow is written down before the next one is gone.
struct UnitRunner: Sendable {
    let folder: JobFolder
    let patience: Patience
    let polling: Polling
    let budget: Budget
    /// Whether what may have been ordered already is ordered again where nobody can tell.
    let resubmits: Bool
    /// Checks that a fetched file can be used, and tells its length in seconds.
    let measure: @Sendable (String, JobUnitKind) async throws -> Double?
    let report: @Sendable (String) -> Void

    /// How a job is asked about.
    struct Polling: Sendable {
        /// Seconds until the first question; each further one waits half as long again, up to 15 s.
        var first = 3.0
        /// Seconds after which it is come back to another time.
        var deadline = 1200.0
        /// How many questions in a row may go wrong.
        static let mostFailures = 8
    }

    /// How often a file is ordered anew in one run after the service gave it up.
    private static let mostSubmissions = 2

    /// Brings a file to the disk.
    ///
    /// - Returns: Its record: `done`, or `failed` for good.
    /// - Throws: `GenerationStop` where it has to be come back to; `ServiceError` where no such file can be had now;
    ///   `PipelineError`; `CancellationError`.
    func run<Order>(_ unit: JobUnit<Order>, with service: any MediaService<Order>) async throws -> UnitRecord
    {
        try await JobEvent.$currentPart.withValue(unit.name) {
            var record = try begin(unit, service.name)
            var submissions = 0
            while true {
                try Task.checkCancellation()
                switch record.state {
                case .done:
                    if try await isWhole(&record, unit) { return record }
                case .failed:
                    let isNewRun = submissions == 0
                    guard
                        record.retry == .atOnce && submissions < Self.mostSubmissions
                            || record.retry == .nextRun && isNewRun
                    else { return record }
                    record.state = .planned
                case .planned:
                    submissions += 1
                    try await submit(&record, unit, service)
                case .submitting, .unknown:
                    try await find(&record, unit, service)
                case .submitted:
                    try await follow(&record, unit, service)
                }
            }
        }
    }

    /// The record to go on from.
    private func begin<Order>(_ unit: JobUnit<Order>, _ service: String) throws -> UnitRecord {
        guard var record = try folder.record(UnitRecord.self, unit.recordName) else {
            return UnitRecord(planning: unit.input, with: service)
        }
        let isStandIn = record.service == "sketch" && service != "sketch"
        if record.input != unit.input || isStandIn {
            for file in record.files { try folder.putAside(file.name) }
            var fresh = UnitRecord(planning: unit.input, with: service)
            fresh.earlierJobs = record.earlierJobs + [record.job].compactMap(\.self)
            return fresh
        }
        if record.isOpen, record.service != service {
            throw GenerationStop(
                .unknown,
                "\(unit.name) is being made by \(record.service); go on with that service, or remove \(quoted(folder.file(unit.recordName))) to order it anew."
            )
        }
        if record.state == .failed || record.state == .planned { record.service = service }
        return record
    }

    // MARK: Submitting

    private func submit<Order>(
        _ record: inout UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>
    ) async throws {
        guard budget.take(unit.kind) else {
            throw GenerationStop(
                .budget,
                "\(unit.name) is not ordered: as many \(unit.kind.rawValue)s were as this run may order.")
        }
        let nonce = UUID().uuidString.lowercased()
        record.nonce = nonce
        record.submittedAt = patience.now()
        if let job = record.job { record.earlierJobs.append(job) }
        record.job = nil
        record.submissions += 1
        try become(.submitting, &record, unit)
        let file = folder.file(hidden(unit, 0))
        do {
            switch try await service.submit(unit.order, nonce: nonce, file: file) {
            case .job(let job):
                record.job = job
                try become(.submitted, &record, unit)
            case .delivered:
                try await take([(file, MediaResult(address: ""))], &record, unit)
            }
        } catch let error as ServiceError {
            try await settle(error, &record, unit)
        }
    }

    /// Takes in why a submission brought no job.
    private func settle<Order>(
        _ error: ServiceError, _ record: inout UnitRecord, _ unit: JobUnit<Order>
    ) async throws {
        record.failure = error.description
        switch error.code {
        case .unknownOutcome: try become(.unknown, &record, unit)
        case .refused, .moderated, .unsupported, .tooLarge, .malformed, .failed, .lost, .linkExpired:
            record.retry = UnitRecord.Retry(after: error.code)
            try become(.failed, &record, unit)
        case .cannotWrite:
            // It was made, and paid, and there is no room for it.
            record.retry = .nextRun
            try become(.failed, &record, unit)
            throw error
        default:
            // Nothing was made.
            budget.giveBack(unit.kind)
            record.submissions -= 1
            try become(.planned, &record, unit)
            throw try stop(for: error, unit)
        }
    }

    /// The stop for an error that another time may do away with; any other error is thrown as it is.
    func stop<Order>(for error: ServiceError, _ unit: JobUnit<Order>) throws -> GenerationStop {
        let after = error.resumeAt ?? error.retryAfter.map { patience.now().addingTimeInterval($0) }
        switch error.code {
        case .quota: return GenerationStop(.quota, error.description, resumeAt: after)
        case .busy, .unavailable, .unreachable, .unknownOutcome, .malformed:
            return GenerationStop(.later, error.description, resumeAt: after)
        default: throw error
        }
    }

    // MARK: Finding

    private func find<Order>(
        _ record: inout UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>
    ) async throws {
        let finding: Finding
        do {
            finding = try await search(record, unit, service)
        } catch let error as ServiceError {
            throw try stop(for: error, unit)
        }
        switch finding {
        case .jobs(let jobs):
            guard let job = jobs.first else {
                record.submissions -= 1
                return try become(.planned, &record, unit)
            }
            record.job = job
            record.failure = nil
            try become(.submitted, &record, unit)
        case .unsearchable where resubmits: try become(.planned, &record, unit)
        case .unsearchable:
            try become(.unknown, &record, unit)
            throw GenerationStop(
                .unknown,
                "\(unit.name) may have been ordered of \(service.name), whose answer was lost, and which cannot be asked. Look there; to order it again all the same, resume with --resubmit."
            )
        }
    }

    /// Looks twice where it finds nothing: a job may take a moment to be listed.
    private func search<Order>(
        _ record: UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>
    ) async throws -> Finding {
        let known = try folder.knownJobs()
        for attempt in 0..<2 {
            let finding = try await service.find(
                unit.order, nonce: record.nonce ?? "", since: record.submittedAt ?? patience.now())
            guard case .jobs(let all) = finding else { return finding }
            let new = all.filter { !known.contains($0) }
            if !new.isEmpty { return .jobs(new) }
            if attempt == 0 { try await patience.sleep(polling.first) }
        }
        return .jobs([])
    }

    // MARK: Records

    /// Whether all files of a finished unit are there; those that somebody has replaced are taken as they are.
    private func isWhole<Order>(_ record: inout UnitRecord, _ unit: JobUnit<Order>) async throws -> Bool {
        let isWhole = record.files.allSatisfy { MediaKind(at: folder.file($0.name))?.use == unit.kind.use }
        if isWhole, !record.files.isEmpty { return true }
        record.files = []
        try become(record.job == nil ? .planned : .submitted, &record, unit)
        return false
    }

    func become<Order>(
        _ state: UnitRecord.State, _ record: inout UnitRecord, _ unit: JobUnit<Order>
    ) throws {
        record.state = state
        try folder.store(record, as: unit.recordName)
        folder.log(
            JobEvent(
                time: patience.now(), part: unit.name, service: record.service, failure: record.failure,
                state: state.rawValue))
    }

    func hidden<Order>(_ unit: JobUnit<Order>, _ index: Int) -> String {
        let parts = unit.name.split(separator: "/")
        return
            "\(parts.dropLast().joined(separator: "/"))/.\(parts.last ?? "")-\(index).new.\(unit.kind.usualEnding)"
    }
}
