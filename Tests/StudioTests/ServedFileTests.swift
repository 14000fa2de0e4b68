import Foundation
import TestSupport
import Testing

@Suite("Videos of the studio")
struct ServedFileTests {
    /// Longer than what is read at once.
    private static let film = Data((0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })

    private func bench(_ film: Data = film) throws -> Bench {
        let bench = try Bench()
        try bench.makeJob("a", files: ["video.mp4": film], run: Bench.finished())
        return bench
    }

    private static let size = film.count

    @Test(
        "a part is given as it is asked for",
        arguments: [
            ("bytes=0-0", 0..<1), ("bytes=0-", 0..<size), ("bytes=5-9", 5..<10),
            ("Bytes=300000-699999", 300_000..<700_000),
            ("bytes=-3", (size - 3)..<size), ("bytes=-99999999", 0..<size), ("bytes=700000-", 700_000..<size),
            ("bytes=1-99999999999999999999", 1..<size),
        ])
    func part(range: String, expected: Range<Int>) async throws {
        let answer = try await bench().ask("GET", "/api/jobs/a/video", nil, ["Range": range])
        #expect(answer.status == 206)
        #expect(
            answer["Content-Range"] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/\(Self.size)")
        #expect(answer["Content-Length"] == "\(expected.count)")
        #expect(answer.body == Self.film[expected])
    }

    @Test(
        "a part behind the end is told to be none",
        arguments: ["bytes=700001-", "bytes=-0", "bytes=99999999999999999999-"])
    func beyond(range: String) async throws {
        let answer = try await bench().ask("GET", "/api/jobs/a/video", nil, ["Range": range])
        #expect(answer.status == 416)
        #expect(answer["Content-Range"] == "bytes */\(Self.size)")
    }

    @Test(
        "what is no part, or several, is answered with the whole",
        arguments: [nil, "bytes=9-5", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "bytes 0-1"]
            as [String?])
    func whole(range: String?) async throws {
        let headers = range.map { ["Range": $0] } ?? [:]
        let answer = try await bench().ask("GET", "/api/jobs/a/video", nil, headers)
        #expect(answer.status == 200)
        #expect(answer["Accept-Ranges"] == "bytes")
        #expect(answer["Content-Length"] == "\(Self.size)")
        #expect(answer.body == Self.film)
    }

    @Test(
        "a part of another video than the one that was begun is not mixed in; what is known is not sent again"
    )
    func changed() async throws {
        let bench = try bench()
        let first = try await bench.ask("GET", "/api/jobs/a/video")
        let tag = try #require(first["ETag"])
        let same = try await bench.ask(
            "GET", "/api/jobs/a/video", nil, ["Range": "bytes=1-2", "If-Range": tag])
        #expect(same.status == 206)
        let known = try await bench.ask("GET", "/api/jobs/a/video", nil, ["If-None-Match": tag])
        #expect(known.status == 304)
        #expect(known.body.isEmpty)
        // As a new video takes the place of an old one.
        try Data("new".utf8).write(
            to: URL(fileURLWithPath: bench.folder.file("a/video.mp4")), options: .atomic)
        let other = try await bench.ask(
            "GET", "/api/jobs/a/video", nil, ["Range": "bytes=1-2", "If-Range": tag])
        #expect(other.status == 200)
        #expect(other.body == Data("new".utf8))
    }

    @Test("its length is told without it, also where it has none")
    func head() async throws {
        let answer = try await bench().ask("HEAD", "/api/jobs/a/video")
        #expect(answer.status == 200)
        #expect(answer["Content-Length"] == "\(Self.size)")
        #expect(answer.body.isEmpty)
        let empty = try await bench(Data()).ask("GET", "/api/jobs/a/video")
        #expect(empty.status == 200)
        #expect(empty.body.isEmpty)
        #expect(
            try await bench(Data()).ask("GET", "/api/jobs/a/video", nil, ["Range": "bytes=0-"]).status == 416)
    }
}
