import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

/// Timelines as other programs save them: at other rates, from Windows, without their media.
@Suite struct ForeignTimelineTests {
    /// A timeline as text in which each time is another.
    private static func retimed(_ edit: Edit, _ change: ([String: Any]) -> [String: Any]) throws -> String {
        func changed(_ value: Any) -> Any {
            if let list = value as? [Any] { return list.map(changed) }
            guard let object = value as? [String: Any] else { return value }
            if object["OTIO_SCHEMA"] as? String == "RationalTime.1" { return change(object) }
            return object.mapValues(changed)
        }
        var json = try OpenTimelineTests.object(OpenTimeline.text(of: MadeEdit.cuts(edit)))
        json["tracks"] = changed(json["tracks"]!)
        return String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self)
    }

    private static func value(_ time: [String: Any]) -> Double { (time["value"] as! NSNumber).doubleValue }

    private static func time(_ value: Double, _ rate: Double) -> [String: Any] {
        ["OTIO_SCHEMA": "RationalTime.1", "value": value, "rate": rate]
    }

    @Test(
        "times of whole frames come back exactly, at whatever rate they are counted",
        arguments: [48.0, 120, 30, 25, 1000, 90000])
    func otherRates(rate: Double) throws {
        let edit = MadeEdit.ofAllKinds
        let text = try Self.retimed(edit) { Self.time(Self.value($0) * rate / 24, rate) }
        let (again, remarks) = try OpenTimelineTests.imported(text)
        let isSame = OpenTimelineTests.isSame(again, edit)
        #expect(isSame)
        #expect(remarks.isEmpty)
    }

    @Test(
        "a program that rounds cuts to the frames of another rate moves none of them, and one sentence says so"
    )
    func roundedToAnotherRate() throws {
        let maps = (0..<40).map { MadeEdit.even(7, from: Double($0), to: Double($0 + 7)) }
        let edit = MadeEdit.of(maps)
        var place = 0.0
        let text = try OpenTimelineTests.changed(edit) { clips in
            for index in clips.indices {
                var range = clips[index]["source_range"] as! [String: Any]
                let (start, duration) = (
                    Self.value(range["start_time"] as! [String: Any]),
                    Self.value(range["duration"] as! [String: Any])
                )
                let (from, to) = ((place * 1.25).rounded(), ((place + duration) * 1.25).rounded())
                range["start_time"] = Self.time((start * 1.25).rounded(), 30)
                range["duration"] = Self.time(to - from, 30)
                clips[index]["source_range"] = range
                place += duration
            }
        }
        let (again, remarks) = try OpenTimelineTests.imported(text)
        let isSame = OpenTimelineTests.isSame(again, edit)
        #expect(isSame)
        #expect(remarks.count == 1 && remarks[0].contains("counted at 30 frames a second, the edit at 24."))
    }

    private static let likeRates: [(FrameRate, Double)] = [
        (FrameRate(24000, 1001), 24.0), (FrameRate(24000, 1001), 23.98), (FrameRate(30000, 1001), 30),
        (FrameRate(30000, 1001), 29.97), (FrameRate(24), 23.976),
    ]

    @Test("a rate that is ours in round numbers has our frames", arguments: likeRates)
    func roundNumbers(rate: FrameRate, written: Double) throws {
        let edit = MadeEdit.ofAllKinds(at: rate)
        let unchanged = try OpenTimelineTests.imported(OpenTimeline.text(of: MadeEdit.cuts(edit))).edit
        let text = try Self.retimed(edit) { Self.time(Self.value($0), written) }
        let (again, remarks) = try OpenTimelineTests.imported(text)
        let isSame = OpenTimelineTests.isSame(again, unchanged)
        #expect(isSame)
        let isItself = abs(written - rate.framesPerSecond) < 0.005
        #expect(isItself ? remarks.isEmpty : remarks.count == 1 && remarks[0].contains("one for one"))
    }

    @Test(
        "a clip that was trimmed by its own frames begins with that frame, though it lies between the edit's")
    func ownFrames() throws {
        let edit = MadeEdit.of([MadeEdit.even(24, from: 10, to: 34)], clips: [MadeEdit.clip("c", rate: 30)])
        let text = try OpenTimelineTests.changed(edit) { clips in
            var range = clips[0]["source_range"] as! [String: Any]
            range["start_time"] = Self.time(17, 30)
            clips[0]["source_range"] = range
        }
        let (again, remarks) = try OpenTimelineTests.imported(text)
        #expect(abs(again.shots[0].timeMap.pieces[0].sourceStart - 17 / 30.0) < 1e-9)
        #expect(remarks.allSatisfy { !$0.contains("nearest") })
    }

    @Test(
        "paths of Windows are matched by name, and told once",
        arguments: [
            #"C:\Users\me\Film\%@"#, "file:///C:/Users/me/Film/%@", "file://localhost/D%%3A/Film/%@",
            "file:///d|/Film/%@", "C:/Film/%@", #"\\server\share\%@"#,
        ])
    func windows(path: String) throws {
        let edit = MadeEdit.ofAllKinds
        let text = try OpenTimelineTests.changed(edit) { clips in
            for index in clips.indices {
                guard clips[index]["OTIO_SCHEMA"] as? String != "Transition.1" else { continue }
                let name = clips[index]["name"] as! String
                clips[index]["media_references"] = [
                    "DEFAULT_MEDIA": [
                        "OTIO_SCHEMA": "ExternalReference.1", "target_url": String(format: path, name),
                    ]
                ]
            }
        }
        let (again, remarks) = try OpenTimelineTests.imported(text)
        let isSame = OpenTimelineTests.isSame(again, edit)
        #expect(isSame)
        #expect(remarks.count == 1 && remarks[0].contains("are paths of Windows"))
    }

    @Test("of clips of the same name that is meant whose folders are named alike")
    func namesakes() throws {
        var clips = [MadeEdit.clip("one/a"), MadeEdit.clip("two/a")]
        clips[1].contentHash = String(repeating: "2", count: 64)
        let edit = MadeEdit.of(
            [MadeEdit.even(24, from: 0, to: 24), MadeEdit.even(24, from: 9, to: 33)], clips: clips)
        let text = try OpenTimelineTests.changed(edit) { clips in
            for (index, folder) in ["one", "two"].enumerated() {
                clips[index]["media_references"] = [
                    "DEFAULT_MEDIA": [
                        "OTIO_SCHEMA": "ExternalReference.1", "target_url": "C:\\Film\\\(folder)\\a.mp4",
                    ]
                ]
            }
        }
        let isSame = OpenTimelineTests.isSame(try OpenTimelineTests.imported(text).edit, edit)
        #expect(isSame)
    }

    @Test("thousands of files that are not found are one sentence with their number and the first names")
    func missing() throws {
        let edit = MadeEdit.of(
            (0..<4000).map { _ in MadeEdit.even(2, from: 0, to: 2) }, clips: [MadeEdit.clip("c")])
        func remarks(_ reference: (Int) -> [String: Any]) throws -> [String] {
            let text = try OpenTimelineTests.changed(edit) { clips in
                for index in clips.indices where index % 2 == 1 {
                    clips[index]["media_references"] = ["DEFAULT_MEDIA": reference(index)]
                }
            }
            return try OpenTimelineTests.imported(text).remarks
        }
        let gone = try remarks {
            ["OTIO_SCHEMA": "ExternalReference.1", "target_url": "/gone/\($0).mp4"]
        }
        #expect(gone.count == 3 && gone.allSatisfy { $0.count < 300 })
        #expect(
            gone[0].hasPrefix(
                "“1.mp4”, “3.mp4”, “5.mp4” and 1997 more are not found: what shows them, in 2000 places"))
        #expect(gone[1].contains("and at 1999 more places: a picture stands there"))
        #expect(gone[2] == "Shots 2, 4, 6 and 1997 more are not there any more.")
        let none = try remarks { _ in ["OTIO_SCHEMA": "MissingReference.1"] }
        #expect(none.count == 3 && none[0].contains("and 1997 more have no file, and are left out"))
    }
}
