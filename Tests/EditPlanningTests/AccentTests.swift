import EditModel
import EditPlanning
import MusicAnalysis
import TestSupport
import Testing

@Suite("movement on the beat")
struct AccentTests {
    private func made(_ seed: Int) -> (song: SongAnalysis, clips: [Footage]) {
        var random = MadeRandom(seed: UInt64(seed))
        let song = madeSong(
            [(.verse, 8, 0.4), (.chorus, 8, 0.9), (.verse, 8, 0.4)],
            bpm: Double.random(in: 70...150, using: &random))
        let clips = (1...5).map { index in
            var clip = madeClip(
                "\(index)", seconds: Double.random(in: 4...9, using: &random),
                fps: [24, 25, 30].randomElement(using: &random)!)
            clip.accents = accents(of: clip, using: &random)
            return clip
        }
        return (song, clips)
    }

    @Test(
        "a planned movement comes into view on the frame of a beat, and not a frame before", arguments: 0..<40
    )
    func onTheFrame(seed: Int) throws {
        let (song, clips) = made(seed)
        let edit = try plan(song, clips, seed: UInt64(seed))
        let beats = Set(edit.beats.map(\.frame))
        var count = 0
        for shot in edit.shots {
            for hit in shot.hits {
                count += 1
                #expect(beats.contains(hit.frame))
                let clip = edit.clips[shot.clip]
                #expect(clip.accents.contains { abs($0.time - hit.sourceTime) < 2e-6 })
                // The clip's frame that is on screen then is the first that shows it.
                func sourceFrame(_ frame: Int) -> Int {
                    let time = shot.timeMap.sourceTime(atFrame: frame - shot.startFrame)
                    return Int((time * clip.framesPerSecond + 1e-4).rounded(.down))
                }
                let accent = Int((hit.sourceTime * clip.framesPerSecond).rounded())
                #expect(sourceFrame(hit.frame) >= accent)
                #expect(sourceFrame(hit.frame) <= accent + 1)
                #expect(sourceFrame(hit.frame - 1) < accent)
            }
        }
        #expect(count > 0)
    }

    @Test("speeds bend only for movement; with ramps off every shot runs evenly", arguments: 0..<20)
    func ramps(seed: Int) throws {
        let (song, clips) = made(seed)
        let bent = try plan(song, clips, seed: UInt64(seed))
        for shot in bent.shots where shot.fit == .ramp { #expect(!shot.hits.isEmpty) }
        var style = EditStyle()
        style.look.ramps = false
        let even = try plan(song, clips, style: style, seed: UInt64(seed))
        #expect(even.shots.allSatisfy { $0.fit != .ramp })
    }

    @Test("two movements in a shot come on two beats, with speeds that join at them")
    func joined() throws {
        let song = madeSong([(.verse, 8, 0.3)], bpm: 120)
        var clip = madeClip("a", seconds: 6)
        // A beat is half a second: 1.1 s and 1.2 s between them want bending.
        clip.accents = [1.5, 2.6250, 3.8333].map { .init(time: $0, strength: 1, kind: .start) }
        let edit = try plan(song, [clip, madeClip("b", seconds: 6)])
        let shot = try #require(edit.shots.first { $0.hits.count > 1 })
        #expect(shot.fit == .ramp)
        for (piece, next) in zip(shot.timeMap.pieces, shot.timeMap.pieces.dropFirst()) {
            #expect(piece.sourceEnd == next.sourceStart)
            let speed = (piece.sourceEnd - piece.sourceStart) / Double(piece.frames) * piece.easing.endSpeed
            let after = (next.sourceEnd - next.sourceStart) / Double(next.frames) * next.easing.startSpeed
            #expect(abs(speed - after) < 0.02 * speed)
        }
    }
}
