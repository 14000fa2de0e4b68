import EditModel
import Interchange
import TestSupport

/// Edits of made clips for the tests of formats.
enum MadeEdit {
    /// An edit of shots one after another, over two clips of five seconds at 24 frames a second.
    static func of(
        _ maps: [TimeMap], rate: FrameRate = FrameRate(24), clips: [Footage] = [clip("c0"), clip("c1")],
        song: String = "/media/song.wav"
    ) -> Edit {
        var shots: [Shot] = []
        var frame = 0
        for (index, map) in maps.enumerated() {
            shots.append(
                Shot(
                    startFrame: frame, clip: index % clips.count, timeMap: map, fit: .trim,
                    reason: "shot \(index)"))
            frame += map.frameCount
        }
        let beats = stride(from: 0, to: frame, by: 12).enumerated().map { index, frame in
            Edit.Marker(
                time: microseconds(rate.seconds(ofFrame: frame)), frame: frame, bar: index / 4 + 1,
                position: index % 4 + 1)
        }
        return Edit(
            song: Edit.Song(
                path: song, contentHash: String(repeating: "0", count: 64),
                duration: microseconds(rate.seconds(ofFrame: frame)), bpm: 120),
            frameRate: rate, canvas: Edit.Canvas(width: 320, height: 180), seed: 1, frameCount: frame,
            clips: clips, beats: beats,
            sections: [
                Edit.SectionSpan(name: "verse 1", label: "verse", startFrame: 0, endFrame: frame, energy: 0.5)
            ],
            shots: shots, warnings: [])
    }

    /// A clip of five seconds.
    static func clip(_ name: String, rate: Double = 24, frames: Int? = nil, ending: String = ".mp4")
        -> Footage
    {
        let count = frames ?? Int(5 * rate)
        return Footage(
            path: "/media/\(name)\(ending)", contentHash: String(repeating: "1", count: 64),
            duration: Double(count) / rate, frameCount: count, framesPerSecond: rate,
            isVariableFrameRate: false, displayWidth: 320, displayHeight: 180, rotation: 0, pixelAspect: 1,
            isHDR: false, codec: "h264", motion: [], cuts: [], warnings: [])
    }

    /// A map of one even piece, from frame to frame of a clip of 24 frames a second.
    static func even(_ frames: Int, from start: Double, to end: Double) -> TimeMap {
        TimeMap(pieces: [piece(frames, from: start, to: end)])
    }

    /// An even piece, from frame to frame of a clip of 24 frames a second.
    static func piece(
        _ frames: Int, from start: Double, to end: Double, easing: TimeMap.Easing = .linear
    ) -> TimeMap.Piece {
        TimeMap.Piece(
            frames: frames, sourceStart: microseconds(start / 24), sourceEnd: microseconds(end / 24),
            easing: easing)
    }

    /// A time as edit files have it.
    static func microseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }

    /// The edit as editors know it, named “made”, with relative names seen from `/media`.
    static func cuts(_ edit: Edit, baked: [Int: CutList.BakedShot] = [:]) -> CutList {
        CutList(
            edit, name: "made", facts: [:],
            song: CutList.Sound(
                path: edit.song.path, duration: edit.song.duration, sampleRate: 44_100, channelCount: 2),
            baked: baked, link: MediaLink(relativeTo: "/media"))
    }

    /// Trim, twice as fast, half as fast, backwards, a loop, there and back, a frame that stands, a curve, and a dissolve.
    static var ofAllKinds: Edit {
        var edit = of([
            even(24, from: 10, to: 34), even(24, from: 20, to: 68), even(24, from: 4, to: 16),
            even(24, from: 60, to: 36),
            TimeMap(pieces: [piece(12, from: 5, to: 17), piece(12, from: 5, to: 17)]),
            TimeMap(pieces: [piece(12, from: 40, to: 52), piece(12, from: 52, to: 40)]),
            even(24, from: 50, to: 50),
            TimeMap(pieces: [piece(24, from: 10, to: 46, easing: .easeIn)]),
            even(24, from: 60, to: 84),
        ])
        edit.shots[8].transition = Shot.Transition(kind: .dissolve, frames: 8)
        return edit
    }
}

extension MadeEdit {
    /// A valid edit as a file has it, drawn by a seed: any maps and transitions, at any of the usual rates.
    static func valid(seed: UInt64) -> Edit {
        var random = MadeRandom(seed: seed)
        let easings: [TimeMap.Easing] = [
            .linear, .easeIn, .easeOut, .easeInOut, .init(startSpeed: 0.4, endSpeed: 2.5),
        ]
        let maps = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            TimeMap(
                pieces: (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    let frames = Int.random(in: 1...60, using: &random)
                    let start = microseconds(Double.random(in: 0...5, using: &random))
                    let end = microseconds(Double.random(in: 0...5, using: &random))
                    return TimeMap.Piece(
                        frames: frames, sourceStart: start,
                        sourceEnd: Bool.random(using: &random) ? start : end,
                        easing: easings.randomElement(using: &random)!)
                })
        }
        var edit = of(
            maps, rate: rates.randomElement(using: &random)!,
            clips: [clip("c0"), clip("c1", rate: 30), clip("c2", rate: 25)])
        for index in edit.shots.indices {
            edit.shots[index].clip = Int.random(in: 0...2, using: &random)
            edit.shots[index].isMirrored = Bool.random(using: &random)
            if index > 0, Bool.random(using: &random) {
                edit.shots[index].transition = Shot.Transition(
                    kind: Shot.Transition.Kind.allCases.randomElement(using: &random)!,
                    frames: Int.random(in: 2...20, using: &random))
                edit.shots[index].fitTransition(after: edit.shots[index - 1])
            }
        }
        return edit
    }
}
