import EditModel
import Foundation
import GenerativeServices
import Testing

@testable import MVSyncPipeline

@Suite("Orders")
struct UnitRunnerTests {
    private let rig: RunnerRig

    init() throws { rig = try RunnerRig() }

    // MARK: Submitting

    @Test("an order becomes a job, then a file, and is not repeated in a later run")
    func job() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.statuses = [
                .success(.running(fraction: nil, word: "queued")),
                .success(.running(fraction: 0.5, word: "dreaming")),
                .success(.finished([MediaResult(address: "https://a/1.mp4", id: "job-1")])),
            ]
        }
        let record = try await rig.runner().run(rig.clip(), with: service)
        #expect(record.state == .done)
        #expect(record.files.map(\.name) == ["clips/01.mp4"])
        #expect(record.files.first?.seconds == 5)
        #expect(rig.bytes("clips/01.mp4") == MadeBytes.clip("1"))
        #expect(rig.files("clips") == ["01.json", "01.mp4"])
        #expect(rig.waited == [3, 4.5])
        #expect(service.calls.asked == ["job-1", "job-1", "job-1"])
        let again = try await rig.runner().run(rig.clip(), with: service)
        #expect(again == record)
        #expect(service.orders == 1)
        #expect(service.calls.asked.count == 3)
    }

    @Test("what is delivered at once needs no job")
    func delivered() async throws {
        let service = ScriptedService<SongOrder>("elevenlabs")
        service.change {
            $0.submissions = [.success(.delivered)]
            $0.files = [.success(MadeBytes.song("1"))]
        }
        let record = try await rig.runner().run(rig.song(), with: service)
        #expect(record.state == .done)
        #expect(record.files.map(\.name) == ["songs/1.flac"])
        #expect(service.calls == .init(nonces: service.calls.nonces))
        #expect(rig.files("").filter { $0.contains(".new.") }.isEmpty)
    }

    @Test("both songs of one order are kept")
    func variants() async throws {
        let service = ScriptedService<SongOrder>("suno")
        service.change {
            $0.statuses = [
                .success(.finished([MediaResult(address: "1", id: "x"), MediaResult(address: "2", id: "y")]))
            ]
            $0.files = [.success(MadeBytes.song("1")), .success(MadeBytes.song("2"))]
        }
        let record = try await rig.runner().run(rig.song(), with: service)
        #expect(record.files.map(\.name) == ["songs/1.flac", "songs/2.flac"])
        #expect(record.files.map(\.id) == ["x", "y"])
        #expect(rig.bytes("songs/2.flac") == MadeBytes.song("2"))
    }

    @Test(
        "what a service says of a song is kept with it, also of one that came with the answer to a killed run"
    )
    func written() async throws {
        let (said, drawn) = (WrittenSong(title: "First Light"), WrittenSong(title: "Drawn"))
        let service = ScriptedService<SongOrder>("suno", written: drawn)
        service.change {
            $0.statuses = [
                .success(.finished([MediaResult(address: "1", written: said), MediaResult(address: "2")]))
            ]
            $0.files = [.success(MadeBytes.song("1"))]
        }
        let record = try await rig.runner().run(rig.song(), with: service)
        #expect(record.files.map(\.written) == [said, nil])
        #expect(try rig.record(rig.song()) == record)
        let other = try RunnerRig()
        service.change { $0.submissions = [.success(.delivered)] }
        #expect(try await other.runner().run(other.song(), with: service).files.map(\.written) == [drawn])
        let killed = try RunnerRig()
        try killed.leave(.submitting, killed.song())
        try MadeBytes.song("1").write(
            to: URL(fileURLWithPath: killed.folder.file(".songs-0.new.flac")))
        let luma = ScriptedService<SongOrder>("luma", written: drawn)
        #expect(try await killed.runner().run(killed.song(), with: luma).files.map(\.written) == [drawn])
        #expect(luma.orders == 0)
    }

    @Test("a used-up allowance leaves the order planned, and says when to come back")
    func quota() async throws {
        let midnight = Date(timeIntervalSince1970: 1_795_651_200)
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.submissions = [.failure(failure(.quota, resumeAt: midnight)), .success(.job("j"))]
        }
        let stop = try #require(try await rig.stop(rig.clip(), service))
        #expect(stop.kind == .quota)
        #expect(stop.resumeAt == midnight)
        #expect(stop.when == " after 2026-11-26 00:00:00 UTC" || stop.when == " after 2026-11-26 00:00 UTC")
        #expect(try rig.record(rig.clip())?.state == .planned)
        #expect(try rig.record(rig.clip())?.submissions == 0)
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .done)
    }

    @Test("a service that wants to be left alone for long says when to come back")
    func busy() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.submissions = [.failure(failure(.busy, retryAfter: 600))] }
        let stop = try #require(try await rig.stop(rig.clip(), service))
        #expect(stop.kind == .later)
        #expect(stop.resumeAt == rig.now + 600)
        #expect(try rig.record(rig.clip())?.state == .planned)
    }

    @Test(
        "what made nothing leaves the order planned",
        arguments: [
            (ServiceError.Code.unavailable, GenerationStop.Kind.later), (.unreachable, .unreachable),
        ])
    func nothingMade(code: ServiceError.Code, kind: GenerationStop.Kind) async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.submissions = [.failure(failure(code))] }
        #expect(try await rig.stop(rig.clip(), service)?.kind == kind)
        #expect(try rig.record(rig.clip())?.state == .planned)
    }

    @Test("a missing key is an error, and leaves the order planned")
    func unauthorized() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.submissions = [.failure(failure(.unauthorized))] }
        await #expect(throws: failure(.unauthorized)) {
            try await rig.runner().run(rig.clip(), with: service)
        }
        #expect(try rig.record(rig.clip())?.state == .planned)
    }

    @Test("no more is ordered than a budget allows, and what came to nothing does not count")
    func budget() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.submissions = [.failure(failure(.busy)), .success(.job("job-1"))] }
        let runner = rig.runner(budget: [.clip: 1])
        await #expect(throws: GenerationStop.self) { try await runner.run(rig.clip(1), with: service) }
        #expect(try await runner.run(rig.clip(1), with: service).state == .done)
        let stop = await #expect(throws: GenerationStop.self) {
            try await runner.run(rig.clip(2), with: service)
        }
        #expect(stop?.kind == .budget)
        #expect(stop?.description.hasPrefix("clips/02 is not ordered") == true)
        #expect(service.orders == 2)
        #expect(try rig.record(rig.clip(2)) == nil)
    }

    @Test("a budget of none still fetches what was ordered before")
    func noBudget() async throws {
        try rig.leave(.submitted, rig.clip(), job: "job-9")
        let service = ScriptedService<ClipOrder>()
        let record = try await rig.runner(budget: [.clip: 0]).run(rig.clip(), with: service)
        #expect(record.state == .done)
        #expect(service.calls.asked == ["job-9"])
        #expect(service.orders == 0)
    }

    @Test("what goes against the rules is not ordered again until it changes, or another service makes it")
    func moderated() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.submissions = [.failure(failure(.moderated)), .success(.job("job-2"))] }
        for _ in 0..<2 {
            let record = try await rig.runner().run(rig.clip(), with: service)
            #expect(record.state == .failed)
            #expect(record.failure == "It says no.")
        }
        #expect(service.orders == 1)
        let other = ScriptedService<ClipOrder>("comfyui")
        #expect(try await rig.runner().run(rig.clip(), with: other).state == .done)
        #expect(other.orders == 1)
        let changed = try await rig.runner().run(rig.clip(prompt: "a calm sea"), with: service)
        #expect(changed.state == .done)
        #expect(service.orders == 2)
    }

    @Test("what is refused is tried again in the next run only")
    func refused() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.submissions = [.failure(failure(.refused)), .success(.job("job-2"))] }
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .failed)
        #expect(service.orders == 1)
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .done)
        #expect(service.orders == 2)
    }

    // MARK: Changes

    @Test("a changed order puts the old file aside")
    func changed() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change {
            $0.submissions = [.success(.job("job-1")), .success(.job("job-2"))]
            $0.files = [.success(MadeBytes.clip("1")), .success(MadeBytes.clip("2"))]
        }
        _ = try await rig.runner().run(rig.clip(), with: service)
        let record = try await rig.runner().run(rig.clip(prompt: "a calm sea"), with: service)
        #expect(record.earlierJobs == ["job-1"])
        #expect(rig.bytes("clips/01.mp4") == MadeBytes.clip("2"))
        #expect(rig.bytes("replaced/01.mp4") == MadeBytes.clip("1"))
    }

    @Test("a changed order that cannot be made yet is on record as planned")
    func changedWithoutBudget() async throws {
        _ = try await rig.runner().run(rig.clip(), with: ScriptedService<ClipOrder>())
        let stop = try await rig.stop(
            rig.clip(prompt: "a calm sea"), ScriptedService<ClipOrder>(), budget: [.clip: 0])
        #expect(stop?.kind == .budget)
        #expect(try rig.record(rig.clip())?.state == .planned)
        #expect(rig.files("replaced") == ["01.mp4"])
    }

    @Test("a sketch is replaced by a real service, and what a real service made never by a sketch")
    func sketch() async throws {
        let sketch = ScriptedService<ClipOrder>("sketch")
        sketch.change {
            $0.submissions = [.success(.delivered)]
            $0.files = [.success(MadeBytes.clip("sketch"))]
        }
        let luma = ScriptedService<ClipOrder>()
        #expect(try await rig.runner().run(rig.clip(), with: sketch).service == "sketch")
        #expect(try await rig.runner().run(rig.clip(), with: luma).service == "luma")
        #expect(rig.bytes("replaced/01.mp4") == MadeBytes.clip("sketch"))
        #expect(try await rig.runner().run(rig.clip(), with: sketch).service == "luma")
        #expect(sketch.orders == 1)
        #expect(luma.orders == 1)
    }

    @Test("what one service works at is not ordered of another")
    func otherService() async throws {
        try rig.leave(.submitted, rig.clip(), job: "job-1")
        let other = ScriptedService<ClipOrder>("comfyui")
        let stop = try #require(try await rig.stop(rig.clip(), other))
        #expect(stop.kind == .unknown)
        #expect(stop.description.contains("luma"))
        #expect(other.orders == 0)
    }

    @Test(
        "a file that was removed or damaged is fetched again without a new order", arguments: [true, false])
    func lostFile(isRemoved: Bool) async throws {
        let service = ScriptedService<ClipOrder>()
        _ = try await rig.runner().run(rig.clip(), with: service)
        let path = rig.folder.file("clips/01.mp4")
        if isRemoved {
            try FileManager.default.removeItem(atPath: path)
        } else {
            try MadeBytes.broken.write(to: URL(fileURLWithPath: path))
        }
        _ = try await rig.runner().run(rig.clip(), with: service)
        #expect(rig.bytes("clips/01.mp4") == MadeBytes.clip("1"))
        #expect(rig.bytes("replaced/01.mp4") == (isRemoved ? nil : MadeBytes.broken))
        #expect(service.orders == 1)
        #expect(service.calls.fetched.count == 2)
    }

    @Test("a file that was replaced by hand is kept")
    func replacedByHand() async throws {
        let service = ScriptedService<ClipOrder>()
        _ = try await rig.runner().run(rig.clip(), with: service)
        try MadeBytes.clip("mine").write(to: URL(fileURLWithPath: rig.folder.file("clips/01.mp4")))
        #expect(try await rig.runner().run(rig.clip(), with: service).state == .done)
        #expect(rig.bytes("clips/01.mp4") == MadeBytes.clip("mine"))
        #expect(service.calls.fetched.count == 1)
    }

    @Test("a file whose record was removed is put aside before another takes its place")
    func recordRemoved() async throws {
        let service = ScriptedService<ClipOrder>()
        service.change { $0.files = [.success(MadeBytes.clip("1")), .success(MadeBytes.clip("2"))] }
        _ = try await rig.runner().run(rig.clip(), with: service)
        try FileManager.default.removeItem(atPath: rig.folder.file("clips/01.json"))
        _ = try await rig.runner().run(rig.clip(), with: service)
        #expect(rig.bytes("clips/01.mp4") == MadeBytes.clip("2"))
        #expect(rig.bytes("replaced/01.mp4") == MadeBytes.clip("1"))
    }

    @Test("the times of a song's words go aside with the song")
    func words() async throws {
        let service = ScriptedService<SongOrder>("acestep")
        service.change { $0.files = [.success(MadeBytes.song("1")), .success(MadeBytes.song("2"))] }
        _ = try await rig.runner().run(rig.song(), with: service)
        try rig.folder.write("[]", as: "songs/1.words.json")
        _ = try await rig.runner().run(rig.song(style: "rock"), with: service)
        #expect(rig.files("songs") == ["1.flac"])
        #expect(rig.files("replaced") == ["1.flac", "1.words.json"])
    }

    @Test("a damaged record is named, with what to do", arguments: ["", "{", "[]", "{\"state\":\"flying\"}"])
    func damagedRecord(text: String) async throws {
        try rig.folder.write(text, as: "clips/01.json")
        let error = await #expect(throws: PipelineError.self) {
            try await rig.runner().run(rig.clip(), with: ScriptedService<ClipOrder>())
        }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("clips/01.json") == true)
        #expect(error?.description.contains("remove it") == true)
    }
}
