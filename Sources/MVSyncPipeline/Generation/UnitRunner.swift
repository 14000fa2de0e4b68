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
        /// How often a result is fetched that is none.
        static let mostFetches = 4
        /// How many questions in a row may go wrong.
        static let mostFailures = 8
    }

    /// How often a file is ordered in one run at the most, whatever becomes of the orders.
    private static let mostSubmissions = 2

    /// Brings a file to the disk.
    ///
    /// - Returns: Its record: `done`, or `failed` for good.
    /// - Throws: `GenerationStop` where it has to be come back to; `ServiceError` where no such file can be had now;
    ///   `PipelineError`; `CancellationError`.
    func run<Order>(_ unit: JobUnit<Order>, with service: any MediaService<Order>) async throws -> UnitRecord
    {
        try await JobEvent.$currentPart.withValue(unit.name) {
            var record = try begin(unit, service)
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
                    guard submissions < Self.mostSubmissions else {
                        throw GenerationStop(
                            .later,
                            record.failure ?? "\(service.name) takes no order of \(unit.title.within).")
                    }
                    submissions += 1
                    try await submit(&record, unit, service)
                case .submitting, .unknown:
                    if try await takeDelivered(&record, unit, service) { continue }
                    try await find(&record, unit, service, isOfThisRun: submissions > 0)
                case .submitted where record.retry == .whenAsked && resubmits && submissions == 0:
                    record.state = .planned
                case .submitted:
                    try await follow(&record, unit, service)
                }
            }
        }
    }

    /// The record to go on from.
    private func begin<Order>(_ unit: JobUnit<Order>, _ maker: any MediaService<Order>) throws -> UnitRecord {
        let service = maker.name
        try folder.adopt(unit)
        guard var record = try folder.record(UnitRecord.self, unit.recordName) else {
            return UnitRecord(planning: unit.input, with: service)
        }
        guard record.holds(for: unit, by: maker) else {
            for file in record.files { try putAside(file.name, unit) }
            var fresh = UnitRecord(planning: unit.input, with: service)
            fresh.earlierJobs = record.earlierJobs + [record.job].compactMap(\.self)
            try become(.planned, &fresh, unit)
            return fresh
        }
        if record.input != unit.input {
            // The service would be sent the same, and paid for the same.
            record.input = unit.input
            try folder.store(record, as: unit.recordName)
        }
        if record.isOpen, record.service != service {
            throw GenerationStop(
                .unknown,
                "\(unit.title.first) is being made by \(record.service); go on with that service, or remove \(quoted(folder.file(unit.recordName))) to order it anew."
            )
        }
        if record.state == .planned { record.service = service }
        return record
    }

    // MARK: Submitting

    private func submit<Order>(
        _ record: inout UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>
    ) async throws {
        guard budget.take(unit.kind) else {
            throw GenerationStop(
                .budget,
                "\(unit.title.first) is not ordered: --max-new-\(unit.kind.rawValue)s allows no more of them in this run."
            )
        }
        let nonce = UUID().uuidString.lowercased()
        record.nonce = nonce
        record.request = service.request(for: unit.order).map(UnitRecord.hash)
        record.submittedAt = patience.now()
        if let job = record.job { record.earlierJobs.append(job) }
        record.job = nil
        record.submissions += 1
        try become(.submitting, &record, unit)
        let file = folder.file(hidden(unit, 0))
        // What is found there later is what this submission brought.
        unlink(file)
        do {
            switch try await service.submit(unit.order, nonce: nonce, file: file) {
            case .job(let job):
                record.job = job
                try become(.submitted, &record, unit)
            case .delivered:
                try await take([(file, delivered(unit, by: service))], &record, unit)
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
        case .unreachable: return GenerationStop(.unreachable, error.description, resumeAt: after)
        case .busy, .unavailable, .unknownOutcome, .malformed:
            return GenerationStop(.later, error.description, resumeAt: after)
        default: throw error
        }
    }

    // MARK: Finding

    /// Looks for what a submission brought whose answer is not known.
    ///
    /// - Parameter isOfThisRun: Whether this run made the submission; then it is not made again unseen, and a budget gets back
    ///   what came to nothing.
    private func find<Order>(
        _ record: inout UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>,
        isOfThisRun: Bool
    ) async throws {
        let finding: Finding
        do {
            finding = try await search(record, unit, service)
        } catch let error as ServiceError where [.refused, .malformed, .unsupported].contains(error.code) {
            // What cannot be asked cannot be searched.
            finding = .unsearchable
        } catch let error as ServiceError {
            throw try stop(for: error, unit)
        }
        switch finding {
        case .jobs(let jobs):
            guard let job = jobs.first else {
                record.submissions -= 1
                if isOfThisRun { budget.giveBack(unit.kind) }
                return try become(.planned, &record, unit)
            }
            record.job = job
            record.failure = nil
            try become(.submitted, &record, unit)
        case .unsearchable where resubmits && !isOfThisRun: try become(.planned, &record, unit)
        case .unsearchable:
            try become(.unknown, &record, unit)
            throw GenerationStop(
                .unknown,
                "\(unit.title.first) may have been ordered of \(service.name), whose answer was lost, and which cannot be asked. Look there; to order it again all the same, resume with --resubmit."
            )
        }
    }

    /// Looks twice where it finds nothing: a job may take a moment to be listed.
    private func search<Order>(
        _ record: UnitRecord, _ unit: JobUnit<Order>, _ service: any MediaService<Order>
    ) async throws -> Finding {
        for attempt in 0..<2 {
            let finding = try await service.find(
                unit.order, nonce: record.nonce ?? "", since: record.submittedAt ?? patience.now())
            guard case .jobs(let all) = finding else { return finding }
            // Read after the answer: other parts may have got their jobs in the meantime.
            let known = try folder.knownJobs()
            let new = all.filter { known.isDisjoint(with: UnitRecord.names(in: $0)) }
            if !new.isEmpty { return .jobs(new) }
            if attempt == 0 { try await patience.sleep(polling.first) }
        }
        return .jobs([])
    }

    // MARK: Records

    /// Whether all files of a finished unit are there; those that somebody has replaced are taken as they are, if they can be
    /// read.
    private func isWhole<Order>(_ record: inout UnitRecord, _ unit: JobUnit<Order>) async throws -> Bool {
        var isWhole = !record.files.isEmpty
        for file in record.files where isWhole { isWhole = try await isUsable(file, unit) }
        if isWhole { return true }
        record.files = []
        try become(record.job == nil ? .planned : .submitted, &record, unit)
        return false
    }

    private func isUsable<Order>(_ file: UnitRecord.File, _ unit: JobUnit<Order>) async throws -> Bool {
        let path = folder.file(file.name)
        guard MediaKind(at: path)?.use == unit.kind.use else { return false }
        if try await hash(of: path) == file.sha256 { return true }
        do {
            _ = try await measure(path, unit.kind)
            return true
        } catch let error as MediaError where error.code != .programMissing {
            return false
        }
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
