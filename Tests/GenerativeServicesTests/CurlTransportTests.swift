import Foundation
import LoopbackServices
import Synchronization
import TestSupport
import Testing

@testable import GenerativeServices

struct CurlTransportTests {
    private let transport = CurlTransport()

    private func fetch(_ request: HTTPRequest) async throws -> HTTPAnswer {
        let collected = Collected()
        let head = try await transport.exchange(request) { _, bytes in collected.append(bytes) }
        return HTTPAnswer(head: head, body: collected.bytes)
    }

    private func kind(_ request: HTTPRequest) async -> TransportError.Kind? {
        (await failure { _ = try await fetch(request) } as? TransportError)?.kind
    }

    private func server(_ reply: @escaping @Sendable (SeenRequest) -> LoopbackAnswer) async throws
        -> LoopbackServer
    {
        try await LoopbackServer(Answering(reply))
    }

    private func authorized(_ method: String, _ url: String, header: String = "Authorization") throws
        -> HTTPRequest
    {
        var request = HTTPRequest(method, url, body: method == "GET" ? nil : Data("{}".utf8), timeout: 10)
        request.authorization = .init(
            header: header, scheme: "", credential: try #require(Credential(Record.key)))
        return request
    }

    @Test("a request arrives as it was made, and its answer comes whole")
    func success() async throws {
        let server = try await server { _ in
            LoopbackAnswer(
                status: 201, headers: [.init("X-Word", " several words ")],
                body: .bytes(Data([0, 255, 10, 13])))
        }
        var request = try authorized("POST", server.url + "/a/b?c=d%20e")
        request.headers = [("X-Mine", "å"), ("Content-Type", "text/x")]
        request.body = Data([1, 0, 2])
        let answer = try await fetch(request)
        #expect(answer.head.status == 201)
        #expect(answer.head["x-word"] == "several words")
        #expect(answer.body == Data([0, 255, 10, 13]))
        let seen = try #require(server.requests.first)
        #expect(seen.method == "POST")
        #expect(seen.path == "/a/b")
        #expect(seen.query == ["c": "d e"])
        #expect(seen.headers["x-mine"] == "å")
        #expect(seen.headers["content-type"] == "text/x")
        #expect(seen.headers["authorization"] == Record.key)
        #expect(seen.headers["user-agent"]?.isEmpty == false)
        #expect(seen.headers["expect"] == nil)
        #expect(seen.body == Data([1, 0, 2]))
        await server.stop()
    }

    @Test("a request without a type of content is sent without one, and without a body with its length of 0")
    func bareRequests() async throws {
        let server = try await server { _ in LoopbackAnswer(status: 204) }
        for request in [
            HTTPRequest("PUT", server.url, body: Data([7])), HTTPRequest("POST", server.url),
            HTTPRequest("POST", server.url, body: Data()), HTTPRequest("DELETE", server.url),
        ] {
            #expect(try await fetch(request).head.status == 204)
        }
        #expect(server.requests.map(\.method) == ["PUT", "POST", "POST", "DELETE"])
        #expect(server.requests.map { $0.headers["content-length"] } == ["1", "0", "0", "0"])
        #expect(server.requests.allSatisfy { $0.headers["content-type"] == nil })
        #expect(server.requests.first?.body == Data([7]))
        await server.stop()
    }

    @Test("chunks are put together, and an empty body is handed on once")
    func chunks() async throws {
        let server = try await server { request in
            request.path == "/empty"
                ? LoopbackAnswer(status: 200)
                : LoopbackAnswer(body: .chunks([Data("ab".utf8), Data("c".utf8)], pause: 0.02))
        }
        #expect(try await fetch(HTTPRequest("GET", server.url)).body == Data("abc".utf8))
        let calls = Mutex<[Data]>([])
        _ = try await transport.exchange(HTTPRequest("GET", server.url + "/empty")) { head, bytes in
            calls.withLock { $0.append(bytes) }
        }
        #expect(calls.withLock(\.self) == [Data()])
        await server.stop()
    }

    @Test("a body longer than it may be is refused, whether its length is told or it has no end")
    func sizes() async throws {
        let server = try await server { _ in LoopbackAnswer(body: .bytes(Data(repeating: 1, count: 5001))) }
        var request = HTTPRequest("GET", server.url, timeout: 10, mostBytes: 5000)
        #expect(await kind(request) == .tooLarge)
        server.inject(.endless, on: "GET", "/")
        #expect(await kind(request) == .tooLarge)
        request.mostBytes = 5001
        #expect(try await fetch(request).body.count == 5001)
        await server.stop()
    }

    @Test("what the receiver throws ends the exchange and is thrown on")
    func receiverThrows() async throws {
        struct Enough: Error {}
        let server = try await server { _ in LoopbackAnswer(body: .bytes(Data([1]))) }
        await #expect(throws: Enough.self) {
            _ = try await transport.exchange(HTTPRequest("GET", server.url)) { _, _ in throw Enough() }
        }
        await server.stop()
    }

    @Test("an answer that does not come in time leaves open what became of the request")
    func timeouts() async throws {
        let server = try await server { _ in LoopbackAnswer(body: .bytes(Data(repeating: 1, count: 900))) }
        var request = HTTPRequest("GET", server.url, timeout: 1)
        server.inject(.silence(afterAsking: false), on: "GET", "/")
        #expect(await kind(request) == .interrupted)
        server.inject(.slow(bytesPerSecond: 100), on: "GET", "/")
        #expect(await kind(request) == .interrupted)
        // Without a timeout, silence ends it.
        request.timeout = nil
        request.silence = 1
        server.inject(.silence(afterAsking: false), on: "GET", "/")
        #expect(await kind(request) == .interrupted)
        await server.stop()
    }

    @Test("cancelling the task ends an exchange that would not time out", .timeLimit(.minutes(20)))
    func cancellation() async throws {
        let server = try await server { _ in LoopbackAnswer() }
        server.inject(.silence(afterAsking: false), on: "GET", "/")
        var request = HTTPRequest("GET", server.url, timeout: nil)
        request.silence = 3600
        let task = Task { [request] in try await transport.exchange(request) { _, _ in } }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let result = await task.result
        #expect(throws: CancellationError.self) { try result.get() }
        await server.stop()
    }

    @Test("nothing was sent where nobody listens, and where there is no such host")
    func unreachable() async throws {
        let port = try ClosedPort()
        #expect(await kind(HTTPRequest("GET", port.url)) == .notSent)
        #expect(await kind(HTTPRequest("POST", "http://no-such-host.invalid/", body: Data([1]))) == .notSent)
        #expect(await kind(HTTPRequest("GET", "ftp://127.0.0.1/")) == .notSent)
    }

    @Test("a connection that breaks after the request was sent leaves open what became of it")
    func resets() async throws {
        let server = try await server { _ in LoopbackAnswer(body: .bytes(Data(repeating: 1, count: 5000))) }
        let faults: [Fault] = [
            .resetBefore, .resetAfterwards, .resetMidBody(after: 100), .truncated(keeping: 100),
            .truncated(keeping: 0), .garbage,
        ]
        for fault in faults {
            server.inject(fault, on: "POST", "/")
            let request = HTTPRequest("POST", server.url, body: Data([1]), timeout: 10)
            #expect(await kind(request) == .interrupted, "\(fault)")
        }
        // libcurl repeats nothing of its own accord.
        #expect(server.requests.count == faults.count)
        await server.stop()
    }

    @Test("control characters in headers are refused and not sent, whatever they would do")
    func headerInjection() async throws {
        let server = try await server { _ in LoopbackAnswer() }
        for bad in ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b", "a\tb"] {
            var request = HTTPRequest("GET", server.url)
            request.headers = [("X-Mine", bad)]
            #expect(await kind(request) == .notSent)
        }
        #expect(server.requests.isEmpty)
        #expect(Credential("abc\r\nX-Evil: 1") == Credential("abcX-Evil:1"))
        #expect(Credential("abc\u{0}") == nil)
        #expect(Credential("clé") == nil)
        #expect(Credential(" \n") == nil)
        await server.stop()
    }

    @Test("a certificate that nobody vouches for ends the exchange before anything is sent")
    func certificate() async throws {
        guard (try? Tool.run("openssl", ["version"])) != nil else { return }
        let folder = try ScratchFolder()
        let (key, certificate) = (folder.file("key.pem"), folder.file("certificate.pem"))
        try Tool.run(
            "sh",
            [
                "-c",
                "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout \(key) -out \(certificate) 2>/dev/null",
            ])
        let port = Int.random(in: 20_000..<32_000)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "s_server", "-quiet", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert",
            certificate,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.start()
        // It was seen to outlive a polite signal.
        defer { kill(process.processIdentifier, SIGKILL) }
        var error: TransportError?
        for _ in 0..<200 {
            let request = try authorized("GET", "https://127.0.0.1:\(port)/")
            error = await failure { _ = try await fetch(request) } as? TransportError
            guard error?.description.contains("nobody listens") == true else { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(error?.kind == .notSent)
        #expect(error?.description == "the certificate of 127.0.0.1, port \(port) is not trusted")
    }
}
