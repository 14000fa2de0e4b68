import EditModel
import Foundation
import LoopbackServices
import TestSupport
import Testing

@testable import GenerativeServices

struct SunoServerTests {
    private let record = Record()

    private func suno(_ server: LoopbackServer) throws -> SunoServer {
        SunoServer(model: nil, client: try record.client(server.url, key: nil))
    }

    @Test("nothing is ordered where the credits are not enough, and it is said when more come")
    func preflight() async throws {
        let service = SunoService(song: Sample.song, credits: 9)
        let server = try await LoopbackServer(service)
        let suno = try suno(server)
        let error = await refusal { try await suno.submit(Rig.song, nonce: "n", file: "/x") }
        #expect(error?.code == .quota)
        // The midnight after 25 November 2026, noon.
        #expect(error?.resumeAt == Date(timeIntervalSince1970: 1_795_651_200))
        #expect(server.requests.map(\.path) == ["/api/get_limit"])
        service.setCredits(25)
        let allowance = try await suno.allowance()
        #expect(allowance?.orders == 2)
        #expect(allowance?.words == "25 credits left")
        _ = try await suno.submit(Rig.song, nonce: "n", file: "/x")
        #expect(service.creates == 1)
        await server.stop()
    }

    @Test("an allowance in odd forms is one, or is not known")
    func allowances() async throws {
        for (body, orders) in [
            ("{\"credits_left\":\"40\"}", 4), ("{\"credits_left\":-3}", 0),
            ("{\"credits_left\":1e300}", 100_000_000),
            ("{\"credits_left\":null}", nil), ("{}", nil), ("[]", nil),
        ] as [(String, Int?)] {
            let server = try await LoopbackServer(Answering { _ in .json(text: body) })
            #expect(try await suno(server).allowance()?.orders == orders)
            await server.stop()
        }
        let month = try await LoopbackServer(
            Answering { _ in .json(text: "{\"credits_left\":40,\"period\":\"month\"}") })
        #expect(try await suno(month).allowance()?.renewsAt == nil)
        await month.stop()
    }

    @Test("what streams is not finished, and one song of two is enough")
    func states() async throws {
        func song(_ id: String, _ state: String, _ rest: String = "") -> String {
            "{\"id\":\"\(id)\",\"status\":\"\(state)\",\"audio_url\":\"http://x/\(id)\"\(rest)}"
        }
        for (songs, expected) in [
            ([song("a", "streaming"), song("b", "complete")], .running(fraction: nil, word: "streaming")),
            ([song("a", "complete"), song("b", "queued")], .running(fraction: nil, word: "queued")),
            (
                [song("a", "error"), song("b", "complete", ",\"duration\":\"149.95\"")],
                .finished([MediaResult(address: "http://x/b", id: "b", seconds: 149.95)])
            ),
            (
                [song("z", "error"), song("b", "complete", ",\"duration\":7")],
                .finished([MediaResult(address: "http://x/b", id: "b", seconds: 7)])
            ),
        ] as [([String], JobStatus)] {
            let body = "[\(songs.joined(separator: ","))]"
            let server = try await LoopbackServer(Answering { _ in .json(text: body) })
            #expect(try await suno(server).status(of: "a,b") == expected)
            #expect(server.requests[0].query == ["ids": "a,b"])
            await server.stop()
        }
    }

    @Test("what the server wrote comes with its song, as does what it says of an order's own words")
    func written() async throws {
        let server = try await LoopbackServer(SunoService(song: Sample.song))
        let suno = try suno(server)
        for (order, expected) in [
            (
                Rig.describedSong,
                WrittenSong(
                    title: "First Light", lyrics: "[Verse]\nGrey sea, slow light\n[Chorus]\nHold on, hold on",
                    style: "dream pop, airy, female vocals")
            ),
            (
                Rig.song,
                WrittenSong(title: "First Light", lyrics: "[Verse 1]\nGrey sea", style: "pop, 118 BPM")
            ),
        ] {
            guard case .job(let job) = try await suno.submit(order, nonce: "n", file: "/x") else {
                Issue.record("It should be a job.")
                return
            }
            var status = try await suno.status(of: job)
            while case .running = status { status = try await suno.status(of: job) }
            guard case .finished(let songs) = status else {
                Issue.record("It should be finished, not \(status).")
                return
            }
            #expect(songs.map(\.written) == [expected, expected])
        }
        await server.stop()
    }

    @Test("what is said of a song is bounded, and nothing is no song")
    func bounds() {
        #expect(WrittenSong() == nil)
        let long = String(repeating: "a", count: 30_000)
        let song = WrittenSong(title: long, lyrics: long, style: long)
        #expect(song?.lyrics?.count == 20_000)
        #expect(song?.title?.count == 1000)
    }

    @Test("the words of a song come with their times, or not at all")
    func words() async throws {
        let service = SunoService(song: Sample.song, words: [.init("Grey ", start: 1.5, end: 2)])
        let server = try await LoopbackServer(service)
        let suno = try suno(server)
        guard case .job(let job) = try await suno.submit(Rig.song, nonce: "n", file: "/x") else {
            Issue.record("It should be a job.")
            return
        }
        let id = try #require(job.split(separator: ",").first.map(String.init))
        let data = try #require(try await suno.words(of: MediaResult(address: "", id: id)))
        let word = try #require(try JSONValue(parsing: data).elements.first)
        #expect(word["word"]?.string == "Grey ")
        #expect(word["start_s"]?.number == 1.5)
        #expect(try await suno.words(of: MediaResult(address: "")) == nil)
        for body in ["[]", "{}", "null", "<html>"] {
            server.inject(.answer(.json(text: body)), on: "GET", "/api/get_aligned_lyrics")
            #expect(try await suno.words(of: MediaResult(address: "", id: id)) == nil)
        }
        await server.stop()
    }
}
