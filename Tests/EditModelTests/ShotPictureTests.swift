import EditModel
import Foundation
import Testing

@Suite("what a shot shows, in its file and by its rules")
struct ShotPictureTests {
    /// A small edit whose second shot has everything that a shot can have.
    private func richEdit() -> Edit {
        var edit = smallEdit()
        edit.events = [.init(kind: .drop, startFrame: 24, endFrame: 24)]
        edit.sections[0].clips = ["a", "b"]
        edit.sections[0].isPinned = true
        edit.clips[0].isStill = true
        edit.style = Edit.Style(
            pace: .hyper, every: 4, minShot: .beats(2), maxShot: .seconds(3.5), order: .story, slowest: 0.25,
            fastest: 3, ramps: false, reverse: false, mirror: true, moves: 1, transitions: [.dip, .dissolve],
            slowMotion: .flow, shutterBlur: true)
        edit.shots[1].timeMap.pieces[0].easing = .init(startSpeed: 0.5, endSpeed: 1.25)
        edit.shots[1].timeMap.pieces[1].easing = .easeInOut
        edit.shots[1].windows = [
            .init(frame: 0, window: .init(x: 0.4, y: 0.5, zoom: 1)),
            .init(frame: 40, window: .init(x: 0.6, y: 0.25, zoom: 1.5)),
        ]
        edit.shots[1].isMirrored = true
        edit.shots[1].transition = .init(kind: .dissolve, frames: 12)
        edit.shots[1].hits = [.init(frame: 36, sourceTime: 0.625)]
        return edit
    }

    @Test("all of it survives the file, byte for byte")
    func roundTrip() throws {
        let data = try EditFile.encode(richEdit(), relativeTo: "/music")
        let read = try EditFile.decode(data, relativeTo: "/music")
        var expected = richEdit()
        expected.shots[0].timeMap.pieces[0].sourceStart = 0.3
        #expect(read == expected)
        #expect(try EditFile.encode(read, relativeTo: "/music") == data)
    }

    @Test(
        "what breaks a rule is refused with its place",
        arguments: [
            ("windows[1].frame", "\"frame\": 40", "\"frame\": 48"),
            ("windows[1].frame", "\"frame\": 40", "\"frame\": 0"),
            ("windows[0].zoom", "\"zoom\": 1 }", "\"zoom\": 0.5 }"),
            ("windows[0].x", "\"x\": 0.4", "\"x\": 1.4"),
            ("transition.frames", "\"frames\": 12", "\"frames\": 50"),
            ("transition.frames", "\"frames\": 12", "\"frames\": 1"),
            ("transition.kind", "\"dissolve\" }", "\"wipe\" }"),
            ("hits[0].frame", "\"frame\": 36", "\"frame\": 23"),
            ("hits[0].sourceTime", "\"sourceTime\": 0.625", "\"sourceTime\": 2.5"),
            ("timeMap.pieces[0].easing[1]", "0.5, 1.25", "0.5, 3.5"),
            ("timeMap.pieces[1].easing", "easeInOut", "easy"),
        ])
    func refused(path: String, written: String, changed: String) throws {
        let text = String(decoding: try EditFile.encode(richEdit(), relativeTo: "/"), as: UTF8.self)
        #expect(text.contains(written))
        let wrong = text.replacingOccurrences(of: written, with: changed)
        let error = #expect(throws: EditError.self) {
            try EditFile.decode(Data(wrong.utf8), relativeTo: "/")
        }
        #expect(error?.path == "$.shots[1].\(path)")
    }

    @Test("windows move evenly between keys and stand outside of them")
    func windows() {
        let shot = richEdit().shots[1]
        #expect(shot.window(atFrame: -5) == shot.windows[0].window)
        #expect(shot.window(atFrame: 0) == shot.windows[0].window)
        let middle = shot.window(atFrame: 20)
        #expect(abs((middle?.x ?? 0) - 0.5) < 1e-12)
        #expect(abs((middle?.zoom ?? 0) - 1.25) < 1e-12)
        #expect(shot.window(atFrame: 47) == shot.windows[1].window)
        #expect(smallEdit().shots[0].window(atFrame: 3) == nil)
    }

    @Test("a course runs from 0 to 1 without turning back, with the speeds that it names", arguments: 0..<50)
    func easing(seed: Int) {
        let easing = TimeMap.Easing(startSpeed: Double(seed % 8) / 4, endSpeed: Double(seed / 8) / 2)
        let map = TimeMap(pieces: [.init(frames: 1000, sourceStart: 0, sourceEnd: 1, easing: easing)])
        let times = map.sourceTimes
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
        #expect(times[0] >= 0 && times[999] <= 1)
        // Half a frame in, the speed is that at the edge to the first order.
        #expect(abs(times[0] - easing.startSpeed * 0.0005) < 2e-6)
        #expect(abs((1 - times[999]) - easing.endSpeed * 0.0005) < 2e-6)
        let steps = zip(times, times.dropFirst()).map { ($1 - $0) * 1000 }
        for index in [0, 250, 500, 998] {
            #expect(abs(steps[index] - easing.speed((Double(index) + 1) / 1000)) < 1e-4)
        }
    }

    @Test("beyond its ends a map goes on as fast as it was there")
    func extended() {
        let map = TimeMap(pieces: [
            .init(frames: 10, sourceStart: 1, sourceEnd: 2), .init(frames: 10, sourceStart: 2, sourceEnd: 0),
        ])
        #expect(abs(map.extendedSourceTime(atFrame: -1) - 0.95) < 1e-12)
        #expect(abs(map.extendedSourceTime(atFrame: 20) - -0.1) < 1e-12)
        #expect(map.extendedSourceTime(atFrame: 7) == map.sourceTime(atFrame: 7))
    }

    @Test(
        "a length is seconds or beats", arguments: ["4b", "1.5", "0.5s", "0", "-1", "b", "nan", "1e3", "4bb"])
    func lengths(text: String) {
        let expected: [String: Edit.Style.Length] = [
            "4b": .beats(4), "1.5": .seconds(1.5), "0.5s": .seconds(0.5),
        ]
        #expect(Edit.Style.Length(text) == expected[text])
    }
}

@Suite("shots that a person has changed")
struct ChangedShotTests {
    /// An edit of four shots of 24 frames, as it comes back after its text was changed.
    private func mended(_ change: (String) -> String) throws -> (edit: Edit, remarks: [String]) {
        var edit = smallEdit()
        edit.song.duration = 4
        edit.frameCount = 96
        edit.sections[0].endFrame = 96
        edit.shots = (0..<4).map { index in
            Shot(
                startFrame: index * 24, clip: index % 2,
                timeMap: TimeMap(pieces: [
                    .init(frames: 24, sourceStart: Double(index) / 10, sourceEnd: 1 + Double(index) / 10)
                ]), fit: .trim, hits: [.init(frame: index * 24 + 20, sourceTime: 0.5)], reason: "")
        }
        let text = String(decoding: try EditFile.encode(edit, relativeTo: "/"), as: UTF8.self)
        return try EditFile.decodeMending(Data(change(text).utf8), relativeTo: "/")
    }

    @Test("one that shows something else is pinned, and that is said; the others are not")
    func changed() throws {
        let (edit, remarks) = try mended {
            $0.replacingOccurrences(of: "\"sourceEnd\": 1.2", with: "\"sourceEnd\": 1.9")
        }
        #expect(edit.shots.map(\.isPinned) == [false, false, true, false])
        #expect(remarks.count == 1)
        #expect(remarks.first?.contains("Shot 3") == true)
        #expect(edit.shots[2].timeMap.pieces[0].sourceEnd == 1.9)
    }

    @Test("one whose words alone were changed is not")
    func reason() throws {
        let (edit, remarks) = try mended {
            $0.replacingOccurrences(of: "\"reason\": \"\"", with: "\"reason\": \"so\"")
        }
        #expect(edit.shots.allSatisfy { !$0.isPinned })
        #expect(remarks.isEmpty)
    }

    @Test(
        "one that became longer or shorter stays where it starts; those after it give way",
        arguments: [10, 30, 60])
    func length(frames: Int) throws {
        let (edit, _) = try mended {
            $0.replacingOccurrences(
                of: "\"frames\": 24, \"sourceEnd\": 1.1", with: "\"frames\": \(frames), \"sourceEnd\": 1.1")
        }
        #expect(edit.shots.map(\.startFrame).contains(24))
        let kept = try #require(edit.shots.first { $0.startFrame == 24 })
        #expect(kept.isPinned && kept.frameCount == frames)
        #expect(edit.shots.last?.endFrame == 96)
        #expect(edit.shots.allSatisfy { shot in shot.hits.allSatisfy { $0.frame < shot.endFrame } })
    }
}
