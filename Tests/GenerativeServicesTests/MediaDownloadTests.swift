import EditModel
import Foundation
import LoopbackServices
import TestSupport
import Testing

@testable import GenerativeServices

struct MediaDownloadTests {
    private let record = Record()
    private let folder: ScratchFolder
    private let file: String

    init() throws {
        folder = try ScratchFolder()
        file = folder.file("clip.mp4")
    }

    private func server(_ reply: @escaping @Sendable (SeenRequest) -> LoopbackAnswer) async throws
        -> LoopbackServer
    {
        try await LoopbackServer(Answering(reply))
    }

    /// Answers with the clip, or the part of it that is asked for, under a tag.
    private func tagged(_ tag: String?) async throws -> LoopbackServer {
        try await server { request in
            let headers = tag.map { [LoopbackAnswer.Header("ETag", $0)] } ?? []
            guard let range = request.headers["range"], request.headers["if-range"] == tag,
                let first = Int(range.dropFirst(6).dropLast())
            else { return LoopbackAnswer(headers: headers, body: .bytes(Sample.clip)) }
            let last = Sample.clip.count - 1
            return LoopbackAnswer(
                status: 206,
                headers: headers + [.init("Content-Range", "bytes \(first)-\(last)/\(last + 1)")],
                body: .bytes(Data(Sample.clip.dropFirst(first))))
        }
    }

    private func content() -> Data? { FileManager.default.contents(atPath: file) }

    private func client(_ server: LoopbackServer, transport: any HTTPTransport = CurlTransport()) throws
        -> ServiceClient
    {
        try record.client(server.url + "/v1", transport: transport)
    }

    @Test("a result comes into its file, in place of what was there, and nothing else stays")
    func success() async throws {
        let server = try await tagged(nil)
        try Data("old".utf8).write(to: URL(fileURLWithPath: file))
        try Data("left over".utf8).write(to: URL(fileURLWithPath: folder.file(".clip.mp4.part")))
        try await client(server).download(server.url + "/c.mp4", to: file)
        #expect(content() == Sample.clip)
        #expect(folder.contents == ["clip.mp4"])
        await server.stop()
    }

    @Test(
        "a broken download goes on where it broke under a strong tag, and begins anew under none or a weak one"
    )
    func resumption() async throws {
        for (tag, isResumed) in [("\"v1\"", true), (nil, false), ("W/\"v1\"", false)] {
            let server = try await tagged(tag)
            server.inject(.truncated(keeping: 12_345), on: "GET", "/")
            server.inject(.resetMidBody(after: 3), on: "GET", "/")
            try await client(server).download(server.url + "/c.mp4", to: file)
            #expect(content() == Sample.clip)
            #expect(server.requests.count == 3)
            let second = try #require(server.requests.dropFirst().first)
            #expect(second.headers["range"] == (isResumed ? "bytes=12345-" : nil))
            #expect(second.headers["if-range"] == (isResumed ? tag : nil))
            try FileManager.default.removeItem(atPath: file)
            await server.stop()
        }
    }

    @Test("a file that changed in the meantime is fetched from its beginning")
    func changed() async throws {
        let other = Sample.clip.prefix(24) + Data(repeating: 9, count: 100)
        let server = try await tagged("\"v1\"")
        server.inject(.truncated(keeping: 5000), on: "GET", "/")
        server.inject(
            .answer(LoopbackAnswer(headers: [.init("ETag", "\"v2\"")], body: .bytes(Data(other)))),
            on: "GET", "/")
        try await client(server).download(server.url + "/c.mp4", to: file)
        #expect(content() == Data(other))
        await server.stop()
    }

    @Test("a part that was not asked for, and a refusal of the part, begin the download anew")
    func wrongParts() async throws {
        for answer in [
            LoopbackAnswer(status: 416, headers: [.init("Content-Range", "bytes */5")]),
            LoopbackAnswer(
                status: 206, headers: [.init("Content-Range", "bytes 7-9/30000")],
                body: .bytes(Data([1, 2, 3]))),
            LoopbackAnswer(status: 206, body: .bytes(Data([1, 2, 3]))),
        ] {
            let server = try await tagged("\"v1\"")
            server.inject(.truncated(keeping: 5000), on: "GET", "/")
            server.inject(.answer(answer), on: "GET", "/")
            try await client(server).download(server.url + "/c.mp4", to: file)
            #expect(content() == Sample.clip)
            #expect(server.requests.last?.headers["range"] == nil)
            await server.stop()
        }
    }

    @Test(
        "what is no media leaves nothing behind, and is asked for again",
        arguments: [
            "<!DOCTYPE html><html><body>Sign in</body></html>", "{\"error\":\"none\"}", "", "ftyp", "x",
        ])
    func noMedia(body: String) async throws {
        let server = try await server { _ in .text(200, body, type: "video/mp4") }
        let error = await refusal { try await client(server).download(server.url, to: file) }
        #expect(error?.code == .linkExpired)
        #expect(folder.contents.isEmpty)
        await server.stop()
    }

    @Test("an address that works no longer is told as one", arguments: [400, 401, 403, 404, 410, 451])
    func expired(status: Int) async throws {
        let server = try await server { _ in .text(status, "<Error>credit cookie moderation</Error>") }
        let error = await refusal { try await client(server).download(server.url, to: file) }
        #expect(error?.code == .linkExpired)
        #expect(error?.status == status)
        #expect(error?.description.contains("key") == false)
        #expect(server.requests.count == 1)
        #expect(folder.contents.isEmpty)
        await server.stop()
    }

    @Test("a store that cannot just now is asked again, and given up after four times")
    func unavailable() async throws {
        let server = try await tagged(nil)
        server.inject(.answer(.text(503, "SlowDown")), on: "GET", "/", times: 2)
        try await client(server).download(server.url, to: file)
        #expect(content() == Sample.clip)
        try FileManager.default.removeItem(atPath: file)
        server.inject(.truncated(keeping: 9000), on: "GET", "/", times: 9)
        let error = await refusal { try await client(server).download(server.url, to: file) }
        #expect(error?.code == .unavailable)
        #expect(server.requests.count == 7)
        #expect(folder.contents.isEmpty)
        await server.stop()
    }

    @Test("a result larger than it may be leaves nothing behind")
    func size() async throws {
        let server = try await tagged(nil)
        server.inject(.endless, on: "GET", "/")
        for _ in 0..<2 {
            let error = await refusal {
                try await client(server).download(server.url, to: file, mostBytes: Sample.clip.count - 1)
            }
            #expect(error?.code == .tooLarge)
            #expect(folder.contents.isEmpty)
        }
        try await client(server).download(server.url, to: file, mostBytes: Sample.clip.count)
        #expect(content() == Sample.clip)
        await server.stop()
    }

    @Test("the parts of a result are no larger together than it may be")
    func sizeOfParts() async throws {
        let server = try await tagged("\"v1\"")
        server.inject(.truncated(keeping: 20_000), on: "GET", "/", times: 2)
        let error = await refusal {
            try await client(server).download(server.url, to: file, mostBytes: 25_000)
        }
        #expect(error?.code == .tooLarge)
        #expect(server.requests.count == 2)
        #expect(folder.contents.isEmpty)
        await server.stop()
    }

    @Test("a symbolic link in the hidden file's place is not written through")
    func symbolicLinks() async throws {
        let victim = folder.file("victim")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file(".clip.mp4.part"), withDestinationPath: victim)
        let server = try await tagged(nil)
        try await client(server).download(server.url, to: file)
        #expect(FileManager.default.contents(atPath: victim) == Data("mine".utf8))
        #expect(content() == Sample.clip)
        #expect(folder.contents == ["clip.mp4", "victim"])
        await server.stop()
    }

    @Test("a file that cannot be written says so")
    func unwritable() async throws {
        let server = try await tagged(nil)
        let missing = folder.file("none/clip.mp4")
        let error = await refusal { try await client(server).download(server.url, to: missing) }
        #expect(error?.code == .cannotWrite)
        #expect(error?.description == "“\(missing)” cannot be written: No such file or directory.")
        try FileManager.default.createDirectory(
            atPath: folder.file(".clip.mp4.part"), withIntermediateDirectories: true)
        #expect(
            await refusal { try await client(server).download(server.url, to: file) }?.code == .cannotWrite)
        #expect(server.requests.isEmpty)
        await server.stop()
    }

    @Test("the key goes to paths at the service, and to no signed address, wherever that leads")
    func key() async throws {
        let server = try await tagged(nil)
        let other = try await tagged(nil)
        for address in ["/view?x=1", server.url + "/c.mp4", other.url + "/c.mp4"] {
            try await client(server).download(address, to: file)
        }
        let place = other.url
        server.inject(.answer(.redirect(to: place + "/moved")), on: "GET", "/")
        try await client(server).download(server.url + "/away", to: file)
        #expect(server.requests.map(\.path) == ["/v1/view", "/c.mp4", "/away"])
        #expect(server.requests.map(\.bearer) == [Record.key, nil, nil])
        #expect(other.requests.map(\.path) == ["/c.mp4", "/moved"])
        #expect(other.requests.allSatisfy { !"\($0.headers)".contains(Record.key) })
        await server.stop()
        await other.stop()
    }

    @Test("an address that could lead elsewhere than it looks is not fetched")
    func oddAddresses() async throws {
        let server = try await tagged(nil)
        let port = server.url.split(separator: ":").last ?? ""
        for odd in [
            "file:///etc/passwd", "ftp://127.0.0.1/", "http://user@127.0.0.1:\(port)/", "clip.mp4", "",
            "http://127.0.0.1:\(port)\\@evil.example/",
        ] {
            let error = await refusal { try await client(server).download(odd, to: file) }
            #expect(error?.code == .malformed, "\(odd)")
        }
        #expect(server.requests.isEmpty)
        // From a service of https, nothing is fetched in the open.
        let secure = try record.client("https://service.example")
        #expect(await refusal { try await secure.download(server.url, to: file) }?.code == .malformed)
        #expect(folder.contents.isEmpty)
        await server.stop()
    }

    @Test("a result that trickles is given up, and comes by another connection", .timeLimit(.minutes(20)))
    func trickle() async throws {
        let server = try await tagged("\"v1\"")
        server.inject(.slow(bytesPerSecond: 100), on: "GET", "/")
        try await client(server).download(server.url, to: file, silence: 2)
        #expect(server.requests.count > 1)
        #expect(content() == Sample.clip)
        #expect(folder.contents == ["clip.mp4"])
        await server.stop()
    }

    @Test("a cancelled download leaves nothing behind")
    func cancellation() async throws {
        let server = try await tagged(nil)
        server.inject(.slow(bytesPerSecond: 20), on: "GET", "/")
        let task = Task { try await client(server).download(server.url, to: file) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let result = await task.result
        #expect(throws: CancellationError.self) { try result.get() }
        #expect(folder.contents.isEmpty)
        await server.stop()
    }
}
