import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct FinalCutXMLTests {
    private static let definitions = ProcessInfo.processInfo.environment["FCPXML_DTD_DIR"]

    @Test(
        "an edit of all kinds is whole frames, without gaps, inside its files, at every rate",
        arguments: MadeEdit.rates)
    func allKinds(rate: FrameRate) {
        let cuts = MadeEdit.cuts(MadeEdit.ofAllKinds(at: rate))
        #expect(FinalCutChecker.complaints(about: FinalCutXML.text(of: cuts), of: cuts) == [])
    }

    @Test("any edit is, whatever its clips’ rates, sizes and clocks", arguments: MadeEdit.rates)
    func anyEdit(rate: FrameRate) {
        for seed in 0..<12 {
            let cuts = MadeEdit.any(seed: UInt64(seed), rate: rate).cuts
            let complaints = FinalCutChecker.complaints(about: FinalCutXML.text(of: cuts), of: cuts)
            #expect(complaints == [], "seed \(seed)")
        }
    }

    @Test("a time map is that of the whole file, from the file’s own start, and the clip a window of it")
    func wholeMap() throws {
        var edit = MadeEdit.of([MadeEdit.even(24, from: 20, to: 68), MadeEdit.even(24, from: 60, to: 36)])
        edit.clips[1].path = "/media/c0.mp4"
        let facts = CutList.FileFacts(frameRate: FrameRate(24), startTimecode: 86_400)
        let cuts = CutList(
            edit, name: "made", facts: [0: facts, 1: facts],
            song: CutList.Sound(path: "/media/song.wav", duration: 2, sampleRate: 48_000, channelCount: 2),
            link: MediaLink(relativeTo: nil))
        let root = try #require(XMLTree.root(of: FinalCutXML.text(of: cuts)))
        let clips = root.everything.filter { $0.name == "asset-clip" && $0["lane"] == nil }
        let points = clips.map {
            $0.at("timeMap")?.children.map { "\($0["time"] ?? "") \($0["value"] ?? "")" }
        }
        #expect(points[0] == ["86400/24s 86400/24s", "86460/24s 86520/24s"])
        #expect(points[1] == ["86400/24s 86520/24s", "86520/24s 86400/24s"])
        #expect(clips.map { $0["start"] } == ["86410/24s", "86460/24s"])
        #expect(clips.map { $0["offset"] } == ["0s", "24/24s"])
    }

    @Test("a clip of another shape fills the picture, and a window that stands is what is seen")
    func windows() throws {
        var edit = MadeEdit.of([MadeEdit.even(24, from: 10, to: 34)])
        (edit.clips[0].displayWidth, edit.clips[0].displayHeight) = (320, 320)
        edit.shots[0].windows = [
            Shot.WindowKey(frame: 0, window: Shot.Window(x: 0.5, y: 0.4, zoom: 2))
        ]
        let cuts = MadeEdit.cuts(edit)
        let root = try #require(XMLTree.root(of: FinalCutXML.text(of: cuts)))
        #expect(root.everything.first { $0.name == "adjust-conform" }?["type"] == "fill")
        let transform = try #require(root.everything.first { $0.name == "adjust-transform" })
        // Filled and doubled the picture is 640 by 640 on a canvas of 320 by 180; what lies above its middle is moved there.
        #expect(transform["scale"] == "2 2" && transform["position"] == "0 -35.555556")
        #expect(FinalCutXML.losses(of: cuts, from: edit).isEmpty)
        edit.shots[0].isMirrored = true
        #expect(FinalCutXML.bakingNeeds(of: edit).shots == [0])
    }

    @Test("names and paths of all characters are read as they are")
    func hostileNames() throws {
        for name in HostileNames.all {
            let cuts = HostileNames.cuts(name)
            #expect(FinalCutChecker.complaints(about: FinalCutXML.text(of: cuts), of: cuts) == [])
        }
    }

    @Test("a rate that Final Cut Pro has no projects of is told")
    func otherRates() {
        let odd = MadeEdit.cuts(MadeEdit.ofAllKinds(at: FrameRate(25, 2)))
        #expect(FinalCutXML.ownLosses(of: odd).map(\.sentence).first?.contains("12.5") == true)
        #expect(FinalCutChecker.complaints(about: FinalCutXML.text(of: odd), of: odd) == [])
        #expect(
            MadeEdit.rates.allSatisfy {
                FinalCutXML.ownLosses(of: MadeEdit.cuts(MadeEdit.ofAllKinds(at: $0))).isEmpty
            })
    }

    @Test("an edit of all kinds stays as it was looked at")
    func snapshot() throws {
        let text = FinalCutXML.text(of: MadeEdit.cuts(MadeEdit.ofAllKinds))
        #expect(try Snapshot.complaint(text, as: "all-kinds.fcpxml") == nil)
    }

    /// FCPXML_DTD_DIR names a folder with Apple's definitions, which come with Final Cut Pro.
    ///
    /// Needs xmllint.
    @Test(
        "the documents are valid, by the definitions in FCPXML_DTD_DIR",
        .enabled(if: definitions != nil, "name a folder with FCPXMLv1_10.dtd in FCPXML_DTD_DIR"))
    func valid() throws {
        let folder = try ScratchFolder()
        let definition = try #require(Self.definitions) + "/FCPXMLv1_10.dtd"
        var texts = MadeEdit.rates.map { FinalCutXML.text(of: MadeEdit.cuts(MadeEdit.ofAllKinds(at: $0))) }
        texts += (0..<20).map { FinalCutXML.text(of: MadeEdit.any(seed: $0, rate: FrameRate(30)).cuts) }
        texts += HostileNames.all.map { FinalCutXML.text(of: HostileNames.cuts($0)) }
        for text in texts {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file("edit.fcpxml")))
            try Tool.run(
                "xmllint", ["--noout", "--nonet", "--dtdvalid", definition, folder.file("edit.fcpxml")])
        }
    }
}
