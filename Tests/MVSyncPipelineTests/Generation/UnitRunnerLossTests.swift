import EditModel
import Foundation
import GenerativeServices
import Testing

@testable import MVSyncPipeline

@Suite("Orders whose answers, jobs or results are lost")
struct UnitRunnerLossTests {
    private let rig: RunnerRig

    init() throws { rig = try RunnerRig() }

    // MARK: Finding

    @Test(
        "an order whose answer was lost, or before whose answer the process ended, is found and not repeated",
        arguments: [UnitRecord.State.submitting, .unknown])
    func found(state: UnitRecord.State) async throws {
        try rig.leave(state, rig.clip())
        let service = ScriptedService<ClipOrder>()
        service.change { $0.findings = [.success(.jobs(["job-7"]))] }
        let record = try await rig.runner().run(rig.clip(), with: service)
        #expect(record.state == .done)
        #expect(record.job == "job-7")
        #expect(record.failure == nil)
        #expect(service.orders == 0)
        #expect(service.calls.findings == 1)
    }

    @Test("an order that is listed a moment later is found then")
    func foundLate() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.submissions = [.failure(failure(.unknownOutcome))]
            $0.findings = [.success(.jobs([])), .success(.jobs(["job-7"]))]
        }
        let record = try await rig.runner().run(rig.clip(), with: service)
        #expect(record.job == "job-7")
        #expect(service.orders == 1)
        #expect(rig.waited == [3])
    }

    @Test("an order that certainly came to nothing is made again, within the budget of one")
    func none() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.submissions = [.failure(failure(.unknownOutcome)), .success(.job("job-2"))]
            $0.findings = [.success(.jobs([]))]
        }
        let runner = rig.runner(budget: [.clip: 1])
        #expect(try await runner.run(rig.clip(), with: service).job == "job-2")
        #expect(service.orders == 2)
        #expect(service.calls.findings == 2)
        let stop = await #expect(throws: GenerationStop.self) {
            try await runner.run(rig.clip(2), with: service)
        }
        #expect(stop?.kind == .budget)
    }

    @Test("what an earlier run ordered gives a budget nothing back")
    func noneOfEarlierRun() async throws {
        try rig.leave(.unknown, rig.clip())
        let service = ScriptedService<ClipOrder>()
        service.change { $0.findings = [.success(.jobs([]))] }
        #expect(try await rig.stop(rig.clip(), service, budget: [.clip: 0])?.kind == .budget)
        #expect(service.orders == 0)
        #expect(try rig.record(rig.clip())?.state == .planned)
    }

    @Test("a service that loses each order is not asked without end")
    func alwaysNone() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.submissions = [.failure(failure(.unknownOutcome))]
            $0.findings = [.success(.jobs([]))]
        }
        let stop = try #require(try await rig.stop(rig.clip(), service))
        #expect(stop.kind == .later)
        #expect(stop.description == "It says no.")
        #expect(service.orders == 2)
        #expect(try rig.record(rig.clip())?.state == .planned)
    }

    @Test("where nobody can tell, it stops, and orders again only when told to, once a run")
    func unsearchable() async throws {
        let service = ScriptedService<SongOrder>("acestep")
        service.change { $0.submissions = [.failure(failure(.unknownOutcome))] }
        let unit = rig.song()
        for _ in 0..<2 {
            let stop = try #require(try await rig.stop(unit, service))
            #expect(stop.kind == .unknown)
            #expect(stop.description.hasPrefix("The song may have been ordered of acestep"))
            #expect(stop.description.contains("--resubmit"))
            #expect(try rig.record(unit)?.state == .unknown)
        }
        #expect(service.orders == 1)
        #expect(try await rig.stop(unit, service, resubmits: true)?.kind == .unknown)
        #expect(service.orders == 2)
        service.change {
            $0.submissions = [.success(.job("job-3"))]
            $0.files = [.success(MadeBytes.song("1"))]
        }
        let record = try await rig.runner(resubmits: true).run(unit, with: service)
        #expect(record.state == .done)
        #expect(record.submissions == 3)
    }

    @Test("a job that another part has is not taken for the lost one, whatever the order of its songs' names")
    func otherJobs() async throws {
        try rig.leave(.submitted, rig.clip(2), job: "a,b")
        try rig.leave(.unknown, rig.clip(1))
        let service = ScriptedService<ClipOrder>()
        service.change { $0.findings = [.success(.jobs(["b,a"]))] }
        let record = try await rig.runner().run(rig.clip(1), with: service)
        #expect(record.job == "job-1")
        #expect(service.orders == 1)
    }

    @Test("a search that is not answered leaves everything as it is")
    func searchFails() async throws {
        try rig.leave(.unknown, rig.clip())
        let service = ScriptedService<ClipOrder>()
        service.change { $0.findings = [.failure(failure(.unavailable, retryAfter: 60))] }
        let stop = try #require(try await rig.stop(rig.clip(), service))
        #expect(stop.kind == .later)
        #expect(stop.resumeAt == rig.now + 60)
        #expect(try rig.record(rig.clip())?.state == .unknown)
    }

    @Test("what was delivered before the process ended is taken, and not ordered again")
    func deliveredAndKilled() async throws {
        let unit = rig.song()
        try rig.leave(.submitting, unit)
        let runner = rig.runner()
        let file = rig.folder.file(runner.hidden(unit, 0))
        try MadeBytes.song("1").write(to: URL(fileURLWithPath: file))
        let service = ScriptedService<SongOrder>()
        #expect(try await runner.run(unit, with: service).state == .done)
        #expect(rig.bytes("songs/1.flac") == MadeBytes.song("1"))
        #expect(service.orders == 0)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test("an old delivery is not taken for one of a later order")
    func oldDelivery() async throws {
        let unit = rig.song()
        let runner = rig.runner()
        let file = rig.folder.file(runner.hidden(unit, 0))
        try MadeBytes.song("old").write(to: URL(fileURLWithPath: file))
        let service = ScriptedService<SongOrder>("elevenlabs")
        service.change { $0.submissions = [.failure(failure(.unknownOutcome))] }
        #expect(try await rig.stop(unit, service)?.kind == .unknown)
        // As if the process had ended before the answer.
        try rig.leave(.submitting, unit)
        let luma = ScriptedService<SongOrder>()
        #expect(try await rig.stop(unit, luma)?.kind == .unknown)
        #expect(rig.files("songs").isEmpty)
    }

    // MARK: Following

    @Test(
        "a job that was lost, or given up, is ordered again at once",
        arguments: [
            ServiceError.Code.lost, .failed,
        ])
    func lost(code: ServiceError.Code) async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.submissions = [.success(.job("job-1")), .success(.job("job-2"))]
            $0.statuses = [
                .success(.failed(failure(code))), .success(.finished([MediaResult(address: "a")])),
            ]
        }
        let record = try await rig.runner().run(rig.clip(), with: service)
        #expect(record.state == .done)
        #expect(record.job == "job-2")
        #expect(record.earlierJobs == ["job-1"])
        #expect(service.calls.asked == ["job-1", "job-2"])
    }

    @Test("a job that is given up twice has failed, until the next run")
    func failedTwice() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.statuses = [.success(.failed(failure(.failed)))] }
        let record = try await rig.runner().run(rig.clip(), with: service)
        #expect(record.state == .failed)
        #expect(service.orders == 2)
        service.change { $0.statuses = [.success(.finished([MediaResult(address: "a")]))] }
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .done)
        #expect(service.orders == 3)
    }

    @Test("a job that is given up for want of money is planned again")
    func budgetExhausted() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.statuses = [.success(.failed(failure(.quota)))] }
        #expect(try await rig.stop(rig.clip(), service)?.kind == .quota)
        let record = try #require(try rig.record(rig.clip()))
        #expect(record.state == .planned)
        #expect(record.job == nil)
        #expect(record.earlierJobs == ["job-1"])
    }

    @Test(
        "eight questions in a row that go wrong end the run, and the job is asked about in the next one",
        arguments: [ServiceError.Code.unavailable, .malformed, .busy])
    func transientErrors(code: ServiceError.Code) async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.statuses = [.failure(failure(code))] }
        #expect(try await rig.stop(rig.clip(), service)?.kind == .later)
        #expect(service.calls.asked.count == 8)
        #expect(try rig.record(rig.clip())?.state == .submitted)
        service.change { $0.statuses = [.success(.finished([MediaResult(address: "a")]))] }
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .done)
        #expect(service.orders == 1)
    }

    @Test("seven questions that go wrong, and one that is answered, and seven again end nothing")
    func someErrors() async throws {
        let service = ScriptedService<ClipOrder>()
        let seven = [Result<JobStatus, ServiceError>](repeating: .failure(failure(.unavailable)), count: 7)
        service.change {
            $0.statuses =
                seven + [.success(.running(fraction: nil, word: "dreaming"))] + seven
                + [.success(.finished([MediaResult(address: "a")]))]
        }
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .done)
    }

    @Test("a job that takes longer than the deadline is come back to, and not ordered again")
    func deadline() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.statuses = [.success(.running(fraction: nil, word: "dreaming"))] }
        let stop = await #expect(throws: GenerationStop.self) {
            try await rig.runner(deadline: 60).run(rig.clip(), with: service)
        }
        #expect(stop?.kind == .later)
        // 3, 4.5, 6.75, 10.125, then 15 each: past a minute after seven waits.
        #expect(rig.waited == [3, 4.5, 6.75, 10.125, 15, 15, 15])
        #expect(try rig.record(rig.clip())?.state == .submitted)
        #expect(service.orders == 1)
    }

    @Test("an expired address is asked for anew")
    func expired() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.statuses = [
                .success(.finished([MediaResult(address: "old")])),
                .success(.finished([MediaResult(address: "new")])),
            ]
            $0.files = [.failure(failure(.linkExpired)), .success(MadeBytes.clip("1"))]
        }
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .done)
        #expect(service.calls.fetched == ["old", "new"])
        #expect(service.orders == 1)
    }

    @Test(
        "a result that is a page, a song or broken is never taken for a clip",
        arguments: [
            MadeBytes.page, MadeBytes.song("1"), MadeBytes.broken,
        ])
    func wrongResult(bytes: Data) async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.files = [.success(bytes)] }
        let stop = try #require(try await rig.stop(rig.clip(), service))
        #expect(stop.kind == .later)
        #expect(rig.files("clips") == ["01.json"])
        #expect(try rig.record(rig.clip())?.state == .submitted)
        #expect(stop.description.contains("--resubmit"))
        #expect(service.orders == 1)
        // Another time it is fetched again, and only ordered again by a person who says so.
        #expect(try await rig.stop(rig.clip(), service) != nil)
        #expect(service.orders == 1)
        service.change { $0.files = [.success(MadeBytes.clip("2"))] }
        #expect(try await rig.runner(resubmits: true).run(rig.clip(), with: service).state == .done)
        #expect(service.orders == 2)
    }

    @Test("a change that the service would not see orders nothing again")
    func sameRequest() async throws {
        let service = ScriptedService<ClipOrder>(request: { $0.prompt })
        var unit = rig.clip()
        #expect(try await rig.runner().run(unit, with: service).state == .done)
        unit.input = "the same with another seed"
        #expect(try await rig.runner().run(unit, with: service).state == .done)
        #expect(service.orders == 1)
        #expect(try rig.record(unit)?.input == unit.input)
        unit.order.prompt = "a storm"
        unit.input = "a storm"
        #expect(try await rig.runner().run(unit, with: service).state == .done)
        #expect(service.orders == 2)
    }

    @Test("a scene whose section was changed keeps its clip under its new name")
    func renamed() async throws {
        let service = ScriptedService<ClipOrder>()
        var unit = rig.clip()
        unit.name = "clips/01-chorus"
        #expect(try await rig.runner().run(unit, with: service).state == .done)
        unit.name = "clips/01-bridge"
        #expect(try await rig.runner().run(unit, with: service).state == .done)
        #expect(service.orders == 1)
        #expect(rig.files("clips") == ["01-bridge.json", "01-bridge.mp4"])
    }

    @Test("a service whose list cannot be had is one that cannot be searched")
    func unsearchableList() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.submissions = [.failure(failure(.unknownOutcome)), .success(.job("job-2"))]
            $0.findings = [.failure(failure(.refused))]
        }
        let stop = try #require(try await rig.stop(rig.clip(), service))
        #expect(stop.kind == .unknown)
        #expect(try await rig.runner(resubmits: true).run(rig.clip(), with: service).state == .done)
        #expect(service.orders == 2)
    }

    @Test("a cancelled run leaves its job on record")
    func cancelled() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.statuses = [.success(.running(fraction: nil, word: "dreaming"))] }
        let run = Task { [rig] in
            withUnsafeCurrentTask { $0?.cancel() }
            // Cancelled from the beginning: nothing is ordered.
            _ = try await rig.runner().run(rig.clip(), with: service)
        }
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(service.orders == 0)
    }
}
