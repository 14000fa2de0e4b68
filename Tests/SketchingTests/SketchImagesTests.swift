import Foundation
import GenerativeServices
import Sketching
import TestSupport
import Testing

@Suite("Sketched pictures")
struct SketchImagesTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func make(_ order: ImageOrder, _ name: String = "still.png") async throws -> String {
        let images = SketchImages(environment: ProcessInfo.processInfo.environment)
        #expect(try await images.submit(order, nonce: "1", file: folder.file(name)) == .delivered)
        return folder.file(name)
    }

    @Test("a picture is a PNG of the size that was ordered", arguments: [(160, 90), (91, 77), (640, 362)])
    func form(width: Int, height: Int) async throws {
        let path = try await make(ImageOrder(prompt: "a forest", width: width, height: height))
        let facts = try Tool.run(
            "ffprobe",
            ["-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", path])
        #expect(String(decoding: facts, as: UTF8.self) == "png,\(width),\(height)\n")
    }

    @Test("it says in its corner that it is a sketch")
    func mark() async throws {
        let path = try await make(ImageOrder(prompt: "night", width: 160, height: 90))
        let raw = try Tool.run(
            "ffmpeg", ["-v", "error", "-i", path, "-pix_fmt", "rgb24", "-f", "rawvideo", "-"])
        let lit = (0..<160 * 90).filter { Array(raw[$0 * 3..<$0 * 3 + 3]) == [238, 232, 218] }
        // As many blocks as S, K, E, T, C and H have, all in the right foot corner.
        let blocks = [15, 14, 18, 11, 13, 17].reduce(0, +)
        #expect(lit.count == blocks)
        #expect(lit.allSatisfy { $0 / 160 > 75 })
        #expect(lit.allSatisfy { $0 % 160 > 110 })
        // The stem and the two arms of K, in the second letter's place.
        let left = try #require(lit.map { $0 % 160 }.min())
        let top = try #require(lit.map { $0 / 160 }.min())
        let first = (0..<5).map { lit.contains(top * 160 + left + 6 + $0) }
        #expect(first == [true, false, false, false, true])
    }

    @Test("what a picture must not show is left out")
    func negative() async throws {
        func bytes(_ negative: String, _ name: String) async throws -> Data {
            let order = ImageOrder(prompt: "a street in the rain", negative: negative, width: 160, height: 90)
            return try Data(contentsOf: URL(fileURLWithPath: try await make(order, name)))
        }
        #expect(try await bytes("rain", "a.png") != bytes("", "b.png"))
        #expect(try await bytes("blurry", "c.png") == bytes("", "d.png"))
    }

    @Test("a size that nobody draws is refused", arguments: [0, -1, 100_000])
    func sizes(width: Int) async throws {
        let error = await #expect(throws: ServiceError.self) {
            _ = try await make(ImageOrder(prompt: "", width: width, height: 90))
        }
        #expect(error?.code == .refused)
    }

    @Test("any prompt is drawn")
    func prompts() async throws {
        for prompt in ["", "🦊🌊", String(repeating: "sea ", count: 5000), "<svg>&\u{0}", "مرحبا"] {
            _ = try await make(ImageOrder(prompt: prompt, width: 64, height: 36))
        }
    }
}
