import EditModel
import EditPlanning
import Foundation
import MusicAnalysis
import TestSupport
import Testing

@Suite("a plan that is known by heart")
struct GoldenPlanTests {
    /// A song of 32 s with every kind of section boundary, and clips of which one is too short and one has a cut.
    private func edit() throws -> Edit {
        let song = madeSong([(.intro, 2, 0.1), (.verse, 6, 0.5), (.chorus, 6, 1), (.outro, 2, 0.2)])
        var clips = [
            madeClip("opening", seconds: 5), madeClip("Verse1", seconds: 8), madeClip("chorus", seconds: 6),
            madeClip("b-roll", seconds: 1.5), madeClip("outro", seconds: 3),
        ]
        clips[1].cuts = [4.5]
        return try plan(song, clips, seed: 7)
    }

    @Test("the edit file of a small song is what was looked at once")
    func file() throws {
        let bytes = try EditFile.encode(edit(), relativeTo: "/media")
        let text = try #require(String(bytes: bytes, encoding: .utf8))
        let complaint = try Snapshot.complaint(text, as: "small.mvsync.json")
        #expect(complaint == nil)
    }
}
