import EditModel
import Foundation
import LoopbackServices
import TestSupport
import Testing

@testable import GenerativeServices

/// What goes wrong with jobs and their results, for each service that has some.
struct JobFaultTests {
    typealias Adapter = Rig.Adapter

    private func plan(_ rig: Rig, _ script: JobScript) throws {
        try #require(rig.book).plan(script, times: rig.adapter.isSuno ? 2 : 1)
    }

    @Test(
        "a job that was given up is a state and no error, and moderation is told apart",
        arguments: Adapter.withJobs)
    func failed(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        for (failure, code) in [
            (.init("Advanced prompt moderation failed", code: "content_moderated"), .moderated),
            (.init("out of memory", code: "generation_failed"), .failed), (.init(""), .failed),
        ] as [(JobScript.Failure, ServiceError.Code)] {
            try plan(rig, JobScript(failure: failure))
            guard case .failed(let error) = try await rig.ended(try await rig.submitted()) else {
                Issue.record("It should have failed.")
                continue
            }
            #expect(error.code == code, "\(failure.text)")
            #expect(failure.text.isEmpty || error.description.contains(failure.text))
        }
        await rig.stop()
    }

    @Test("Luma's agents say by codes why they gave a job up")
    func codes() async throws {
        let rig = try await Rig(.lumaAgents)
        for (word, code) in [
            ("budget_exhausted", .quota), ("rate_limited", .failed), ("output_not_found", .failed),
            ("image_too_large", .refused), ("invalid_request", .refused), ("something_new", .failed),
        ] as [(String, ServiceError.Code)] {
            try plan(rig, JobScript(failure: .init("why", code: word)))
            guard case .failed(let error) = try await rig.ended(try await rig.submitted()) else {
                Issue.record("It should have failed.")
                continue
            }
            #expect(error.code == code, "\(word)")
        }
        await rig.stop()
    }

    @Test("a state that no contract has is one of a job that runs", arguments: Adapter.withJobs)
    func unknownState(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        try plan(rig, JobScript(polls: 2, hasUnknownState: true))
        let job = try await rig.submitted()
        guard case .running(_, let word) = try await rig.status(job) else {
            Issue.record("It should be running.")
            return
        }
        #expect(word.contains("warming"))
        #expect(try await !rig.results(job).isEmpty)
        await rig.stop()
    }

    @Test(
        "a job that is done without a result's address is against the contract", arguments: Adapter.withJobs)
    func withoutAddress(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        try plan(rig, JobScript(isWithoutURL: true))
        let job = try await rig.submitted()
        #expect(await refusal { try await rig.ended(job) }?.code == .malformed)
        await rig.stop()
    }

    @Test("a job that the service does not know is lost", arguments: Adapter.withJobs)
    func lost(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let job = try await rig.submitted()
        rig.book?.forgetAll()
        guard case .failed(let error) = try await rig.status(job) else {
            Issue.record("It should be lost.")
            return
        }
        #expect(error.code == .lost)
        await rig.stop()
    }

    @Test(
        "an address that has expired is told, and the job has a fresh one",
        arguments: Adapter.withJobs.filter { $0 != .comfyui })
    func expired(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        try plan(rig, JobScript(polls: 1, expiredLinks: 1))
        let job = try await rig.submitted()
        let first = try #require(try await rig.results(job).first)
        #expect(await refusal { try await rig.fetch(first) }?.code == .linkExpired)
        #expect(rig.folder.contents.isEmpty)
        try await rig.fetch(try #require(try await rig.results(job).first))
        #expect(rig.content == rig.media)
        #expect(rig.creates() == 1)
        await rig.stop()
    }

    @Test(
        "a result that breaks off is fetched to its end, a page in its place is not kept",
        arguments: Adapter.withJobs)
    func brokenResults(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let result = try #require(try await rig.results(try await rig.submitted()).first)
        let (server, path) = rig.resultPath
        server.inject(.truncated(keeping: 1000), on: "GET", path)
        server.inject(.resetBefore, on: "GET", path)
        server.inject(.answer(.text(503, "SlowDown")), on: "GET", path)
        try await rig.fetch(result)
        #expect(rig.content == rig.media)
        try FileManager.default.removeItem(atPath: rig.file)
        for page in [
            LoopbackAnswer.text(200, "<!DOCTYPE html><title>Sign in</title>", type: "text/html"),
            .text(200, "", type: "video/mp4"), .text(403, "expired"), .text(404, "gone"), .text(410, ""),
            .json(text: "{\"detail\":\"no such file\"}"),
        ] {
            server.inject(.answer(page), on: "GET", path)
            #expect(await refusal { try await rig.fetch(result) }?.code == .linkExpired)
            #expect(rig.folder.contents.isEmpty)
        }
        await rig.stop()
    }

    @Test("nonsense about a job is an error or no news, and never its end", arguments: Adapter.withJobs)
    func nonsense(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let job = try await rig.submitted()
        let (method, path) = rig.statusPath
        var bodies = [
            "", "{", "<html>", "null", "5", "\"text\"", "{}", "{\"id\":null,\"state\":null,\"assets\":null}",
            "{\"id\":5,\"state\":7,\"assets\":[],\"output\":5,\"failure_reason\":{}}",
            "{\"data\":{}}", "{\"data\":[null,5,{\"task_id\":5}]}", "{\"detail\":\"odd\"}",
            "{\"data\":[{\"task_id\":\"\(job)\",\"status\":[],\"result\":\"{\"}]}",
            "{\"\(job)\":null}", "{\"\(job)\":{\"status\":null,\"outputs\":[]}}", "{\"\(job)\":5}",
            String(repeating: "[", count: 5000),
        ]
        if adapter.isSuno { bodies += ["[{\"id\":\"\(job.prefix(37))\",\"status\":null}]", "[5,null,[]]"] }
        for body in bodies {
            rig.server.inject(.answer(.json(text: body)), on: method, path)
            do {
                switch try await rig.status(job) {
                case .running: break
                case .finished: Issue.record("\(body) is no end")
                case .failed(let error):
                    #expect(error.code == .lost && body != "null" && body != "", "\(body): \(error.code)")
                }
            } catch let error as ServiceError {
                #expect([.malformed, .unavailable].contains(error.code), "\(body): \(error)")
            }
        }
        await rig.stop()
    }

    @Test("a job that is done with a nonsensical result is against the contract")
    func nonsensicalResults() async throws {
        for (adapter, body) in [
            (.luma, "{\"state\":\"completed\",\"assets\":{\"video\":5.5e}}"),
            (.luma, "{\"state\":\"completed\",\"assets\":{\"video\":{}}}"),
            (.luma, "{\"state\":\"completed\",\"assets\":\"http://x/\"}"),
            (
                .lumaAgents,
                "{\"state\":\"completed\",\"output\":[{\"type\":\"image\",\"url\":\"http://x/\"}]}"
            ),
            (.lumaAgents, "{\"state\":\"completed\",\"output\":{\"url\":\"http://x/\"}}"),
            (.acestep, "{\"data\":[{\"task_id\":\"j\",\"status\":\"1\",\"result\":\"[{}]\"}]}"),
            (.acestep, "{\"data\":[{\"task_id\":\"j\",\"status\":1,\"result\":null}]}"),
            (.suno, "[{\"id\":\"j\",\"status\":\"complete\",\"audio_url\":null}]"),
            (.sunoDescribed, "[{\"id\":\"j\",\"status\":\"complete\",\"lyric\":\"[Verse]\"}]"),
            (.comfyui, "{\"j\":{\"status\":{\"status_str\":\"success\"},\"outputs\":null}}"),
            (
                .comfyui,
                "{\"j\":{\"status\":{\"status_str\":\"success\"},\"outputs\":{\"9\":{\"images\":[{\"filename\":\"a.png\"},{\"filename\":\"b.mp4\",\"type\":\"temp\"}]}}}}"
            ),
        ] as [(Adapter, String)] {
            let rig = try await Rig(adapter)
            let (method, path) = rig.statusPath
            rig.server.inject(.answer(.json(text: body)), on: method, path)
            #expect(await refusal { try await rig.status("j") }?.code == .malformed, "\(body)")
            await rig.stop()
        }
    }

    @Test("asking about a job is repeated until it is answered", arguments: Adapter.withJobs)
    func persistence(adapter: Adapter) async throws {
        let rig = try await Rig(adapter, transport: Hasty(seconds: 4))
        let job = try await rig.submitted()
        let (method, path) = rig.statusPath
        for faults in [
            [.resetBefore, .silence(afterAsking: false), .garbage],
            [.answer(.text(502, "")), .truncated(keeping: 1)],
            [.answer(.text(500, "<html>")), .answer(.text(429, "")), .answer(.text(504, ""))],
        ] as [[Fault]] {
            for fault in faults { rig.server.inject(fault, on: method, path) }
            _ = try await rig.status(job)
        }
        #expect(rig.record.waits.count == 8)
        #expect(rig.creates() == 1)
        await rig.stop()
    }

    @Test("an answer without end is cut off", arguments: Adapter.withJobs)
    func endless(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let job = try await rig.submitted()
        let (method, path) = rig.statusPath
        rig.server.inject(.endless, on: method, path)
        #expect(await refusal { try await rig.status(job) }?.code == .tooLarge)
        await rig.stop()
    }

    @Test("the key is shown to nobody but the service", arguments: Adapter.withJobs)
    func key(adapter: Adapter) async throws {
        let rig = try await Rig(adapter)
        let job = try await rig.submitted()
        rig.server.inject(
            .answer(.json(500, text: "{\"error\":\"\(Record.key)\"}")), on: rig.statusPath.method,
            rig.statusPath.path)
        let result = try #require(try await rig.results(job).first)
        if Adapter.withStore.contains(adapter) {
            // Also where the service's own server sends the download on.
            let own = MediaResult(address: rig.server.url + "/media/x")
            rig.server.inject(.answer(.redirect(to: result.address)), on: "GET", "/media/x")
            try await rig.fetch(own)
        }
        try await rig.fetch(result)
        #expect(rig.content == rig.media)
        #expect(rig.store.requests.allSatisfy { !"\($0)".contains(Record.key) })
        #expect(!rig.record.hasKey || adapter == .comfyui || adapter.isSuno)
        #expect(
            rig.record.events.allSatisfy { !"\($0)".contains("signature") && !"\($0)".contains("lighthouse") }
        )
        if adapter != .comfyui, !adapter.isSuno {
            #expect(rig.server.requests.first?.bearer == Record.key)
        } else {
            #expect(rig.server.requests.allSatisfy { $0.headers["authorization"] == nil })
        }
        await rig.stop()
    }
}
