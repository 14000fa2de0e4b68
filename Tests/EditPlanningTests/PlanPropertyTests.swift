import EditModel
import EditPlanning
import MusicAnalysis
import TestSupport
import Testing

/// What must hold of every plan, over songs that are less tidy than `madeSong`.
@Suite("properties of plans")
struct PlanPropertyTests {
    /// A song with a pickup, a tempo that drifts, bars of any metre, onsets, and energy over time.
    private func untidySong(_ random: inout MadeRandom) -> SongAnalysis {
        let metre = Int.random(in: 2...7, using: &random)
        var period = Double.random(in: 0.3...1, using: &random)
        var time = Double.random(in: 0...3, using: &random)
        var position = Int.random(in: 1...metre, using: &random)
        var beats: [Beat] = []
        for _ in 0..<Int.random(in: 8...300, using: &random) {
            beats.append(Beat(time: time, position: position))
            period *= Double.random(in: 0.99...1.01, using: &random)
            time += period
            // Now and then a bar has a beat more, or less.
            let length =
                metre
                + (Int.random(in: 0..<12, using: &random) == 0 ? Bool.random(using: &random) ? 1 : -1 : 0)
            position = position >= length ? 1 : position + 1
        }
        let duration = time + Double.random(in: -2...6, using: &random)
        let starts = beats.filter { $0.position == 1 && $0.time < duration - 1 }
            .filter { _ in Int.random(in: 0..<6, using: &random) == 0 }.map(\.time)
        let edges = [0] + starts.filter { $0 > 0.5 } + [duration]
        let sections = zip(edges, edges.dropFirst()).map { start, end in
            Section(
                start: start, end: end, label: SectionLabel.allCases.randomElement(using: &random) ?? .verse,
                group: Int.random(in: 0...3, using: &random),
                energy: Double.random(in: 0...1, using: &random),
                confidence: 1)
        }
        let onsets = (0..<Int.random(in: 0...200, using: &random)).map { _ in
            Double.random(in: 0..<duration, using: &random)
        }
        var lyrics: [LyricLine] = []
        for _ in 0..<Int.random(in: 0...30, using: &random) {
            let start = (lyrics.last?.end ?? 0) + Double.random(in: 0...4, using: &random)
            let end = start + Double.random(in: 0.1...9, using: &random)
            let confidence = Double.random(in: 0...1, using: &random)
            lyrics.append(LyricLine(start: start, end: end, text: "la", confidence: confidence))
        }
        return SongAnalysis(
            duration: duration, tempo: Tempo(bpm: 60 / period, confidence: 0.5, alternatives: []),
            beatsPerBar: metre, beats: Int.random(in: 0..<8, using: &random) == 0 ? [] : beats,
            onsets: onsets.sorted(), sections: sections,
            energy: (0..<Int(duration * 2)).map { _ in Double.random(in: 0...1, using: &random) },
            energyPeriod: 0.5, lyrics: lyrics, warnings: [])
    }

    /// Clips with motion and with hard cuts of their own, some of them shorter than a beat.
    private func untidyClips(_ random: inout MadeRandom) -> [Footage] {
        (0..<Int.random(in: 1...9, using: &random)).map { index in
            var clip = madeClip(
                ["a", "Verse\(index)", "chorus", "intro", "x9"].randomElement(using: &random)! + "_\(index)",
                seconds: Double.random(in: 0.05...15, using: &random),
                fps: [23.976, 24, 25, 29.97, 60].randomElement(using: &random)!)
            clip.motion = (0..<clip.frameCount).map { _ in Float.random(in: 0...1, using: &random) }
            clip.cuts = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                Double.random(in: 0...clip.duration, using: &random)
            }.sorted()
            return clip
        }
    }

    private func style(_ random: inout MadeRandom) -> EditStyle {
        var style = EditStyle()
        style.look.pace = Edit.Style.Pace.allCases.randomElement(using: &random) ?? .natural
        style.frameRate = [nil, FrameRate(24000, 1001), FrameRate(25), FrameRate(60)].randomElement(
            using: &random)!
        return style
    }

    private func shortestShot(_ pace: Edit.Style.Pace) -> Double {
        switch pace {
        case .calm: 1.6
        case .natural: 0.9
        case .fast: 0.45
        case .hyper: 0.25
        }
    }

    @Test(
        "shots tile the song on beats, within their clips, each another clip than before", arguments: 0..<50)
    func properties(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        let song = untidySong(&random)
        let clips = untidyClips(&random)
        let style = style(&random)
        let edit = try plan(song, clips, style: style, seed: UInt64(seed))
        try edit.validate()

        // They tile the song: no gap, no overlap, to its last frame.
        let rate = edit.frameRate
        #expect(edit.frameCount == rate.frame(nearest: song.duration))
        #expect(edit.shots.first?.startFrame == 0)
        #expect(edit.shots.last?.endFrame == edit.frameCount)
        for (shot, next) in zip(edit.shots, edit.shots.dropFirst()) {
            #expect(shot.endFrame == next.startFrame)
            #expect(clips.count == 1 || shot.clip != next.clip)
        }

        for shot in edit.shots {
            #expect(shot.timeMap.frameCount == shot.frameCount)
            // Every piece and every frame shows something that the clip has.
            let clip = edit.clips[shot.clip]
            for piece in shot.timeMap.pieces {
                #expect(piece.frames > 0)
                #expect((0...clip.duration).contains(piece.sourceStart))
                #expect((0...clip.duration).contains(piece.sourceEnd))
            }
            let last = shot.timeMap.sourceTime(atFrame: shot.frameCount - 1)
            #expect((0...clip.duration).contains(last))
            #expect(!shot.reason.isEmpty)
        }

        // Cuts fall on the starts of sections, and inside a section on its beats, where it has any.
        let starts = Set(edit.sections.map(\.startFrame))
        let beats = Set(edit.beats.map(\.frame))
        for section in edit.sections {
            #expect(edit.shots.contains { $0.startFrame == section.startFrame })
            let inside = edit.beats.filter { (section.startFrame..<section.endFrame).contains($0.frame) }
            guard inside.count > 2 else { continue }
            for shot in edit.shots
            where shot.startFrame > section.startFrame && shot.startFrame < section.endFrame {
                #expect(beats.contains(shot.startFrame))
            }
        }
        // Only what lies between two starts of sections may be shorter than the pace allows.
        let least = Int(shortestShot(style.look.pace) * rate.framesPerSecond)
        let ends = starts.union([edit.frameCount])
        for shot in edit.shots where !(starts.contains(shot.startFrame) && ends.contains(shot.endFrame)) {
            #expect(shot.frameCount >= least)
        }

        let again = try plan(song, clips.reversed(), style: style, seed: UInt64(seed))
        #expect(
            try EditFile.encode(again, relativeTo: "/media") == EditFile.encode(edit, relativeTo: "/media"))
    }

    @Test("a section without a frame of its own has no shot, and is named by none")
    func tinySection() throws {
        var song = madeSong([(.verse, 4, 0.5), (.bridge, 4, 0.5), (.chorus, 4, 0.5)])
        song.sections[1].end = song.sections[1].start + 0.01
        song.sections[2].start = song.sections[1].end
        let edit = try plan(song, (1...3).map { madeClip("\($0)", seconds: 6) })
        #expect(edit.sections.map(\.name) == ["verse", "chorus"])
        #expect(!edit.shots.contains { $0.reason.contains("bridge") })
        #expect(edit.shots.contains { $0.reason.contains("chorus begins") })
    }

    @Test("another seed is another edit, now and then")
    func seeds() throws {
        let song = madeSong([(.verse, 16, 0.4), (.chorus, 16, 0.9), (.verse, 16, 0.4)])
        let clips = (1...7).map { madeClip("\($0)", seconds: 8) }
        let edits = try (0..<10).map { try plan(song, clips, seed: $0).shots }
        #expect(Set(edits).count > 1)
    }

    @Test("a calmer pace has fewer shots")
    func pace() throws {
        let song = madeSong([(.verse, 16, 0.4), (.chorus, 16, 0.9)])
        let clips = (1...5).map { madeClip("\($0)", seconds: 12) }
        let counts = try [Edit.Style.Pace.calm, .natural, .fast].map { pace in
            var style = EditStyle()
            style.look.pace = pace
            return try plan(song, clips, style: style).shots.count
        }
        #expect(counts[0] < counts[1])
        #expect(counts[1] < counts[2])
    }
}
