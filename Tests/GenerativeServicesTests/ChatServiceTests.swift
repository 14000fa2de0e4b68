import Foundation
import LoopbackServices
import Testing

/// The stand-in of chats, in the manners that its maker's client does not ask for.
@Suite struct ChatServiceTests {
    private static let question = #""messages":[{"role":"user","content":"Hi"}]"#
    private static let schema =
        #""response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"}}}"#

    @Test(
        "a stream has the line ends, comments and pieces that it is told to have, and no end where it has none"
    )
    func stream() async throws {
        let service = ChatService(key: nil)
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        var script = ChatScript("Größe")
        script.streaming.charactersAnEvent = 3
        script.streaming.bytesAPiece = 1
        script.streaming.lineEnd = "\r\n"
        script.streaming.hasBlank = false
        script.streaming.hasComments = true
        script.streaming.isDone = false
        script.streaming.tellsFinish = false
        service.queue(script)
        let answer = try await client.ask(
            "/v1/chat/completions", #"{"model":"m","stream":true,\#(Self.question)}"#)
        let events = String(decoding: answer.body, as: UTF8.self).components(separatedBy: "\r\n\r\n")
        #expect(events.count == 4)
        #expect(events[3].isEmpty)
        #expect(events.dropLast().allSatisfy { $0.hasPrefix(": still here\r\ndata:{") })
        #expect(events[1].contains(#""content":"Grö""#))
        #expect(events[2].contains(#""content":"ße""#))
        await server.stop()
    }

    @Test("an error in the middle of a stream ends it")
    func error() async throws {
        let service = ChatService(key: nil)
        let server = try await LoopbackServer(service)
        var script = ChatScript("One two three four")
        script.streaming.error = "out of memory"
        service.queue(script)
        let answer = try await LoopbackClient(url: server.url).ask(
            "/v1/chat/completions", #"{"model":"m","stream":true,\#(Self.question)}"#)
        #expect(answer.status == 200)
        let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
        #expect(lines.last?.hasPrefix(#"data: {"error":{"message":"out of memory""#) == true)
        await server.stop()
    }

    @Test(
        "schemas are taken, or end in the error of servers that have none",
        arguments: [(.full, 200, 200), (.objectOnly, 500, 200), (.none, 400, 400)]
            as [(ChatService.Schemas, Int, Int)])
    func schemas(level: ChatService.Schemas, schemaStatus: Int, objectStatus: Int) async throws {
        let service = ChatService(key: nil)
        service.behave { $0.schemas = level }
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        let path = "/v1/chat/completions"
        let schema = try await client.ask(path, #"{"model":"m",\#(Self.question),\#(Self.schema)}"#)
        #expect(schema.status == schemaStatus)
        let object = #""response_format":{"type":"json_object"}"#
        #expect(
            try await client.ask(path, #"{"model":"m",\#(Self.question),\#(object)}"#).status == objectStatus)
        #expect(try await client.ask(path, #"{"model":"m",\#(Self.question)}"#).status == 200)
        await server.stop()
    }

    @Test("a wrong key is refused in the shape that the service has")
    func key() async throws {
        let service = ChatService(key: "k")
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        let together = try await client.ask("/v1/models")
        #expect(together.status == 401)
        #expect(together.text("error", "code") == "invalid_api_key")
        service.behave { $0.refusesAsFastAPI = true }
        #expect(try await client.ask("/v1/models").text("detail") == "Invalid API key")
        service.behave { $0.models = ["m"] }
        let models = try await client.ask("/v1/models", nil, ["-H", "Authorization: Bearer k"])
        #expect(models.text("data", 0, "id") == "m")
        await server.stop()
    }
}
