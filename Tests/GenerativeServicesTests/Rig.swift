import EditModel
import Foundation
import LoopbackServices
import TestSupport
import Testing

@testable import GenerativeServices

/// An adapter, its service on this machine, and another server that holds the results.
struct Rig: Sendable {
    /// The adapters.
    enum Adapter: String, CaseIterable, CustomTestStringConvertible {
        case together, luma, lumaAgents, comfyui, acestep, suno, elevenlabs
        /// Suno, which is left to write the words.
        case sunoDescribed

        var testDescription: String { rawValue }

        /// Those whose orders become jobs.
        static var withJobs: [Adapter] { allCases.filter { ![.together, .elevenlabs].contains($0) } }

        /// Those whose results lie on another server.
        static var withStore: [Adapter] { [.luma, .lumaAgents, .suno, .sunoDescribed] }

        /// Whether it is Suno, whatever is ordered of it.
        var isSuno: Bool { self == .suno || self == .sunoDescribed }
    }

    let adapter: Adapter
    let record = Record()
    let server: LoopbackServer
    let store: LoopbackServer
    let folder: ScratchFolder
    let file: String

    /// What the results are.
    let media: Data

    /// How many orders the service took.
    let creates: @Sendable () -> Int

    /// The jobs; nil where there are none.
    let book: JobBook?

    let submit: @Sendable (_ nonce: String) async throws -> Submission
    let status: @Sendable (String) async throws -> JobStatus
    let find: @Sendable (_ nonce: String) async throws -> Finding
    let fetch: @Sendable (MediaResult) async throws -> Void
    let allowance: @Sendable () async throws -> Allowance?

    /// Starts the servers.
    ///
    /// - Parameter url: Where the adapter looks for its service; nil for where it is.
    init(_ adapter: Adapter, at url: String? = nil, transport: any HTTPTransport = CurlTransport())
        async throws
    {
        let shelf = MediaShelf()
        let store = try await LoopbackServer(shelf)
        let key = Record.key
        switch adapter {
        case .together:
            let service = ChatService(key: key, image: Sample.image, shelf: shelf)
            try await self.init(
                adapter, service, url, store, "/v1", nil, Sample.image, { service.images }, transport,
                Self.image
            ) { TogetherImages(model: "black-forest-labs/FLUX.1-schnell", client: $0) }
        case .luma:
            let service = LumaDreamMachineService(
                key: key, clip: Sample.clip, shelf: shelf, mediaURL: store.url)
            try await self.init(
                adapter, service, url, store, LumaDreamMachineService.basePath, service.book, Sample.clip,
                { service.book.creates }, transport, Self.clip
            ) { LumaDreamMachine(model: "ray-2", client: $0) }
        case .lumaAgents:
            let service = LumaAgentsService(key: key, clip: Sample.clip, shelf: shelf, mediaURL: store.url)
            try await self.init(
                adapter, service, url, store, "/v1", service.book, Sample.clip, { service.book.creates },
                transport,
                Self.clip
            ) { LumaAgents(model: "ray-3.2", client: $0) }
        case .comfyui:
            let service = ComfyUIService(files: ["clip.mp4": Sample.clip])
            let workflow = try Workflow(parsing: Self.workflow, file: "w.json")
            try await self.init(
                adapter, service, url, store, "", service.book, Sample.clip, { service.book.creates },
                transport,
                Self.clip
            ) { ComfyUI(workflow: workflow, client: $0) }
        case .acestep:
            let service = AceStepService(key: key, song: Sample.song)
            try await self.init(
                adapter, service, url, store, "", service.book, Sample.song, { service.book.creates },
                transport,
                Self.song
            ) { AceStep(client: $0) }
        case .suno, .sunoDescribed:
            let service = SunoService(song: Sample.song, shelf: shelf, mediaURL: store.url)
            try await self.init(
                adapter, service, url, store, "", service.book, Sample.song, { service.creates }, transport,
                adapter == .suno ? Self.song : Self.describedSong
            ) { SunoServer(model: nil, client: $0) }
        case .elevenlabs:
            let service = ElevenLabsService(key: key, song: Sample.song)
            try await self.init(
                adapter, service, url, store, "", nil, Sample.song, { service.creates }, transport, Self.song
            ) { ElevenLabsMusic(model: "music_v1", client: $0) }
        }
    }

    private init<Service: MediaService>(
        _ adapter: Adapter, _ service: any LoopbackService, _ url: String?, _ store: LoopbackServer,
        _ base: String,
        _ book: JobBook?, _ media: Data, _ creates: @escaping @Sendable () -> Int,
        _ transport: any HTTPTransport, _ order: Service.Order, _ make: (ServiceClient) -> Service
    ) async throws {
        let server = try await LoopbackServer(service)
        let folder = try ScratchFolder()
        let file = folder.file("result")
        let began = Date()
        var client = try record.client(
            (url ?? server.url) + base, key: adapter == .comfyui || adapter.isSuno ? nil : Record.key,
            transport: transport)
        if adapter == .elevenlabs, let credential = Credential(Record.key) {
            client.authorization = ServiceName.elevenlabs.authorization(credential)
        }
        let made = make(client)
        (self.adapter, self.server, self.store, self.book) = (adapter, server, store, book)
        (self.folder, self.file, self.media, self.creates) = (folder, file, media, creates)
        submit = { try await made.submit(order, nonce: $0, file: file) }
        status = { try await made.status(of: $0) }
        find = { try await made.find(order, nonce: $0, since: began) }
        fetch = { try await made.fetch($0, to: file) }
        allowance = { try await made.allowance() }
    }

    static let image = ImageOrder(prompt: "A lighthouse", seed: 7)
    static let clip = ClipOrder(prompt: "A lighthouse at dawn", seed: 7)
    static let song = SongOrder(
        title: "First Light", lyrics: "[Verse 1]\nGrey sea", style: "pop, 118 BPM", seconds: 60, seed: 7)
    static let describedSong = SongOrder(
        title: "", lyrics: "", style: "", seconds: 60, seed: 7, description: "A song about a lighthouse")
    static let workflow = """
        {"6":{"class_type":"CLIPTextEncode","inputs":{"text":"%prompt%","seed":"%seed%"}},
         "9":{"class_type":"SaveVideo","inputs":{"filename_prefix":"mvsync/s","video":["6",0]}}}
        """

    /// The path of the request that creates.
    var createPath: String {
        switch adapter {
        case .together: "/v1/images/generations"
        case .luma: "/dream-machine/v1/generations/video"
        case .lumaAgents: "/v1/generations"
        case .comfyui: "/prompt"
        case .acestep: "/release_task"
        case .suno: "/api/custom_generate"
        case .sunoDescribed: "/api/generate"
        case .elevenlabs: "/v1/music"
        }
    }

    /// The method and path of the request that asks about a job.
    var statusPath: (method: String, path: String) {
        switch adapter {
        case .luma: ("GET", "/dream-machine/v1/generations/")
        case .lumaAgents: ("GET", "/v1/generations/")
        case .comfyui: ("GET", "/history/")
        case .acestep: ("POST", "/query_result")
        case .suno, .sunoDescribed: ("GET", "/api/get")
        case .together, .elevenlabs: ("GET", "/")
        }
    }

    /// The server that results are fetched from, and their path there.
    var resultPath: (server: LoopbackServer, path: String) {
        switch adapter {
        case .comfyui: (server, "/view")
        case .acestep: (server, "/v1/audio")
        default: (store, "/media/")
        }
    }

    /// How many requests to create arrived.
    var attempts: Int { server.requests.filter { $0.method == "POST" && $0.path == createPath }.count }

    /// Submits an order that becomes a job.
    func submitted() async throws -> String {
        guard case .job(let job) = try await submit("n-1") else {
            throw ServiceError(.malformed, service: "test", "There is no job.")
        }
        return job
    }

    /// Asks about a job until it is over.
    func ended(_ job: String) async throws -> JobStatus {
        for _ in 0..<8 {
            let status = try await status(job)
            guard case .running = status else { return status }
        }
        throw ServiceError(.malformed, service: "test", "The job does not end.")
    }

    /// The results of a job, once it is done.
    func results(_ job: String) async throws -> [MediaResult] {
        switch try await ended(job) {
        case .finished(let results): return results
        case .failed(let error): throw error
        case .running: return []
        }
    }

    /// What lies in the result's file; nil where there is none.
    var content: Data? { FileManager.default.contents(atPath: file) }

    /// Stops the servers.
    func stop() async {
        await server.stop()
        await store.stop()
    }
}
