import EditModel
import EditPlanning
import Foundation
import MusicAnalysis
import TestSupport
import Testing

@Suite("what a person has pinned")
struct PinTests {
    private let song = madeSong([
        (.verse, 8, 0.4), (.chorus, 8, 0.9), (.verse, 8, 0.4), (.chorus, 8, 0.9), (.outro, 4, 0.1),
    ])
    private let clips = ["a", "b", "c", "d", "e"].map { madeClip($0, seconds: 7) }

    private func replan(_ edit: Edit, style: EditStyle? = nil, clips: [Footage]? = nil) throws -> Edit {
        let read = try EditFile.decode(EditFile.encode(edit, relativeTo: "/media"), relativeTo: "/media")
        return try EditPlanner().plan(
            song: edit.song(in: song), reference: edit.song, footage: clips ?? self.clips,
            style: style ?? EditStyle(of: edit), seed: edit.seed, before: read)
    }

    private func pinned(_ pins: [EditStyle.Pin]) -> EditStyle {
        var style = EditStyle()
        style.pins = pins
        return style
    }

    @Test("a clip that is wanted in a section opens it and comes at least every other shot")
    func wantedClip() throws {
        let edit = try plan(song, clips, style: pinned([.init(clip: "d.mp4", section: "chorus 2")]))
        let section = edit.sections[3]
        #expect(section.clips == ["d.mp4"])
        let inside = edit.shots.filter { (section.startFrame..<section.endFrame).contains($0.startFrame) }
        #expect(edit.clips[inside[0].clip].name == "d")
        #expect(2 * inside.count { edit.clips[$0.clip].name == "d" } >= inside.count)
        #expect(edit.sections[1].clips.isEmpty)
    }

    @Test("two clips that are wanted in all sections of a kind fill them")
    func wantedClips() throws {
        let edit = try plan(
            song, clips,
            style: pinned([.init(clip: "A", section: "Chorus"), .init(clip: "b", section: "refrain")]))
        for section in edit.sections where section.label == "chorus" {
            for shot in edit.shots where (section.startFrame..<section.endFrame).contains(shot.startFrame) {
                #expect(["a", "b"].contains(edit.clips[shot.clip].name))
            }
        }
    }

    @Test(
        "a clip or a section that is not there is refused with what is there",
        arguments: [("z", "chorus", "clip “z”"), ("a", "drop 9", "section “drop 9”")])
    func unknown(clip: String, section: String, words: String) {
        let error = #expect(throws: PlanningError.self) {
            try plan(song, clips, style: pinned([.init(clip: clip, section: section)]))
        }
        #expect(error?.code == .unknownPin)
        #expect(error?.description.contains(words) == true)
    }

    @Test("pinned shots stay as they are, whatever else is chosen anew", arguments: 0..<40)
    func pinnedShots(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        var edit = try plan(song, clips, seed: UInt64(seed))
        for index in edit.shots.indices where Int.random(in: 0..<5, using: &random) == 0 {
            edit.shots[index].isPinned = true
        }
        var style = EditStyle(of: edit)
        style.look.pace = [.calm, .fast, .hyper][seed % 3]
        style.look.order = [.auto, .story, .shuffle][seed / 3 % 3]
        let again = try replan(edit, style: style)
        for shot in edit.shots where shot.isPinned { #expect(again.shots.contains(shot)) }
        #expect(again.shots != edit.shots)
    }

    @Test("a pinned section stays, with all its shots; further clips come into the others")
    func pinnedSection() throws {
        var edit = try plan(song, clips)
        edit.sections[1].isPinned = true
        let range = edit.sections[1].startFrame..<edit.sections[1].endFrame
        let more = clips + ["f", "g", "h"].map { madeClip($0, seconds: 7) }
        let again = try replan(edit, clips: more)
        let before = edit.shots.filter { range.contains($0.startFrame) }
        let after = again.shots.filter { range.contains($0.startFrame) }
        #expect(before.map(\.timeMap) == after.map(\.timeMap))
        #expect(before.map { edit.clips[$0.clip].name } == after.map { again.clips[$0.clip].name })
        #expect(again.sections[1].isPinned)
        #expect(again.shots.contains { ["f", "g", "h"].contains(again.clips[$0.clip].name) })
    }

    @Test("a changed shot is kept, and every other stays byte for byte", arguments: 0..<20)
    func untouched(seed: Int) throws {
        var edit = try plan(song, clips, seed: UInt64(seed))
        let index = 1 + seed % (edit.shots.count - 2)
        let around = [edit.shots[index - 1].clip, edit.shots[index + 1].clip]
        edit.shots[index].clip = try #require(
            edit.clips.indices.first { !around.contains($0) && $0 != edit.shots[index].clip })
        edit.shots[index].timeMap = TimeMap(pieces: [
            .init(frames: edit.shots[index].frameCount, sourceStart: 1, sourceEnd: 2)
        ])
        edit.shots[index].hits = []
        edit.shots[index].isPinned = true
        let again = try replan(edit)
        #expect(again.shots == edit.shots)
    }

    @Test("where a section became another, only its shots are chosen anew")
    func relabelled() throws {
        var edit = try plan(song, clips)
        edit.sections[2].label = "bridge"
        let again = try replan(edit)
        let range = edit.sections[2].startFrame..<edit.sections[2].endFrame
        let kept = zip(edit.shots, again.shots).filter { !range.contains($0.0.startFrame) }
        #expect(edit.shots.count == again.shots.count)
        for (old, new) in kept {
            #expect(old.clip == new.clip)
            #expect(old.timeMap == new.timeMap)
        }
        #expect(again.sections[2].name == "bridge")
    }

    @Test("variants are different edits of the same song, each a good one")
    func variants() throws {
        let first = try plan(song, clips)
        var edits = [first]
        for number in 1...3 {
            edits.append(
                try EditPlanner().plan(
                    song: song, reference: first.song, footage: clips, style: EditStyle(),
                    seed: UInt64(1 + number), unlike: edits))
        }
        for (index, edit) in edits.enumerated() {
            for other in edits[..<index] {
                let frames = stride(from: 0, to: edit.frameCount, by: 6)
                let same = frames.count { edit.shot(atFrame: $0)?.clip == other.shot(atFrame: $0)?.clip }
                #expect(Double(same) < 0.6 * Double(frames.underestimatedCount))
            }
            #expect(zip(edit.shots, edit.shots.dropFirst()).allSatisfy { $0.clip != $1.clip })
        }
    }
}
