import EditModel
import Foundation
import Testing

@Suite("What differs between two edits")
struct ComparisonTests {
    /// Eight shots of 24 frames, of two clips in turn, each of another part.
    private func edit() -> Edit {
        var edit = smallEdit()
        edit.song.duration = 8
        edit.frameCount = 192
        edit.beats = (0..<16).map {
            .init(time: Double($0) / 2, frame: $0 * 12, bar: $0 / 4 + 1, position: $0 % 4 + 1)
        }
        edit.sections = [
            .init(name: "verse", label: "verse", startFrame: 0, endFrame: 96, energy: 0.5),
            .init(name: "chorus", label: "chorus", startFrame: 96, endFrame: 192, energy: 1),
        ]
        edit.events = [.init(kind: .drop, startFrame: 96, endFrame: 96)]
        edit.captions = [.init(startFrame: 10, endFrame: 40, text: "la la")]
        edit.shots = (0..<8).map { shot($0 * 24, clip: $0 % 2, entering: Double($0) / 16) }
        return edit
    }

    private func shot(_ start: Int, clip: Int, entering entry: Double, frames: Int = 24) -> Shot {
        Shot(
            startFrame: start, clip: clip,
            timeMap: TimeMap(pieces: [
                .init(frames: frames, sourceStart: entry, sourceEnd: entry + Double(frames) / 24)
            ]), fit: .trim, reason: "downbeat")
    }

    private func changed(_ change: (inout Edit) -> Void) -> EditComparison {
        var after = edit()
        change(&after)
        return EditComparison(edit(), after)
    }

    @Test("an edit differs in nothing from itself, nor from one whose media lie elsewhere")
    func same() {
        #expect(changed { _ in }.isEmpty)
        let moved = changed {
            $0.song.path = "/else/song.wav"
            for index in $0.clips.indices { $0.clips[index].path = "/else/\($0.clips[index].name).mp4" }
        }
        #expect(moved.isEmpty)
        // Clips in another order are the same ones.
        let swapped = changed {
            $0.clips.swapAt(0, 1)
            for index in $0.shots.indices { $0.shots[index].clip = 1 - $0.shots[index].clip }
        }
        #expect(swapped.isEmpty)
    }

    @Test("each setting is found by its path")
    func settings() {
        let comparison = changed {
            $0.seed = 7
            $0.canvas.width = 320
            $0.style.pace = .fast
            $0.style.transitions = [.dip]
            $0.song.bpm = 121
            $0.song.contentHash = String(repeating: "e", count: 64)
        }
        #expect(
            comparison.settings.map(\.name).sorted() == [
                "canvas", "seed", "song.bpm", "song.contentHash", "style.pace", "style.transitions",
            ])
        let seed = comparison.settings.first { $0.name == "seed" }
        #expect(seed?.before == "1" && seed?.after == "7")
        #expect(comparison.shots.isEmpty)
    }

    @Test("a clip is added, removed, renamed or replaced; its shots are then no others")
    func clips() {
        let renamed = changed { $0.clips[0].path = "/music/clips/new.mp4" }
        #expect(renamed.clips.map(\.kind) == [.renamed])
        #expect(renamed.shots.isEmpty)
        var before = edit()
        before.clips[0].contentHash = String(repeating: "1", count: 64)
        var after = before
        after.clips[0].contentHash = String(repeating: "2", count: 64)
        after.clips.append(before.clips[1])
        after.clips[2].path = "/music/clips/c.mp4"
        after.clips[2].contentHash = String(repeating: "3", count: 64)
        let comparison = EditComparison(before, after)
        #expect(comparison.clips.map(\.kind) == [.replaced, .added])
        #expect(comparison.shots.isEmpty)
        #expect(EditComparison(after, before).clips.map(\.kind) == [.replaced, .removed])
    }

    @Test("beats that are moved, added, removed or counted otherwise are counted")
    func beats() {
        let moved = changed { for index in 4..<16 { $0.beats[index].time += 0.02 } }.beats
        #expect(moved?.moved == 12 && moved?.added == 0 && moved?.removed == 0)
        #expect(abs((moved?.greatestShift ?? 0) - 0.02) < 1e-9)
        #expect(changed { $0.beats.remove(at: 3) }.beats?.removed == 1)
        let halved = changed { $0.beats = $0.beats.filter { $0.position % 2 == 1 } }.beats
        #expect(halved?.removed == 8 && halved?.moved == 0)
        let shifted = changed { for index in $0.beats.indices { $0.beats[index].bar += 1 } }.beats
        #expect(shifted?.renumbered == 16 && shifted?.moved == 0)
    }

    @Test("a section is renamed, moved, added or removed")
    func sections() {
        #expect(changed { $0.sections[1].name = "outro" }.sections.map(\.before) == ["chorus"])
        let moved = changed {
            $0.sections[0].endFrame = 72
            $0.sections[1].startFrame = 72
        }
        #expect(moved.sections.map(\.shift) == [-24])
        let divided = changed {
            $0.sections[1].startFrame = 144
            $0.sections.insert(
                .init(name: "bridge", label: "bridge", startFrame: 96, endFrame: 144, energy: 0.2), at: 1)
        }
        #expect(divided.sections.map(\.before) == [nil, "chorus"])
        #expect(changed { $0.sections[0].energy = 0.4 }.sections.map(\.others) == [["energy"]])
        #expect(changed { $0.sections[0].isPinned = true }.sections.map(\.others) == [["pinned"]])
        #expect(changed { $0.events = [] }.events.map(\.isAdded) == [false])
    }

    @Test("each kind of change of a shot is found, and no other shot differs")
    func shots() throws {
        func one(_ change: (inout Shot) -> Void) throws -> EditComparison.ShotChange {
            let comparison = changed { change(&$0.shots[3]) }
            #expect(comparison.shots.count == 1)
            let found = try #require(comparison.shots.first)
            #expect(found.before == 3 && found.after == 3 && found.startFrame == 72 && found.endFrame == 96)
            return found
        }
        #expect(try one { $0.clip = 0 }.clipBefore == "b")
        #expect(try one { $0.transition = .init(kind: .dip, frames: 4) }.others == [.transition])
        #expect(try one { $0.windows = [.init(frame: 0, window: .init(zoom: 2))] }.others == [.window])
        #expect(try one { $0.isMirrored = true }.others == [.mirrored])
        #expect(try one { $0.isPinned = true }.others == [.pinned])
        #expect(try one { $0.hits = [.init(frame: 80, sourceTime: 0.5)] }.others == [.hits])
        #expect(try one { $0.reason = "so" }.others == [.reason])
        let faster = try one { $0.timeMap.pieces[0].sourceEnd += 0.5 }
        #expect(faster.speed?.before == 1 && faster.speed?.after == 1.5 && faster.sourceShift == nil)
        let later = try one {
            $0.timeMap.pieces[0].sourceStart += 0.5
            $0.timeMap.pieces[0].sourceEnd += 0.5
        }
        #expect(later.sourceShift == 0.5 && later.speed == nil)
        let eased = try one { $0.timeMap.pieces[0].easing = .easeIn }
        #expect(eased.speed?.before == 1 && eased.speed?.after == 1)
    }

    @Test("a cut that moves trims the shots on both sides, and no others")
    func trimmed() {
        let comparison = changed {
            $0.shots[3] = shot(72, clip: 1, entering: 3 / 16, frames: 30)
            $0.shots[4] = shot(102, clip: 0, entering: 4 / 16, frames: 18)
        }
        #expect(comparison.shots.map(\.startShift) == [0, 6])
        #expect(comparison.shots.map(\.endShift) == [6, 0])
        #expect(comparison.shots.allSatisfy { $0.speed == nil && $0.others.isEmpty })
    }

    @Test(
        "a shot put into the middle of another is one insertion, and does not make later ones differ",
        arguments: 0..<8)
    func inserted(at index: Int) {
        let comparison = changed {
            let start = $0.shots[index].startFrame
            let clip = $0.shots[index].clip
            $0.shots[index] = shot(start, clip: clip, entering: Double(index) / 16, frames: 14)
            $0.shots.insert(shot(start + 14, clip: 1 - clip, entering: 0.9, frames: 10), at: index + 1)
        }
        #expect(comparison.shots.count { $0.before == nil } == 1)
        #expect(comparison.shots.count { $0.after == nil } == 0)
        #expect(comparison.shots.count == 2)
        #expect(comparison.shots.first { $0.before == nil }?.after == index + 1)
    }

    @Test("shots that give way to one before them are the same shots, moved")
    func rippled() {
        let comparison = changed {
            $0.frameCount = 216
            for index in 2..<8 {
                $0.shots[index].startFrame += 24
                $0.shots[index].endFrame += 24
            }
            $0.shots.insert(shot(48, clip: 1, entering: 0.8), at: 2)
        }
        #expect(comparison.shots.count { $0.before == nil } == 1)
        #expect(comparison.shots.count { $0.startShift == 24 && $0.endShift == 24 && $0.speed == nil } == 6)
    }

    @Test("captions are changed, moved, added, removed")
    func captions() {
        #expect(changed { $0.captions[0].text = "lo lo" }.captions.map(\.before) == ["la la"])
        #expect(changed { $0.captions[0].startFrame = 12 }.captions.map(\.startShift) == [2])
        #expect(changed { $0.captions[0].isEstimate = true }.captions.map(\.detailsDiffer) == [true])
        #expect(changed { $0.captions = [] }.captions.map(\.after) == [nil])
        let added = changed { $0.captions.append(.init(startFrame: 50, endFrame: 60, text: "oh")) }
        #expect(added.captions.map(\.before) == [nil])
        #expect(changed { $0.warnings = ["so"] }.warningsDiffer)
    }

    @Test("at another frame rate, what is cut to the same beats is the same but for the rate")
    func otherRate() {
        let comparison = changed { edit in
            func place(_ frame: Int) -> Int { frame * 30 / 24 }
            edit.frameRate = FrameRate(30)
            edit.frameCount = place(edit.frameCount)
            for index in edit.beats.indices { edit.beats[index].frame = place(edit.beats[index].frame) }
            for index in edit.sections.indices {
                edit.sections[index].startFrame = place(edit.sections[index].startFrame)
                edit.sections[index].endFrame = place(edit.sections[index].endFrame)
            }
            edit.events = [.init(kind: .drop, startFrame: 120, endFrame: 121)]
            edit.captions = [.init(startFrame: 12, endFrame: 50, text: "la la")]
            edit.shots = edit.shots.map { shot in
                var shot = shot
                shot.startFrame = place(shot.startFrame)
                shot.endFrame = place(shot.endFrame)
                shot.timeMap.pieces[0].frames = 30
                return shot
            }
        }
        #expect(comparison.settings.map(\.name) == ["frameRate"])
        var without = comparison
        without.settings = []
        #expect(without.isEmpty, "\(without)")
    }

    @Test("thousands of shots that all differ are compared in reasonable time", .timeLimit(.minutes(1)))
    func many() {
        func long(_ entry: Double) -> Edit {
            var edit = edit()
            edit.frameCount = 1200 * 6
            edit.shots = (0..<1200).map { shot($0 * 6, clip: $0 % 2, entering: entry, frames: 6) }
            return edit
        }
        #expect(EditComparison(long(0), long(0.5)).shots.count == 1200)
        #expect(EditComparison(long(0), long(0)).isEmpty)
    }
}
