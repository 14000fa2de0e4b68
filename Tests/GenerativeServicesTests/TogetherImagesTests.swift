import EditModel
import Foundation
import LoopbackServices
import Synchronization
import TestSupport
import Testing

@testable import GenerativeServices

struct TogetherImagesTests {
    @Test(
        "a picture comes as bytes or from an address, and one that is lost on the way is not called unmade",
        arguments: [true, false])
    func addresses(isThere: Bool) async throws {
        let record = Record()
        let shelf = MediaShelf()
        let store = try await LoopbackServer(shelf)
        let place = store.url + shelf.put(Sample.image, as: "a.png", isExpired: !isThere)
        let server = try await LoopbackServer(
            Answering { _ in .json(text: "{\"data\":[{\"url\":\"\(place)\"}]}") })
        let folder = try ScratchFolder()
        let images = TogetherImages(model: "m", client: try record.client(server.url))
        let file = folder.file("a.png")
        let error = await refusal { try await images.submit(Rig.image, nonce: "n", file: file) }
        #expect(error?.code == (isThere ? nil : .failed))
        #expect(folder.contents == (isThere ? ["a.png"] : []))
        #expect(server.requests.count == 1)
        #expect(store.requests.allSatisfy { $0.headers["authorization"] == nil })
        await server.stop()
        await store.stop()
    }

    @Test("answers without a picture are against the contract")
    func nonsense() async throws {
        let body = Mutex("")
        let server = try await LoopbackServer(Answering { _ in .json(text: body.withLock(\.self)) })
        let folder = try ScratchFolder()
        let images = TogetherImages(model: "m", client: try Record().client(server.url))
        for text in [
            "{\"data\":[]}", "{\"data\":null}", "{\"data\":[{\"b64_json\":\"\"}]}",
            "{\"data\":[{\"b64_json\":\"%%\"}]}",
            "{\"data\":[{\"b64_json\":\"\(Sample.song.base64EncodedString())\"}]}",
            "{\"data\":[{\"b64_json\":null,\"url\":null}]}",
        ] {
            body.withLock { $0 = text }
            let error = await refusal {
                try await images.submit(Rig.image, nonce: "n", file: folder.file("a"))
            }
            #expect(error?.code == .malformed, "\(text.prefix(60))")
        }
        #expect(folder.contents.isEmpty)
        await server.stop()
    }
}
