import Foundation
import TestSupport
import Testing

@Suite("Memory for rendering")
struct MemoryTests {
    @Test("little memory makes the same video, and an amount that is none is a mistake")
    func little() throws {
        let program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 6)
        try BarcodeClip(id: 1, frameCount: 72).write(to: program.folder.file("1.mp4"))
        #expect(try program.run(["plan", "song.wav", "1.mp4", "--size", "64x36"]).status == 0)
        let render = ["render", "song.mvsync.json", "--preset", "ultrafast"]
        #expect(try program.run(render + ["-o", "much.mp4"]).status == 0)
        #expect(try program.run(render + ["--memory", "100M", "-o", "little.mp4"]).status == 0)
        let files = try ["much.mp4", "little.mp4"].map {
            try Data(contentsOf: URL(fileURLWithPath: program.folder.file($0)))
        }
        #expect(files[0] == files[1])
        for wrong in ["1.5", "G", "-1G", "1e3M", "10M", "9999G"] {
            let outcome = try program.run(render + ["--memory", wrong, "-o", "none.mp4"])
            #expect(outcome.status == 64, "\(wrong)")
        }
        #expect(!program.files.contains("none.mp4"))
    }
}
