import Foundation
import LoopbackServices
import Synchronization
import Testing

@testable import GenerativeServices

struct RedirectionTests {
    private let transport = CurlTransport()

    private func authorized(_ method: String, _ url: String, header: String = "Authorization") throws
        -> HTTPRequest
    {
        var request = HTTPRequest(method, url, body: method == "GET" ? nil : Data("{}".utf8), timeout: 10)
        request.authorization = .init(
            header: header, scheme: "", credential: try #require(Credential(Record.key)))
        return request
    }

    private func status(_ request: HTTPRequest) async throws -> Int {
        try await transport.exchange(request) { _, _ in }.status
    }

    @Test(
        "a redirection on the same host is followed, with the credential",
        arguments: [301, 302, 303, 307, 308])
    func sameHost(code: Int) async throws {
        let server = try await LoopbackServer(
            Answering { request in
                request.path == "/a"
                    ? LoopbackAnswer(
                        status: code, headers: [.init("Location", "/b?c=d")], body: .bytes(Data([1])))
                    : LoopbackAnswer(body: .bytes(Data([2])))
            })
        let collected = Collected()
        let head = try await transport.exchange(try authorized("GET", server.url + "/a")) {
            collected.append($1)
        }
        #expect(head.status == 200)
        #expect(collected.bytes == Data([2]))
        #expect(server.requests.map(\.path) == ["/a", "/b"])
        #expect(server.requests.map { $0.headers["authorization"] } == [Record.key, Record.key])
        await server.stop()
    }

    @Test(
        "a redirection to another host or port does not take the credential along",
        arguments: ["Authorization", "xi-api-key"])
    func otherHost(header: String) async throws {
        let other = try await LoopbackServer(Answering { _ in LoopbackAnswer() })
        for place in [other.url, other.url.replacing("127.0.0.1", with: "localhost")] {
            let server = try await LoopbackServer(Answering { _ in .redirect(to: place + "/x") })
            #expect(try await status(authorized("GET", server.url, header: header)) == 200)
            await server.stop()
        }
        #expect(other.requests.count == 2)
        #expect(other.requests.allSatisfy { $0.headers[header.lowercased()] == nil })
        await other.stop()
    }

    @Test("the credential does not come back with a redirection that comes back")
    func thereAndBack() async throws {
        let home = Mutex("")
        let other = try await LoopbackServer(
            Answering { _ in .redirect(to: home.withLock(\.self) + "/end") })
        let place = other.url
        let server = try await LoopbackServer(
            Answering { $0.path == "/end" ? LoopbackAnswer() : .redirect(to: place) })
        home.withLock { $0 = server.url }
        #expect(try await status(authorized("GET", server.url + "/begin")) == 200)
        #expect(server.requests.map { $0.headers["authorization"] } == [Record.key, nil])
        await server.stop()
        await other.stop()
    }

    @Test("what creates is not sent to another host, and on the same one only as what it is")
    func posts() async throws {
        let other = try await LoopbackServer(Answering { _ in LoopbackAnswer() })
        let place = other.url
        let code = Mutex(307)
        let server = try await LoopbackServer(
            Answering { request in
                switch request.path {
                case "/away": .redirect(to: place, status: code.withLock(\.self))
                case "/near": .redirect(to: "/end", status: code.withLock(\.self))
                default: LoopbackAnswer(status: 201)
                }
            })
        for status in [301, 302, 303, 307, 308] {
            code.withLock { $0 = status }
            #expect(try await self.status(authorized("POST", server.url + "/away")) == status)
            let near = try await self.status(authorized("POST", server.url + "/near"))
            #expect(near == (status >= 307 ? 201 : status))
        }
        #expect(other.requests.isEmpty)
        #expect(server.requests.filter { $0.path == "/end" }.map(\.method) == ["POST", "POST"])
        #expect(server.requests.filter { $0.path == "/end" }.allSatisfy { $0.body == Data("{}".utf8) })
        await server.stop()
        await other.stop()
    }

    @Test("a circle ends")
    func circles() async throws {
        let server = try await LoopbackServer(Answering { _ in .redirect(to: "/") })
        let error = await failure { _ = try await status(HTTPRequest("GET", server.url)) } as? TransportError
        #expect(error?.kind == .interrupted)
        #expect(server.requests.count == 6)
        await server.stop()
    }

    @Test("nothing goes from https to http, or to what is neither")
    func downgrades() throws {
        let request = try authorized("GET", "https://a.example/x")
        #expect(request.followed(to: "http://a.example/x", status: 302) == nil)
        #expect(request.followed(to: "file:///etc/passwd", status: 302) == nil)
        #expect(request.followed(to: "https://a.example/y", status: 302)?.authorization != nil)
        #expect(request.followed(to: "https://A.example:443/y", status: 302)?.authorization != nil)
        #expect(request.followed(to: "https://a.example:444/y", status: 302)?.authorization == nil)
        #expect(request.followed(to: "https://b.example/y", status: 302)?.url == "https://b.example/y")
        #expect(request.followed(to: "https://b.example/y", status: 304) == nil)
    }

    @Test("an address whose host could be read in two ways has no origin")
    func oddAddresses() throws {
        for odd in [
            "http://good.example@evil.example/", "http://good.example\\@evil.example/",
            "http://good.example:80\\.evil.example/", "http://good.example /", "http://",
            "http://a:99999/", "http://a:b/", "//a/", "javascript:a", "http://a%2eb/", "http://ä.example/",
            "http://a\u{0}b/", "http://a/\n",
        ] {
            #expect(Origin(odd) == nil, "\(odd)")
        }
        let origin = try #require(Origin("HTTPS://Some-Host.example"))
        #expect((origin.scheme, origin.host, origin.port) == ("https", "some-host.example", 443))
        #expect(Origin("http://[::1]:8188/x")?.port == 8188)
        #expect(Origin("http://a?b") == Origin("http://a:80/"))
    }

    @Test("this machine is never asked for through a proxy")
    func proxies() {
        #expect(CurlTransport.hostsWithoutProxy(environment: [:]) == "localhost,127.0.0.1,::1")
        #expect(
            CurlTransport.hostsWithoutProxy(environment: ["no_proxy": "a.example"])
                == "localhost,127.0.0.1,::1,a.example")
        #expect(CurlTransport.hostsWithoutProxy(environment: ["NO_PROXY": " * "]) == "*")
    }
}
