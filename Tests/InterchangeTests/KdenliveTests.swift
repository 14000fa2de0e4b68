import EditModel
import Foundation
import Interchange
import TestSupport
import Testing

@Suite(
    "Kdenlive itself",
    .enabled(
        if: Melt.has("kdenlive") && Melt.has("xvfb-run") && Melt.has("xdotool") && Melt.has("dbus-send"),
        "install the packages kdenlive, xvfb, xauth, xdotool and dbus to opt in"), .serialized)
struct KdenliveTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../scripts/interchange/open-in-kdenlive.sh").path

    @Test(
        "a project opens without a question, and all of it is there when Kdenlive saves it",
        arguments: [FrameRate(24), FrameRate(30000, 1001)])
    func opens(rate: FrameRate) throws {
        let footage = try BarcodeFootage()
        var edit = MadeEdit.ofAllKinds
        edit.frameRate = rate
        edit.clips = [try footage.clip(0), try footage.clip(1, size: (90, 160))]
        edit.song.path = try footage.song()
        edit.shots[2].isMirrored = true
        edit.shots[4].transition = .init(kind: .dissolve, frames: 7)
        // Twice at the same speed, backwards.
        edit.shots[1].timeMap = MadeEdit.even(24, from: 70, to: 34)
        edit.shots[7].timeMap = MadeEdit.even(24, from: 96, to: 60)
        let cuts = footage.cuts(edit)
        let project = try footage.write(KdenliveProject.self, cuts)
        let saved = footage.folder.file("saved.kdenlive")
        let answer = String(
            decoding: try Tool.run(
                "env", ["KDENLIVE_KEEP=\(saved)", "timeout", "150", "bash", Self.script, project]),
            as: UTF8.self)
        let root = try #require(XMLTree.root(of: KdenliveProject.text(of: cuts)))
        let count = root.all("playlist").filter { ["playlist2", "playlist3"].contains($0["id"]) }
            .map { $0.all("entry").count }.reduce(0, +)
        #expect(count >= cuts.parts.count)
        #expect(answer == "\(count) clips, 2 dissolves, 18 guides\n")
        // What Kdenlive has made of it shows the same frames; dissolves are no barcodes. Names are found from its folder.
        let shown = try [project, saved].map { document in
            try Melt.codes(
                of: document, in: footage.folder, from: footage.folder.path, count: cuts.frameCount)
        }
        try #require(shown[0].count == cuts.frameCount && shown[1].count == cuts.frameCount)
        let planned = PlannedFrames.codes(of: edit)
        let others = planned.indices.filter { frame in
            planned[frame] != nil && shown[0][frame] != shown[1][frame]
        }
        #expect(others.isEmpty)
    }

    @Test("a project whose clips are gone is told by the script, not taken for a good one")
    func isNotFooled() throws {
        let folder = try ScratchFolder()
        let project = folder.file("gone.kdenlive")
        let text = KdenliveProject.text(of: MadeEdit.cuts(MadeEdit.ofAllKinds))
        try Data(text.utf8).write(to: URL(fileURLWithPath: project))
        #expect(throws: ToolFailure.self) {
            try Tool.run("env", ["KDENLIVE_SECONDS=15", "timeout", "60", "bash", Self.script, project])
        }
    }
}
