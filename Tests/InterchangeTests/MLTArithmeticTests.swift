import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("MLT and Kdenlive, as they are written")
struct MLTArithmeticTests {
    static let rates: [FrameRate] = [
        FrameRate(24000, 1001), FrameRate(24), FrameRate(25), FrameRate(30000, 1001), FrameRate(30),
        FrameRate(50), FrameRate(60000, 1001), FrameRate(60),
    ]

    @Test("the document of an edit of all kinds is the one that was looked at")
    func snapshots() throws {
        let cuts = MadeEdit.cuts(Self.dressed)
        #expect(try Snapshot.complaint(MLTProject.text(of: cuts), as: "made.mlt") == nil)
        #expect(try Snapshot.complaint(KdenliveProject.text(of: cuts), as: "made.kdenlive") == nil)
        let losses = MLTProject.losses(of: cuts, from: Self.dressed)
        #expect(
            losses.filter(\.isMendedByBaking).map(\.sentence) == [
                "The curve of speed becomes pieces of constant speed.",
                "Jumps within the clip, as of a loop, become cuts.",
                "The dissolve is shorter: a clip has no more frames for it.",
            ])
    }

    @Test("entries tile the timeline and lie in their producers at every rate", arguments: rates)
    func tiling(rate: FrameRate) throws {
        var edit = Self.dressed
        edit.frameRate = rate
        try Self.check(MadeEdit.cuts(edit))
    }

    @Test("entries tile the timeline and lie in their producers, whatever the edit", arguments: 0..<40)
    func tilingOfAny(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        let rate = Self.rates[seed % Self.rates.count]
        var maps: [TimeMap] = []
        for _ in 0..<12 {
            let frames = 2 + Int(Double.random(in: 0..<40, using: &random))
            let (start, end) = (
                Double.random(in: 0..<110, using: &random), Double.random(in: 0..<110, using: &random)
            )
            let kind = Int(Double.random(in: 0..<4, using: &random))
            maps.append(
                TimeMap(pieces: [
                    MadeEdit.piece(
                        frames, from: start, to: kind == 0 ? start : end,
                        easing: kind == 1 ? .easeInOut : .linear)
                ]))
        }
        var edit = MadeEdit.of(
            maps, rate: rate, clips: [MadeEdit.clip("a", rate: 24), MadeEdit.clip("b", rate: 29.97)])
        for index in edit.shots.indices.dropFirst() where Double.random(in: 0..<1, using: &random) < 0.5 {
            edit.shots[index].transition = Shot.Transition(
                kind: .dissolve, frames: 2 + Int(Double.random(in: 0..<10, using: &random)))
            edit.shots[index].fitTransition(after: edit.shots[index - 1])
        }
        try Self.check(MadeEdit.cuts(edit))
    }

    @Test("names of any kind are read back as they are, and those that cannot be are told")
    func names() throws {
        let names = [
            "a \"b\" <c> & 'd'.mp4", "</property>.mp4", "new\nline\t.mp4", "2:x.mp4", "-1:.mp4",
            "\u{202E}4pm.mp4",
            "%03d.mp4", String(repeating: "n", count: 250) + ".mp4", "]]>.mp4", "映画 🎬.mp4",
        ]
        for name in names {
            var edit = MadeEdit.of([MadeEdit.even(24, from: 0, to: 24), MadeEdit.even(24, from: 24, to: 0)])
            edit.clips = [MadeEdit.clip(name, ending: ""), MadeEdit.clip(name, ending: "")]
            let cuts = MadeEdit.cuts(edit)
            for format in [MLTProject.self, KdenliveProject.self] as [any TimelineFormat.Type] {
                let paths = try #require(XMLTree.root(of: format.text(of: cuts))).values(of: "resource")
                #expect(paths.contains(name) && paths.contains("-1:\(name)"), "\(name)")
                #expect(format.ownLosses(of: cuts).isEmpty)
                #expect(format.text(of: cuts) == format.text(of: MadeEdit.cuts(edit)))
            }
        }
        var edit = MadeEdit.of([MadeEdit.even(24, from: 0, to: 24)])
        edit.clips[0] = MadeEdit.clip("bell\u{7}", ending: ".mp4")
        #expect(MLTProject.ownLosses(of: MadeEdit.cuts(edit)).count == 1)
        #expect(KdenliveProject.ownLosses(of: MadeEdit.cuts(edit)).count == 1)
    }

    @Test("one guide stands at a frame, in the colour of the coarsest, and names all")
    func guides() throws {
        let document = try #require(
            XMLTree.root(of: KdenliveProject.text(of: MadeEdit.cuts(MadeEdit.ofAllKinds))))
        let text = try #require(document.values(of: "kdenlive:docproperties.guides").first)
        let guides = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(guides.first?["comment"] as? String == "verse 1 · bar 1")
        let frames = guides.compactMap { $0["pos"] as? Int }
        #expect(frames == MadeEdit.ofAllKinds.beats.map(\.frame))
    }

    /// The edit of all kinds with what is done to pictures.
    private static var dressed: Edit {
        var edit = MadeEdit.ofAllKinds
        (edit.clips[1].displayWidth, edit.clips[1].displayHeight) = (180, 320)
        edit.shots[2].isMirrored = true
        edit.shots[1].windows = [
            .init(frame: 0, window: .init()), .init(frame: 20, window: .init(x: 0.6, y: 0.4, zoom: 2)),
        ]
        edit.shots[0].windows = [.init(frame: 0, window: .init(x: 0.3, y: 0.5, zoom: 1.5))]
        edit.shots[6].transition = .init(kind: .dissolve, frames: 7)
        edit.shots[7].transition = .init(kind: .dissolve, frames: 6)
        return edit
    }

    private static func check(_ cuts: CutList) throws {
        let mlt = try #require(XMLTree.root(of: MLTProject.text(of: cuts)))
        #expect(try mlt.length(ofPlaylist: "video") == cuts.frameCount)
        let kdenlive = try #require(XMLTree.root(of: KdenliveProject.text(of: cuts)))
        let first = try kdenlive.frames(ofPlaylist: "playlist2")
        let second = try kdenlive.frames(ofPlaylist: "playlist3")
        let both = first.intersection(second).count
        let dissolved = cuts.parts.compactMap(\.transition).map(\.frames).reduce(0, +)
        #expect(first.union(second) == Set(0..<cuts.frameCount))
        #expect(both == dissolved)
    }
}
