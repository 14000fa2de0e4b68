import EditModel
import Foundation
import GenerativeServices
import MediaEngine
import Synchronization
import TestSupport

@testable import MVSyncPipeline

/// A service that does what it is told, one thing after the other; the last thing again and again.
final class ScriptedService<Order: Sendable>: MediaService {
    /// What it answers.
    struct Script: Sendable {
        var submissions: [Result<Submission, ServiceError>] = [.success(.job("job-1"))]
        var statuses: [Result<JobStatus, ServiceError>] = [.success(.finished([MediaResult(address: "a")]))]
        var findings: [Result<Finding, ServiceError>] = [.success(.unsearchable)]
        var files: [Result<Data, ServiceError>] = [.success(MadeBytes.clip("1"))]
    }

    /// What it was asked.
    struct Calls: Sendable, Equatable {
        var nonces: [String] = []
        var asked: [String] = []
        var findings = 0
        var fetched: [String] = []
    }

    let name: String
    private let state: Mutex<(script: Script, calls: Calls)>

    private let text: @Sendable (Order) -> String?
    private let written: WrittenSong?

    init(
        _ name: String = "luma", _ script: Script = Script(), written: WrittenSong? = nil,
        request: @escaping @Sendable (Order) -> String? = { _ in nil }
    ) {
        self.name = name
        text = request
        self.written = written
        state = Mutex((script, Calls()))
    }

    func written(for order: Order) -> WrittenSong? { written }

    func request(for order: Order) -> String? { text(order) }

    /// What it was asked so far.
    var calls: Calls { state.withLock { $0.calls } }

    /// How many orders arrived.
    var orders: Int { calls.nonces.count }

    /// Changes what it answers from now on.
    func change(_ change: @Sendable (inout Script) -> Void) { state.withLock { change(&$0.script) } }

    func submit(_ order: Order, nonce: String, file: String) async throws -> Submission {
        let (answer, bytes) = state.withLock { state in
            state.calls.nonces.append(nonce)
            let answer = Self.next(&state.script.submissions)
            return (answer, answer == .success(.delivered) ? Self.next(&state.script.files) : nil)
        }
        if let bytes { try bytes.get().write(to: URL(fileURLWithPath: file)) }
        return try answer.get()
    }

    func status(of job: String) async throws -> JobStatus {
        try state.withLock { state in
            state.calls.asked.append(job)
            return Self.next(&state.script.statuses)
        }.get()
    }

    func find(_ order: Order, nonce: String, since: Date) async throws -> Finding {
        try state.withLock { state in
            state.calls.findings += 1
            return Self.next(&state.script.findings)
        }.get()
    }

    func fetch(_ result: MediaResult, to file: String) async throws {
        let bytes = state.withLock { state in
            state.calls.fetched.append(result.address)
            return Self.next(&state.script.files)
        }
        try bytes.get().write(to: URL(fileURLWithPath: file))
    }

    private static func next<Value>(_ queue: inout [Value]) -> Value {
        queue.count > 1 ? queue.removeFirst() : queue[0]
    }
}

/// Bytes that pass for media by their beginning.
enum MadeBytes {
    static func clip(_ name: String) -> Data {
        Data([0, 0, 0, 0x18]) + Data("ftypmp42\(name) of a clip".utf8)
    }
    static func song(_ name: String) -> Data { Data("fLaC \(name) of a song, long enough".utf8) }
    /// A clip by its beginning that no player reads.
    static let broken = clip("broken")
    static let page = Data("<html><body>Bad gateway</body></html>".utf8)
}

/// A job's folder, and a runner in it that never really waits.
final class RunnerRig: Sendable {
    let scratch: ScratchFolder
    let folder: JobFolder
    private let clock = Mutex(Date(timeIntervalSince1970: 1_795_600_000))
    private let waits = Mutex<[Double]>([])

    init() throws {
        scratch = try ScratchFolder()
        folder = try JobFolder(scratch.file("job"))
    }

    /// How long it would have waited, one wait after the other.
    var waited: [Double] { waits.withLock { $0 } }

    var now: Date { clock.withLock { $0 } }

    /// A runner as a new run of the program has it.
    func runner(resubmits: Bool = false, budget: [JobUnitKind: Int] = [:], deadline: Double = 1200)
        -> UnitRunner
    {
        let patience = Patience(
            now: { self.now },
            sleep: { seconds in
                try Task.checkCancellation()
                self.waits.withLock { $0.append(seconds) }
                self.clock.withLock { $0 += seconds }
            })
        return UnitRunner(
            folder: folder, patience: patience,
            polling: UnitRunner.Polling(first: 3, deadline: deadline), budget: Budget(budget),
            resubmits: resubmits,
            measure: { path, _ in
                let data = try Data(contentsOf: URL(fileURLWithPath: path))
                guard data.range(of: Data("broken".utf8)) == nil else {
                    throw MediaError(.noVideo, "It is broken.")
                }
                return 5
            }, report: { _ in })
    }

    /// The clip of a scene, such as `clips/01`.
    func clip(_ number: Int = 1, prompt: String = "a lighthouse") -> JobUnit<ClipOrder> {
        JobUnit(
            kind: .clip, number: number, name: "clips/0\(number)", order: ClipOrder(prompt: prompt),
            input: prompt)
    }

    /// The song.
    func song(style: String = "pop") -> JobUnit<SongOrder> {
        JobUnit(
            kind: .song, number: 1, name: "songs/",
            order: SongOrder(title: "First Light", lyrics: "", style: style), input: style)
    }

    /// What is on record of a unit.
    func record<Order>(_ unit: JobUnit<Order>) throws -> UnitRecord? {
        try folder.record(UnitRecord.self, unit.recordName)
    }

    /// Writes a record as a process left it that was killed.
    func leave<Order>(_ state: UnitRecord.State, _ unit: JobUnit<Order>, job: String? = nil) throws {
        var record = UnitRecord(planning: unit.input, with: "luma")
        (record.state, record.job, record.nonce, record.submissions) = (state, job, "n", 1)
        record.submittedAt = now
        try folder.store(record, as: unit.recordName)
    }

    /// The bytes of a file of the job; nil where there is none.
    func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: folder.file(name)) }

    /// All files below a folder of the job, hidden ones too.
    func files(_ name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.file(name))) ?? []).sorted()
    }

    /// The stop that a run ends with; nil where it ends otherwise.
    func stop<Order>(
        _ unit: JobUnit<Order>, _ service: any MediaService<Order>, resubmits: Bool = false,
        budget: [JobUnitKind: Int] = [:]
    ) async throws -> GenerationStop? {
        do {
            _ = try await runner(resubmits: resubmits, budget: budget).run(unit, with: service)
            return nil
        } catch let stop as GenerationStop {
            return stop
        }
    }
}

/// An error of a service, by its kind alone.
func failure(
    _ code: ServiceError.Code, retryAfter: Double? = nil, resumeAt: Date? = nil, service: String = "luma"
) -> ServiceError {
    ServiceError(code, service: service, "It says no.", retryAfter: retryAfter, resumeAt: resumeAt)
}
