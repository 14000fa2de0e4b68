import EditModel
import Foundation
import TestSupport
import Testing

@Suite("mvsync export and import")
struct ExportTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 12)
        for id in 1...2 {
            try BarcodeClip(id: id, frameCount: 72).write(to: program.folder.file("\(id).mp4"))
        }
        let outcome = try program.run([
            "plan", "song.wav", "1.mp4", "2.mp4", "-o", "cut.mvsync.json", "--size", "160x90", "--fps", "24",
        ])
        #expect(outcome.status == 0, "\(outcome.complaints)")
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: program.folder.file(name), encoding: .utf8)
    }

    private func edit(_ name: String) throws -> Edit { try EditFile.read(from: program.folder.file(name)) }

    @Test("several forms at once get the edit's name, and a second time a number")
    func severalForms() throws {
        let outcome = try program.run(["export", "cut.mvsync.json", "--to", "otio", "edl,csv", "chapters"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        let written = ["cut.chapters.txt", "cut.csv", "cut.edl", "cut.otio"]
        #expect(Set(written).isSubset(of: program.files))
        for name in written { #expect(outcome.output.contains(name)) }
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "otio"]).status == 0)
        #expect(program.files.contains("cut-2.otio"))
        #expect(
            try text("cut.otio").replacing("\"cut\"", with: "")
                == text("cut-2.otio").replacing("\"cut-2\"", with: ""))
    }

    @Test("media are named from the folder of the timeline, or from the root")
    func paths() throws {
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "otio"]).status == 0)
        #expect(try text("cut.otio").contains("\"target_url\": \"1.mp4\""))
        try FileManager.default.createDirectory(
            atPath: program.folder.file("exports"), withIntermediateDirectories: true)
        #expect(
            try program.run(["export", "cut.mvsync.json", "--to", "otio", "--into", "exports"]).status == 0)
        #expect(try text("exports/cut.otio").contains("\"target_url\": \"../1.mp4\""))
        let absolute = ["export", "cut.mvsync.json", "--to", "otio", "-o", "far.otio", "--paths", "absolute"]
        #expect(try program.run(absolute).status == 0)
        #expect(try text("far.otio").contains("\"target_url\": \"file:///"))
    }

    @Test("an exported timeline is imported as the same bytes, with rendered shots as without")
    func roundTrip() throws {
        for options in [[], ["--bake"], ["--bake-all", "--handles", "3"]] {
            let export = try program.run(
                ["export", "cut.mvsync.json", "--to", "otio", "-o", "cut.otio", "--force"] + options)
            #expect(export.status == 0, "\(export.complaints)")
            let back = try program.run(["import", "cut.otio", "-o", "back.mvsync.json", "--force"])
            #expect(back.status == 0 && back.complaints.isEmpty, "\(back.complaints)")
            #expect(try text("back.mvsync.json") == text("cut.mvsync.json"))
        }
        let edit = try edit("cut.mvsync.json")
        let shots = try FileManager.default.contentsOfDirectory(atPath: program.folder.file("cut.shots"))
        #expect(shots.count == edit.shots.count && shots.allSatisfy { $0.hasSuffix(".mov") })
    }

    @Test("what is no timeline of OpenTimelineIO is refused, and what is read is said")
    func otherForms() throws {
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "edl"]).status == 0)
        let outcome = try program.run(["import", "cut.edl", "-o", "new.mvsync.json"])
        #expect(outcome.status == 65 && outcome.complaints.contains(".otio"), "\(outcome.complaints)")
        #expect(!program.files.contains("new.mvsync.json"))
    }

    @Test("a timeline whose own edit is gone needs it named")
    func namedEdit() throws {
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "otio"]).status == 0)
        var json = try JSONSerialization.jsonObject(with: Data(text("cut.otio").utf8)) as! [String: Any]
        json["metadata"] = [String: Any]()
        try JSONSerialization.data(withJSONObject: json).write(
            to: URL(fileURLWithPath: program.folder.file("bare.otio")))
        let refused = try program.run(["import", "bare.otio"])
        #expect(refused.status == 65 && refused.complaints.contains("--edit"))
        #expect(!program.files.contains("bare.mvsync.json"))
        #expect(try program.run(["import", "bare.otio", "--edit", "cut.mvsync.json"]).status == 0)
        #expect(try text("bare.mvsync.json") == text("cut.mvsync.json"))
    }

    @Test("a clip that an editor added is looked at, and becomes one of the edit's")
    func newClip() throws {
        try BarcodeClip(id: 7, frameCount: 48).write(to: program.folder.file("new clip.mp4"))
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "otio"]).status == 0)
        let changed = try text("cut.otio").replacing(
            "\"target_url\": \"2.mp4\"", with: "\"target_url\": \"new%20clip.mp4\"")
        try Data(changed.utf8).write(to: URL(fileURLWithPath: program.folder.file("cut.otio")))
        let outcome = try program.run(["import", "cut.otio", "-o", "new.mvsync.json"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        let edit = try edit("new.mvsync.json")
        #expect(edit.clips.map(\.name) == ["1", "2", "new clip"])
        let put = edit.shots.filter { $0.clip == 2 }
        #expect(!put.isEmpty && put.allSatisfy(\.isPinned))
        #expect(outcome.complaints.contains("“new clip”"))
    }

    @Test("a file that a path of Windows means is found beside the timeline, and told")
    func windowsPath() throws {
        try BarcodeClip(id: 7, frameCount: 48).write(to: program.folder.file("new.mp4"))
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "otio"]).status == 0)
        let changed = try text("cut.otio")
            .replacing("\"target_url\": \"2.mp4\"", with: #""target_url": "C:\\Users\\me\\new.mp4""#)
            .replacing("\"target_url\": \"1.mp4\"", with: #""target_url": "file:///C:/Users/me/1.mp4""#)
        try Data(changed.utf8).write(to: URL(fileURLWithPath: program.folder.file("cut.otio")))
        let outcome = try program.run(["import", "cut.otio", "-o", "new.mvsync.json"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(try edit("new.mvsync.json").clips.map(\.name) == ["1", "2", "new"])
        #expect(outcome.complaints.components(separatedBy: "paths of Windows").count == 2)
        #expect(!outcome.complaints.contains("not found"))
    }

    @Test(
        "clips that were moved are found by their content, and another file of the same name is another clip")
    func movedMedia() throws {
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "otio"]).status == 0)
        let folder = program.folder.file("elsewhere")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: program.folder.file("1.mp4"), toPath: folder + "/renamed.mp4")
        try BarcodeClip(id: 9, frameCount: 72).write(to: folder + "/2.mp4")
        let changed = try text("cut.otio").replacing(
            "\"target_url\": \"1.mp4\"", with: "\"target_url\": \"elsewhere/renamed.mp4\""
        )
        .replacing("\"target_url\": \"2.mp4\"", with: "\"target_url\": \"elsewhere/2.mp4\"")
        try Data(changed.utf8).write(to: URL(fileURLWithPath: program.folder.file("cut.otio")))
        let outcome = try program.run(["import", "cut.otio", "-o", "new.mvsync.json"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        let (old, new) = (try edit("cut.mvsync.json"), try edit("new.mvsync.json"))
        #expect(
            new.clips.map { MediaName.of($0.path) } == ["elsewhere/renamed.mp4", "2.mp4", "elsewhere/2.mp4"])
        for (before, after) in zip(old.shots, new.shots) {
            #expect(after.clip == (before.clip == 0 ? 0 : 2) && after.isPinned == (before.clip == 1))
        }
        #expect(try program.run(["export", "new.mvsync.json", "--to", "csv"]).status == 0)
    }

    @Test("shots are never rendered over the clips of the edit, and go when they are interrupted")
    func renderedOverClips() throws {
        let export = ["export", "cut.mvsync.json", "--to", "otio", "--bake-all", "--handles", "0"]
        #expect(try program.run(export).status == 0)
        let shots = try FileManager.default.contentsOfDirectory(atPath: program.folder.file("cut.shots"))
            .sorted()
        let first = "cut.shots/\(shots[0])"
        #expect(
            try program.run(["plan", "song.wav", first, "2.mp4", "-o", "cut.mvsync.json", "--force"]).status
                == 0)
        let before = try Data(contentsOf: URL(fileURLWithPath: program.folder.file(first)))
        let refused = try program.run(export + ["--force"])
        #expect(refused.status == 73 && refused.complaints.contains("inputs"), "\(refused.complaints)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: program.folder.file(first))) == before)
    }

    @Test("captions are written as srt, ass and lrc, which ffmpeg reads; without any it is said")
    func captions() throws {
        let none = try program.run(["export", "cut.mvsync.json", "--to", "srt"])
        #expect(none.status == 65 && none.complaints.contains("no captions"))
        try Data("[00:01.00]One </script> {line}\n[00:04.00]Another\n[00:06.00]\n".utf8).write(
            to: URL(fileURLWithPath: program.folder.file("words.lrc")))
        #expect(
            try program.run([
                "plan", "song.wav", "1.mp4", "2.mp4", "-o", "sung.mvsync.json", "--lyrics", "words.lrc",
            ]).status == 0)
        let outcome = try program.run(["export", "sung.mvsync.json", "--to", "srt,ass,lrc"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        for name in ["sung.srt", "sung.ass", "sung.lrc"] {
            let read = try Tool.run(
                "ffmpeg", ["-v", "error", "-i", program.folder.file(name), "-f", "srt", "-"])
            let lines = String(decoding: read, as: UTF8.self)
            #expect(lines.contains("script") && lines.contains("Another"), "\(name)")
        }
    }

    @Test("chapters are read by ffmpeg, and land on the sections")
    func chapters() throws {
        #expect(try program.run(["export", "cut.mvsync.json", "--to", "chapters"]).status == 0)
        let probe = try Tool.run(
            "ffprobe",
            [
                "-v", "error", "-f", "ffmetadata", "-show_chapters", "-of", "csv=p=0",
                program.folder.file("cut.chapters.txt"),
            ])
        let lines = String(decoding: probe, as: UTF8.self).split(separator: "\n")
        let edit = try edit("cut.mvsync.json")
        #expect(lines.count == edit.sections.count)
        for (line, section) in zip(lines, edit.sections) {
            #expect(line.contains(",\(section.startFrame),") && line.hasSuffix(section.name))
        }
    }

    @Test(
        "what cannot be done is said in a sentence, and nothing is written",
        arguments: [
            (["--to", "avid"], Int32(64), "avid"), (["--to", "otio", "edl", "-o", "x.otio"], 64, "--into"),
            (["--to", "otio", "-o", "x.edl"], 73, ".otio"),
            (["--to", "otio", "--into", "nowhere"], 73, "does not exist"),
            (["--to", "otio", "--handles", "-1"], 64, "--handles"),
        ])
    func refused(arguments: [String], status: Int32, words: String) throws {
        let before = program.files
        let outcome = try program.run(["export", "cut.mvsync.json"] + arguments)
        #expect(outcome.status == status && outcome.complaints.contains(words), "\(outcome.complaints)")
        #expect(program.files == before)
    }

    @Test("media that are gone are named, and ^C leaves no half file")
    func trouble() throws {
        let stopped = try program.run(
            ["export", "cut.mvsync.json", "--to", "edl", "--bake-all"], interruptedAfter: 0.4)
        #expect(stopped.status == 130 || stopped.status == 0)
        let shots =
            (try? FileManager.default.contentsOfDirectory(atPath: program.folder.file("cut.shots"))) ?? []
        #expect(!shots.contains { $0.hasSuffix(".part") })
        if stopped.status == 130 {
            #expect(!program.files.contains("cut.edl") && !program.files.contains("cut.shots"))
        }
        try FileManager.default.removeItem(atPath: program.folder.file("2.mp4"))
        let gone = try program.run(["export", "cut.mvsync.json", "--to", "otio"])
        #expect(gone.status == 66 && gone.complaints.contains("2.mp4"), "\(gone.complaints)")
    }
}

/// Paths as they are seen from the folder of a test.
private enum MediaName {
    /// The last two parts of a path where the folder is one of the test's own, else the last.
    static func of(_ path: String) -> String {
        let parts = path.split(separator: "/")
        return parts.dropLast().last == "elsewhere"
            ? parts.suffix(2).joined(separator: "/") : String(parts.last ?? "")
    }
}
