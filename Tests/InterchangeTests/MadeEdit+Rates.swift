import EditModel
import Interchange
import TestSupport

extension MadeEdit {
    /// The rates that all editors have.
    static let rates = [
        FrameRate(24000, 1001), FrameRate(24), FrameRate(25), FrameRate(30000, 1001), FrameRate(30),
        FrameRate(50), FrameRate(60000, 1001), FrameRate(60),
    ]

    /// `ofAllKinds` at another rate, with the same frames.
    static func ofAllKinds(at rate: FrameRate) -> Edit {
        let model = ofAllKinds
        let scale = 24 / rate.framesPerSecond
        let maps = model.shots.map { shot in
            TimeMap(
                pieces: shot.timeMap.pieces.map { piece in
                    TimeMap.Piece(
                        frames: piece.frames, sourceStart: piece.sourceStart * scale,
                        sourceEnd: piece.sourceEnd * scale, easing: piece.easing)
                })
        }
        var edit = of(maps, rate: rate)
        for index in edit.shots.indices { edit.shots[index].transition = model.shots[index].transition }
        return edit
    }

    /// Any edit: clips of any rate, size and clock, stills, speeds, curves, transitions and windows; the same for each seed.
    static func any(seed: UInt64, rate: FrameRate) -> (edit: Edit, cuts: CutList) {
        var random = MadeRandom(seed: seed)
        var (clips, facts): ([Footage], [Int: CutList.FileFacts]) = ([], [:])
        let rates = [24000 / 1001.0, 24, 25, 29.97, 30, 50, 59.94, 60, 14.985, 12.5, 120]
        for index in 0..<Int.random(in: 1...6, using: &random) {
            let frames = rates[Int.random(in: 0..<rates.count, using: &random)]
            var clip = clip("clip \(index)", rate: frames, frames: Int.random(in: 40...900, using: &random))
            (clip.displayWidth, clip.displayHeight) =
                [(320, 180), (640, 360), (180, 320), (400, 300)][Int.random(in: 0..<4, using: &random)]
            clip.isStill = Int.random(in: 0..<8, using: &random) == 0
            let own = FrameRate(nearest: frames)
            let clock =
                Bool.random(using: &random) ? Int.random(in: 0..<Int(86_400 * frames), using: &random) : 0
            facts[index] = CutList.FileFacts(
                frameRate: own, startTimecode: clip.isStill ? 0 : clock)
            clips.append(clip)
        }
        let maps = (0..<Int.random(in: 1...12, using: &random)).map { shot in
            map(in: clips[shot % clips.count].duration, using: &random)
        }
        var edit = of(maps, rate: rate, clips: clips)
        for index in edit.shots.indices {
            if index > 0, Bool.random(using: &random) {
                edit.shots[index].transition = Shot.Transition(
                    kind: Bool.random(using: &random) ? .dissolve : .dip,
                    frames: Int.random(in: 2...12, using: &random))
            }
            if Bool.random(using: &random) {
                let window = Shot.Window(
                    x: .random(in: 0...1, using: &random), y: .random(in: 0...1, using: &random),
                    zoom: .random(in: 1...3, using: &random))
                edit.shots[index].windows = [Shot.WindowKey(frame: 0, window: window)]
            }
        }
        let song = CutList.Sound(
            path: edit.song.path, duration: edit.song.duration, sampleRate: 48_000,
            channelCount: Int.random(in: 1...3, using: &random))
        let cuts = CutList(
            edit, name: "any \(seed)", facts: facts, song: song, link: MediaLink(relativeTo: nil))
        return (edit, cuts)
    }

    private static func map(in duration: Double, using random: inout MadeRandom) -> TimeMap {
        TimeMap(
            pieces: (0..<Int.random(in: 1...3, using: &random)).map { _ in
                let start = Double.random(in: 0..<duration, using: &random)
                let isFrozen = Int.random(in: 0..<5, using: &random) == 0
                let easing: TimeMap.Easing = Int.random(in: 0..<3, using: &random) == 0 ? .easeInOut : .linear
                return TimeMap.Piece(
                    frames: Int.random(in: 1...60, using: &random), sourceStart: start,
                    sourceEnd: isFrozen ? start : Double.random(in: 0..<duration, using: &random),
                    easing: easing)
            })
    }
}
