import EditModel
import Interchange
import TestSupport
import Testing

/// The formats that are lists of lines.
@Suite struct PlainFormatsTests {
    static let formats: [(name: String, format: any (TimelineFormat & Sendable).Type)] = [
        ("made.edl", EditDecisionList.self), ("made.csv", ShotTable.self),
        ("made.ffconcat", ConcatScript.self),
        ("made.labels.txt", LabelTrack.self), ("made.chapters.txt", ChapterList.self),
    ]

    @Test("their texts are what they were", arguments: formats.map(\.name))
    func snapshots(name: String) throws {
        let format = try #require(Self.formats.first { $0.name == name }?.format)
        let text = format.text(of: MadeEdit.cuts(MadeEdit.ofAllKinds))
        #expect(try Snapshot.complaint(text, as: name) == nil)
    }

    @Test("no name makes more lines, or another character steer", arguments: formats.map(\.name))
    func hostileNames(name: String) throws {
        let format = try #require(Self.formats.first { $0.name == name }?.format)
        func lines(_ clip: String) -> [Substring] {
            var edit = MadeEdit.of([MadeEdit.even(24, from: 0, to: 24)], clips: [MadeEdit.clip(clip)])
            edit.sections[0].name = clip
            edit.shots[0].reason = clip
            return format.text(of: MadeEdit.cuts(edit)).split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
        let usual = lines("c0").count
        for hostile in HostileNames.all {
            let lines = lines(hostile)
            // A path can hold a line feed, which the script of ffmpeg has as it is, in quotes.
            let extra = name == "made.ffconcat" ? hostile.count(where: \.isNewline) : 0
            #expect(lines.count == usual + extra, "\(hostile)")
            #expect(!lines.joined().contains("\u{202E}") || name == "made.ffconcat")
        }
    }

    @Test(
        "an edit decision list counts events without gaps, by drop-frame timecode at 29.97", arguments: 0..<40
    )
    func eventsTile(seed: Int) throws {
        let edit = MadeEdit.valid(seed: UInt64(seed))
        let cuts = MadeEdit.cuts(edit)
        let lines = EditDecisionList.text(of: cuts).split(separator: "\n")
        #expect(lines[1] == (cuts.dropsFrames ? "FCM: DROP FRAME" : "FCM: NON-DROP FRAME"))
        let events = lines.filter { $0.prefix(3).allSatisfy(\.isWholeNumber) && $0.contains(" V ") }
            .map {
                $0.split(separator: " ").suffix(4).map { Timecode(String($0), at: edit.frameRate)?.frame }
            }
        let hour = Timecode(cuts.dropsFrames ? "01:00:00;00" : "01:00:00:00", at: edit.frameRate)!.frame
        var frame = hour
        for times in events {
            let times = try times.map { try #require($0) }
            #expect(times[2] == frame && times[0] <= times[1])
            frame = times[3]
        }
        #expect(frame == hour + edit.frameCount)
    }

    @Test("reels have eight letters at most, and no two files the same")
    func reels() {
        let names = ["chorus one", "chorus-one", "chorus_one.take2", "名前", "最初", "ax", "-"]
        let edit = MadeEdit.of(
            names.map { _ in MadeEdit.even(24, from: 0, to: 24) }, clips: names.map { MadeEdit.clip($0) })
        let reels = EditDecisionList.text(of: MadeEdit.cuts(edit)).split(separator: "\n")
            .filter { $0.prefix(3).allSatisfy(\.isWholeNumber) && $0.contains(" V ") }
            .map { String($0.dropFirst(5).prefix(8)).trimmingSuffix { $0 == " " } }
        #expect(Set(reels).count == names.count && !reels.contains("AX"))
        #expect(
            reels.allSatisfy {
                !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            })
    }
}

extension String {
    fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isCut(last) { text.removeLast() }
        return text
    }
}
