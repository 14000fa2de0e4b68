import EditModel
import Foundation
import LoopbackServices
import Synchronization
import Testing

@testable import GenerativeServices

struct OpenAIChatTests {
    private let record = Record()
    private let service = ChatService(key: Record.key)

    private func model(
        _ server: LoopbackServer, _ name: String = "m", key: String? = Record.key,
        transport: any HTTPTransport = CurlTransport()
    ) throws -> OpenAIChat {
        OpenAIChat(
            model: name, client: try record.client(server.url + "/v1", key: key, transport: transport))
    }

    private let schema = ChatRequest.Schema(name: "song", value: ["type": "object"])

    private func request(_ schema: ChatRequest.Schema? = nil) -> ChatRequest {
        ChatRequest(
            .songSheet, system: "You write.", user: "A \"song\"\n🎵", schema: schema, mostTokens: 77,
            temperature: 0.5, seed: 5)
    }

    private func streamed(_ model: OpenAIChat, _ request: ChatRequest) async throws -> (ChatAnswer, String) {
        let shown = Mutex("")
        let answer = try await model.answer(request) { piece in shown.withLock { $0 += piece } }
        return (answer, shown.withLock(\.self))
    }

    private func listener(_ streams: Bool) -> (@Sendable (String) -> Void)? {
        guard streams else { return nil }
        return { _ in }
    }

    @Test("a request says what is asked, and nothing that was not")
    func requestBody() async throws {
        let server = try await LoopbackServer(service)
        _ = try await model(server).answer(request(), onText: nil)
        _ = try await streamed(model(server), ChatRequest(.story, system: "", user: ""))
        let plain: JSONValue = [
            "model": "m", "max_tokens": 77, "temperature": 0.5, "seed": 5,
            "messages": [
                ["role": "system", "content": "You write."], ["role": "user", "content": "A \"song\"\n🎵"],
            ],
        ]
        #expect(sorted(server.requests[0].json) == sorted(plain))
        #expect(server.requests[0].bearer == Record.key)
        #expect(server.requests[1].field("stream") == true)
        #expect(server.requests[1].field("seed") == nil)
        #expect(server.requests[1].field("response_format") == nil)
        await server.stop()
    }

    @Test("without a key, no header for one is sent")
    func noKey() async throws {
        let server = try await LoopbackServer(ChatService(key: nil))
        #expect(try await model(server, key: nil).answer(request(), onText: nil).text == "Hello.")
        #expect(server.requests[0].headers["authorization"] == nil)
        await server.stop()
    }

    @Test("the strictest form that works is found once, and kept")
    func ladder() async throws {
        for (schemas, first) in [
            (ChatService.Schemas.full, ["json_schema"]), (.objectOnly, ["json_schema", "json_object"]),
            (.none, ["json_schema", "json_object", nil]),
        ] as [(ChatService.Schemas, [String?])] {
            for streams in [false, true] {
                service.behave { $0.schemas = schemas }
                let server = try await LoopbackServer(service)
                let model = try model(server)
                for _ in 0..<2 {
                    let answer =
                        streams
                        ? try await streamed(model, request(schema)).0
                        : try await model.answer(request(schema), onText: nil)
                    #expect(answer.text == "Hello.")
                }
                let asked = server.requests.map { $0.text("response_format", "type") }
                #expect(asked == first + [first.last ?? nil])
                #expect(record.waits.isEmpty)
                await server.stop()
            }
        }
    }

    @Test("the form of a schema is as servers want it")
    func forms() throws {
        #expect(
            Form.schema.value(schema) == [
                "type": "json_schema",
                "json_schema": ["name": "song", "schema": ["type": "object"], "strict": true],
            ])
        #expect(Form.object.value(schema) == ["type": "json_object", "schema": ["type": "object"]])
    }

    @Test(
        "what has nothing to do with the form is not asked again in another one",
        arguments: [400, 401, 402, 403, 404, 413])
    func noLadder(status: Int) async throws {
        let server = try await LoopbackServer(service)
        server.inject(
            .answer(
                ChatService.refusal(status, "maximum context length is 8", code: "context_length_exceeded")),
            on: "POST", "/")
        let error = await refusal { try await model(server).answer(request(schema), onText: nil) }
        #expect(error?.status == status)
        #expect(server.requests.filter { $0.method == "POST" }.count == 1)
        await server.stop()
    }

    @Test("too long a request is no wrong key, though Together says 403")
    func tooLong() async throws {
        let server = try await LoopbackServer(service)
        server.inject(
            .answer(ChatService.refusal(403, "input + max_tokens exceed the context")), on: "POST", "/")
        let error = await refusal { try await model(server).answer(request(), onText: nil) }
        #expect(error?.code == .refused)
        await server.stop()
    }

    @Test(
        "an unknown model is answered with those there are, from a list or an object",
        arguments: [true, false])
    func unknownModel(bare: Bool) async throws {
        service.behave {
            $0.models = (1...10).map { "model-\($0)" }
            $0.listsModelsBare = bare
        }
        let server = try await LoopbackServer(service)
        for streams in [false, true] {
            let error = await refusal {
                try await model(server).answer(request(), onText: listener(streams))
            }
            #expect(error?.code == .refused)
            #expect(
                error?.description.contains(
                    "has no model “m”; it has model-1, model-2, model-3, model-4, model-5, model-6, model-7, model-8 and 2 others."
                ) == true)
        }
        #expect(try await model(server, "model-3").answer(request(), onText: nil).text == "Hello.")
        await server.stop()
    }

    @Test("a cut-off answer says so", arguments: [true, false])
    func cutOff(streams: Bool) async throws {
        service.queue(ChatScript("Hal", finish: "length"), ChatScript("Half", finish: "eos"))
        let server = try await LoopbackServer(service)
        for expected in [ChatAnswer(text: "Hal", isCutOff: true), ChatAnswer(text: "Half")] {
            let answer = try await model(server).answer(request(), onText: listener(streams))
            #expect(answer == expected)
        }
        await server.stop()
    }

    @Test("every manner of streaming gives the same text")
    func manners() async throws {
        let text = "Erste Zeile\nzweite – 🎵 “Zeile”"
        let server = try await LoopbackServer(service)
        for lineEnd in ["\n", "\r\n"] {
            for size in [nil, 1, 7] as [Int?] {
                for bits in 0..<8 {
                    var manner = ChatScript.Streaming()
                    manner.lineEnd = lineEnd
                    manner.bytesAPiece = size
                    manner.hasBlank = bits & 1 == 0
                    manner.hasComments = bits & 2 == 0
                    manner.isDone = bits & 4 == 0
                    manner.hasUsageEvent = bits & 2 != 0
                    manner.tellsFinish = bits & 4 != 0 || bits & 1 == 0
                    service.queue(ChatScript(text, streaming: manner))
                    let (answer, shown) = try await streamed(model(server), request())
                    #expect(answer == ChatAnswer(text: text))
                    #expect(shown == text)
                }
            }
        }
        await server.stop()
    }

    @Test("a stream that breaks off is no answer, and is not asked for again once some of it was shown")
    func brokenStreams() async throws {
        let server = try await LoopbackServer(service)
        var manner = ChatScript.Streaming()
        manner.isDone = false
        manner.tellsFinish = false
        service.queue(ChatScript("no end", streaming: manner))
        #expect(await refusal { try await streamed(model(server), request()) }?.code == .unavailable)
        manner.error = "out of memory"
        service.queue(ChatScript("an error in the middle of it", streaming: manner))
        let error = await refusal { try await streamed(model(server), request()) }
        #expect(error?.description.contains("gave up: “out of memory”") == true)
        #expect(server.requests.count == 2)
        server.inject(.truncated(keeping: 900), on: "POST", "/")
        service.queue(ChatScript(String(repeating: "long ", count: 90)))
        #expect(await refusal { try await streamed(model(server), request()) }?.code == .unavailable)
        #expect(server.requests.count == 3)
        #expect(record.waits.isEmpty)
        // Nothing of the text was shown: half an event may not be read with the next attempt.
        server.inject(.truncated(keeping: 20), on: "POST", "/")
        service.queue(ChatScript("once"), ChatScript("twice"))
        let (answer, shown) = try await streamed(model(server), request())
        #expect(answer.text == "twice")
        #expect(shown == "twice")
        await server.stop()
    }

    @Test(
        "a server that cannot stream is understood, whatever type it states",
        arguments: ["application/json", "Application/JSON", "text/plain"])
    func noStream(type: String) async throws {
        let server = try await LoopbackServer(service)
        let body =
            "{\"choices\":[{\"message\":{\"content\":\"all \(Record.key)\"},\"finish_reason\":\"length\"}]}"
        server.inject(.answer(.text(200, body, type: type)), on: "POST", "/")
        let (answer, shown) = try await streamed(model(server), request())
        #expect(answer == ChatAnswer(text: "all …", isCutOff: true))
        #expect(shown == "all …")
        await server.stop()
    }

    @Test(
        "answers without a text, with errors, pages and nonsense are errors and nothing else",
        arguments: [true, false])
    func nonsense(streams: Bool) async throws {
        let server = try await LoopbackServer(service)
        for body in [
            "{\"choices\":[]}", "{\"choices\":null}", "{\"choices\":[{\"message\":{\"content\":null}}]}",
            "{}",
            "{\"choices\":{\"message\":5}}", "{\"error\":{\"message\":\"no\"}}", "{", "<html>", "", "null",
            "5",
        ] {
            server.inject(.answer(.json(text: body)), on: "POST", "/")
            let error = await refusal {
                try await model(server).answer(request(), onText: listener(streams))
            }
            #expect([ServiceError.Code.malformed, .unavailable].contains(error?.code), "\(body)")
        }
        await server.stop()
    }

    @Test("limits and overload are waited for, a used-up allowance is told", arguments: [true, false])
    func limits(streams: Bool) async throws {
        let server = try await LoopbackServer(service)
        server.inject(.answer(ChatService.tooMany(after: 3)), on: "POST", "/")
        server.inject(.answer(ChatService.refusal(503, "overloaded")), on: "POST", "/")
        _ = try await model(server).answer(request(), onText: listener(streams))
        #expect(record.waits.first == 3)
        #expect(record.waits.count == 2)
        server.inject(.answer(ChatService.refusal(402, "spend limit")), on: "POST", "/")
        let error = await refusal {
            try await model(server).answer(request(), onText: listener(streams))
        }
        #expect(error?.code == .quota)
        await server.stop()
    }

    @Test("a wrong key is told in both shapes, and is not shown")
    func wrongKey() async throws {
        for isFastAPI in [true, false] {
            service.behave { $0.refusesAsFastAPI = isFastAPI }
            let server = try await LoopbackServer(service)
            let error = await refusal {
                try await model(server, key: "another-key-1234").answer(request(), onText: nil)
            }
            #expect(error?.code == .unauthorized)
            #expect(error?.description.contains("another-key") == false)
            await server.stop()
        }
    }

    @Test("a key that the model repeats is in no answer")
    func secrets() async throws {
        let server = try await LoopbackServer(service)
        for streams in [true, false] {
            service.queue(ChatScript("Your key: \(Record.key)."))
            let answer = try await model(server).answer(request(), onText: listener(streams))
            #expect(answer.text == "Your key: ….")
        }
        await server.stop()
    }
}

/// A value whose objects are in the order of their keys, so that two can be compared.
func sorted(_ value: JSONValue?) -> JSONValue? {
    switch value {
    case .object(let members):
        .object(
            members.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: sorted($0.value) ?? .null) })
    case .array(let elements): .array(elements.map { sorted($0) ?? .null })
    default: value
    }
}
