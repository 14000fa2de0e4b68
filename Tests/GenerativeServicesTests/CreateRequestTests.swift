import EditModel
import Foundation
import LoopbackServices
import TestSupport
import Testing

@testable import GenerativeServices

/// The requests that create something, against the contracts' tables.
struct CreateRequestTests {
    private let record = Record()

    /// The body of the last request that a submission sends.
    private func body<Service: MediaService>(
        of order: Service.Order, answer: String = "{}", _ make: (ServiceClient) -> Service
    ) async throws -> SeenRequest {
        let server = try await LoopbackServer(Answering { _ in .json(text: answer) })
        let folder = try ScratchFolder()
        _ = await refusal {
            try await make(record.client(server.url)).submit(order, nonce: "n-1", file: folder.file("x"))
        }
        await server.stop()
        return try #require(server.requests.last)
    }

    @Test("pictures of Together")
    func together() async throws {
        let order = ImageOrder(
            prompt: "A \"b\"\n", negative: "blur", width: 640, height: 360, seed: 0xFFFF_FFFF_FFFF_FFFF)
        let quick = try await body(of: order) { TogetherImages(model: "a/FLUX.1-schnell", client: $0) }
        #expect(
            sorted(quick.json)
                == sorted([
                    "model": "a/FLUX.1-schnell", "prompt": "A \"b\"\n", "negative_prompt": "blur",
                    "width": 640, "height": 360, "steps": 4, "n": 1, "seed": 2_147_483_647,
                    "response_format": "base64", "output_format": "png",
                ]))
        #expect(quick.path == "/images/generations")
        let plain = try await body(of: ImageOrder(prompt: "A")) { TogetherImages(model: "b", client: $0) }
        #expect(plain.field("steps") == nil)
        #expect(plain.field("negative_prompt") == nil)
        #expect(plain.field("seed") == 0)
    }

    @Test("clips of Luma's Dream Machine")
    func luma() async throws {
        var order = ClipOrder(
            prompt: "A lighthouse", negative: "people", seconds: 8, aspect: (1080, 1920), lines: 600,
            image: .url("https://a.example/b.png"))
        let seen = try await body(of: order) { LumaDreamMachine(model: "ray-2", client: $0) }
        #expect(seen.path == "/generations/video")
        #expect(
            sorted(seen.json)
                == sorted([
                    "model": "ray-2", "prompt": "A lighthouse Without: people", "aspect_ratio": "9:16",
                    "resolution": "720p", "duration": "9s", "loop": false,
                    "keyframes": ["frame0": ["type": "image", "url": "https://a.example/b.png"]],
                ]))
        order = ClipOrder(prompt: "A lighthouse", aspect: (3, 1), lines: 2160)
        let plain = try await body(of: order) { LumaDreamMachine(model: "ray-2", client: $0) }
        #expect(
            sorted(plain.json)
                == sorted([
                    "model": "ray-2", "prompt": "A lighthouse", "aspect_ratio": "21:9", "resolution": "4k",
                    "duration": "5s", "loop": false,
                ]))
    }

    @Test("what Luma's Dream Machine cannot take is refused before anything is sent")
    func lumaLimits() async throws {
        let server = try await LoopbackServer(Answering { _ in .json(text: "{}") })
        let luma = LumaDreamMachine(model: "ray-2", client: try record.client(server.url))
        for (order, code) in [
            (ClipOrder(prompt: "ab"), .refused),
            (ClipOrder(prompt: String(repeating: "a", count: 5001)), .refused),
            (ClipOrder(prompt: "abc", image: .file("/x.png")), .unsupported),
        ] as [(ClipOrder, ServiceError.Code)] {
            #expect(await refusal { try await luma.submit(order, nonce: "n", file: "/x") }?.code == code)
        }
        #expect(server.requests.isEmpty)
        await server.stop()
    }

    @Test("clips of Luma's agents")
    func lumaAgents() async throws {
        let order = ClipOrder(
            prompt: "A lighthouse", seconds: 9, aspect: (2, 1), lines: 2160,
            image: .url("https://a.example/b.png"))
        let seen = try await body(of: order) { LumaAgents(model: "ray-3.2", client: $0) }
        #expect(seen.path == "/generations")
        #expect(
            sorted(seen.json)
                == sorted([
                    "model": "ray-3.2", "type": "video", "prompt": "A lighthouse", "aspect_ratio": "2:1",
                    "video": [
                        "resolution": "1080p", "duration": "10s",
                        "start_frame": ["url": "https://a.example/b.png"],
                    ],
                ]))
    }

    @Test("songs of ACE-Step")
    func acestep() async throws {
        let order = SongOrder(
            title: "T", lyrics: "[Verse 1]\nGrey", style: "pop", bpm: 117.6, key: "A minor", beatsPerBar: 3,
            seconds: 99.6, seed: 5)
        let seen = try await body(of: order) { AceStep(client: $0) }
        #expect(seen.path == "/release_task")
        #expect(
            sorted(seen.json)
                == sorted([
                    "prompt": "pop", "lyrics": "[Verse 1]\nGrey", "bpm": 118, "key_scale": "A minor",
                    "time_signature": "3", "audio_duration": 100, "audio_format": "mp3", "batch_size": 1,
                    "use_random_seed": false, "seed": 5, "thinking": true,
                ]))
        let odd = SongOrder(title: "", lyrics: " \n", style: "", bpm: .nan, beatsPerBar: 5, seconds: 9999)
        let bounded = try await body(of: odd) { AceStep(client: $0) }
        #expect(bounded.field("bpm") == 30)
        #expect(bounded.field("time_signature") == nil)
        #expect(bounded.field("audio_duration") == 600)
        #expect(bounded.text("lyrics") == "[Instrumental]")
    }

    @Test("songs of Suno")
    func suno() async throws {
        let order = SongOrder(title: "First Light", lyrics: "[Verse 1]\nGrey", style: "pop, 118 BPM")
        let seen = try await body(of: order) { SunoServer(model: "chirp-v4", client: $0) }
        #expect(seen.path == "/api/custom_generate")
        #expect(
            sorted(seen.json)
                == sorted([
                    "prompt": "[Verse 1]\nGrey", "tags": "pop, 118 BPM", "title": "First Light",
                    "make_instrumental": false, "model": "chirp-v4", "wait_audio": false,
                ]))
    }

    @Test("songs by a description, of services that write the words")
    func described() async throws {
        let order = SongOrder(
            title: "T", lyrics: "", style: "pop", seconds: 60, seed: 5,
            description: "A \"lighthouse\" at dawn")
        let suno = try await body(of: order) { SunoServer(model: nil, client: $0) }
        #expect(suno.path == "/api/generate")
        #expect(
            sorted(suno.json)
                == sorted([
                    "prompt": "A \"lighthouse\" at dawn", "make_instrumental": false, "wait_audio": false,
                ]))
        let acestep = try await body(of: order) { AceStep(client: $0) }
        #expect(acestep.path == "/release_task")
        #expect(
            sorted(acestep.json)
                == sorted([
                    "sample_query": "A \"lighthouse\" at dawn", "audio_duration": 60, "audio_format": "mp3",
                    "batch_size": 1, "use_random_seed": false, "seed": 5, "thinking": true,
                ]))
        let elevenlabs = try await body(of: order) { ElevenLabsMusic(model: "music_v1", client: $0) }
        #expect(elevenlabs.path == "/v1/music")
        #expect(
            sorted(elevenlabs.json)
                == sorted([
                    "model_id": "music_v1", "prompt": "A \"lighthouse\" at dawn", "music_length_ms": 60_000,
                    "force_instrumental": false,
                ]))
    }

    @Test("what is sent for a description is told apart from all else, and is the same for the same")
    func requestsOfDescriptions() throws {
        let suno = SunoServer(model: nil, client: try record.client("http://127.0.0.1:9"))
        let described = suno.request(for: Rig.describedSong)
        var other = Rig.describedSong
        other.seed = 99
        #expect(suno.request(for: other) == described)
        other.description = "Another"
        #expect(suno.request(for: other) != described)
        #expect(suno.request(for: Rig.song) != described)
    }

    @Test("songs of ElevenLabs, by a plan of parts or by a sentence")
    func elevenlabs() async throws {
        let long = String(repeating: "a", count: 201)
        let order = SongOrder(
            title: "T", lyrics: "x", style: "pop, 118 BPM",
            sections: [
                .init(name: "Verse 1", lines: ["Grey sea", long], seconds: 12.5),
                .init(name: "", lines: Array(repeating: "b", count: 31), seconds: 1),
                .init(name: "Outro", lines: [], seconds: .nan),
            ])
        let seen = try await body(of: order) { ElevenLabsMusic(model: "music_v1", client: $0) }
        #expect(seen.path == "/v1/music")
        #expect(seen.query == ["output_format": "mp3_44100_128"])
        func part(_ name: String, _ length: Int, _ lines: [String]) -> JSONValue {
            [
                "section_name": .string(name), "positive_local_styles": [], "negative_local_styles": [],
                "duration_ms": .number(length), "lines": .array(lines.map { .string($0) }),
            ]
        }
        #expect(
            sorted(seen.json)
                == sorted([
                    "model_id": "music_v1",
                    "composition_plan": [
                        "positive_global_styles": ["pop", "118 BPM"], "negative_global_styles": [],
                        "sections": [
                            part("Verse 1", 12_500, ["Grey sea", String(long.dropLast())]),
                            part("Part", 3000, Array(repeating: "b", count: 30)), part("Outro", 3000, []),
                        ],
                    ],
                ]))
        let plain = SongOrder(title: "T", lyrics: "", style: "pop", seconds: 700)
        let sentence = try await body(of: plain) { ElevenLabsMusic(model: "music_v1", client: $0) }
        #expect(
            sorted(sentence.json)
                == sorted([
                    "model_id": "music_v1", "prompt": "T: pop", "music_length_ms": 600_000,
                    "force_instrumental": true,
                ]))
    }

    @Test("a picture to start from goes to Luma's agents by its signed address, without the key")
    func upload() async throws {
        let folder = try ScratchFolder()
        let picture = folder.file("a.png")
        try Sample.image.write(to: URL(fileURLWithPath: picture))
        let shelf = MediaShelf()
        let store = try await LoopbackServer(shelf)
        let service = LumaAgentsService(key: Record.key, clip: Sample.clip, shelf: shelf, mediaURL: store.url)
        let server = try await LoopbackServer(service)
        let luma = LumaAgents(model: "ray-3.2", client: try record.client(server.url + "/v1"))
        let order = ClipOrder(prompt: "A lighthouse", image: .file(picture))
        _ = try await luma.submit(order, nonce: "n-1", file: folder.file("x"))
        let first = try #require(server.requests.first)
        #expect(
            sorted(first.json)
                == sorted([
                    "mime_type": "image/png", "purpose": "input", "size_bytes": .number(Sample.image.count),
                ]))
        let put = try #require(store.requests.first)
        #expect(put.method == "PUT")
        #expect(put.body == Sample.image)
        #expect(put.headers["content-type"] == "image/png")
        #expect(put.headers["authorization"] == nil)
        #expect(service.readyFiles == [Sample.image])
        #expect(server.requests.last?.text("video", "start_frame", "file_id")?.isEmpty == false)
        // What fails before the order is no lost order.
        service.failFiles("unreadable")
        #expect(await refusal { try await luma.submit(order, nonce: "n", file: "/x") }?.code == .refused)
        server.inject(.resetAfterwards, on: "POST", "/v1/files", times: 9)
        #expect(await refusal { try await luma.submit(order, nonce: "n", file: "/x") }?.code == .unavailable)
        let text = folder.file("a.txt")
        try Data("text".utf8).write(to: URL(fileURLWithPath: text))
        for file in [text, folder.file("none"), folder.path] {
            let order = ClipOrder(prompt: "A lighthouse", image: .file(file))
            #expect(await refusal { try await luma.submit(order, nonce: "n", file: "/x") }?.code == .refused)
        }
        #expect(service.book.creates == 1)
        await server.stop()
        await store.stop()
    }

    @Test("a picture whose end is answered with nothing is asked about")
    func emptyCompletion() async throws {
        let folder = try ScratchFolder()
        let picture = folder.file("a.png")
        try Sample.image.write(to: URL(fileURLWithPath: picture))
        let service = LumaAgentsService(key: Record.key, clip: Sample.clip)
        let server = try await LoopbackServer(service)
        server.inject(.afterwards(LoopbackAnswer(status: 204)), on: "POST", "/v1/files/")
        let luma = LumaAgents(model: "ray-3.2", client: try record.client(server.url + "/v1"))
        _ = try await luma.submit(
            ClipOrder(prompt: "A lighthouse", image: .file(picture)), nonce: "n-1", file: folder.file("x"))
        #expect(service.book.creates == 1)
        await server.stop()
    }
}
