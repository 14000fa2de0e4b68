import Foundation
import LoopbackServices
import Testing

/// The stand-in of ACE-Step, held against what its contract says.
@Suite struct AceStepServiceTests {
    private static let order =
        #"{"prompt":"pop","lyrics":"[Verse 1]","bpm":118,"time_signature":"4","audio_duration":120,"batch_size":1}"#

    @Test("a task is queued, then runs, then has a relative address in JSON that is encoded as a string")
    func task() async throws {
        let service = AceStepService(key: "k", song: Data("a song".utf8))
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        let key = ["-H", "Authorization: Bearer k"]
        let made = try await client.ask("/release_task", Self.order, key)
        #expect(made.number("code") == 200)
        #expect(made.text("data", "status") == "queued")
        let question = #"{"task_id_list":["\#(try #require(made.text("data", "task_id")))"]}"#
        #expect(try await client.ask("/query_result", question, key).number("data", 0, "status") == 0)
        let done = try await client.ask("/query_result", question, key)
        #expect(done.number("data", 0, "status") == 1)
        let inner = LoopbackClient.Answer(
            status: 200, body: Data(try #require(done.text("data", 0, "result")).utf8))
        #expect(inner.count() == 1)
        #expect(inner.number(0, "metas", "bpm") == 118)
        let file = try #require(inner.text(0, "file"))
        #expect(file.hasPrefix("/v1/audio?path=%2F"))
        #expect(try await client.ask(file, nil, key).body == Data("a song".utf8))
        #expect(try await client.ask(file).status == 401)
        #expect(try await client.ask("/v1/audio?path=%2Fetc%2Fpasswd", nil, key).status == 403)
        #expect(service.creates == 1)
        await server.stop()
    }

    @Test("a description has words, style, tempo, key and metre written for it; what is named stays")
    func description() async throws {
        let service = AceStepService(song: Data("a song".utf8))
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        service.book.usually(JobScript(polls: 0))
        let made = try await client.ask(
            "/release_task", #"{"sample_query":"the sea","audio_duration":30,"batch_size":1}"#)
        let question = #"{"task_id_list":["\#(try #require(made.text("data", "task_id")))"]}"#
        let done = try await client.ask("/query_result", question)
        let inner = LoopbackClient.Answer(
            status: 200, body: Data(try #require(done.text("data", 0, "result")).utf8))
        #expect(inner.text(0, "lyrics")?.hasPrefix("[Verse]\nGrey sea") == true)
        #expect(inner.text(0, "prompt")?.hasPrefix("dream pop") == true)
        #expect(inner.number(0, "metas", "bpm") == 96)
        #expect(inner.text(0, "metas", "timesignature") == "3")
        #expect(inner.number(0, "metas", "duration") == 30)
        // Of an order with words of its own the server says of what is not named that it is not available.
        let named = try await client.ask("/release_task", #"{"prompt":"pop","batch_size":1}"#)
        let asked = try await client.ask(
            "/query_result", #"{"task_id_list":["\#(try #require(named.text("data", "task_id")))"]}"#)
        #expect(asked.text("data", 0, "result")?.contains(#""bpm":"N/A""#) == true)
        await server.stop()
    }

    @Test("a task that fails says why; one that is not known has an empty result")
    func failure() async throws {
        let service = AceStepService(song: Data())
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        service.book.plan(JobScript(polls: 0, failure: .init("out of memory")))
        let made = try await client.ask("/release_task", Self.order)
        let id = try #require(made.text("data", "task_id"))
        let asked = try await client.ask("/query_result", #"{"task_id_list":["\#(id)","unknown"]}"#)
        #expect(asked.number("data", 0, "status") == 2)
        #expect(asked.text("data", 0, "result")?.contains(#""error":"out of memory""#) == true)
        #expect(asked.text("data", 1, "result") == "[]")
        await server.stop()
    }

    @Test(
        "what the server does not take is refused",
        arguments: [
            #"{"bpm":29}"#, #"{"time_signature":"4/4"}"#, #"{"audio_duration":5}"#, #"{"batch_size":9}"#,
            #"{"audio_format":"ogg"}"#, #"{"bpm":"118"}"#,
        ])
    func refusal(order: String) async throws {
        let service = AceStepService(song: Data())
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        #expect(try await client.ask("/release_task", order).status == 400)
        #expect(
            try await client.ask("/release_task", order, ["-H", "Content-Type: text/plain"]).status == 415)
        #expect(service.creates == 0)
        await server.stop()
    }
}
