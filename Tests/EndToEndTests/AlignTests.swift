import EditModel
import Foundation
import TestSupport
import Testing

@Suite("mvsync align")
struct AlignTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 24)
        try FileManager.default.createDirectory(
            atPath: program.folder.file("clips"), withIntermediateDirectories: true)
        for (id, rate) in ["24", "25", "30"].enumerated() {
            var clip = BarcodeClip(id: id + 1, frameCount: 72)
            clip.rate = rate
            try clip.write(to: program.folder.file("clips/\(id + 1).mp4"))
        }
    }

    @Test(
        "each frame of the finished video is the one that the edit file says, cuts lie on beats, nothing else is left"
    )
    func wholeWay() throws {
        // Frames that are shown whole, one at a time, can be read.
        try Data(#"{ "moves": 0, "slowMotion": "repeat" }"#.utf8).write(
            to: URL(fileURLWithPath: program.folder.file("plain.json")))
        let outcome = try program.run([
            "align", "song.wav", "clips", "-o", "video.mp4", "--size", "160x90", "--fps", "24", "--preset",
            "ultrafast", "--crf", "12", "--style", "plain.json",
        ])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(program.files == ["clips", "plain.json", "song.wav", "video.mp4", "video.mvsync.json"])
        let edit = try EditFile.read(from: program.folder.file("video.mvsync.json"))
        #expect(edit.frameCount == 576)
        let rates = [24.0, 25, 30]
        var expected: [BarcodeReader.Code] = []
        for shot in edit.shots {
            for frame in 0..<shot.frameCount {
                let index = Int(
                    (shot.timeMap.sourceTime(atFrame: frame) * rates[shot.clip] + 1e-4).rounded(.down))
                expected.append(.init(id: shot.clip + 1, frame: min(max(index, 0), 71)))
            }
        }
        #expect(try BarcodeReader.codes(in: program.folder.file("video.mp4")) == expected)
        let beatFrames = Set((0..<48).map { Int((Double($0) * 12).rounded()) })
        let onBeat = edit.shots.dropFirst().filter { shot in
            beatFrames.contains { abs($0 - shot.startFrame) <= 1 }
        }
        #expect(edit.shots.count > 3)
        #expect(onBeat.count == edit.shots.count - 1)
        let verdict = try program.run(["verify", "video.mp4"])
        #expect(verdict.status == 0, "\(verdict.output) \(verdict.complaints)")
    }

    @Test("planning twice gives the same bytes, and another seed does not crash")
    func deterministic() throws {
        for name in ["a", "b"] {
            let outcome = try program.run([
                "plan", "song.wav", "clips", "-o", "\(name).mvsync.json", "--no-cache",
            ])
            #expect(outcome.status == 0, "\(outcome.complaints)")
        }
        let first = try Data(contentsOf: URL(fileURLWithPath: program.folder.file("a.mvsync.json")))
        let second = try Data(contentsOf: URL(fileURLWithPath: program.folder.file("b.mvsync.json")))
        #expect(first == second)
        #expect(
            try program.run(["plan", "song.wav", "clips", "-o", "c.mvsync.json", "--seed", "99"]).status == 0)
        let table = try program.run(["inspect", "a.mvsync.json"])
        #expect(table.status == 0)
        #expect(table.output.contains("bar.beat") && table.output.contains("reason"))
    }

    @Test(
        "a name that is taken is numbered by default, refused when asked for, and replaced only with --force")
    func overwriting() throws {
        let quick = ["--size", "64x36", "--preset", "ultrafast"]
        #expect(try program.run(["align", "song.wav", "clips"] + quick).status == 0)
        #expect(try program.run(["align", "song.wav", "clips"] + quick).status == 0)
        #expect(
            program.files == [
                "clips", "song-2.mp4", "song-2.mvsync.json", "song.mp4", "song.mvsync.json", "song.wav",
            ])
        let before = try Data(contentsOf: URL(fileURLWithPath: program.folder.file("song.mp4")))
        let refused = try program.run(["align", "song.wav", "clips", "-o", "song.mp4"] + quick)
        #expect(refused.status == 73)
        #expect(refused.complaints.contains("--force"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: program.folder.file("song.mp4"))) == before)
        #expect(
            try program.run(["align", "song.wav", "clips", "-o", "song.mp4", "--force"] + quick).status == 0)
    }

    @Test("a video finds its own edit again, beside one that was planned before")
    func besidePlanned() throws {
        #expect(try program.run(["plan", "song.wav", "clips", "--pace", "calm"]).status == 0)
        let quick = ["--size", "64x36", "--preset", "ultrafast", "--no-verify"]
        #expect(try program.run(["align", "song.wav", "clips"] + quick).status == 0)
        #expect(
            program.files == ["clips", "song-2.mp4", "song-2.mvsync.json", "song.mvsync.json", "song.wav"])
        #expect(try program.run(["verify", "song-2.mp4"]).status == 0)
        let refused = try program.run(["align", "song.wav", "clips", "-o", "song.mp4"] + quick)
        #expect(refused.status == 73)
        #expect(refused.complaints.contains("song.mvsync.json"))
    }

    @Test("variants are numbered before the ending, and as one set")
    func variants() throws {
        let variants = ["plan", "song.wav", "clips", "--variants", "2"]
        #expect(try program.run(variants + ["-o", "rough.json"]).status == 0)
        #expect(try program.run(variants + ["-o", "rough"]).status == 73)
        #expect(try program.run(variants).status == 0)
        #expect(try program.run(variants).status == 0)
        #expect(
            program.files == [
                "clips", "rough-1.json", "rough-2.json", "song-1.mvsync.json", "song-2-1.mvsync.json",
                "song-2-2.mvsync.json", "song-2.mvsync.json", "song.wav",
            ])
    }

    @Test("a dry run writes nothing")
    func dryRun() throws {
        let outcome = try program.run(["align", "song.wav", "clips", "--dry-run"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("shots"))
        #expect(program.files == ["clips", "song.wav"])
    }

    @Test(
        "a closing terminal's many signals leave nothing behind either, and say 130", arguments: [0.4, 1.5])
    func manySignals(delay: Double) throws {
        let outcome = try program.run(
            ["align", "song.wav", "clips", "--size", "1920x1080", "--preset", "slower"],
            interruptedAfter: delay, by: [SIGHUP, SIGTERM, SIGINT, SIGHUP])
        #expect(outcome.status == 130)
        #expect(program.files == ["clips", "song.wav"])
    }

    @Test("^C leaves nothing behind and says 130", arguments: [0.05, 0.4, 1.0])
    func interruption(delay: Double) throws {
        let outcome = try program.run(
            ["align", "song.wav", "clips", "--size", "1920x1080", "--preset", "slower"],
            interruptedAfter: delay)
        #expect(outcome.status == 130)
        #expect(program.files == ["clips", "song.wav"])
    }
}
