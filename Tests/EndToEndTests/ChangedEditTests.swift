import EditModel
import Foundation
import TestSupport
import Testing

@Suite("own sections and changed edits")
struct ChangedEditTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 24)
        for id in 1...3 {
            try BarcodeClip(id: id, frameCount: 72).write(to: program.folder.file("\(id).mp4"))
        }
        try write("0\t8.07\tIntro\n8.07\t15\tVerse\n15\t24\tRefrain\n", as: "own.txt")
    }

    private let clips = ["1.mp4", "2.mp4", "3.mp4"]

    private func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: program.folder.file(name)))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: program.folder.file(name), encoding: .utf8)
    }

    /// Runs to success, and gives the complaints.
    @discardableResult
    private func succeed(_ arguments: [String]) throws -> Program.Outcome {
        let outcome = try program.run(arguments)
        #expect(outcome.status == 0, "\(outcome.complaints)")
        return outcome
    }

    @Test("own sections come out of analyze as they went in, in every form and back again")
    func analyze() throws {
        let first = try succeed(["analyze", "song.wav", "--sections", "own.txt", "--format", "json"]).output
        #expect(first.contains("\"label\" : \"chorus\""))
        for form in ["json", "jams", "audacity"] {
            let written = try succeed(["analyze", "song.wav", "--sections", "own.txt", "--format", form])
                .output
            try write(written, as: "sections.\(form)")
            let outcome = try succeed([
                "analyze", "song.wav", "--sections", "sections.\(form)", "--format", "json",
            ])
            #expect(outcome.output == first)
            #expect(outcome.complaints.isEmpty)
        }
    }

    @Test("own sections are those of the plan: on a downbeat where near one, else where they were put")
    func plan() throws {
        try succeed(["plan", "song.wav", "--sections", "own.txt", "--fps", "24"] + clips)
        let edit = try EditFile.read(from: program.folder.file("song.mvsync.json"))
        #expect(edit.sections.map(\.startFrame) == [0, 192, 360])
        #expect(edit.sections.map(\.name) == ["intro", "verse", "chorus"])
        #expect(Set(edit.shots.map(\.startFrame)).isSuperset(of: [0, 192, 360]))
    }

    @Test(
        "an edit becomes the same bytes again, beside itself or over itself, whatever the song was told with")
    func unchanged() throws {
        try succeed(
            ["plan", "song.wav", "--sections", "own.txt", "--pace", "fast", "--seed", "9", "--shift", "1"]
                + clips)
        let before = try text("song.mvsync.json")
        try succeed(["plan", "--from", "song.mvsync.json"])
        #expect(try text("song-2.mvsync.json") == before)
        try succeed(["plan", "--from", "song.mvsync.json", "--force"])
        #expect(try text("song.mvsync.json") == before)
        try succeed([
            "plan", "--from", "song.mvsync.json", "--pace", "calm", "--seed", "1", "-o", "calm.mvsync.json",
        ])
        #expect(try text("calm.mvsync.json").contains("\"calm\""))
        #expect(
            try program.run(["plan", "--from", "song.mvsync.json", "-o", "calm.mvsync.json"]).status == 73)
    }

    @Test(
        "a label and a boundary that were changed in the file are there after planning it anew, and it renders"
    )
    func changed() throws {
        try succeed(["plan", "song.wav", "--sections", "own.txt", "--fps", "24", "--size", "64x36"] + clips)
        let changed = try text("song.mvsync.json")
            .replacingOccurrences(of: "\"label\": \"verse\"", with: "\"label\": \"Bridge\"")
            .replacingOccurrences(of: "\"startFrame\": 360", with: "\"startFrame\": 301")
        try write(changed, as: "song.mvsync.json")
        let outcome = try succeed(["plan", "--from", "song.mvsync.json", "--force"])
        #expect(outcome.complaints.contains("now meet at 301"))
        let edit = try EditFile.read(from: program.folder.file("song.mvsync.json"))
        #expect(edit.sections.map(\.startFrame) == [0, 192, 301])
        #expect(edit.sections.map(\.name) == ["intro", "bridge", "chorus"])
        #expect(edit.shots.contains { $0.startFrame == 301 })
        try succeed(["render", "song.mvsync.json", "--preset", "ultrafast"])
        #expect(try program.run(["verify", "song.mp4", "--edit", "song.mvsync.json"]).status == 0)
    }

    @Test("what does not go together, and a file that is none, are told")
    func refusals() throws {
        try succeed(["plan", "song.wav"] + clips)
        let edit = try text("song.mvsync.json")
        try write(edit.replacingOccurrences(of: "\"label\": \"", with: "\"label\": \"Z"), as: "z.mvsync.json")
        try write("0 4 A\n3 9 B\n", as: "overlap.txt")
        for (arguments, status, words) in [
            (["song.wav"], 64, "clips"),
            (["--from", "song.mvsync.json", "--bpm", "90"], 64, "its own beats and sections"),
            (["--from", "song.mvsync.json", "--sections", "own.txt"], 64, "its own beats and sections"),
            (["song.mvsync.json", "1.mp4"], 64, "--from"),
            (["song.wav", "1.mp4", "--every", "3"], 64, "1, 2, 4, 8 or 16"),
            (["song.wav", "1.mp4", "--style", "grand"], 66, "no style “grand”"),
            (["song.wav", "1.mp4", "--pin", "9@verse"], 65, "no clip “9”"),
            (["song.wav", "1.mp4", "--min-shot", "4", "--max-shot", "2"], 65, "--min-shot"),
            (["song.wav", "1.mp4", "--offset-bars", "65"], 64, "-64 to 64"),
            (["song.wav", "1.mp4", "--offset-bars", "1", "--sections", "own.txt"], 64, "give one of them"),
            (["song.wav", "1.mp4", "--sections", "gone.txt"], 66, "gone.txt"),
            (["song.wav", "1.mp4", "--sections", "overlap.txt"], 65, "line 2"),
            (["--from", "z.mvsync.json"], 65, "“z.mvsync.json”, $.sections[0].label"),
            (["--from", "gone.mvsync.json"], 66, "does not exist"),
        ] as [([String], Int32, String)] {
            let outcome = try program.run(["plan"] + arguments)
            #expect(outcome.status == status, "\(arguments) \(outcome.complaints)")
            #expect(outcome.complaints.contains(words), "\(outcome.complaints)")
        }
        try FileManager.default.removeItem(atPath: program.folder.file("2.mp4"))
        #expect(try program.run(["plan", "--from", "song.mvsync.json"]).status == 66)
        try MadeSong.write(to: program.folder.file("other.wav"), seconds: 12)
        try FileManager.default.removeItem(atPath: program.folder.file("song.wav"))
        try FileManager.default.moveItem(
            atPath: program.folder.file("other.wav"), toPath: program.folder.file("song.wav"))
        let outcome = try program.run(["plan", "--from", "song.mvsync.json"])
        #expect(outcome.status == 65)
        #expect(outcome.complaints.contains("has changed"))
    }
}
