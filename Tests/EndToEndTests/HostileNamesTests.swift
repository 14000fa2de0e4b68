import Foundation
import TestSupport
import Testing

@Suite("Hostile names and places")
struct HostileNamesTests {
    private let program: Program
    private let quick = ["--size", "64x36", "--preset", "ultrafast"]

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 6)
    }

    private func makeClip(_ name: String) throws {
        try BarcodeClip(id: 1, frameCount: 48).write(to: program.folder.file("made.mp4"))
        try FileManager.default.moveItem(
            atPath: program.folder.file("made.mp4"), toPath: program.folder.file(name))
    }

    private func hasControl(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control }
    }

    @Test("a name with control characters reaches no terminal raw, in no command")
    func control() throws {
        let name = "a\u{1B}]0;x\u{7}\u{9B}31m\nb"
        try makeClip(name + ".mp4")
        try FileManager.default.copyItem(
            atPath: program.folder.file("song.wav"), toPath: program.folder.file(name + ".wav"))
        let edit = name + ".mvsync.json"
        for arguments in [
            ["align", name + ".wav", name + ".mp4", "--dry-run"],
            ["align", name + ".wav", name + ".mp4"] + quick,
            ["plan", name + ".wav", name + ".mp4", "--force", "--format", "json"], ["inspect", edit],
            ["inspect", edit, "--format", "json"], ["verify", name + ".mp4", "--edit", edit],
            ["inspect", name + ".wav"],
            ["analyze", name + ".mp4"], ["align", "song.wav", name + ".wav"], ["align", name, name],
            ["align", "song.wav", "x", "--fps", name], ["align", "--" + name],
        ] {
            let outcome = try program.run(arguments)
            #expect(!hasControl(outcome.output), "\(arguments)")
            #expect(!hasControl(outcome.complaints), "\(arguments)")
            if outcome.status != 0, outcome.status != 64, !outcome.complaints.isEmpty {
                #expect(outcome.complaints.split(separator: "\n").last?.hasPrefix("mvsync: ") == true)
            }
        }
    }

    @Test("a clip's name is text on the page, even where a character joins its angle brackets")
    func report() throws {
        try makeClip("\u{600}<script>alert(1)<\u{301}b onload=\u{22}x\u{22}>.mp4")
        let outcome = try program.run(["align", "song.wav", ".", "-o", "v.mp4", "--report"] + quick)
        #expect(outcome.status == 0, "\(outcome.complaints)")
        let page = try String(contentsOfFile: program.folder.file("v.html"), encoding: .utf8)
        #expect(page.contains("alert(1)"))
        let scripts = page.utf8.split(separator: UInt8(ascii: "<")).count { $0.starts(with: "script".utf8) }
        #expect(scripts == 1, "The page has a script of its own.")
    }

    @Test("pipes, devices and dead links among the clips are left out with a warning, and never waited for")
    func specialFiles() throws {
        try FileManager.default.createDirectory(
            atPath: program.folder.file("clips"), withIntermediateDirectories: false)
        try makeClip("clips/good.mp4")
        #expect(mkfifo(program.folder.file("clips/pipe.mp4"), 0o600) == 0)
        for (name, target) in [("zero.mp4", "/dev/zero"), ("dead.mp4", "gone"), ("loop.mp4", "loop.mp4")] {
            try FileManager.default.createSymbolicLink(
                atPath: program.folder.file("clips/\(name)"), withDestinationPath: target)
        }
        let outcome = try program.run(["plan", "song.wav", "clips"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        for name in ["pipe.mp4", "zero.mp4", "dead.mp4", "loop.mp4"] {
            #expect(outcome.complaints.contains(name))
        }
        let direct = try program.run(["plan", "song.wav", "clips/pipe.mp4"])
        #expect(direct.status == 65)
        #expect(direct.complaints.contains("pipe"))
        #expect(try program.run(["analyze", "clips/pipe.mp4"]).status == 65)
        #expect(try program.run(["inspect", "clips/pipe.mp4"]).status == 65)
    }

    @Test("--force replaces no input, neither the song nor a clip nor the edit")
    func inputs() throws {
        try makeClip("clip.mp4")
        try Tool.ffmpeg([
            "-i", program.folder.file("clip.mp4"), "-i", program.folder.file("song.wav"), "-c:v", "copy",
            program.folder.file("film.mp4"),
        ])
        #expect(try program.run(["plan", "song.wav", "clip.mp4"]).status == 0)
        let before = try program.files.map {
            try Data(contentsOf: URL(fileURLWithPath: program.folder.file($0)))
        }
        for arguments in [
            ["align", "film.mp4", "clip.mp4", "--force"] + quick,
            ["align", "song.wav", "clip.mp4", "-o", "clip.mp4", "--force"] + quick,
            ["render", "song.mvsync.json", "-o", "./clip.mp4", "--force"],
        ] {
            let outcome = try program.run(arguments)
            #expect(outcome.status == 73, "\(arguments) \(outcome.complaints)")
            #expect(outcome.complaints.contains("input"))
        }
        for arguments in [
            ["plan", "song.wav", "clip.mp4", "-o", "song.wav", "--force"],
            ["render", "song.mvsync.json", "-o", "song.mvsync.json", "--force"],
        ] {
            let outcome = try program.run(arguments)
            #expect(outcome.status == 73, "\(arguments) \(outcome.complaints)")
            #expect(outcome.complaints.contains("does not end in"))
        }
        #expect(
            try program.files.map { try Data(contentsOf: URL(fileURLWithPath: program.folder.file($0))) }
                == before)
    }

    @Test("a song with the longest name there is becomes a video and an edit")
    func longName() throws {
        let name = String(repeating: "x", count: 251) + ".wav"
        try FileManager.default.moveItem(
            atPath: program.folder.file("song.wav"), toPath: program.folder.file(name))
        try makeClip("clip.mp4")
        let outcome = try program.run(["align", name, "clip.mp4", "--report"] + quick)
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(program.files.count == 5)
    }
}
