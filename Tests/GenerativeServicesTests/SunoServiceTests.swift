import Foundation
import LoopbackServices
import Testing

/// The stand-in of Suno, held against what its contract says.
@Suite struct SunoServiceTests {
    private let service = SunoService(
        song: Data("a whole song".utf8), seconds: 149.95, credits: 20,
        words: [.init("Grey ", start: 12.4, end: 12.81)])
    private static let description =
        #"{"prompt":"A song about the sea","make_instrumental":false,"wait_audio":false}"#
    private static let order = #"{"prompt":"[Verse 1]\nGrey","tags":"pop, 118 BPM","title":"First Light"}"#

    @Test("a call makes two songs, which are submitted, then stream in part, then are complete")
    func songs() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        let made = try await client.ask("/api/custom_generate", Self.order)
        #expect(made.count() == 2)
        #expect(made.text(0, "status") == "submitted")
        #expect(made.text(0, "audio_url") == "")
        let ids = try [#require(made.text(0, "id")), #require(made.text(1, "id"))]
        let streaming = try await client.ask("/api/get?ids=\(ids.joined(separator: ","))")
        #expect(streaming.count() == 2)
        #expect(streaming.text(1, "status") == "streaming")
        let complete = try await client.ask("/api/get?ids=\(ids[0])")
        #expect(complete.text(0, "status") == "complete")
        #expect(complete.number(0, "duration") == 149.95)
        #expect(complete.text(0, "lyric") == "[Verse 1]\nGrey")
        let part = try await client.ask(
            String(#require(streaming.text(0, "audio_url")).dropFirst(server.url.count)))
        #expect(part.body == Data("a whol".utf8))
        let whole = try await client.ask(
            String(#require(complete.text(0, "audio_url")).dropFirst(server.url.count)))
        #expect(whole.body == Data("a whole song".utf8))
        await server.stop()
    }

    @Test("a song costs five credits, and without ten left a call is refused with 402")
    func credits() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        #expect(try await client.ask("/api/get_limit").number("credits_left") == 20)
        for _ in 0..<2 { #expect(try await client.ask("/api/custom_generate", Self.order).status == 200) }
        #expect(try await client.ask("/api/get_limit").number("credits_left") == 0)
        let refused = try await client.ask("/api/custom_generate", Self.order)
        #expect(refused.status == 402)
        #expect(refused.text("error")?.contains("nsufficient") == true)
        #expect(service.creates == 2)
        await server.stop()
    }

    @Test("a song that fails says why where it is asked about, and has a dead address")
    func failure() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        service.book.plan(JobScript(polls: 0, failure: .init("moderation")))
        service.book.plan(JobScript(polls: 0, hasUnknownState: true))
        let made = try await client.ask("/api/generate", Self.description)
        let ids = try [#require(made.text(0, "id")), #require(made.text(1, "id"))].joined(separator: ",")
        let asked = try await client.ask("/api/get?ids=\(ids)")
        #expect(asked.text(0, "status") == "error")
        #expect(asked.text(0, "error_message") == "moderation")
        #expect(asked.text(0, "audio_url")?.hasSuffix("None.mp3") == true)
        #expect(asked.text(0, "gpt_description_prompt") == "A song about the sea")
        #expect(!["submitted", "queued", "streaming", "complete", "error"].contains(asked.text(1, "status")))
        #expect(try await client.ask("/api/get?ids=\(ids)").text(1, "status") == "complete")
        await server.stop()
    }

    @Test("a description has its words, title and style as soon as something can be heard, and no sooner")
    func description() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        let made = try await client.ask("/api/generate", Self.description)
        #expect(made.count() == 2)
        for key in ["title", "lyric", "tags"] { #expect(made.text(0, key) == "") }
        let id = try #require(made.text(0, "id"))
        for _ in 0..<2 {
            let asked = try await client.ask("/api/get?ids=\(id)")
            #expect(asked.text(0, "title") == "First Light")
            #expect(asked.text(0, "lyric") == "[Verse]\nGrey sea, slow light\n[Chorus]\nHold on, hold on")
            #expect(asked.text(0, "tags") == "dream pop, airy, female vocals")
        }
        for body in [#"{"prompt":"The sea"}"#, #"{"prompt":"The sea","make_instrumental":false}"#] {
            #expect(try await client.ask("/api/generate", body).status == 500)
        }
        #expect(service.creates == 1)
        await server.stop()
    }

    @Test("the words of a song have their times; other methods and routes are refused")
    func rest() async throws {
        let server = try await LoopbackServer(service)
        let client = LoopbackClient(url: server.url)
        let made = try await client.ask("/api/custom_generate", Self.order)
        let words = try await client.ask("/api/get_aligned_lyrics?song_id=\(#require(made.text(1, "id")))")
        #expect(words.text(0, "word") == "Grey ")
        #expect(words.number(0, "start_s") == 12.4)
        #expect(try await client.ask("/api/custom_generate").status == 405)
        #expect(try await client.ask("/api/nothing").status == 404)
        #expect(try await client.ask("/api/custom_generate", #"{"prompt":"x"}"#).status == 500)
        await server.stop()
    }
}
