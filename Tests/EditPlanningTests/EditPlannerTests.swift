import EditModel
import EditPlanning
import Foundation
import MusicAnalysis
import TestSupport
import Testing

@Suite("planning an edit")
struct EditPlannerTests {
    @Test("any song and any clips give a valid edit that changes clip at every cut", arguments: 0..<60)
    func anything(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        let parts = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            (
                label: SectionLabel.allCases.randomElement(using: &random)!,
                bars: Int.random(in: 1...16, using: &random), energy: Double.random(in: 0...1, using: &random)
            )
        }
        let names = ["Verse1", "verse 2", "Chrous", "outro", "a", "b10", "b2", "intro_x", "bridge"]
        let clips = (0..<Int.random(in: 1...50, using: &random)).map { index in
            madeClip(
                names.randomElement(using: &random)! + "-\(index)",
                seconds: Double.random(in: 0.03...12, using: &random))
        }
        let song = madeSong(
            parts, bpm: Double.random(in: 50...200, using: &random), hasBeats: Bool.random(using: &random))
        let edit = try plan(song, clips, seed: UInt64(seed))
        try edit.validate()
        #expect(edit.frameCount == edit.frameRate.frame(nearest: song.duration))
        for (shot, next) in zip(edit.shots, edit.shots.dropFirst()) where clips.count > 1 {
            #expect(shot.clip != next.clip)
        }
        for section in edit.sections {
            #expect(edit.shots.contains { $0.startFrame == section.startFrame })
        }
        let bytes = try EditFile.encode(edit, relativeTo: "/media")
        #expect(try EditFile.encode(plan(song, clips, seed: UInt64(seed)), relativeTo: "/media") == bytes)
        let read = try EditFile.decode(bytes, relativeTo: "/media")
        #expect(try EditFile.encode(read, relativeTo: "/media") == bytes)
        #expect(read.shots == edit.shots)
    }

    @Test("cuts fall on beats, and no shot is shorter than the pace allows")
    func onBeats() throws {
        let song = madeSong([(.intro, 4, 0.1), (.verse, 8, 0.5), (.chorus, 8, 1), (.outro, 4, 0.1)], bpm: 97)
        let edit = try plan(song, (1...6).map { madeClip("\($0)", seconds: 6) })
        let beats = Set(edit.beats.map(\.frame))
        for shot in edit.shots {
            #expect(beats.contains(shot.startFrame))
            #expect(Double(shot.frameCount) / edit.frameRate.framesPerSecond >= 0.79)
        }
    }

    @Test("stronger music is cut faster")
    func pacing() throws {
        let edit = try plan(
            madeSong([(.verse, 16, 0), (.chorus, 16, 1)]), (1...6).map { madeClip("\($0)", seconds: 8) })
        let boundary = edit.sections[1].startFrame
        let soft = edit.shots.filter { $0.startFrame < boundary }.count
        #expect(edit.shots.count - soft > soft)
    }

    @Test("named clips lead their sections, and the chorus always opens with its own")
    func naming() throws {
        let song = madeSong([
            (.verse, 8, 0.4), (.chorus, 8, 1), (.verse, 8, 0.4), (.chorus, 8, 1), (.outro, 8, 0),
        ])
        let clips = ["Verse1", "Verse2", "Chrous", "outro"].map { madeClip($0, seconds: 6) }
        let edit = try plan(song, clips)
        let leads = edit.sections.map { section in
            edit.clips[edit.shot(atFrame: section.startFrame)!.clip].name
        }
        #expect(leads == ["Verse1", "Chrous", "Verse2", "Chrous", "outro"])
        #expect(edit.sections.map(\.name) == ["verse 1", "chorus 1", "verse 2", "chorus 2", "outro"])
        #expect(edit.shots[0].reason.contains("verse 1 begins"))
    }

    @Test(
        "a clip shorter than its slot is never frozen, and shows nothing outside itself",
        arguments: [0.2, 0.9, 3])
    func shortClips(seconds: Double) throws {
        let edit = try plan(
            madeSong([(.verse, 8, 0)]), [madeClip("a", seconds: seconds), madeClip("b", seconds: seconds)])
        for shot in edit.shots {
            #expect(shot.fit != .freeze)
            #expect(shot.timeMap.sourceRange.lowerBound >= 0)
            #expect(shot.timeMap.sourceRange.upperBound <= seconds)
        }
    }

    @Test("without clips or without a song there is nothing to plan")
    func nothing() {
        #expect(throws: PlanningError.self) { try plan(madeSong([(.verse, 4, 1)]), []) }
        #expect(throws: PlanningError.self) { try plan(madeSong([]), [madeClip("a", seconds: 1)]) }
    }

    @Test("the rate is the clips' own, 24 at least, and the picture theirs within 1920 × 1080")
    func defaults() throws {
        let song = madeSong([(.verse, 4, 1)])
        let slow = try plan(song, [madeClip("a", seconds: 4, fps: 8)])
        #expect(slow.frameRate == FrameRate(24))
        let tall = try plan(song, [madeClip("a", seconds: 4, width: 2160, height: 3840, fps: 29.97)])
        #expect(tall.frameRate == FrameRate(30000, 1001))
        #expect(tall.canvas == Edit.Canvas(width: 1080, height: 1920))
    }
}
