import EditModel
import Foundation
import TestSupport
import Testing

@Suite("mvsync diff")
struct DiffTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 24)
        for id in 1...3 {
            try BarcodeClip(id: id, frameCount: 72).write(to: program.folder.file("\(id).mp4"))
        }
        let plan = ["plan", "song.wav", "1.mp4", "2.mp4", "3.mp4", "--fps", "24", "--size", "160x90"]
        #expect(try program.run(plan + ["-o", "a.mvsync.json"]).status == 0)
    }

    private func write(_ name: String, _ change: (inout Edit) -> Void) throws {
        var edit = try EditFile.read(from: program.folder.file("a.mvsync.json"))
        change(&edit)
        try EditFile.write(edit, to: program.folder.file(name), overwriting: true)
    }

    @Test("the same edits are the same, with exit code 0, wherever they lie")
    func same() throws {
        let outcome = try program.run(["diff", "a.mvsync.json", "a.mvsync.json"])
        #expect(outcome.status == 0)
        #expect(outcome.output == "The edits are the same.\n")
        try FileManager.default.createDirectory(
            atPath: program.folder.file("else"), withIntermediateDirectories: false)
        try FileManager.default.copyItem(
            atPath: program.folder.file("a.mvsync.json"), toPath: program.folder.file("else/b.json"))
        #expect(try program.run(["diff", "a.mvsync.json", "else/b.json"]).status == 0)
    }

    @Test("what differs is said with its place, with exit code 1 and nothing on standard error")
    func differs() throws {
        try write("b.mvsync.json") {
            $0.shots[2].isPinned = true
            $0.seed = 9
            $0.sections[0].name = "overture"
        }
        let outcome = try program.run(["diff", "a.mvsync.json", "b.mvsync.json"])
        #expect(outcome.status == 1)
        #expect(outcome.complaints.isEmpty, "\(outcome.complaints)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("1 of ") && lines[0].contains("1 setting, 1 section"))
        #expect(lines.contains("  seed  1 → 9"))
        #expect(lines.contains { $0.contains("overture: was ") })
        #expect(lines.contains { $0.contains("shot 3, ") && $0.hasSuffix(": pinned") })
        let json = try program.run(["diff", "a.mvsync.json", "b.mvsync.json", "--format", "json"])
        #expect(json.status == 1)
        let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect((value?["shots"] as? [Any])?.count == 1)
        #expect((value?["settings"] as? [[String: Any]])?.first?["name"] as? String == "seed")
    }

    @Test("files that are not there or no edits have the exit codes that they have elsewhere")
    func unreadable() throws {
        #expect(try program.run(["diff", "a.mvsync.json", "none.mvsync.json"]).status == 66)
        #expect(try program.run(["diff", "a.mvsync.json", "song.wav"]).status == 65)
        #expect(try program.run(["diff", "a.mvsync.json"]).status == 64)
    }

    @Test("names that steer a terminal are shown, not obeyed")
    func hostile() throws {
        try write("b.mvsync.json") { $0.sections[0].name = "\u{1B}[31m\u{202E}x\ny" }
        let outcome = try program.run(["diff", "a.mvsync.json", "b.mvsync.json"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("\\u{1b}[31m\\u{202e}x"))
        #expect(
            !outcome.output.unicodeScalars.contains {
                $0 != "\n" && $0.properties.generalCategory == .control
            })
    }
}
