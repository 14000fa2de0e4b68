import Foundation
import MVSyncPipeline
import Studio
import TestSupport
import Testing

@Suite("Who may use the studio")
struct GateTests {
    @Test(
        "names of this machine are answered to",
        arguments: ["127.0.0.1", "127.0.0.1:8080", "localhost", "LocalHost:1", "[::1]:8080", "127.1.2.3:80"])
    func known(host: String) async throws {
        #expect(try await Bench().ask("GET", "/api/jobs", host: host).status == 200)
    }

    @Test(
        "names that somebody else made to lead here are not",
        arguments: [
            nil, "", "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example",
            "evil.example#127.0.0.1", "user@127.0.0.1", "10.0.0.1", "0.0.0.0:8080", "[::]:80",
            "[::ffff:7f00:1]",
            "127.0.0.1:80:90", "128.0.0.1", "localhost x",
        ] as [String?])
    func unknown(host: String?) async throws {
        let bench = try Bench()
        for path in ["/", "/api/jobs", "/nothing"] {
            let answer = try await bench.ask("GET", path, host: host)
            #expect(answer.status == 421)
            #expect(answer.error?.contains("127.0.0.1") == true)
        }
        let posted = try await bench.ask("POST", "/api/jobs", #"{"topic": "A"}"#, host: host)
        #expect(posted.status == 421)
        #expect(bench.folder.contents.isEmpty)
    }

    @Test(
        "pages of other sites are refused, whatever they are near to",
        arguments: [
            ["Origin": "http://evil.example"], ["Origin": "null"], ["Origin": "https://127.0.0.1:8080"],
            ["Origin": "http://127.0.0.1:8081"], ["Origin": "http://localhost:8080"],
            ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
            ["Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "cross-site"],
            ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"],
            ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "video"],
        ])
    func foreign(headers: [String: String]) async throws {
        let bench = try Bench()
        #expect(try await bench.ask("POST", "/api/jobs", #"{"topic": "A"}"#, headers).status == 403)
        #expect(try await bench.ask("GET", "/api/jobs", nil, headers).status == 403)
        #expect(bench.folder.contents.isEmpty)
    }

    @Test("its own page may do all, and a link of another site leads to it")
    func own() async throws {
        let bench = try Bench()
        let own = ["Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"]
        #expect(try await bench.ask("POST", "/api/jobs", #"{"topic": "A"}"#, own).status == 202)
        let link = [
            "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document",
        ]
        #expect(try await bench.ask("GET", "/", nil, link).status == 200)
        #expect(try await bench.ask("POST", "/api/jobs", #"{"topic": "B"}"#, link).status == 403)
    }

    @Test(
        "what a form can send is no request",
        arguments: [
            "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "",
            "application/jsonp", "text/plain; application/json",
        ])
    func form(type: String) async throws {
        let bench = try Bench()
        try bench.makeJob("a")
        for path in ["/api/jobs", "/api/jobs/a/resume", "/api/jobs/a/cancel"] {
            let answer = try await bench.ask("POST", path, #"{"topic": "A"}"#, ["Content-Type": type])
            #expect(answer.status == 415)
            #expect(answer.error?.contains("application/json") == true)
        }
        #expect(bench.folder.contents == ["a"])
        let written = ["Content-Type": "Application/JSON; charset=utf-8"]
        #expect(try await bench.ask("POST", "/api/jobs", #"{"topic": "A"}"#, written).status == 202)
    }

    @Test("a body of 64 KiB is read, one byte more is refused, whether its length is told or not")
    func large() async throws {
        let bench = try Bench()
        func body(_ count: Int) -> String {
            let frame = #"{"brief": ""}"#
            return #"{"brief": ""# + String(repeating: "a", count: count - frame.utf8.count) + #""}"#
        }
        let most = 64 << 10
        #expect(try await bench.ask("POST", "/api/jobs", body(most)).status == 202)
        let made = bench.folder.contents
        let answer = try await bench.ask("POST", "/api/jobs", body(most + 1))
        #expect(answer.status == 413)
        #expect(answer.error == "The request is longer than 65536 bytes.")
        let told = try await bench.ask("POST", "/api/jobs", body(most + 1), ["Content-Length": "\(most + 1)"])
        #expect(told.status == 413)
        #expect(bench.folder.contents == made)
    }

    @Test("other methods and addresses are told that they are none, in JSON")
    func elsewhere() async throws {
        let bench = try Bench()
        try bench.makeJob("a")
        for method in ["DELETE", "PUT", "OPTIONS", "TRACE", "PATCH"] {
            let answer = try await bench.ask(method, "/api/jobs/a")
            #expect(answer.status == 405)
            #expect(answer["Allow"] == "GET, HEAD, POST")
        }
        for path in ["/nothing", "/api", "/api/jobs/a/b/c", "/api/jobs/a/resume"] {
            let answer = try await bench.ask("GET", path)
            #expect(answer.status == 404, "\(path)")
            #expect(answer.error != nil)
        }
    }

    @Test("all answers say what may be done with them")
    func headers() async throws {
        let bench = try Bench()
        for path in ["/", "/api/jobs", "/nothing"] {
            let answer = try await bench.ask("GET", path)
            #expect(answer["X-Content-Type-Options"] == "nosniff")
            #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
            #expect(answer["Referrer-Policy"] == "no-referrer")
            #expect(answer["X-Frame-Options"] == "DENY")
            #expect(answer["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
            #expect(answer["Access-Control-Allow-Origin"] == nil)
        }
    }

    @Test(
        "only addresses of this machine can be listened at",
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("127.9.8.7", "127.9.8.7"), ("localhost", "127.0.0.1"),
            ("::1", "::1"),
            ("0:0:0:0:0:0:0:1", "::1"), ("0.0.0.0", nil), ("::", nil), ("192.168.0.2", nil), ("", nil),
            ("example.com", nil), ("127.1", nil), ("2130706433", nil), ("fe80::1", nil),
        ] as [(String, String?)])
    func address(text: String, host: String?) {
        #expect(LoopbackAddress(text)?.host == host)
    }
}
