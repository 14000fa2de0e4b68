import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct PremiereXMLTests {
    @Test("an edit of all kinds has its places and speeds at every rate", arguments: MadeEdit.rates)
    func allKinds(rate: FrameRate) {
        let cuts = MadeEdit.cuts(MadeEdit.ofAllKinds(at: rate))
        #expect(PremiereChecker.complaints(about: PremiereXML.text(of: cuts), of: cuts) == [])
    }

    @Test("any edit has, whatever its clips’ rates, sizes and clocks", arguments: MadeEdit.rates)
    func anyEdit(rate: FrameRate) {
        for seed in 0..<12 {
            let cuts = MadeEdit.any(seed: UInt64(seed), rate: rate).cuts
            let complaints = PremiereChecker.complaints(about: PremiereXML.text(of: cuts), of: cuts)
            #expect(complaints == [], "seed \(seed)")
        }
    }

    @Test("a file of another rate and size says its own, and is enlarged until it fills the picture")
    func otherFile() throws {
        var clip = MadeEdit.clip("c", rate: 30000 / 1001, frames: 150)
        (clip.displayWidth, clip.displayHeight) = (160, 120)
        let edit = MadeEdit.of([MadeEdit.even(24, from: 10, to: 34)], clips: [clip])
        let cuts = CutList(
            edit, name: "made", facts: [0: .init(frameRate: FrameRate(30000, 1001), startTimecode: 1800)],
            song: CutList.Sound(path: "/media/song.wav", duration: 1, sampleRate: 48_000, channelCount: 2),
            link: MediaLink(relativeTo: nil))
        let root = try #require(XMLTree.root(of: PremiereXML.text(of: cuts)))
        let file = try #require(root.everything.first { $0.name == "file" })
        #expect(file.at("rate")?.number("timebase") == 30 && file.at("rate", "ntsc")?.text == "TRUE")
        #expect(
            file.at("timecode", "string")?.text == "00:01:00;02"
                && file.at("timecode")?.number("frame") == 1800)
        #expect(file.at("pathurl")?.text == "file://localhost/media/c.mp4")
        let scale = root.everything.first { $0.at("parameterid")?.text == "scale" }
        #expect(scale?.at("value")?.text == "200")
    }

    @Test("names and paths of all characters are read as they are")
    func hostileNames() {
        for name in HostileNames.all {
            let cuts = HostileNames.cuts(name)
            #expect(PremiereChecker.complaints(about: PremiereXML.text(of: cuts), of: cuts) == [])
        }
    }

    @Test(
        "what the format cannot say is told: other rates, relative names, frames that stand in files of another rate"
    )
    func losses() {
        let odd = MadeEdit.cuts(MadeEdit.ofAllKinds(at: FrameRate(25, 2)))
        let sentences = PremiereXML.ownLosses(of: odd).map(\.sentence)
        #expect(sentences.count == 3 && sentences[0].contains("12.5 frames a second become 13"))
        #expect(sentences[1].contains("stands") && sentences[2].contains("root"))
        let edit = MadeEdit.ofAllKinds
        #expect(PremiereXML.bakingNeeds(of: edit).shots == [4, 7, 8])
    }

    @Test("an edit of all kinds stays as it was looked at")
    func snapshot() throws {
        let text = PremiereXML.text(of: MadeEdit.cuts(MadeEdit.ofAllKinds))
        #expect(try Snapshot.complaint(text, as: "all-kinds.premiere.xml") == nil)
    }

    /// What the script expects to be read.
    private struct Expected: Encodable {
        struct Clip: Encodable {
            var name: String
            var url: String
            /// The first frame and the number of frames on the timeline.
            var start: Int
            var frames: Int
        }
        struct Marker: Encodable {
            var name: String
            var frame: Int
        }
        var timebase: Double
        var clips: [Clip]
        var song: Clip
        /// A pair of channels is read as one track.
        var soundTracks: Int
        var markers: [Marker]

        init(_ cuts: CutList) {
            func url(_ path: String) -> String { MediaLink(relativeTo: nil).url(path, host: "localhost") }
            timebase = cuts.frameRate.framesPerSecond
            clips = cuts.parts.map { part in
                let medium = cuts.media[part.media]
                return Clip(
                    name: medium.fileName, url: url(medium.path), start: part.startFrame,
                    frames: part.frameCount)
            }
            song = Clip(
                name: cuts.song.fileName, url: url(cuts.song.path), start: 0, frames: cuts.heardFrameCount)
            soundTracks = cuts.song.channelCount == 2 ? 1 : cuts.song.channelCount
            var frames: Set<Int> = []
            markers = cuts.markers.filter { frames.insert($0.frame).inserted }.map {
                Marker(name: $0.name, frame: $0.frame)
            }
        }
    }

    /// MVSYNC_INTERCHANGE_PYTHON names a Python that has `opentimelineio` and `opentimelineio-plugins`.
    @Test(
        "OpenTimelineIO reads the same clips, places, files and markers, by the Python in MVSYNC_INTERCHANGE_PYTHON",
        .enabled(
            if: ForeignPython.interpreter != nil,
            "name a Python with OpenTimelineIO in MVSYNC_INTERCHANGE_PYTHON"))
    func readsBack() throws {
        let folder = try ScratchFolder()
        var lists = MadeEdit.rates.map { MadeEdit.cuts(MadeEdit.ofAllKinds(at: $0)) }
        lists += (0..<4).map { MadeEdit.any(seed: $0, rate: FrameRate(30000, 1001)).cuts }
        lists += HostileNames.all.map { HostileNames.cuts($0) }
        for cuts in lists {
            try Data(PremiereXML.text(of: cuts).utf8).write(to: URL(fileURLWithPath: folder.file("edit.xml")))
            try JSONEncoder().encode(Expected(cuts)).write(
                to: URL(fileURLWithPath: folder.file("expected.json")))
            try ForeignPython.run(
                "check_premiere.py", [folder.file("edit.xml"), folder.file("expected.json")])
        }
    }
}
