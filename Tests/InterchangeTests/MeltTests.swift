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

    @Test(
        "each frame at the clip's own speed, slowed to half, backwards or standing is the planned one; others are the one next to it",
        arguments: 0..<2)
    func allKinds(format: Int) throws {
        let footage = try BarcodeFootage()
        var edit = MadeEdit.ofAllKinds
        // Into a frame that stands, and out of it.
        for shot in [6, 7] { edit.shots[shot].transition = .init(kind: .dissolve, frames: 5) }
        (edit.clips, edit.song.path) = (try [0, 1].map { try footage.clip($0) }, try footage.song())
        let cuts = footage.cuts(edit)
        let found = try Melt.codes(of: footage.write(Self.formats[format], cuts), in: footage.folder)
        let planned = PlannedFrames.codes(of: cuts)
        #expect(found.count == planned.count)
        for part in cuts.parts {
            for frame in part.startFrame..<min(part.endFrame, found.count) {
                guard let code = planned[frame] else { continue }
                let isExact = part.isFrozen || [1, -1, 0.5].contains(part.speed)
                #expect(found[frame].id == code.id, "frame \(frame)")
                #expect(abs(found[frame].frame - code.frame) <= (isExact ? 0 : 1), "frame \(frame)")
            }
        }
    }

    @Test(
        "clips of other rates, shapes and windows are within a frame of the plan, those of the timeline's rate exact",
        arguments: [FrameRate(24), FrameRate(30000, 1001)])
    func otherRates(rate: FrameRate) throws {
        let footage = try BarcodeFootage()
        let clips = [
            try footage.clip(0), try footage.clip(1, rate: "25", framesPerSecond: 25),
            try footage.clip(2, rate: "30", framesPerSecond: 30),
            try footage.clip(3, rate: "30000/1001", framesPerSecond: 30000 / 1001.0),
        ]
        // Whole frames of the timeline, in seconds: cuts are exact at any rate.
        let maps = [10, 20, 30, 40].map { start in
            TimeMap(pieces: [
                .init(
                    frames: 24, sourceStart: rate.seconds(ofFrame: start),
                    sourceEnd: rate.seconds(ofFrame: start + 24))
            ])
        }
        let edit = MadeEdit.of(maps, rate: rate, clips: clips, song: try footage.song())
        let cuts = footage.cuts(edit)
        let planned = PlannedFrames.codes(of: cuts)
        for format in Self.formats {
            let found = try Melt.codes(of: footage.write(format, cuts), in: footage.folder)
            try #require(found.count == planned.count)
            for (frame, code) in planned.enumerated() {
                let code = try #require(code)
                let isExact = cuts.media[cuts.parts[frame / 24].media].frameRate == rate
                #expect(found[frame].id == code.id, "frame \(frame)")
                #expect(abs(found[frame].frame - code.frame) <= (isExact ? 0 : 1), "frame \(frame)")
            }
        }
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
