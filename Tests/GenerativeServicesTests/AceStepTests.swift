import LoopbackServices
import Testing

@testable import GenerativeServices

struct AceStepTests {
    private let record = Record()

    @Test("what the server wrote for a description comes with its song; what is not available is nothing")
    func written() async throws {
        let service = AceStepService(key: Record.key, song: Sample.song)
        service.book.usually(JobScript(polls: 0))
        let server = try await LoopbackServer(service)
        let acestep = AceStep(client: try record.client(server.url))
        let own = SongOrder(
            title: "T", lyrics: "[Verse 1]\nGrey", style: "pop", bpm: 100, key: "D Major", beatsPerBar: 5)
        for (order, expected) in [
            (
                Rig.describedSong,
                WrittenSong(
                    lyrics: "[Verse]\nGrey sea, slow light\n\n[Chorus]\nHold on, hold on",
                    style: "dream pop, airy, female vocals", tempo: "96", key: "A Minor", timeSignature: "3")
            ),
            (own, WrittenSong(lyrics: "[Verse 1]\nGrey", style: "pop", tempo: "100", key: "D Major")),
        ] {
            guard case .job(let job) = try await acestep.submit(order, nonce: "n", file: "/x"),
                case .finished(let songs) = try await acestep.status(of: job)
            else {
                Issue.record("It should be finished.")
                return
            }
            #expect(songs.map(\.written) == [expected])
        }
        await server.stop()
    }
}
