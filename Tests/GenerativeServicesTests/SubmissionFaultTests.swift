import EditModel
import Foundation
import LoopbackServices
import TestSupport
import Testing

@testable import GenerativeServices

/// What goes wrong with orders, for each service.
struct SubmissionFaultTests {
    typealias Adapter = Rig.Adapter

    @Test("an order is taken once and its result comes into its file", arguments: Adapter.allCases)
    func happyPath(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        switch try await rig.submit("n-1") {
        case .delivered: #expect(!Adapter.withJobs.contains(adapter))
        case .job(let job):
            #expect(rig.content == nil)
            let results = try await rig.results(job)
            #expect(results.count == (adapter.isSuno ? 2 : 1))
            try await rig.fetch(try #require(results.first))
        }
        #expect(rig.content == rig.media)
        #expect(rig.folder.contents == ["result"])
        #expect(rig.creates() == 1)
        #expect(rig.record.waits.isEmpty)
        await rig.stop()
    }

    @Test("too many orders are waited for, however long that is said to be", arguments: Adapter.allCases)
    func busy(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let date = Record.now.addingTimeInterval(30).formatted(
            Date.VerbatimFormatStyle(
                format:
                    "\(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT",
                locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
                calendar: Calendar(identifier: .gregorian)))
        for headers in [[.init("Retry-After", "11")], [.init("Retry-After", date)], []]
            as [[LoopbackAnswer.Header]]
        {
            let answer = LoopbackAnswer.json(429, text: "{\"detail\":\"Too many\"}", headers: headers)
            rig.server.inject(.answer(answer), on: "POST", rig.createPath)
        }
        _ = try await rig.submit("n-1")
        let waits = rig.record.waits
        try #require(waits.count == 3)
        #expect(waits[0] == 11)
        #expect(waits[1] == 30)
        #expect((3...5).contains(waits[2]))
        #expect(rig.creates() == 1)
        await rig.stop()
    }

    @Test("an overloaded service is asked again", arguments: Adapter.allCases)
    func overloaded(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        rig.server.inject(.answer(.text(503, "<html>busy")), on: "POST", rig.createPath, times: 2)
        _ = try await rig.submit("n-1")
        #expect(rig.record.waits.count == 2)
        #expect(rig.creates() == 1)
        await rig.stop()
    }

    @Test("a used-up allowance is told, in each service's own words", arguments: Adapter.allCases)
    func quota(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let answers: [LoopbackAnswer] =
            switch adapter {
            case .together: [ChatService.refusal(402, "You have reached your spend limit.")]
            case .luma:
                [
                    LumaDreamMachineService.refusal(400, "Insufficient credits"),
                    LumaDreamMachineService.refusal(402, "Payment required"),
                    LumaDreamMachineService.refusal(403, "Maximum usage limit exceeded"),
                ]
            case .lumaAgents:
                [
                    LumaAgentsService.refusal(402, "Insufficient balance"),
                    .json(403, text: "{\"detail\":{\"code\":\"budget_exhausted\",\"message\":\"no\"}}"),
                ]
            case .suno, .sunoDescribed:
                [
                    SunoService.refusal(402, "Insufficient credits."),
                    SunoService.refusal(500, "Request failed: insufficient credits"),
                    .json(text: "{\"detail\":\"Insufficient credits.\"}"),
                ]
            case .elevenlabs:
                [
                    ElevenLabsService.quotaExceeded,
                    .json(text: "{\"detail\":{\"status\":\"quota_exceeded\",\"message\":\"no\"}}"),
                ]
            case .comfyui, .acestep: []
            }
        for answer in answers {
            rig.server.inject(.answer(answer), on: "POST", rig.createPath)
            let error = await refusal { try await rig.submit("n-1") }
            #expect(error?.code == .quota, "\(answer.status)")
            #expect((error?.resumeAt != nil) == adapter.isSuno)
        }
        #expect(rig.attempts == answers.count)
        #expect(rig.creates() == 0)
        #expect(rig.content == nil)
        await rig.stop()
    }

    @Test("a wrong key is told", arguments: Adapter.allCases.filter { $0 != .comfyui })
    func unauthorized(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let answer: LoopbackAnswer =
            switch adapter {
            case .suno, .sunoDescribed:
                SunoService.refusal(500, "Failed to get session id, you may need to update the SUNO_COOKIE")
            case .elevenlabs: ElevenLabsService.refusal(401, "invalid_api_key", "Invalid \(Record.key)")
            default: .json(401, text: "{\"detail\":\"Invalid API key \(Record.key)\"}")
            }
        rig.server.inject(.answer(answer), on: "POST", rig.createPath)
        let error = await refusal { try await rig.submit("n-1") }
        #expect(error?.code == .unauthorized)
        #expect(error?.description.contains(Record.key) == false)
        #expect(rig.attempts == 1)
        #expect(rig.creates() == 0)
        await rig.stop()
    }

    @Test("nothing is made where nobody listens", arguments: Adapter.allCases)
    func refusedConnection(adapter: Adapter) async throws {
        let port = try ClosedPort()
        let rig = try await Rig(adapter, at: port.url)
        #expect(await refusal { try await rig.submit("n-1") }?.code == .unreachable)
        #expect(rig.folder.contents.isEmpty)
        await rig.stop()
    }

    @Test("an order that is never answered is not sent again", arguments: Adapter.allCases)
    func silence(adapter: Adapter) async throws {
        let rig = try await Rig(adapter, transport: Hasty(seconds: 4))
        rig.server.inject(.silence(afterAsking: true), on: "POST", rig.createPath)
        #expect(await refusal { try await rig.submit("n-1") }?.code == .unknownOutcome)
        #expect(rig.attempts == 1)
        #expect(rig.creates() == 1)
        #expect(rig.record.waits.isEmpty)
        await rig.stop()
    }

    @Test(
        "an order whose answer is lost is not sent again, and found where that can be",
        arguments: Adapter.allCases)
    func lostAnswer(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let faults: [Fault] = [
            .resetAfterwards, .truncated(keeping: 5), .resetMidBody(after: 1),
            .afterwards(.text(502, "<html>Bad gateway")), .afterwards(.text(500, "oh")),
            .afterwards(.text(504, "")), .afterwards(.json(text: "{\"id\":")), .afterwards(.text(200, "")),
            .afterwards(.json(text: "null")), .afterwards(.json(text: "{\"id\":null}")),
            .afterwards(.json(text: "[{},5,{\"id\":[]}]")),
        ]
        for (index, fault) in faults.enumerated() {
            rig.server.inject(fault, on: "POST", rig.createPath)
            let error = await refusal { try await rig.submit("n-\(index)") }
            // What is no media came whole, and is known to be lost.
            let isSynchronous = rig.book == nil && index >= 6
            #expect(
                error?.code == .unknownOutcome || isSynchronous && error?.code == .malformed,
                "\(fault): \(String(describing: error))")
            #expect(rig.attempts == index + 1)
            #expect(rig.creates() == index + 1)
            #expect(rig.folder.contents.isEmpty)
            guard case .jobs(let jobs) = try await rig.find("n-\(index)") else {
                #expect([.together, .lumaAgents, .acestep, .elevenlabs].contains(adapter))
                continue
            }
            // Only ComfyUI keeps a submission's own name.
            if adapter == .comfyui { #expect(jobs.count == 1) }
            if adapter == .luma { #expect(jobs.count == index + 1) }
            // A workflow that was run before with the same seed has no result.
            guard index == 0 || adapter != .comfyui else { continue }
            #expect(try await !rig.results(try #require(jobs.first)).isEmpty)
            if adapter.isSuno { break }
        }
        await rig.stop()
    }

    @Test(
        "a search that is answered with nonsense finds nothing certain",
        arguments: [Adapter.luma, .comfyui, .suno, .sunoDescribed])
    func nonsenseFound(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        #expect(try await rig.find("n-1") == .jobs([]))
        let path =
            adapter == .luma ? "/dream-machine/v1/generations" : adapter.isSuno ? "/api/get" : "/queue"
        for body in ["{}", "null", "{\"generations\":null}", "5", "{\"a\":1}"] {
            rig.server.inject(.answer(.json(text: body)), on: "GET", path)
            #expect(await refusal { try await rig.find("n-1") }?.code == .malformed, "\(body)")
        }
        if adapter == .luma {
            rig.server.inject(.answer(.json(text: "{\"generations\":[{\"id\":\"x\"}]}")), on: "GET", path)
            #expect(try await rig.find("n-1") == .unsearchable)
        }
        await rig.stop()
    }

    @Test("moderated and wrong orders are told apart, and not sent again", arguments: Adapter.allCases)
    func refused(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        for (said, code) in [
            ("The prompt failed moderation", .moderated), ("aspect_ratio is wrong", .refused),
        ] as [(String, ServiceError.Code)] {
            rig.server.inject(
                .answer(.json(422, text: "{\"detail\":[{\"msg\":\"\(said)\"}]}")), on: "POST", rig.createPath)
            let error = await refusal { try await rig.submit("n-1") }
            #expect(error?.code == code)
            #expect(error?.description.contains(said) == true)
        }
        #expect(rig.attempts == 2)
        await rig.stop()
    }

    @Test("an order is not sent on to another server", arguments: Adapter.allCases)
    func redirected(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        for status in [302, 307, 308] {
            rig.server.inject(
                .answer(.redirect(to: rig.store.url + "/x", status: status)), on: "POST", rig.createPath)
            #expect(await refusal { try await rig.submit("n-1") }?.code == .malformed)
        }
        #expect(rig.store.requests.isEmpty)
        #expect(rig.attempts == 3)
        await rig.stop()
    }
}
