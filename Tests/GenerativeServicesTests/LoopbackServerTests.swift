import Foundation
import LoopbackServices
import TestSupport
import Testing

/// The server of the stand-ins, asked by curl, whose exit says what it saw.
@Suite struct LoopbackServerTests {
    /// Answers each request with its method and path.
    private struct Echo: LoopbackService {
        func answer(_ request: SeenRequest, at baseURL: String) async -> LoopbackAnswer {
            .text(200, "\(request.method) \(request.path)")
        }
    }

    /// What curl says of an exchange: its exit, 0 for a whole answer, and what it printed where that is 0.
    private func curl(_ arguments: String...) async -> (status: Int32, text: String) {
        do {
            let output = try await Tool.runAside("curl", ["-sS", "--max-time", "5"] + arguments)
            return (0, String(decoding: output, as: UTF8.self))
        } catch let failure as ToolFailure {
            return (failure.status, "")
        } catch {
            return (-1, "\(error)")
        }
    }

    @Test("requests are answered, and kept with their headers, queries and bodies")
    func exchange() async throws {
        let server = try await LoopbackServer(Echo())
        let answer = await curl(
            "-H", "X-Some: Thing", "--json", "{\"a\":{\"b\":7}}", "\(server.url)/x%20y?q=1%2B2&r")
        #expect(answer.text == "POST /x y")
        let seen = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(seen.headers["x-some"] == "Thing")
        #expect(seen.query == ["q": "1+2", "r": ""])
        #expect(seen.text("a", "b") == "7")
        #expect(seen.body == Data("{\"a\":{\"b\":7}}".utf8))
        await server.stop()
        #expect(await curl(server.url).status == 7)
    }

    @Test("a body of megabytes that is announced before it is sent arrives whole")
    func largeBody() async throws {
        let server = try await LoopbackServer(Echo())
        let folder = try ScratchFolder()
        let body = Data(repeating: 7, count: 3 << 20)
        try body.write(to: URL(fileURLWithPath: folder.file("body")))
        let answer = await curl(
            "-H", "Expect: 100-continue", "--data-binary", "@\(folder.file("body"))", "\(server.url)/big")
        #expect(answer.text == "POST /big")
        #expect(server.requests.first?.body == body)
        await server.stop()
    }

    @Test(
        "each fault shows on the wire as what it is",
        arguments: [
            (.resetBefore, 56), (.resetAfterwards, 56), (.silence(afterAsking: true), 28),
            (.truncated(keeping: 3), 18), (.resetMidBody(after: 3), 56), (.garbage, 1), (.endless, 28),
            (.slow(bytesPerSecond: 1), 28), (.slow(bytesPerSecond: 1000), 0),
        ] as [(Fault, Int32)])
    func faults(fault: Fault, status: Int32) async throws {
        let server = try await LoopbackServer(Echo())
        server.inject(fault, on: "GET", "/f")
        let limit = status == 28 ? "1" : "10"
        let seen = await curl("--max-time", limit, "-o", "/dev/null", "\(server.url)/faulty").status
        #expect(seen == status)
        #expect(await curl("\(server.url)/faulty").text == "GET /faulty")
        await server.stop()
    }

    @Test("faults are for the method and path that they name, in the order in which they came, and used up")
    func order() async throws {
        let server = try await LoopbackServer(Echo())
        server.inject(.answer(.text(503, "first")), on: "GET", "/a", times: 2)
        server.inject(.answer(.text(429, "second")), on: "GET", "/a/b")
        var texts: [String] = []
        for _ in 0..<4 { texts.append(await curl("\(server.url)/a/b").text) }
        #expect(texts == ["first", "first", "second", "GET /a/b"])
        server.inject(.answer(.text(500, "never")), on: "POST", "/a")
        #expect(await curl("\(server.url)/a/b").text == "GET /a/b")
        await server.stop()
    }

    @Test("a service that is asked before the answer is lost has made its job; one that is not asked has not")
    func asking() async throws {
        let service = LumaDreamMachineService(key: "k", clip: Data("clip".utf8))
        let server = try await LoopbackServer(service)
        func create() async -> Int32 {
            await curl(
                "-H", "Authorization: Bearer k", "--json", "{\"model\":\"ray-2\",\"prompt\":\"A boat.\"}",
                "\(server.url)/dream-machine/v1/generations/video"
            ).status
        }
        for (fault, creates) in [
            (Fault.resetBefore, 0), (.resetAfterwards, 1), (.afterwards(.text(503, "busy")), 2),
            (.answer(.text(503, "busy")), 2),
        ] {
            server.inject(fault, on: "POST", "/dream-machine")
            _ = await create()
            #expect(service.book.creates == creates)
        }
        await server.stop()
    }

    @Test("files come in part where a range is asked for, and not at all to those who send a credential")
    func media() async throws {
        let shelf = MediaShelf()
        let server = try await LoopbackServer(shelf)
        let url = server.url + shelf.put(Data("0123456789".utf8), as: "song.mp3")
        #expect(await curl(url).text == "0123456789")
        #expect(await curl("-w", "%{http_code}", "-r", "4-6", url).text == "456206")
        #expect(await curl("-w", "%{http_code}", "-r", "8-", url).text == "89206")
        #expect(await curl("-w", "%{http_code}", "-o", "/dev/null", "-r", "10-", url).text == "416")
        let keyed = await curl("-w", "%{http_code}", "-o", "/dev/null", "-H", "Authorization: Bearer k", url)
        #expect(keyed.text == "400")
        let expired = server.url + shelf.put(Data(), as: "song.mp3", isExpired: true)
        #expect(await curl("-w", "%{http_code}", "-o", "/dev/null", expired).text == "403")
        await server.stop()
    }
}
