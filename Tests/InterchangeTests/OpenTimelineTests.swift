import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct OpenTimelineTests {
    /// A timeline as text, changed by a function of its JSON objects.
    static func changed(_ edit: Edit, _ change: (inout [[String: Any]]) -> Void) throws -> String {
        var json = try object(OpenTimeline.text(of: MadeEdit.cuts(edit)))
        var tracks = json["tracks"] as! [String: Any]
        var children = tracks["children"] as! [[String: Any]]
        var clips = children[0]["children"] as! [[String: Any]]
        change(&clips)
        children[0]["children"] = clips
        tracks["children"] = children
        json["tracks"] = tracks
        return String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self)
    }

    /// Whether two edits are the same; they are too long to be printed.
    static func isSame(_ a: Edit, _ b: Edit) -> Bool { a == b }

    static func object(_ text: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as! [String: Any]
    }

    static func imported(_ text: String, onto base: Edit? = nil) throws -> (
        edit: Edit, remarks: [String]
    ) {
        let timeline = try OpenTimelineReader.read(text, relativeTo: "/media", base: base)
        return try TimelineMerge.edit(from: timeline, onto: try #require(timeline.edit))
    }

    static func setRange(_ clip: inout [String: Any], start: Double? = nil, duration: Double? = nil) {
        var range = clip["source_range"] as! [String: Any]
        for (key, value) in [("start_time", start), ("duration", duration)] {
            guard let value else { continue }
            var time = range[key] as! [String: Any]
            time["value"] = value
            range[key] = time
        }
        clip["source_range"] = range
    }

    /// An edit without a dissolve, so that shots can be moved about.
    private static var plain: Edit {
        var edit = MadeEdit.ofAllKinds
        edit.shots[8].transition = nil
        return edit
    }

    @Test("the text of a timeline is what it was")
    func snapshot() throws {
        let text = OpenTimeline.text(of: MadeEdit.cuts(MadeEdit.ofAllKinds))
        #expect(try Snapshot.complaint(text, as: "made.otio") == nil)
    }

    @Test("writing and reading a timeline is the identity", arguments: [true, false])
    func identity(dissolves: Bool) throws {
        let edit = dissolves ? MadeEdit.ofAllKinds : Self.plain
        let (again, remarks) = try Self.imported(OpenTimeline.text(of: MadeEdit.cuts(edit)))
        let isSame = Self.isSame(again, edit)
        #expect(isSame)
        #expect(remarks.isEmpty)
    }

    @Test("so it is for any edit at any usual rate", arguments: 0..<40)
    func identityOfAny(seed: Int) throws {
        let edit = MadeEdit.valid(seed: UInt64(seed))
        let (again, remarks) = try Self.imported(OpenTimeline.text(of: MadeEdit.cuts(edit)))
        let isSame = Self.isSame(again, edit)
        #expect(isSame)
        #expect(remarks.isEmpty)
    }

    @Test("so it is where shots were rendered, and where the metadata of clips are gone")
    func identityOfOthers() throws {
        let edit = MadeEdit.ofAllKinds
        let baked = [4: 7, 7: 12].mapValues {
            CutList.BakedShot(path: "/media/s/\($0).mov", lead: $0, tail: 6, hasTransition: false)
        }
        #expect(
            Self.isSame(
                try Self.imported(OpenTimeline.text(of: MadeEdit.cuts(edit, baked: baked))).edit, edit))
        let bare = try Self.changed(edit) { clips in
            for index in clips.indices { clips[index]["metadata"] = [String: Any]() }
        }
        let isSame = Self.isSame(try Self.imported(bare).edit, edit)
        #expect(isSame)
    }

    @Test("shots that changed places are moved, pinned and told; the others stay")
    func swapped() throws {
        let edit = Self.plain
        let (again, remarks) = try Self.imported(try Self.changed(edit) { $0.swapAt(0, 2) })
        #expect(again.shots[0].timeMap == edit.shots[2].timeMap && again.shots[0].isPinned)
        #expect(again.shots[2].timeMap == edit.shots[0].timeMap && again.shots[2].isPinned)
        #expect(again.shots[1] == edit.shots[1] && Array(again.shots[3...]) == Array(edit.shots[3...]))
        #expect(remarks.count == 2 && remarks.allSatisfy { $0.contains("was moved") })
    }

    @Test("a curve that was moved as a whole keeps its curve")
    func movedCurve() throws {
        let edit = Self.plain
        let last = MadeEdit.cuts(edit).parts.last!
        let (again, _) = try Self.imported(try Self.changed(edit) { $0.insert($0.removeLast(), at: 0) })
        #expect(again.shots[0].timeMap == edit.shots[8].timeMap)
        let moved = try #require(again.shots.first { $0.timeMap == edit.shots[7].timeMap })
        #expect(moved.isPinned && moved.startFrame == edit.shots[7].startFrame + last.frameCount)
    }

    @Test("a shot that was trimmed becomes what it is now, and what follows moves")
    func trimmed() throws {
        let (again, remarks) = try Self.imported(
            try Self.changed(Self.plain) { Self.setRange(&$0[0], start: 12, duration: 18) })
        #expect(again.shots[0].timeMap == MadeEdit.even(18, from: 12, to: 30))
        #expect(again.shots[0].isPinned && again.shots[1].startFrame == 18 && again.shots[1].isPinned)
        #expect(again.shots.last?.reason == "left open in an editor")
        #expect(remarks.contains { $0.contains("“c0” at 00:00:00:00 was changed") })
        #expect(remarks.contains { $0.contains("Nothing is at") })
    }

    @Test("trimming a part of a curve keeps the course of the others")
    func trimmedCurve() throws {
        let edit = Self.plain
        let parts = MadeEdit.cuts(edit).parts
        let end = parts.lastIndex { $0.shot == 7 }!
        let (again, _) = try Self.imported(
            try Self.changed(edit) { Self.setRange(&$0[end], duration: Double(parts[end].frameCount - 1)) })
        let shot = again.shots[7]
        #expect(shot.frameCount == 23 && shot.isPinned)
        let kept = parts[end].startFrame - edit.shots[7].startFrame
        for frame in 0..<kept {
            let difference =
                shot.timeMap.sourceTime(atFrame: frame) - edit.shots[7].timeMap.sourceTime(atFrame: frame)
            #expect(abs(difference) < 1e-9)
        }
    }

    @Test("a rendered shot that was trimmed is the same part of its map")
    func trimmedBakedShot() throws {
        let edit = Self.plain
        let text = try Self.changedBakedShot { Self.setRange(&$0, start: 8, duration: 22) }
        let shot = try Self.imported(text).edit.shots[7]
        #expect(shot.frameCount == 22)
        for frame in 0..<22 {
            let planned = edit.shots[7].timeMap.sourceTime(atFrame: frame + 2)
            #expect(abs(shot.timeMap.sourceTime(atFrame: frame) - planned) < 1e-9)
        }
    }

    /// A timeline in which shot 8 was rendered, changed by a function of its clip.
    private static func changedBakedShot(_ change: (inout [String: Any]) -> Void) throws -> String {
        let baked = [7: CutList.BakedShot(path: "/media/s/7.mov", lead: 6, tail: 6, hasTransition: false)]
        var json = try object(OpenTimeline.text(of: MadeEdit.cuts(plain, baked: baked)))
        var tracks = json["tracks"] as! [String: Any]
        var children = tracks["children"] as! [[String: Any]]
        var clips = children[0]["children"] as! [[String: Any]]
        change(&clips[clips.firstIndex { ($0["name"] as? String) == "7.mov" }!])
        children[0]["children"] = clips
        tracks["children"] = children
        json["tracks"] = tracks
        return String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self)
    }

    @Test("a rendered shot that was exchanged for a clip is that clip")
    func exchangedBakedShot() throws {
        let text = try Self.changedBakedShot { clip in
            clip["media_references"] = [
                "DEFAULT_MEDIA": ["OTIO_SCHEMA": "ExternalReference.1", "target_url": "c0.mp4"]
            ]
        }
        let shot = try Self.imported(text).edit.shots[7]
        #expect(shot.clip == 0 && shot.isPinned && shot.timeMap == MadeEdit.even(24, from: 6, to: 30))
    }

    @Test("a rendered shot at another speed passes its own part of the clip")
    func bakedShotAtSpeed() throws {
        let text = try Self.changedBakedShot { clip in
            clip["effects"] = [["OTIO_SCHEMA": "LinearTimeWarp.1", "name": "", "time_scalar": 2.0]]
            Self.setRange(&clip, start: 6, duration: 12)
        }
        let (map, planned) = (try Self.imported(text).edit.shots[7].timeMap, Self.plain.shots[7].timeMap)
        #expect(map.frameCount == 12)
        #expect(map.pieces[0].sourceStart == planned.pieces[0].sourceStart)
        #expect(abs(map.pieces[0].sourceEnd - planned.pieces[0].sourceEnd) < 1e-6)
    }

    @Test("a clip that is slipped past its end keeps its speed, and its last picture stands")
    func beyondTheEnd() throws {
        let (edit, remarks) = try Self.imported(
            try Self.changed(Self.plain) { Self.setRange(&$0[0], start: 108, duration: 24) })
        #expect(
            edit.shots[0].timeMap.pieces == [
                MadeEdit.piece(12, from: 108, to: 120), MadeEdit.piece(12, from: 120, to: 120),
            ])
        #expect(remarks.contains { $0.contains("a picture stands") })
    }

    @Test("what is disabled counts as not there, a gap as long as what it is made of, a negative one as none")
    func oddChildren() throws {
        let edit = Self.plain
        let disabled = try Self.changed(edit) { clips in
            clips[0]["effects"] = [
                ["OTIO_SCHEMA": "LinearTimeWarp.1", "name": "", "time_scalar": 2.0, "enabled": false]
            ]
        }
        let isSame = Self.isSame(try Self.imported(disabled).edit, edit)
        #expect(isSame)
        let nested = try Self.changed(edit) { clips in
            let inner = clips[1]
            clips[1] = ["OTIO_SCHEMA": "Stack.1", "name": "compound", "children": [inner]]
        }
        let shots = try Self.imported(nested).edit.shots
        #expect(shots[1].reason == "left open in an editor" && shots[2] == edit.shots[2])
        let negative = try Self.changed(edit) { clips in
            clips.insert(clips[0], at: 1)
            clips[1]["OTIO_SCHEMA"] = "Gap.1"
            Self.setRange(&clips[1], duration: -4)
        }
        #expect {
            try Self.imported(negative)
        } throws: {
            "\($0)".contains("$.tracks.children[0].children[1].source_range.duration")
        }
    }

    @Test("a song that is gone, or not where it was, is told")
    func song() throws {
        let json = try Self.object(OpenTimeline.text(of: MadeEdit.cuts(Self.plain)))
        func remarks(_ change: (inout [[String: Any]]) -> Void) throws -> [String] {
            var tracks = json["tracks"] as! [String: Any]
            var children = tracks["children"] as! [[String: Any]]
            change(&children)
            tracks["children"] = children
            var changed = json
            changed["tracks"] = tracks
            return try Self.imported(
                String(decoding: try JSONSerialization.data(withJSONObject: changed), as: UTF8.self)
            ).remarks
        }
        #expect(try remarks { _ in }.isEmpty)
        #expect(try remarks { $0.removeLast() }.contains { $0.contains("song is not on the timeline") })
        let slipped = try remarks { children in
            var clips = children[1]["children"] as! [[String: Any]]
            Self.setRange(&clips[0], start: 48)
            children[1]["children"] = clips
        }
        #expect(slipped.contains { $0.contains("moved or cut") })
    }

    @Test("of several tracks of pictures the one is taken that was written, wherever it lies")
    func severalTracks() throws {
        let edit = Self.plain
        var json = try Self.object(OpenTimeline.text(of: MadeEdit.cuts(edit)))
        var tracks = json["tracks"] as! [String: Any]
        var children = tracks["children"] as! [[String: Any]]
        var other = children[0]
        var clip = (other["children"] as! [[String: Any]])[0]
        clip["metadata"] = [String: Any]()
        other["children"] = [clip]
        other["name"] = "below"
        children.insert(other, at: 0)
        tracks["children"] = children
        json["tracks"] = tracks
        let (again, remarks) = try Self.imported(
            String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self))
        let isSame = Self.isSame(again, edit)
        #expect(isSame)
        #expect(remarks.count == 1 && remarks[0].contains("“below” is not taken over"))
    }

    @Test("what is foreign is told, and left out")
    func foreign() throws {
        let text = try Self.changed(Self.plain) { clips in
            clips[0]["effects"] = [
                ["OTIO_SCHEMA": "Effect.1", "name": "Glow </script>\n\u{202E}", "effect_name": "glow"]
            ]
            clips[1] = [
                "OTIO_SCHEMA": "Stack.1", "name": "compound", "source_range": clips[1]["source_range"]!,
            ]
            clips[2]["media_references"] = [
                "DEFAULT_MEDIA": [
                    "OTIO_SCHEMA": "ExternalReference.1", "target_url": "https://example.org/x.mp4",
                ]
            ]
        }
        let (edit, remarks) = try Self.imported(text)
        #expect(
            remarks.contains { $0.contains("Glow </script>\\n\\u{202e}") && $0.contains("not taken over") })
        #expect(remarks.contains { $0.contains("compound") })
        #expect(remarks.contains { $0.contains("has no file") })
        #expect(edit.shots[1].reason == "left open in an editor" && edit.shots[1].startFrame == 24)
        #expect(edit.shots[1].endFrame == 72)
    }

    @Test("a program that writes how much of a source passes is understood")
    func durationsOfSources() throws {
        let edit = Self.plain
        let text = try Self.changed(edit) { clips in
            for index in clips.indices {
                let effect = (clips[index]["effects"] as! [[String: Any]]).first
                let range = clips[index]["source_range"] as! [String: Any]
                let duration = (range["duration"] as! [String: Any])["value"] as! Double
                if let scalar = effect?["time_scalar"] as? Double, scalar != 0 {
                    Self.setRange(&clips[index], duration: duration * abs(scalar))
                }
            }
        }
        let isSame = Self.isSame(try Self.imported(text).edit, edit)
        #expect(isSame)
    }

    @Test(
        "what is no timeline is refused with its place",
        arguments: [
            ("{", "not valid JSON"), ("[]", "expected an object"),
            ("{\"OTIO_SCHEMA\":\"Clip.2\"}", "expected a timeline"),
            ("{\"OTIO_SCHEMA\":\"Timeline.1\"}", "$.tracks"),
            ("{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{\"children\":[]}}", "a video track with clips"),
            (
                "{\"OTIO_SCHEMA\":\"Timeline.1\",\"metadata\":{\"mvsync\":{\"edit\":{}}}}",
                "not an edit file"
            ),
        ])
    func refused(text: String, words: String) throws {
        do {
            _ = try OpenTimelineReader.read(text, relativeTo: "/media")
            Issue.record("it was taken")
        } catch let error as EditError {
            #expect(error.description.contains(words))
        }
    }

    @Test("names that mean something elsewhere survive")
    func hostileNames() throws {
        for name in HostileNames.all {
            let edit = MadeEdit.of([MadeEdit.even(24, from: 0, to: 24)], clips: [MadeEdit.clip(name)])
            let text = OpenTimeline.text(of: MadeEdit.cuts(edit))
            let children = (try Self.object(text)["tracks"] as! [String: Any])["children"] as! [[String: Any]]
            let clip = (children[0]["children"] as! [[String: Any]])[0]
            #expect(clip["name"] as? String == MediaLink.fileName(of: edit.clips[0].path))
            let isSame = Self.isSame(try Self.imported(text).edit, edit)
            #expect(isSame)
        }
    }
}
