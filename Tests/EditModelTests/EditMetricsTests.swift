import EditModel
import Foundation
import Testing

@Suite("Metrics of an edit")
struct EditMetricsTests {
    /// An edit at 24 frames a second, of beats every 12 frames in bars of four, from shots of one second each.
    private func edit(
        clips count: Int = 3, seconds: Double = 10, sections: [(label: String, frames: Int, energy: Double)],
        shots: [(clip: Int, frames: Int, from: Double, to: Double)]
    ) -> Edit {
        var edit = smallEdit()
        var clip = edit.clips[0]
        clip.duration = seconds
        edit.clips = [Footage](repeating: clip, count: count)
        edit.shots = []
        edit.sections = []
        for shot in shots {
            let piece = TimeMap.Piece(frames: shot.frames, sourceStart: shot.from, sourceEnd: shot.to)
            edit.shots.append(
                Shot(
                    startFrame: edit.shots.last?.endFrame ?? 0, clip: shot.clip,
                    timeMap: TimeMap(pieces: [piece]), fit: .trim, reason: ""))
        }
        for section in sections {
            let start = edit.sections.last?.endFrame ?? 0
            edit.sections.append(
                .init(
                    name: section.label, label: section.label, startFrame: start,
                    endFrame: start + section.frames, energy: section.energy))
        }
        edit.frameCount = edit.shots.last?.endFrame ?? 0
        edit.beats = stride(from: 0, to: edit.frameCount, by: 12).enumerated().map { index, frame in
            .init(time: Double(frame) / 24, frame: frame, bar: index / 4 + 1, position: index % 4 + 1)
        }
        edit.song.bpm = 120
        edit.song.duration = Double(edit.frameCount) / 24
        return edit
    }

    @Test("cuts on downbeats are counted, and chance is the share of frames that near")
    func downbeats() {
        // Downbeats at 0, 48, 96, 144; cuts at 48, 72, 97.
        let metrics = EditMetrics(
            of: edit(
                sections: [("verse", 192, 0.5)],
                shots: [(0, 48, 0, 2), (1, 24, 0, 1), (2, 25, 0, 1), (0, 95, 2, 6)]))
        #expect(metrics.cutsOnDownbeats.count == 1)
        #expect(metrics.cutsOnDownbeats.total == 3)
        #expect(metrics.cutsOnDownbeats.value == 1.0 / 3)
        // Of the frames 1 to 191, those at 48, 96 and 144.
        #expect(metrics.cutsOnDownbeats.chance == 3.0 / 191)
    }

    @Test("a downbeat between two frames is met by the nearest one only")
    func betweenFrames() {
        var edit = edit(sections: [("verse", 96, 0.5)], shots: [(0, 48, 0, 2), (1, 48, 0, 2)])
        edit.beats = [.init(time: 2 + 0.4 / 24, frame: 48, bar: 1, position: 1)]
        #expect(EditMetrics(of: edit).cutsOnDownbeats.count == 1)
        edit.beats = [.init(time: 2 + 0.7 / 24, frame: 49, bar: 1, position: 1)]
        #expect(EditMetrics(of: edit).cutsOnDownbeats.count == 0)
        // Half a frame and 5 ms, which is 0.62 frames: either frame will do.
        edit.beats = [.init(time: 2 + 0.6 / 24, frame: 49, bar: 1, position: 1)]
        #expect(EditMetrics(of: edit).cutsOnDownbeats.count == 1)
        #expect(EditMetrics(of: edit).cutsOnDownbeats.chance == 2.0 / 95)
    }

    @Test("a boundary is kept by a change of clips within a frame, not by a cut within a clip")
    func boundaries() {
        // Boundaries at 48, 96, 144; changes at 49 and 144, at 96 a cut within clip 1.
        let metrics = EditMetrics(
            of: edit(
                sections: [("a", 48, 0), ("b", 48, 0), ("a", 48, 0), ("b", 48, 0)],
                shots: [(0, 49, 0, 2), (1, 47, 0, 2), (1, 48, 4, 6), (0, 48, 4, 6)]))
        #expect(metrics.boundariesWithChange == .init(count: 2, total: 3, chance: 6.0 / 191))
        #expect(metrics.repetition.sameClipCuts == .init(count: 1, total: 3, chance: 0))
    }

    @Test("the shortest gap is from the last time that some of the same was shown")
    func gaps() throws {
        // Clip 0 shows 0–2, 2–4 (nothing again) and 1–3: the last end of what it shares is 96, its start 144.
        let metrics = EditMetrics(
            of: edit(
                sections: [("a", 192, 0)],
                shots: [
                    (0, 48, 0, 2), (0, 48, 2, 4), (1, 24, 0, 1), (2, 24, 0, 1), (0, 48, 1, 3),
                ]))
        #expect(metrics.repetition.shortestGap == 2)
        // Two other clips of a median shot of 2 s.
        #expect(metrics.repetition.relativeGap == 0.5)
        // 4 + 1 + 1 seconds are new, of 8.
        #expect(metrics.repetition.uniqueShare == 0.75)
        #expect(!metrics.repetition.isForced)
    }

    @Test("where nothing comes again there is no gap")
    func nothingAgain() {
        let metrics = EditMetrics(
            of: edit(sections: [("a", 96, 0)], shots: [(0, 48, 0, 2), (1, 24, 0, 1), (0, 24, 2, 3)]))
        #expect(metrics.repetition.shortestGap == nil && metrics.repetition.relativeGap == nil)
        #expect(metrics.repetition.uniqueShare == 1)
    }

    @Test("with one clip that is shorter than the song, coming again is forced")
    func forced() {
        let metrics = EditMetrics(
            of: edit(clips: 1, seconds: 2, sections: [("a", 96, 0)], shots: [(0, 48, 0, 2), (0, 48, 0, 2)]))
        #expect(metrics.repetition.isForced)
        #expect(metrics.repetition.shortestGap == 0 && metrics.repetition.relativeGap == nil)
        #expect(metrics.repetition.uniqueShare == 1)
        #expect(metrics.repetition.sameClipCuts == .init(count: 1, total: 1, chance: 1))
    }

    @Test("gaps and unique seconds are those of a count frame by frame", arguments: 0..<50)
    func counted(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let shots = (0..<20).map { _ in
            let (frames, from) = (1 + random(40), random(200))
            return (clip: random(2), frames: frames, from: Double(from) / 24, to: Double(from + frames) / 24)
        }
        let frames = shots.reduce(0) { $0 + $1.frames }
        let edit = edit(clips: 2, sections: [("a", frames, 0)], shots: shots)
        var lastEnd: [[Int]: Int] = [:]
        var shortest: Int?
        for shot in edit.shots {
            let first = Int((shot.timeMap.pieces[0].sourceStart * 24).rounded())
            let shown = (first..<first + shot.frameCount).map { [shot.clip, $0] }
            for frame in shown {
                if let end = lastEnd[frame] { shortest = min(shortest ?? .max, shot.startFrame - end) }
            }
            for frame in shown { lastEnd[frame] = shot.endFrame }
        }
        let repetition = EditMetrics(of: edit).repetition
        #expect(repetition.shortestGap.map { ($0 * 24).rounded() } == shortest.map(Double.init))
        #expect(abs(repetition.uniqueShare - Double(lastEnd.count) / Double(min(frames, 480))) < 1e-9)
    }

    @Test("pace that follows energy correlates, and clips that keep to their sections contrast")
    func structure() throws {
        // Shots a section: 1, 2, 2, 4; energies 0.1, 0.5, 0.4, 0.9. Ranks of pace 1, 2.5, 2.5, 4; of energy 1, 3, 2, 4.
        let metrics = EditMetrics(
            of: edit(
                sections: [("verse", 48, 0.1), ("chorus", 48, 0.5), ("verse", 48, 0.4), ("chorus", 48, 0.9)],
                shots: [
                    (0, 48, 0, 2), (1, 24, 0, 1), (2, 24, 0, 1), (0, 24, 2, 3), (1, 24, 2, 3),
                    (1, 12, 4, 4.5), (2, 12, 4, 4.5), (1, 12, 5, 5.5), (2, 12, 5, 5.5),
                ]))
        // Sums of squares about the mean rank 2.5: 4.5 and 5, of products 4.5.
        let correlation = try #require(metrics.pacing.energyCorrelation)
        #expect(abs(correlation - 4.5 / (4.5 * 5.0).squareRoot()) < 1e-12)
        // Verses {0} and {0, 1}, choruses {1, 2} twice: same (1/2 + 1)/2; different (0 + 0 + 1/3 + 1/3)/4.
        let contrast = try #require(metrics.pacing.clipContrast)
        #expect(abs(contrast - (0.75 - 1.0 / 6)) < 1e-12)
    }

    @Test("of too little, nothing is said")
    func tooLittle() {
        let metrics = EditMetrics(
            of: edit(
                sections: [("a", 24, 0), ("b", 24, 1), ("c", 24, 0.5)],
                shots: [(0, 24, 0, 1), (1, 24, 0, 1), (2, 24, 0, 1)]))
        #expect(metrics.pacing.energyCorrelation == nil)
        #expect(metrics.pacing.clipContrast == nil)
        let single = EditMetrics(of: edit(sections: [("a", 24, 0)], shots: [(0, 24, 0, 1)]))
        #expect(single.cutsOnDownbeats.value == nil)
        #expect(single.boundariesWithChange.value == nil)
        #expect(single.pacing.clipContrast == nil)
    }

    @Test("shots outside the limits count, in seconds and in beats, but not one that fills its sections")
    func limits() {
        var edit = edit(
            sections: [("a", 48, 0), ("b", 12, 0), ("c", 132, 0)],
            shots: [(0, 36, 0, 2), (1, 12, 0, 1), (2, 12, 0, 1), (0, 24, 4, 5), (1, 108, 2, 6)])
        #expect(EditMetrics(of: edit).pacing.shotsOutsideLimits == .init(count: 0, total: 5))
        edit.style.minShot = .seconds(1)
        #expect(EditMetrics(of: edit).pacing.shotsOutsideLimits.count == 1)
        edit.style.minShot = .beats(2)
        #expect(EditMetrics(of: edit).pacing.shotsOutsideLimits.count == 1)
        edit.style.maxShot = .beats(8)
        #expect(EditMetrics(of: edit).pacing.shotsOutsideLimits.count == 2)
        edit.style.maxShot = .beats(9)
        #expect(EditMetrics(of: edit).pacing.shotsOutsideLimits.count == 1)
    }

    @Test("cuts inside lines count, unless the lines' times are estimates")
    func captions() {
        var edit = edit(
            sections: [("a", 96, 0)],
            shots: [(0, 24, 0, 1), (1, 24, 0, 1), (2, 24, 0, 1), (0, 24, 2, 3)])
        // Cuts at 24, 48, 72: inside the first line, a frame from the second one's start, inside an estimate.
        edit.captions = [
            .init(startFrame: 20, endFrame: 30, text: "a"), .init(startFrame: 47, endFrame: 60, text: "b"),
            .init(startFrame: 65, endFrame: 90, text: "c", isEstimate: true),
        ]
        #expect(EditMetrics(of: edit).cutsInCaptions == .init(count: 1, total: 3, chance: 17.0 / 95))
    }

    @Test("frames at odd speeds count, eased ones by their own speed, still pictures not at all")
    func speeds() {
        // At 2, at 3, at 1, and backwards at 0.25 times the clip's speed.
        var edit = edit(
            sections: [("a", 96, 0)],
            shots: [(0, 24, 0, 2), (1, 24, 0, 3), (2, 24, 0, 1), (0, 24, 4.25, 4)])
        #expect(EditMetrics(of: edit).oddSpeeds == .init(count: 48, total: 96))
        // From rest to twice the speed, evenly: a quarter of the frames is below one half.
        edit.shots[2].timeMap.pieces[0].easing = .easeIn
        #expect(EditMetrics(of: edit).oddSpeeds == .init(count: 54, total: 96))
        edit.clips[1].isStill = true
        #expect(EditMetrics(of: edit).oddSpeeds == .init(count: 30, total: 72))
    }

    @Test("metrics survive being written and read")
    func coding() throws {
        let metrics = EditMetrics(of: smallEdit())
        let data = try JSONEncoder().encode(metrics)
        #expect(try JSONDecoder().decode(EditMetrics.self, from: data) == metrics)
    }
}
