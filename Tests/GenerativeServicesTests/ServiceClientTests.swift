import EditModel
import Foundation
import LoopbackServices
import Testing

@testable import GenerativeServices

struct ServiceClientTests {
    private let record = Record()

    private func server(_ answers: LoopbackAnswer...) async throws -> LoopbackServer {
        let server = try await LoopbackServer(Answering { _ in .json(text: "{\"id\":\"j1\"}") })
        for answer in answers { server.inject(.answer(answer), on: "POST", "/") }
        return server
    }

    private func post(
        _ server: LoopbackServer, _ effect: ServiceClient.Effect = .creates, mostWait: Double = 120
    )
        async throws -> JSONValue
    {
        try await record.client(server.url, mostWait: mostWait).json(
            "POST", "/jobs", .object([]), effect: effect)
    }

    private func busy(_ name: String, _ value: String, status: Int = 429) -> LoopbackAnswer {
        .json(status, text: "{\"error\":\"slow down\"}", headers: [.init(name, value)])
    }

    @Test(
        "what a busy service asks for is waited, in all its spellings",
        arguments: [
            ("Retry-After", "7", 7), ("retry-after", "2.5", 2.5),
            ("Retry-After", "Wed, 25 Nov 2026 12:00:33 GMT", 33),
            ("Retry-After", "Wed, 25 Nov 2026 11:00:00 GMT", 0), ("Retry-After-Ms", "1500", 1.5),
            ("X-RateLimit-Reset", "3", 3), ("X-RateLimit-Reset", "1795608009", 9),
        ])
    func waits(name: String, value: String, seconds: Double) async throws {
        let server = try await server(busy(name, value), busy(name, value, status: 503))
        #expect(try await post(server)["id"]?.string == "j1")
        #expect(record.waits == [seconds, seconds])
        #expect(server.requests.count == 3)
        await server.stop()
    }

    @Test("seconds in the sentence are waited where no header says any")
    func waitInText() async throws {
        let said = "{\"detail\":\"Request was throttled. Your rate limit resets in ~30s.\"}"
        let server = try await server(.json(429, text: said))
        _ = try await post(server)
        #expect(record.waits == [30])
        await server.stop()
    }

    @Test(
        "where nothing is said, each wait is about twice as long as the one before, and four attempts are all"
    )
    func backoff() async throws {
        let server = try await server(
            .text(429, ""), .text(503, ""), .text(529, ""), .text(429, ""), .text(429, ""))
        let error = await refusal { try await post(server) }
        #expect(error?.code == .busy)
        #expect(server.requests.count == 4)
        for (wait, usual) in zip(record.waits, [1.0, 2, 4]) { #expect(abs(wait / usual - 1) <= 0.25) }
        #expect(record.waits.count == 3)
        await server.stop()
    }

    @Test(
        "nonsense for a wait is no wait, and a year is thirty days",
        arguments: [("-5", nil), ("nan", nil), ("inf", nil), ("soon", nil), ("", nil), ("1e300", 2_592_000)]
            as [(String, Double?)])
    func oddWaits(value: String, expected: Double?) {
        let answer = HTTPAnswer(
            head: HTTPHead(status: 429, headers: [.init(name: "retry-after", value: value)]), body: Data())
        #expect(Refusal(answer, now: Record.now, redaction: Redaction(nil)).retryAfter == expected)
    }

    @Test("a wait longer than there is patience for ends at once, and says how long it would be")
    func longWait() async throws {
        let server = try await server(busy("Retry-After", "121"), busy("Retry-After", "120"))
        let error = await refusal { try await post(server) }
        #expect(error?.code == .busy)
        #expect(error?.retryAfter == 121)
        #expect(error?.status == 429)
        #expect(record.waits.isEmpty)
        _ = try await post(server)
        #expect(record.waits == [120])
        await server.stop()
    }

    @Test("what may have created something is sent once", arguments: [500, 502, 504, 520, 524, 408])
    func unknownOutcomes(status: Int) async throws {
        let server = try await server(.text(status, "oh"))
        let error = await refusal { try await post(server) }
        #expect(error?.code == .unknownOutcome)
        #expect(error?.status == status)
        #expect(server.requests.count == 1)
        #expect(record.waits.isEmpty)
        // What creates nothing is asked again.
        server.inject(.answer(.text(status, "oh")), on: "POST", "/")
        _ = try await post(server, .none)
        #expect(server.requests.count == 3)
        await server.stop()
    }

    @Test("a broken connection, silence and an answer that cannot be read leave open what was created")
    func lostAnswers() async throws {
        let server = try await server()
        let faults: [Fault] = [
            .resetBefore, .resetAfterwards, .truncated(keeping: 3), .resetMidBody(after: 2), .garbage,
            .silence(afterAsking: true), .answer(.json(text: "{\"id\":")), .answer(.text(200, "")),
            .answer(LoopbackAnswer(status: 204)), .endless, .answer(.redirect(to: "/jobs/1", status: 303)),
        ]
        for (index, fault) in faults.enumerated() {
            server.inject(fault, on: "POST", "/")
            let client = try record.client(server.url, transport: Hasty(seconds: 3))
            let error = await refusal {
                try await client.json("POST", "/", .null, effect: .creates, timeout: 3)
            }
            #expect(error?.code == .unknownOutcome, "\(fault)")
            #expect(server.requests.count == index + 1)
        }
        await server.stop()
    }

    @Test("what was not sent is sent again, and is no unknown outcome")
    func unreachable() async throws {
        let port = try ClosedPort()
        let client = try record.client(port.url)
        let error = await refusal { try await client.json("POST", "/", .null, effect: .creates) }
        #expect(error?.code == .unreachable)
        #expect(record.waits.count == 3)
        #expect(error?.description.contains("nobody listens at 127.0.0.1") == true)
    }

    @Test(
        "each status has its kind",
        arguments: [
            (400, .refused), (401, .unauthorized), (402, .quota), (403, .unauthorized), (404, .refused),
            (409, .refused), (413, .tooLarge), (422, .refused), (301, .malformed), (303, .unknownOutcome),
        ] as [(Int, ServiceError.Code)])
    func statuses(status: Int, code: ServiceError.Code) async throws {
        let server = try await server(.json(status, text: "{\"error\":\"because of this\"}"))
        let error = await refusal { try await post(server) }
        #expect(error?.code == code)
        #expect(error?.description.contains("“because of this”") == true)
        #expect(server.requests.count == 1)
        await server.stop()
    }

    @Test(
        "the sentence is found in every shape of refusal",
        arguments: [
            ("{\"error\":{\"message\":\"A b\",\"type\":\"t\",\"param\":null,\"code\":null}}", "A b"),
            ("{\"error\":\"A\\n  b\"}", "A b"), ("{\"detail\":\"A b\"}", "A b"),
            ("{\"detail\":{\"status\":\"s\",\"message\":\"A b\"}}", "A b"),
            ("{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"A\",\"type\":\"t\"},{\"msg\":\"b\"}]}", "A; b"),
            ("{\"errors\":[{\"message\":\"A b\",\"long_message\":\"C\",\"code\":\"d\"}]}", "A b"),
            ("{\"code\":429,\"msg\":\"A b\",\"data\":null}", "A b"),
            ("{\"title\":\"C\",\"detail\":\"A b\",\"status\":422,\"type\":\"about:blank\"}", "A b"),
            ("A b", "A b"), ("\"A b\"", "A b"), ("<!DOCTYPE html><p>A b", ""), ("", ""), ("{}", ""),
            ("{\"error\":null,\"detail\":[]}", ""), ("[1,2]", ""), ("{\"error\":{}}", ""),
            ("A\u{1B}[31m\u{202E}b", "A\\u{1b}[31m\\u{202e}b"),
        ])
    func shapes(body: String, sentence: String) {
        let answer = HTTPAnswer(head: HTTPHead(status: 400), body: Data(body.utf8))
        #expect(Refusal(answer, now: Record.now, redaction: Redaction(nil)).message == sentence)
    }

    @Test(
        "a refusal with the status of a success is one",
        arguments: [
            ("{\"code\":429,\"msg\":\"m\",\"data\":null}", 429), ("{\"code\":\"401\",\"msg\":\"m\"}", 401),
            ("{\"detail\":\"m\"}", 200), (" {\"error\":{\"message\":\"m\"}}", 200),
            ("{\"title\":\"t\",\"detail\":\"m\",\"status\":402}", 402),
        ])
    func hiddenRefusals(body: String, status: Int) throws {
        let answer = HTTPAnswer(head: HTTPHead(status: 200), body: Data(body.utf8))
        let refusal = try #require(Refusal(inSuccess: answer, now: Record.now, redaction: Redaction(nil)))
        #expect(refusal.status == status)
        #expect(refusal.message == "m")
    }

    @Test(
        "an answer that holds what was asked for is none, whatever it says of errors",
        arguments: [
            "{\"code\":200,\"data\":{},\"error\":null}", "{\"id\":\"x\",\"error\":\"half\"}", "[]", "{}",
            "{\"id\":\"x\",\"state\":\"failed\",\"failure_code\":\"budget_exhausted\"}", "ID3{}",
            "{\"data\":[],\"detail\":\"d\"}", "{\"detail\":null}", "{\"status\":\"ok\"}",
        ])
    func noRefusals(body: String) {
        let answer = HTTPAnswer(head: HTTPHead(status: 200), body: Data(body.utf8))
        #expect(Refusal(inSuccess: answer, now: Record.now, redaction: Redaction(nil)) == nil)
    }

    @Test("a limit that is told with the status of a success is waited for like any other")
    func hiddenLimit() async throws {
        let server = try await server(.json(text: "{\"code\":429,\"msg\":\"try again in 5s\",\"data\":null}"))
        #expect(try await post(server)["id"]?.string == "j1")
        #expect(record.waits == [5])
        server.inject(.answer(.json(text: "{\"detail\":\"odd\"}")), on: "POST", "/", times: 2)
        #expect(await refusal { try await post(server) }?.code == .unknownOutcome)
        #expect(await refusal { try await post(server, .none) }?.code == .malformed)
        await server.stop()
    }

    @Test("a key that the service repeats is shown to nobody")
    func secrets() async throws {
        let long = String(repeating: "x", count: 292)
        for said in [
            "Wrong key \(Record.key).", "Bearer \(Record.key)", long + Record.key,
            "\(Record.key)\(Record.key)",
        ] {
            for status in [401, 500, 200] {
                for body in ["{\"error\":\"\(said)\"}", said] where status != 200 || body != said {
                    let server = try await server(.text(status, body))
                    let error = await refusal { try await post(server) }
                    #expect(error?.description.contains("key-7") == false)
                    await server.stop()
                }
            }
        }
        #expect(record.events.count > 10)
        #expect(!record.hasKey)
        let server = try await server(
            .json(text: "{\"a\":\"\(Record.key)\",\"b\":[\"\\u006bey-7f3a9c1e5b2d\"],\"\(Record.key)\":1}"))
        let answer = try await post(server)
        #expect(answer["a"]?.string == "…")
        #expect(answer["b"]?.elements.first?.string == "…")
        #expect(answer["…"]?.number == 1)
        await server.stop()
    }

    @Test("each exchange is told, without the question of its address")
    func events() async throws {
        let server = try await server(.text(503, "later"))
        _ = try await record.client(server.url).json("POST", "/jobs?token=abc", effect: .none)
        #expect(record.events.map(\.request) == ["POST /jobs", "POST /jobs"])
        #expect(record.events.map(\.status) == [503, 200])
        #expect(record.events.first?.wait == record.waits.first)
        #expect(record.events.last?.failure == nil)
        await server.stop()
    }

    @Test("a cancelled task does not wait, and says that it is cancelled")
    func cancellation() async throws {
        let server = try await LoopbackServer(
            Answering { _ in LoopbackAnswer(status: 503, headers: [.init("Retry-After", "3000")]) })
        let address = try #require(ServiceAddress(server.url))
        let client = ServiceClient(
            service: "test", address: address, authorization: nil, transport: CurlTransport(),
            patience: Patience(mostWait: 3600), observe: { _ in })
        let task = Task { try await client.json("GET", "/", effect: .none) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let result = await task.result
        #expect(throws: CancellationError.self) { try result.get() }
        await server.stop()
    }

    @Test("names of jobs cannot leave their place in an address")
    func paths() throws {
        let client = try record.client("http://127.0.0.1:1")
        #expect(client.path("/jobs/", "a/../b?c=d#e f\r\n") == "/jobs/a%2F..%2Fb%3Fc%3Dd%23e%20f%0D%0A")
        #expect(client.path("/x?ids=", "a,ä", "&y") == "/x?ids=a,%C3%A4&y")
    }

    @Test("what shows a client shows no key")
    func descriptions() throws {
        let client = try record.client("http://127.0.0.1:1")
        var dumped = ""
        dump(client, to: &dumped)
        dump(client.request("GET", "/"), to: &dumped)
        let shown = [
            dumped, "\(client)", String(reflecting: client), "\(client.request("POST", "/", Data()))",
            String(reflecting: client.authorization as Any), "\(client.redaction)",
            String(reflecting: StreamedRedaction(client.redaction)),
        ]
        #expect(shown.allSatisfy { !$0.contains(Record.key) })
    }
}
