import Foundation
import LoopbackServices
import TestSupport
import Testing

@Suite("mvsync generate --describe")
struct GenerateDescriptionTests {
    private static let words = ["[Verse]", "Grey sea, slow light", "[Chorus]", "Hold on, hold on"]

    @Test(
        "the song comes first, its service's words become the sheet, and a video that verify passes is made")
    func whole() async throws {
        let rig = try await GenerateRig()
        let made = try await rig.run(rig.beginningWithServices() + ["--describe"])
        #expect(made.status == 0, "\(made.complaints)")
        #expect(made.output.contains("video     job/video.mp4"))
        for note in ["names no tempo", "names no time signature", "names no key"] {
            #expect(made.complaints.contains(note), "\(made.complaints)")
        }
        let verified = try await rig.run(["verify", "job/video.mp4", "--edit", "job/video.mvsync.json"])
        #expect(verified.status == 0, "\(verified.output)")
        let order = try #require(rig.sunoServer.requests.first { $0.method == "POST" })
        #expect(order.path == "/api/generate")
        #expect(order.text("prompt") == "A lighthouse at dawn")
        let sheet = String(decoding: try #require(rig.bytes("song-sheet.json")), as: UTF8.self)
        for text in Self.words + ["First Light", "dream pop", "female vocals"] {
            #expect(sheet.contains("\"\(text)\""), "\(sheet)")
        }
        // The language model is asked for the scenes alone, and knows the words.
        let counts = { [rig.chat.completions, rig.suno.creates, rig.luma.creates] }
        #expect(counts() == [1, 1, 2])
        #expect(
            String(decoding: try #require(rig.chatServer.requests.last).body, as: UTF8.self)
                .contains("Grey sea, slow light"))
        // What is changed in the sheet is not sung anew, and nothing else is ordered.
        let file = rig.program.folder.file("job/song-sheet.json")
        try sheet.replacing("Hold on, hold on", with: "Hold on for long").write(
            toFile: file, atomically: true, encoding: .utf8)
        let forecast = try await rig.run(rig.resuming() + ["--dry-run"])
        #expect(forecast.output.contains(/song +suno +0/), "\(forecast.output)")
        let again = try await rig.run(rig.resuming())
        #expect(again.status == 0, "\(again.complaints)")
        #expect(counts() == [1, 1, 2])
        #expect(rig.bytes("song-sheet.json")?.range(of: Data("Hold on for long".utf8)) != nil)
        await rig.stop()
    }

    /// What the program is doing when it is killed.
    enum Moment: CaseIterable {
        /// The order is sent, its answer lost.
        case ordering
        /// The song is asked about.
        case polling
        /// The song is there, its sheet not yet.
        case beforeSheet
    }

    @Test(
        "killed anywhere between the order and the sheet, it goes on and orders once",
        arguments: Moment.allCases)
    func killed(moment: Moment) async throws {
        let rig = try await GenerateRig()
        let hasCome: @Sendable () -> Bool
        switch moment {
        case .ordering:
            rig.sunoServer.inject(.silence(afterAsking: true), on: "POST", "/api/generate")
            hasCome = { rig.suno.creates > 0 }
        case .polling:
            rig.suno.book.plan(JobScript(polls: 100_000), times: 2)
            hasCome = { rig.sunoServer.requests.count { $0.path == "/api/get" } > 2 }
        case .beforeSheet:
            rig.sunoServer.inject(.silence(afterAsking: false), on: "GET", "/api/get_aligned_lyrics")
            hasCome = { rig.sunoServer.requests.contains { $0.path == "/api/get_aligned_lyrics" } }
        }
        let killed = try await rig.program.start(
            rig.beginningWithServices("keyframes") + ["--describe"], environment: rig.environment
        ).ended(by: SIGKILL, once: hasCome)
        #expect(killed.status == -SIGKILL, "\(killed.complaints)")
        #expect(rig.bytes("song-sheet.json") == nil)
        #expect((rig.bytes("songs/1.flac") != nil) == (moment == .beforeSheet))
        rig.suno.book.finish()
        let resumed = try await rig.run(rig.resuming("keyframes"))
        #expect(resumed.status == 0, "\(resumed.complaints)")
        #expect(rig.suno.creates == 1)
        #expect(rig.chat.completions == 1)
        #expect(
            rig.bytes("lyrics.txt").map { String(decoding: $0, as: UTF8.self) }?.contains("Grey sea") == true)
        #expect(rig.files("songs").filter { $0.hasSuffix(".flac") } == ["1.flac", "2.flac"])
        await rig.stop()
    }

    @Test("a song that cannot be ordered yet, or not at all, stops the job before anything else is asked")
    func stopped() async throws {
        let rig = try await GenerateRig()
        rig.suno.setCredits(9)
        let poor = try await rig.run(rig.beginningWithServices() + ["--describe"])
        #expect(poor.status == 75, "\(poor.complaints)")
        #expect(poor.complaints.contains(/go on after \d{4}-/), "\(poor.complaints)")
        rig.suno.setCredits(50)
        rig.sunoServer.inject(
            .answer(SunoService.refusal(422, "The prompt was blocked by moderation")), on: "POST",
            "/api/generate")
        let refused = try await rig.run(rig.resuming())
        #expect(refused.status == 65, "\(refused.complaints)")
        #expect(refused.complaints.contains("moderation"))
        #expect(rig.bytes("song-sheet.json") == nil)
        #expect(rig.chatServer.requests.isEmpty)
        #expect(rig.lumaServer.requests.isEmpty)
        #expect(rig.suno.creates == 0)
        await rig.stop()
    }

    @Test("ACE-Step tells tempo, key and metre, too; ElevenLabs tells no words")
    func otherServices() async throws {
        let rig = try await GenerateRig()
        let made = try await rig.run(rig.beginningWithServices("song", song: "acestep") + ["--describe"])
        #expect(made.status == 0, "\(made.complaints)")
        let sheet = String(decoding: try #require(rig.bytes("song-sheet.json")), as: UTF8.self)
        for text in [
            "\"tempo\": 96", "\"key\": \"A Minor\"", "\"timeSignature\": \"3/4\"", "Grey sea, slow light",
        ] {
            #expect(sheet.contains(text), "\(sheet)")
        }
        #expect(rig.chatServer.requests.isEmpty)
        let media = try GenerateRig.media.get()
        let eleven = ElevenLabsService(key: "eleven-made-up-04d1", song: media.song)
        let server = try await LoopbackServer(eleven)
        let other = try await rig.program.runAside(
            [
                "generate", "keyframes", "A lighthouse at dawn", "-o", "other", "--song", "elevenlabs",
                "--address", "elevenlabs=\(server.url)", "--chat", "sketch", "--describe", "--poll", "0.02",
            ], environment: rig.environment.merging(["ELEVENLABS_API_KEY": "eleven-made-up-04d1"]) { $1 })
        #expect(other.status == 0, "\(other.complaints)")
        #expect(other.complaints.contains("elevenlabs does not tell the words"), "\(other.complaints)")
        #expect(server.requests.first?.text("prompt") == "A lighthouse at dawn")
        #expect(eleven.creates == 1)
        await server.stop()
        await rig.stop()
    }

    @Test(
        "what cannot be described is told in a sentence before anything is made or asked",
        arguments: [
            ("sheet", ["--song", "suno"], "come with the song"),
            (
                "video", ["--song", "comfyui", "--song-workflow", "w.json"],
                "comfyui cannot write a song's words"
            ),
            ("song", ["--song", "song.flac"], "A song of your own"),
            ("keyframes", ["--song", "suno", "--instrumental"], "leave one of them out"),
        ])
    func unsupported(step: String, options: [String], sentence: String) async throws {
        let rig = try await GenerateRig()
        try Data(#"{"6":{"class_type":"A","inputs":{"text":"%lyrics%"}}}"#.utf8).write(
            to: URL(fileURLWithPath: rig.program.folder.file("w.json")))
        let before = rig.program.files
        for rest in [[], ["--dry-run"]] {
            let outcome = try await rig.run(
                ["generate", step, "A lighthouse at dawn", "-o", "job", "--describe"] + rig.services
                    + ["--chat", rig.chatServer.url, "--chat-model", "m"] + options + rest)
            #expect(outcome.status == 65, "\(outcome.complaints)")
            #expect(outcome.complaints.contains(sentence), "\(outcome.complaints)")
            #expect(outcome.complaints.split(separator: "\n").count == 1, "\(outcome.complaints)")
        }
        #expect(rig.program.files == before)
        for server in [rig.lumaServer, rig.chatServer, rig.sunoServer] { #expect(server.requests.isEmpty) }
        await rig.stop()
    }

    @Test("a job whose sheet is written is not described afterwards, and goes on as it was")
    func afterwards() async throws {
        let rig = try await GenerateRig()
        let begun = try await rig.run(rig.beginningWithServices("sheet"))
        #expect(begun.status == 0, "\(begun.complaints)")
        let job = try #require(rig.bytes("job.json"))
        let described = try await rig.run(rig.resuming("song") + ["--describe"])
        #expect(described.status == 65)
        #expect(described.complaints.contains("remove song-sheet.json"), "\(described.complaints)")
        #expect(rig.bytes("job.json") == job)
        #expect(rig.suno.creates == 0)
        let resumed = try await rig.run(rig.resuming("song"))
        #expect(resumed.status == 0, "\(resumed.complaints)")
        #expect(rig.sunoServer.requests.contains { $0.path == "/api/custom_generate" })
        await rig.stop()
    }

    @Test("offline, the words of the templates are sung, told, and cut to a video that verify passes")
    func sketch() async throws {
        let rig = try await GenerateRig()
        let made = try await rig.run([
            "generate", "A lighthouse", "--provider", "sketch", "--describe", "--lines", "64", "--scenes",
            "1",
            "--clip-seconds", "1", "-o", "job",
        ])
        #expect(made.status == 0, "\(made.complaints)")
        #expect(!made.complaints.contains("names no"), "\(made.complaints)")
        let verified = try await rig.run(["verify", "job/video.mp4", "--edit", "job/video.mvsync.json"])
        #expect(verified.status == 0, "\(verified.output)")
        let edit = String(decoding: try #require(rig.bytes("video.mvsync.json")), as: UTF8.self)
        let lyrics = String(decoding: try #require(rig.bytes("lyrics.txt")), as: UTF8.self)
        let line = try #require(lyrics.split(separator: "\n").first { !$0.hasPrefix("[") })
        #expect(lyrics.contains("lighthouse"))
        #expect(edit.contains(line), "the words are not laid over the song")
        await rig.stop()
    }
}
