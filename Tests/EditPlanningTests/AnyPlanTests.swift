import EditModel
import EditPlanning
import MusicAnalysis
import TestSupport
import Testing

/// What must hold of plans in any style, of any song, and of clips however short, slow or still.
@Suite("plans in any style")
struct AnyPlanTests {
    private static let seeds = 0..<40

    /// All that a plan is made from.
    private struct Inputs {
        var song: SongAnalysis
        var clips: [Footage]
        var style: EditStyle
    }

    private func made(_ random: inout MadeRandom) -> Inputs {
        Inputs(song: song(&random), clips: clips(&random), style: style(&random))
    }

    private func song(_ random: inout MadeRandom) -> SongAnalysis {
        let metre = Int.random(in: 1...9, using: &random)
        let period = Double.random(in: 0.2...1.2, using: &random)
        let count = Int.random(in: 2...90, using: &random)
        let beats = (0..<count).map { Beat(time: 0.1 + Double($0) * period, position: $0 % metre + 1) }
        let duration = Double(count) * period + 0.5
        let edges = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            Double.random(in: 0.01..<duration - 0.01, using: &random)
        }
        let bounds = [0] + Set(edges).sorted() + [duration]
        let sections = zip(bounds, bounds.dropFirst()).map { start, end in
            Section(
                start: start, end: end, label: SectionLabel.allCases.randomElement(using: &random) ?? .verse,
                group: 0, energy: Double.random(in: 0...1, using: &random), confidence: 1)
        }
        var lyrics: [LyricLine] = []
        for number in 0..<Int.random(in: 0...10, using: &random) {
            let start = Double(number) * 3 + Double.random(in: 0...1, using: &random)
            lyrics.append(
                LyricLine(
                    start: start, end: start + 2, text: "la", confidence: 1,
                    isEstimate: Bool.random(using: &random)))
        }
        let drops = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            beats.randomElement(using: &random)?.time ?? 0
        }.sorted()
        return SongAnalysis(
            duration: duration, tempo: Tempo(bpm: 60 / period, confidence: 1, alternatives: []),
            beatsPerBar: metre, beats: beats, onsets: [], sections: sections,
            energy: (0..<Int(duration)).map { _ in Double.random(in: 0...1, using: &random) },
            energyPeriod: 1, dynamics: drops.map { .init(kind: .drop, start: $0, end: $0, change: 1) },
            lyrics: lyrics, warnings: [])
    }

    private func clips(_ random: inout MadeRandom) -> [Footage] {
        (0..<Int.random(in: 1...6, using: &random)).map { number in
            let fps: Double = [1, 5, 24, 29.97, 240].randomElement(using: &random) ?? 24
            let frames = Int.random(in: Bool.random(using: &random) ? 1...3 : 1...300, using: &random)
            var clip = madeClip(
                ["a", "Verse", "chorus"].randomElement(using: &random)! + "_\(number)",
                seconds: (Double(frames) / fps * 1e6).rounded() / 1e6, width: 640,
                height: [360, 640, 1280].randomElement(using: &random) ?? 360, fps: fps)
            let duration = clip.duration
            func time() -> Double { Double.random(in: 0...duration, using: &random) }
            clip.isStill = Int.random(in: 0..<5, using: &random) == 0
            clip.motion = (0..<frames).map { _ in Float.random(in: 0...1, using: &random) }
            clip.cuts = (0..<Int.random(in: 0...2, using: &random)).map { _ in time() }.sorted()
            clip.accents = (0..<Int.random(in: 0...9, using: &random)).map { _ in time() }.sorted().map {
                Footage.Accent(time: $0, strength: 0.5, kind: .start)
            }
            clip.moments = (0..<Int(4 * duration) + 1).map { _ in
                Footage.Moment(x: Double.random(in: 0...1, using: &random), y: 0.3)
            }
            return clip
        }
    }

    private func style(_ random: inout MadeRandom) -> EditStyle {
        func length() -> Edit.Style.Length? {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: .seconds(Double.random(in: 0.1...9, using: &random))
            case 1: .beats(Double.random(in: 0.1...16, using: &random))
            default: nil
            }
        }
        let isSteady = Int.random(in: 0..<3, using: &random) == 0
        var style = EditStyle()
        style.look = Edit.Style(
            pace: Edit.Style.Pace.allCases.randomElement(using: &random) ?? .natural,
            every: Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...64, using: &random) : nil,
            maxShot: length(), order: Edit.Style.Order.allCases.randomElement(using: &random) ?? .auto,
            slowest: isSteady ? 1 : Double.random(in: 0.1...1, using: &random),
            fastest: isSteady ? 1 : Double.random(in: 1...8, using: &random),
            reverse: Bool.random(using: &random), mirror: Bool.random(using: &random),
            moves: Double.random(in: 0...1, using: &random),
            transitions: Set(
                Shot.Transition.Kind.allCases.filter { _ in Bool.random(using: &random) }))
        style.frameRate =
            [nil, FrameRate(1), FrameRate(24000, 1001), FrameRate(240)]
            .randomElement(using: &random) ?? nil
        style.canvas = [nil, Edit.Canvas(width: 16, height: 64)].randomElement(using: &random) ?? nil
        return style
    }

    /// The plan of an edit's own song, heard otherwise, from its own file.
    private func replan(_ edit: Edit, _ inputs: Inputs, look: Edit.Style? = nil) throws -> Edit {
        let (read, remarks) = try EditFile.decodeMending(
            EditFile.encode(edit, relativeTo: "/media"), relativeTo: "/media")
        #expect(remarks.isEmpty)
        var heard = inputs.song
        (heard.beats, heard.beatsPerBar, heard.lyrics, heard.dynamics) = ([], 0, [], [])
        var style = EditStyle(of: read)
        style.look = look ?? read.style
        return try EditPlanner().plan(
            song: read.song(in: heard), reference: read.song, footage: inputs.clips, style: style,
            seed: read.seed, before: read)
    }

    @Test(
        "unchanged they become the same bytes, and so they do whatever the order of the clips",
        arguments: seeds)
    func same(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        let inputs = made(&random)
        let edit = try plan(inputs.song, inputs.clips, style: inputs.style, seed: UInt64(seed))
        let bytes = try EditFile.encode(edit, relativeTo: "/media")
        let other = try plan(inputs.song, inputs.clips.reversed(), style: inputs.style, seed: UInt64(seed))
        #expect(try EditFile.encode(other, relativeTo: "/media") == bytes)
        #expect(try EditFile.encode(replan(edit, inputs), relativeTo: "/media") == bytes)
    }

    @Test(
        "clips run as fast, as slowly and in the direction that is allowed, at any moment", arguments: seeds)
    func speeds(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        let inputs = made(&random)
        let edit = try plan(inputs.song, inputs.clips, style: inputs.style, seed: UInt64(seed))
        let look = inputs.style.look
        for shot in edit.shots {
            for piece in shot.timeMap.pieces {
                #expect(look.reverse || piece.sourceEnd >= piece.sourceStart, "\(shot.reason)")
                guard [.trim, .slow, .fast, .ramp].contains(shot.fit) else { continue }
                let mean =
                    (piece.sourceEnd - piece.sourceStart) / edit.frameRate.seconds(ofFrame: piece.frames)
                for step in 0...8 {
                    let speed = piece.easing.speed(Double(step) / 8) * mean
                    // A surge is moved onto a frame of its clip.
                    #expect(speed >= 0.95 * look.slowest - 1e-3, "\(shot.reason)")
                    #expect(speed <= 1.05 * look.fastest + 1e-3, "\(shot.reason)")
                }
            }
        }
    }

    @Test("where only a longest shot is asked for, none is longer", arguments: seeds)
    func longest(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        var inputs = made(&random)
        let most = Double.random(in: 0.3...6, using: &random)
        inputs.style.look.maxShot = .seconds(most)
        let edit = try plan(inputs.song, inputs.clips, style: inputs.style)
        let frames = max(Int(most * edit.frameRate.framesPerSecond + 0.5), 1)
        for shot in edit.shots { #expect(shot.frameCount <= frames) }
    }

    @Test(
        "pinned shots stay, whatever boundary is moved and whatever the style then is, and the plan is valid",
        arguments: seeds)
    func pinned(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        var inputs = made(&random)
        inputs.style.look.transitions = Set(Shot.Transition.Kind.allCases)
        var edit = try plan(inputs.song, inputs.clips, style: inputs.style, seed: UInt64(seed))
        for index in edit.shots.indices where Int.random(in: 0..<3, using: &random) == 0 {
            edit.shots[index].isPinned = true
            // A flash may take all of its shot.
            if index > 0, edit.shots[index].frameCount >= 2, Bool.random(using: &random),
                edit.shots.indices.last == index || edit.shots[index + 1].transition == nil
            {
                edit.shots[index].transition = .init(kind: .flash, frames: edit.shots[index].frameCount)
            }
        }
        for index in edit.sections.indices.dropFirst() where Bool.random(using: &random) {
            let range = edit.sections[index - 1].startFrame + 1..<edit.sections[index].endFrame
            let frame = Int.random(in: range, using: &random)
            edit.sections[index - 1].endFrame = frame
            edit.sections[index].startFrame = frame
            edit.sections[index].isPinned = Bool.random(using: &random)
        }
        var look = inputs.style.look
        (look.pace, look.every, look.maxShot) = (.hyper, nil, nil)
        let again = try replan(edit, inputs, look: look)
        for shot in edit.shots where shot.isPinned {
            let now = try #require(again.shot(atFrame: shot.startFrame))
            #expect(now.timeMap == shot.timeMap && now.windows == shot.windows && now.clip == shot.clip)
        }
        #expect(edit.lostPins(in: again).isEmpty)
    }

    @Test("without downbeats it is cut as often as with them, give or take a half")
    func downbeats() throws {
        let song = madeSong([(.verse, 75, 0.5)])
        var flat = song
        for index in flat.beats.indices { flat.beats[index].position = 2 }
        let clips = (1...4).map { madeClip("\($0)", seconds: 9) }
        var style = EditStyle()
        style.look.pace = .hyper
        let expected = try plan(song, clips, style: style).shots.count
        let found = try plan(flat, clips, style: style).shots.count
        #expect(Double(found) > 0.5 * Double(expected) && Double(found) < 1.5 * Double(expected))
    }

    @Test("a pinned shot whose clip is gone is told, and that nothing stays pinned at another rate")
    func lost() throws {
        let song = madeSong([(.verse, 8, 0.5), (.chorus, 8, 0.9)])
        let clips = (1...4).map { madeClip("\($0)", seconds: 9) }
        var edit = try plan(song, clips)
        edit.shots[2].isPinned = true
        let rest = clips.filter { $0.path != edit.clips[edit.shots[2].clip].path }
        let style = EditStyle(of: edit)
        func again(_ clips: [Footage], _ style: EditStyle) throws -> Edit {
            try EditPlanner().plan(
                song: song, reference: edit.song, footage: clips, style: style, seed: 1, before: edit)
        }
        #expect(try edit.lostPins(in: again(clips, style)).isEmpty)
        #expect(try edit.lostPins(in: again(rest, style)).first?.hasPrefix("1 pinned shot") == true)
        var faster = style
        faster.frameRate = FrameRate(60)
        #expect(try edit.lostPins(in: again(clips, faster)).first?.contains("another frame rate") == true)
    }
}
