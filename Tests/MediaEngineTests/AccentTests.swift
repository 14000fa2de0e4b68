import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Accents of clips")
struct AccentTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func look(_ film: GreyFilm) async throws -> Footage {
        try film.write(to: folder.file("c.mp4"))
        return try await FootageAnalyzer(tools: Media.tools()).analyze(
            path: folder.file("c.mp4"), contentHash: ""
        ) { _ in }
    }

    @Test(
        "of a coded clip, leaps, a flash and a cut are found at their frames",
        arguments: ["24", "30000/1001"])
    func known(rate: String) async throws {
        var film = GreyFilm(MadeFilms.known(grain: 3))
        film.rate = rate
        film.encoding = ["-vf", "scale=640:360", "-c:v", "libx264", "-crf", "23", "-pix_fmt", "yuv420p"]
        let footage = try await look(film)
        let frames = footage.accents.map { Int(($0.time * footage.framesPerSecond).rounded()) }
        #expect(footage.accents.map(\.kind) == [.start, .flash, .start])
        #expect(zip(frames, [30, 50, 75]).allSatisfy { abs($0 - $1) <= 1 })
        #expect(footage.cuts.count == 1)
        #expect(abs((footage.cuts.first ?? 0) * footage.framesPerSecond - 96) < 0.01)
        #expect(footage.motion.count == 120)
        #expect(footage.moments.count == Int((footage.duration / 0.25).rounded(.up)))
        #expect(!footage.isStill)
    }

    @Test("keyframes that look sharper than what comes before them are no accents", arguments: [12, 24])
    func pumping(group: Int) async throws {
        var film = GreyFilm(MadeFilms.pan([Double](repeating: 1.3, count: 96), grain: 3))
        film.encoding =
            ["-vf", "scale=640:360", "-c:v", "libx264", "-b:v", "100k", "-maxrate", "100k"]
            + ["-bufsize", "100k", "-g", "\(group)", "-pix_fmt", "yuv420p"]
        #expect(try await look(film).accents.isEmpty)
    }
}
