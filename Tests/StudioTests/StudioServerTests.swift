import Foundation
import GenerativeServices
import MVSyncPipeline
import Studio
import Synchronization
import TestSupport
import Testing

@Suite("The studio over a socket")
struct StudioServerTests {
    /// Asks a server by libcurl.
    private func ask(_ method: String, _ url: String, body: String? = nil, _ headers: [(String, String)] = [])
        async throws
        -> (head: HTTPHead, body: Data)
    {
        var request = HTTPRequest(method, url, body: body.map { Data($0.utf8) }, timeout: nil)
        request.headers = headers.map { (name: $0.0, value: $0.1) }
        let received = Mutex(Data())
        let head = try await CurlTransport().exchange(request) { _, data in
            received.withLock { $0 += data }
        }
        return (head, received.withLock { $0 })
    }

    /// Has a server run while something is done with it.
    private func withServer(_ work: (String) async throws -> Void) async throws {
        let bench = try Bench()
        try bench.makeJob("a", files: ["video.mp4": Data("0123456789".utf8)], run: Bench.finished())
        let server = StudioServer(
            board: bench.board, usual: JobOptions(topic: "", services: [:]), address: .usual, port: 0)
        let (urls, found) = AsyncStream.makeStream(of: String.self)
        let serving = Task.detached {
            try await server.run { found.yield($0) }
        }
        var waiting = urls.makeAsyncIterator()
        let url = try #require(await waiting.next())
        try await work(url)
        serving.cancel()
        await #expect(throws: CancellationError.self) { try await serving.value }
        // Nobody listens any more.
        await #expect(throws: TransportError.self) { try await ask("GET", url) }
    }

    @Test("it listens where it says, gives parts of videos, and is gone when it is stopped")
    func whole() async throws {
        try await withServer { url in
            #expect(url.wholeMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+\//) != nil)
            let page = try await ask("GET", url)
            #expect(page.head.status == 200)
            let part = try await ask("GET", url + "api/jobs/a/video", [("Range", "bytes=2-4")])
            #expect(part.head.status == 206)
            #expect(part.head["content-range"] == "bytes 2-4/10")
            #expect(part.body == Data("234".utf8))
        }
    }

    @Test("what is refused is refused over a socket too")
    func refused() async throws {
        try await withServer { url in
            #expect(try await ask("GET", url, [("Host", "evil.example")]).head.status == 421)
            let json = ("Content-Type", "application/json")
            let foreign = try await ask(
                "POST", url + "api/jobs", body: #"{"topic": "A"}"#, [json, ("Origin", "http://evil.example")])
            #expect(foreign.head.status == 403)
            let long = String(repeating: " ", count: 70_000)
            #expect(try await ask("POST", url + "api/jobs", body: long, [json]).head.status == 413)
            #expect(
                try await ask("POST", url + "api/jobs", body: long, [json, ("Transfer-Encoding", "chunked")])
                    .head.status == 413)
            #expect(try await ask("GET", url + "api/jobs/%2e%2e%2f%2e%2e%2fetc/video").head.status == 404)
        }
    }
}
