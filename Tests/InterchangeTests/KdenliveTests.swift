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
        let cuts = footage.cuts(edit)
        let project = try footage.write(KdenliveProject.self, cuts)
        let answer = String(
            decoding: try Tool.run("timeout", ["150", "bash", Self.script, project]), as: UTF8.self)
        #expect(answer == "\(cuts.parts.count) clips, 2 dissolves, 18 guides\n")
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
