import Foundation
import GenerativeServices
import Sketching
import TestSupport
import Testing

@Suite("Sketched clips")
struct SketchClipsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func order(
        _ prompt: String, seconds: Double = 0.5, seed: UInt64 = 1, image: ClipOrder.Image? = nil
    ) -> ClipOrder {
        ClipOrder(prompt: prompt, seconds: seconds, lines: 36, seed: seed, image: image)
    }

    @discardableResult
    private func make(_ order: ClipOrder, _ name: String = "clip.mp4") async throws -> String {
        let clips = SketchClips(environment: ProcessInfo.processInfo.environment)
        #expect(try await clips.submit(order, nonce: "1", file: folder.file(name)) == .delivered)
        return folder.file(name)
    }

    /// Red, green and blue of all frames, 16 × 9 points each.
    private func levels(_ path: String) throws -> [[Int]] {
        let raw = try Tool.run(
            "ffmpeg",
            ["-v", "error", "-i", path, "-vf", "scale=16:9:flags=area,format=rgb24", "-f", "rawvideo", "-"])
        return stride(from: 0, to: raw.count, by: 432).map { start in raw[start..<start + 432].map { Int($0) }
        }
    }

    private func digest(_ path: String) throws -> String {
        String(
            decoding: try Tool.run("ffmpeg", ["-v", "error", "-i", path, "-f", "md5", "-"]), as: UTF8.self)
    }

    private func difference(_ a: [Int], _ b: [Int]) -> Double {
        zip(a, b).reduce(0) { $0 + Double(abs($1.0 - $1.1)) } / Double(a.count)
    }

    @Test(
        "a clip has the size, the rate and the length that were ordered",
        arguments: [
            ((16, 9), 1.0, "64,36,24/1,24\n"), ((9, 16), 0.25, "36,64,24/1,6\n"),
            ((1, 1), 0, "36,36,24/1,1\n"),
        ])
    func form(aspect: (Int, Int), seconds: Double, facts: String) async throws {
        var order = order("a road", seconds: seconds)
        order.aspect = aspect
        let path = try await make(order)
        let entries = "stream=width,height,r_frame_rate,nb_read_frames"
        let read = try Tool.run(
            "ffprobe", ["-v", "error", "-count_frames", "-show_entries", entries, "-of", "csv=p=0", path])
        #expect(String(decoding: read, as: UTF8.self) == facts)
        let codec = try Tool.run(
            "ffprobe", ["-v", "error", "-show_entries", "stream=codec_name,pix_fmt", "-of", "csv=p=0", path])
        #expect(String(decoding: codec, as: UTF8.self) == "h264,yuv420p\n")
    }

    @Test("the same order has the same pictures; another seed or prompt has others")
    func chance() async throws {
        let first = try digest(try await make(order("the sea at night"), "a.mp4"))
        #expect(try digest(try await make(order("the sea at night"), "b.mp4")) == first)
        #expect(try digest(try await make(order("the sea at night", seed: 2), "c.mp4")) != first)
        #expect(try digest(try await make(order("the sea by day"), "d.mp4")) != first)
    }

    @Test("night is darker than day")
    func hours() async throws {
        func brightness(_ prompt: String) async throws -> Int {
            try levels(try await make(order(prompt, seconds: 0.1))).joined().reduce(0, +)
        }
        for place in ["the desert", "the sea", "a city"] {
            let night = try await brightness("\(place) at night")
            let day = try await brightness("\(place) at noon, bright day")
            #expect(night * 4 < day * 3)
        }
    }

    @Test(
        "pictures move, whatever they show",
        arguments: ["the sea", "a road at dusk", "two people dance", "a city", "zzz"])
    func movement(prompt: String) async throws {
        let pictures = try levels(try await make(order(prompt, seconds: 1.5)))
        #expect(difference(pictures[0], pictures[pictures.count - 1]) > 1)
    }

    @Test("a clip that starts from a picture begins with it and comes closer")
    func still() async throws {
        let image = folder.file("still.png")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "testsrc=size=320x180", "-frames:v", "1", image])
        var closer = order("anything", image: .file(image))
        closer.lines = 90
        let pictures = try levels(try await make(closer))
        let first = try levels(image)[0]
        // The corner bears the mark.
        #expect(difference(Array(pictures[0].prefix(330)), Array(first.prefix(330))) < 12)
        #expect(difference(pictures[0], pictures[11]) > 3)
    }

    @Test("what cannot be drawn is refused, and leaves nothing")
    func refusals() async throws {
        let text = folder.file("text.png")
        try Data("no picture".utf8).write(to: URL(fileURLWithPath: text))
        var flat = order("sea")
        flat.aspect = (0, 9)
        var small = order("sea")
        small.lines = 1
        for refused in [
            flat, small, order("sea", image: .url("http://127.0.0.1/a.png")),
            order("sea", image: .file(text)),
            order("sea", image: .file(folder.file("missing.png"))),
        ] {
            let error = await #expect(throws: ServiceError.self) { try await make(refused) }
            #expect(error?.code == .refused)
            #expect(error?.service == "sketch")
        }
        #expect(folder.contents == ["text.png"])
    }

    @Test("without ffmpeg it says so")
    func programs() async throws {
        let clips = SketchClips(environment: ["PATH": folder.path])
        let error = await #expect(throws: ServiceError.self) {
            try await clips.submit(order("sea"), nonce: "", file: folder.file("a.mp4"))
        }
        #expect(error?.code == .unsupported)
        #expect(error?.description.contains("ffmpeg") == true)
    }

    @Test("cancelling leaves nothing behind")
    func cancelling() async throws {
        let task = Task { try await make(order("the sea", seconds: 60)) }
        try await Task.sleep(for: .milliseconds(900))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(folder.contents.isEmpty)
    }

    @Test("a file that is there is replaced")
    func replacing() async throws {
        try Data("old".utf8).write(to: URL(fileURLWithPath: folder.file("clip.mp4")))
        #expect(try levels(try await make(order("sea", seconds: 0.1))).count == 2)
        #expect(folder.contents == ["clip.mp4"])
    }

    @Test("a service of jobs has none")
    func jobs() async throws {
        let clips = SketchClips(environment: [:])
        #expect(try await clips.find(order("sea"), nonce: "1", since: Date()) == .jobs([]))
        await #expect(throws: ServiceError.self) { try await clips.status(of: "1") }
    }
}
