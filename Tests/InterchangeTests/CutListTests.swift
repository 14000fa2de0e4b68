import EditModel
import Interchange
import Testing

@Suite struct CutListTests {
    @Test("parts tile the timeline, and those of a shot its frames, whatever its map")
    func partsTile() {
        let edit = MadeEdit.ofAllKinds
        let cuts = MadeEdit.cuts(edit)
        var frame = 0
        for part in cuts.parts {
            #expect(part.startFrame == frame)
            frame = part.endFrame
            #expect(part.sourceLow >= 0 && part.sourceHigh <= cuts.media[part.media].frameCount)
            #expect(edit.shots[part.shot].startFrame <= part.startFrame)
            #expect(part.endFrame <= edit.shots[part.shot].endFrame)
        }
        #expect(frame == edit.frameCount)
    }

    @Test("even pieces keep their places and speeds, in whole frames")
    func evenPieces() {
        let parts = MadeEdit.cuts(MadeEdit.ofAllKinds).parts
        #expect(parts[0].isPlain && parts[0].sourceStart == 10 && parts[0].sourceEnd == 34)
        #expect(parts[1].speed == 2 && parts[1].sourceStart == 20)
        #expect(parts[2].speed == 0.5 && parts[2].sourceEnd == 16)
        #expect(parts[3].isBackward && parts[3].sourceStart == 60 && parts[3].sourceEnd == 36)
        #expect(parts[4].sourceStart == 5 && parts[5].sourceStart == 5 && parts[4].count == 2)
        #expect(parts[6].sourceEnd == 52 && parts[7].isBackward)
        #expect(parts[8].isFrozen && parts[8].sourceStart == 50)
    }

    @Test(
        "a curve becomes runs within half a frame of it, and half a frame of rounding, joined without gaps",
        arguments: [TimeMap.Easing.easeIn, .easeOut, .easeInOut, .init(startSpeed: 2.8, endSpeed: 0.3)])
    func curves(easing: TimeMap.Easing) {
        let map = TimeMap(pieces: [MadeEdit.piece(60, from: 3, to: 99, easing: easing)])
        let parts = MadeEdit.cuts(MadeEdit.of([map])).parts
        #expect(parts.count > 1 && parts.count < 20)
        for (part, next) in zip(parts, parts.dropFirst()) { #expect(part.sourceEnd == next.sourceStart) }
        for part in parts {
            for frame in 0..<part.frameCount {
                let place = Double(part.sourceStart) + (Double(frame) + 0.5) * part.speed
                let planned = map.sourceTime(atFrame: part.startFrame + frame) * 24
                #expect(abs(place - planned) <= 1.01)
            }
        }
    }

    @Test("a dissolve takes no frames that the clips do not have")
    func dissolveFits() {
        var edit = MadeEdit.of([MadeEdit.even(24, from: 93, to: 117), MadeEdit.even(24, from: 40, to: 64)])
        edit.shots[1].transition = Shot.Transition(kind: .dissolve, frames: 12)
        let cuts = MadeEdit.cuts(edit)
        #expect(cuts.parts[1].transition?.frames == 6)
        let losses = EditDecisionList.losses(of: cuts, from: edit)
        #expect(losses.contains { $0.shots == [2] && $0.sentence.contains("shorter") })
    }

    @Test("a shot that was rendered is one part at its own speed behind its handle")
    func bakedShot() {
        let edit = MadeEdit.ofAllKinds
        let needs = EditDecisionList.bakingNeeds(of: edit)
        // A loop, a curve, and the shot behind it, whose dissolve the last run of the curve is too short for.
        #expect(needs.shots == [4, 7, 8] && needs.transitions.isEmpty)
        let baked = Dictionary(
            uniqueKeysWithValues: needs.shots.map {
                ($0, CutList.BakedShot(path: "/media/s/\($0).mov", lead: 7, tail: 6, hasTransition: false))
            })
        let cuts = MadeEdit.cuts(edit, baked: baked)
        let parts = cuts.parts.filter { needs.shots.contains($0.shot) }
        #expect(parts.count == 3 && parts.allSatisfy { $0.isPlain && $0.sourceStart == 7 })
        #expect(EditDecisionList.losses(of: cuts, from: edit).allSatisfy { !$0.isMendedByBaking })
    }

    @Test("frames that move for rounding's sake, or may, are counted")
    func rounding() {
        func moved(_ edit: Edit) -> String {
            let losses = EditDecisionList.losses(of: MadeEdit.cuts(edit), from: edit)
            return losses.map(\.sentence).joined(separator: " ")
        }
        #expect(moved(MadeEdit.of([MadeEdit.even(24, from: 10, to: 34)])) == "")
        let clips = [MadeEdit.clip("c", rate: 30)]
        // Whole frames of the timeline are 12.5 of the clip's: at the start of each the frame is another than in its middle.
        let even = MadeEdit.of([MadeEdit.even(24, from: 10, to: 34)], clips: clips)
        #expect(moved(even).hasPrefix("12 of 24 frames may show"))
        let between = MadeEdit.of([MadeEdit.even(24, from: 10.4, to: 34.4)], clips: clips)
        #expect(moved(between).hasPrefix("24 of 24 frames may show"))
        // What programs show that look at the start of a frame of one that is twice as fast, is never the one in its middle.
        #expect(moved(MadeEdit.of([MadeEdit.even(24, from: 20, to: 68)])).hasPrefix("24 of 24 frames"))
    }

    @Test("of a clip whose frames come at uneven distances none is counted, and that is said")
    func uneven() {
        var clip = MadeEdit.clip("c", rate: 30)
        clip.isVariableFrameRate = true
        let edit = MadeEdit.of([MadeEdit.even(24, from: 10.4, to: 34.4)], clips: [clip])
        for format in [EditDecisionList.self, MLTProject.self] as [any TimelineFormat.Type] {
            let losses = format.losses(of: MadeEdit.cuts(edit), from: edit)
            #expect(losses.count == 1 && losses[0].shots == [1])
            #expect(losses.first?.sentence.contains("uneven") == true)
        }
    }
}
