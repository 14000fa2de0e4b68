import EditModel
import Foundation
import Testing

/// An edit of ten shots of a second at 24 frames a second, each cut on every second beat of 120 BPM.
private func metredEdit() -> Edit {
    var edit = smallEdit()
    edit.song.duration = 10
    edit.frameCount = 240
    edit.beats = (0..<20).map {
        .init(time: Double($0) / 2, frame: $0 * 12, bar: $0 / 4 + 1, position: $0 % 4 + 1)
    }
    edit.sections[0].endFrame = 240
    edit.shots = (0..<10).map { index in
        Shot(
            startFrame: index * 24, clip: index % 2,
            timeMap: TimeMap(pieces: [.init(frames: 24, sourceStart: 0, sourceEnd: 1)]), fit: .trim,
            hits: [.init(frame: index * 24 + 12, sourceTime: 0.5)], reason: "")
    }
    return edit
}

@Suite("how cuts lie to beats")
struct CutTimingTests {
    @Test("cuts on their frames are as far from beats as frames are")
    func onTheFrame() {
        var edit = metredEdit()
        edit.beats[2].time += 0.01
        let timing = CutTiming(edit, offsets: Array(repeating: 0, count: 9))
        #expect(timing.cutCount == 9)
        #expect(timing.judgedCount == 9)
        #expect(timing.median == 0)
        #expect(abs(timing.greatest - 0.01) < 1e-12)
        #expect(abs(timing.percentile95 - 0.01) < 1e-12)
        #expect(abs(timing.bias + 0.01 / 9) < 1e-12)
        #expect(timing.shareOnBeat == 1)
        #expect(abs(timing.chance - 2 * (1.0 / 48 + 0.005) / 0.5) < 1e-9)
    }

    @Test("late cuts are late, and those that cannot be seen are not judged")
    func late() {
        let timing = CutTiming(metredEdit(), offsets: [3, 3, nil, 3, 3, 3, 3, 3, nil])
        #expect(timing.judgedCount == 7)
        #expect(abs(timing.bias - 0.125) < 1e-12)
        #expect(timing.shareOnBeat == 0)
    }

    @Test("a cut that was planned on no beat is judged by other beats only")
    func offBeat() {
        var edit = metredEdit()
        edit.beats.removeAll { $0.frame == 48 }
        let offsets = [Int?](repeating: 0, count: 9)
        #expect(CutTiming(edit, offsets: offsets).judgedCount == 8)
        let other = CutTiming(edit, offsets: offsets, beats: (0..<20).map { Double($0) / 2 + 0.1 })
        #expect(other.judgedCount == 9)
        #expect(abs(other.bias + 0.1) < 1e-9)
    }
}

@Suite("how movements lie to beats")
struct MotionTimingTests {
    private func accents(_ times: [Double]) -> [Footage.Accent] {
        times.map { .init(time: $0, strength: 1, kind: .start) }
    }

    @Test("movements on all planned beats are all hits, and far from chance")
    func perfect() throws {
        let timing = MotionTiming(
            metredEdit(), accents: accents((0..<10).map { Double($0) + 0.5 }), motion: [])
        #expect(timing.plannedHits == 10)
        #expect(timing.realisedHits == 10)
        #expect(timing.precision > 0.999 && timing.recall > 0.999 && timing.f1 > 0.999)
        #expect(try #require(timing.zScore) > 2)
        // Of the 16 frames of a second that are away from cuts, three pass.
        #expect(abs(timing.chanceOfHit - 3.0 / 16) < 0.02)
    }

    @Test("a frame beside is still a hit, two are none")
    func beside() {
        let shifts = [1, 1, 1, -1, -1, 2, 2, -2, 5, 5]
        let times = shifts.enumerated().map { Double($0.offset) + 0.5 + Double($0.element) / 24 }
        #expect(MotionTiming(metredEdit(), accents: accents(times), motion: []).realisedHits == 5)
    }

    @Test("movements between beats are worse than chance, those at cuts are not counted")
    func between() throws {
        let timing = MotionTiming(
            metredEdit(), accents: accents((0..<10).map { Double($0) + 0.25 }), motion: [])
        #expect(try #require(timing.zScore) < 0)
        #expect(timing.realisedHits == 0)
        #expect(MotionTiming(metredEdit(), accents: accents([1, 2, 3, 4.04]), motion: []).accentCount == 0)
        #expect(MotionTiming(metredEdit(), accents: [], motion: []).f1 == 0)
    }

    @Test(
        "a change of speed on the frame is a hit without standing out, one elsewhere is none",
        arguments: -3...3)
    func speeds(shift: Int) {
        // Half a second slow, half a second fast, shifted by a few frames.
        let motion = (0..<240).map { frame -> Float in (frame - shift + 240) % 24 >= 12 ? 0.4 : 0.1 }
        let timing = MotionTiming(metredEdit(), accents: [], motion: motion)
        #expect(timing.realisedHits == (abs(shift) <= 1 ? 10 : 0))
        #expect(timing.chanceOfHit <= 0.25)
    }
}
