import Foundation
import LoopbackServices
import TestSupport
import Testing

/// The stand-ins of services, driven by the clients that the services' makers publish.
///
/// They run where `MVSYNC_SERVICES_PYTHON` names a Python that has these clients; `scripts/setup-services.sh` installs them.
@Suite(.enabled(if: ForeignPython.ofServices != nil, "MVSYNC_SERVICES_PYTHON names no Python"))
struct VendorClientTests {
    private let folder: ScratchFolder
    private let clip = Data("a clip".utf8)
    private let song = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    private let image = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

    init() throws {
        folder = try ScratchFolder()
        for (name, data) in ["clip": clip, "song": song, "image": image] {
            try data.write(to: URL(fileURLWithPath: folder.file(name)))
        }
    }

    private func check(_ name: String, _ server: LoopbackServer) async throws {
        let arguments =
            ["made-up-key"] + ["clip", "song", "image"].map(folder.file) + ["\(name)=\(server.url)"]
        let printed = try await ForeignPython.runWithClients("check_with_sdks.py", arguments)
        await server.stop()
        #expect(String(decoding: printed, as: UTF8.self).contains("\(name): as its maker's client"))
    }

    @Test("Luma's own client of the Dream Machine takes the stand-in for the service")
    func luma() async throws {
        let service = LumaDreamMachineService(key: "made-up-key", clip: clip, image: image)
        service.book.plan(JobScript())
        service.book.plan(JobScript(failure: .init("Advanced prompt moderation failed")))
        try await check("luma", LoopbackServer(service))
        #expect(service.book.creates == 3)
    }

    @Test("Luma's own client of the Agents API takes the stand-in for the service")
    func lumaAgents() async throws {
        let service = LumaAgentsService(key: "made-up-key", clip: clip, image: image)
        service.book.plan(JobScript(), times: 2)
        service.book.plan(JobScript(failure: .init("The prompt was moderated", code: "content_moderated")))
        let server = try await LoopbackServer(service)
        try await check("luma-agents", server)
        #expect(service.book.creates == 3)
        let sent = server.requests.first { $0.method == "PUT" }
        #expect(sent?.body == image)
        #expect(sent?.headers["authorization"] == nil)
    }

    @Test("Together's own client takes the stand-in for the service, and tries again after 429")
    func together() async throws {
        var manner = ChatService.Manner()
        manner.listsModelsBare = true
        manner.models = ["made-up-chat"]
        manner.imageModels = ["made-up-image"]
        let service = ChatService(key: "made-up-key", image: image, manner: manner) { _ in
            var script = ChatScript("Grüße, Welt – hello.")
            script.streaming.bytesAPiece = 7
            return script
        }
        let server = try await LoopbackServer(service)
        server.inject(.answer(ChatService.tooMany(after: 0.01)), on: "POST", "/v1/chat/completions")
        try await check("together", server)
        #expect(service.completions == 3)
        #expect(service.images == 2)
    }

    @Test("ElevenLabs' own client takes the stand-in for the service")
    func elevenLabs() async throws {
        let service = ElevenLabsService(key: "made-up-key", song: song)
        let server = try await LoopbackServer(service)
        server.inject(.answer(ElevenLabsService.quotaExceeded), on: "POST", "/v1/music")
        try await check("elevenlabs", server)
        #expect(service.creates == 2)
    }
}
