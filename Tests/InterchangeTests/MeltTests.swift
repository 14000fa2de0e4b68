import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

@Suite(
    "MLT and Kdenlive, as melt renders them",
    .enabled(if: Melt.isHere, "install the packages melt and xvfb to opt in"), .serialized)
struct MeltTests {
    private static var formats: [any TimelineFormat.Type] { [MLTProject.self, KdenliveProject.self] }

    @Test("each frame of an edit of all kinds is the planned one", arguments: 0..<2)
    func allKinds(format: Int) throws {
        let footage = try BarcodeFootage()
        var edit = MadeEdit.ofAllKinds
        // Into a frame that stands, and out of it.
        for shot in [6, 7] { edit.shots[shot].transition = .init(kind: .dissolve, frames: 5) }
        (edit.clips, edit.song.path) = (try [0, 1].map { try footage.clip($0) }, try footage.song())
        let cuts = footage.cuts(edit)
        let found = try Melt.codes(of: footage.write(Self.formats[format], cuts), in: footage.folder)
        #expect(found.count == edit.frameCount)
        let wrong = WrongFrames(found, in: edit)
        #expect(wrong == WrongFrames(toldBy: Self.formats[format], of: cuts, from: edit))
        #expect(wrong.count == 0)
    }

    /// Speeds that are tried, with how fast a clip of each of some rates runs.
    private static let speeds = [2, 1.5, 0.75, 0.8, 1.25, 0.5, 3, 1, -0.5, -1.5, -2, -1, 0]

    @Test(
        "at any speed, with clips of any rate, the frames that are not the planned ones are those that are told",
        arguments: [FrameRate(24), FrameRate(30000, 1001), FrameRate(50)], 0..<2)
    func speeds(rate: FrameRate, format: Int) throws {
        let footage = try BarcodeFootage()
        let rates = [
            ("24", 24), ("25", 25), ("30", 30), ("30000/1001", 30000 / 1001.0), ("50", 50), ("60", 60),
        ]
        let clips = try rates.enumerated().map { id, rate in
            try footage.clip(id, rate: rate.0, framesPerSecond: rate.1)
        }
        var maps: [TimeMap] = []
        for clip in clips.indices {
            for (index, speed) in Self.speeds.enumerated() {
                // On frames of the timeline and between them, from the clip's start and from its middle.
                let start =
                    index % 2 == 0 ? rate.seconds(ofFrame: 3 * index) : 0.271 * Double(index % 7 + clip)
                let way = rate.seconds(ofFrame: 18) * speed
                maps.append(
                    TimeMap(pieces: [
                        .init(
                            frames: 18, sourceStart: MadeEdit.microseconds(start + max(-way, 0)),
                            sourceEnd: MadeEdit.microseconds(start + max(way, 0)))
                    ]))
            }
        }
        var edit = MadeEdit.of(maps, rate: rate, clips: clips, song: try footage.song())
        for index in edit.shots.indices { edit.shots[index].clip = index / Self.speeds.count }
        let cuts = footage.cuts(edit)
        let found = try Melt.codes(of: footage.write(Self.formats[format], cuts), in: footage.folder)
        try #require(found.count == edit.frameCount)
        let wrong = WrongFrames(found, in: edit)
        #expect(wrong == WrongFrames(toldBy: Self.formats[format], of: cuts, from: edit))
        // Nearly all can be shown.
        #expect(wrong.count * 50 <= edit.frameCount, "\(wrong)")
    }

    @Test("what MLT cannot show is told with its number, and rendered with --bake", arguments: 0..<2)
    func told(format: Int) throws {
        let footage = try BarcodeFootage()
        let clips = [
            try footage.clip(0), try footage.clip(1, rate: "60", framesPerSecond: 60),
            try footage.clip(2, rate: "50", framesPerSecond: 50),
        ]
        let maps = [
            // To the clip's very end, a curve of fine steps, and from the very start for long.
            MadeEdit.even(24, from: 72, to: 120), MadeEdit.even(24, from: 10, to: 34),
            TimeMap(pieces: [
                MadeEdit.piece(60, from: 2, to: 110, easing: .init(startSpeed: 3, endSpeed: 0.1))
            ]),
            MadeEdit.even(40, from: 0, to: 120), MadeEdit.even(24, from: 30, to: 12),
        ]
        var edit = MadeEdit.of(maps, clips: clips, song: try footage.song())
        for (shot, clip) in [0, 0, 1, 1, 2].enumerated() { edit.shots[shot].clip = clip }
        let cuts = footage.cuts(edit)
        let found = try Melt.codes(of: footage.write(Self.formats[format], cuts), in: footage.folder)
        let told = WrongFrames(toldBy: Self.formats[format], of: cuts, from: edit)
        #expect(WrongFrames(found, in: edit) == told)
        #expect(told.count > 0 && !told.shots.contains(2))
        #expect(Self.formats[format].bakingNeeds(of: edit).shots.isSuperset(of: told.shots.map { $0 - 1 }))
    }

    @Test("rendered shots are exact at a rate of any kind", arguments: 0..<2)
    func rendered(format: Int) throws {
        let footage = try BarcodeFootage()
        let rate = FrameRate(30000, 1001)
        var edit = MadeEdit.of(
            [MadeEdit.even(20, from: 0, to: 33), MadeEdit.even(30, from: 50, to: 50)], rate: rate,
            song: try footage.song())
        edit.clips = [try footage.clip(0), try footage.clip(1)]
        var baked: [Int: CutList.BakedShot] = [:]
        for (shot, frames) in [(0, 20), (1, 30)] {
            // As shots are rendered: at the timeline's rate, with some frames before and behind.
            let file = try footage.clip(shot, rate: "30000/1001", framesPerSecond: 30000 / 1001.0)
            baked[shot] = CutList.BakedShot(
                path: file.path, lead: 7, tail: 150 - 7 - frames, hasTransition: false)
        }
        let cuts = footage.cuts(edit, baked: baked)
        let found = try Melt.codes(of: footage.write(Self.formats[format], cuts), in: footage.folder)
        let expected = [(0, 20), (1, 30)].flatMap { id, frames in
            (0..<frames).map { BarcodeReader.Code(id: id, frame: 7 + $0) }
        }
        #expect(found == expected)
    }

    @Test("a clip of another shape fills the picture to its edges", arguments: 0..<2)
    func fills(format: Int) throws {
        let footage = try BarcodeFootage()
        var clips: [Footage] = []
        for (id, size) in [(90, 160), (333, 500), (160, 60), (322, 180)].enumerated() {
            var film = GreyFilm(
                [[UInt8]](repeating: [UInt8](repeating: 235, count: size.0 * size.1), count: 120))
            (film.width, film.height) = size
            // Odd sizes stay as they are.
            film.encoding = ["-c:v", "ffv1", "-pix_fmt", "gray"]
            var clip = MadeEdit.clip("c\(id)", ending: ".mkv")
            clip.path = footage.folder.file("c\(id).mkv")
            (clip.displayWidth, clip.displayHeight) = size
            try film.write(to: clip.path)
            clips.append(clip)
        }
        var edit = MadeEdit.of(
            (0..<8).map { _ in MadeEdit.even(2, from: 2, to: 4) }, clips: clips, song: try footage.song())
        for shot in 4..<8 {
            edit.shots[shot].windows = [.init(frame: 0, window: .init(x: 0, y: 1, zoom: 1.3))]
            edit.shots[shot].isMirrored = true
        }
        _ = try Melt.codes(of: footage.write(Self.formats[format], footage.cuts(edit)), in: footage.folder)
        let pictures = try Tool.run(
            "ffmpeg",
            [
                "-v", "error", "-i", footage.folder.file("melt.mp4"), "-vf", "format=gray", "-f", "rawvideo",
                "-",
            ])
        #expect(pictures.count == 16 * 320 * 180)
        #expect(pictures.min() ?? 0 > 225)
    }
}
