import EditModel
import Foundation
import TestSupport
import Testing

@Suite("mvsync inspect --html and --svg")
struct PageTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 12)
        for id in 1...2 {
            try BarcodeClip(id: id, frameCount: 72).write(to: program.folder.file("\(id).mp4"))
        }
        let plan = ["plan", "song.wav", "1.mp4", "2.mp4", "--fps", "24", "--size", "160x90"]
        #expect(try program.run(plan).status == 0)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: program.folder.file(name), encoding: .utf8)
    }

    private func shotCount() throws -> Int {
        try EditFile.read(from: program.folder.file("song.mvsync.json")).shots.count
    }

    @Test("both are written at once, the same each time, and without them the table is printed as ever")
    func written() throws {
        let table = try program.run(["inspect", "song.mvsync.json"])
        #expect(table.output.contains("bar.beat"))
        let both = ["inspect", "song.mvsync.json", "--html", "a.html", "--svg", "a.svg"]
        let outcome = try program.run(both)
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(outcome.output.contains("a.html") && outcome.output.contains("a.svg"))
        let (page, drawing) = (try text("a.html"), try text("a.svg"))
        #expect(page.contains("class=\"wave\"") && page.contains("data:image/jpeg;base64,"))
        #expect(page.components(separatedBy: "class=\"shot\"").count == (try shotCount()) + 1)
        #expect(drawing.hasPrefix("<svg") && drawing.contains("class=\"wave\""))
        #expect(try program.run(both).status == 73)
        #expect(try program.run(both + ["--force"]).status == 0)
        #expect(try text("a.html") == page)
        #expect(try text("a.svg") == drawing)
        #expect(program.files == ["1.mp4", "2.mp4", "a.html", "a.svg", "song.mvsync.json", "song.wav"])
    }

    @Test("names that are not what is written, or those of inputs, are refused before anything is written")
    func refused() throws {
        for arguments in [
            ["--html", "a.htm"], ["--svg", "a.png"], ["--html", "a.html", "--svg", "no/a.svg"],
        ] {
            #expect(try program.run(["inspect", "song.mvsync.json"] + arguments).status == 73)
        }
        try FileManager.default.copyItem(
            atPath: program.folder.file("song.mvsync.json"), toPath: program.folder.file("e.html"))
        #expect(try program.run(["inspect", "e.html", "--html", "e.html", "--force"]).status == 73)
        #expect(try program.run(["inspect", "song.mvsync.json", "--verify"]).status == 64)
        #expect(program.files == ["1.mp4", "2.mp4", "e.html", "song.mvsync.json", "song.wav"])
    }

    @Test("a song that is gone and a clip that has changed are left out, which is said here and on the page")
    func missing() throws {
        try FileManager.default.removeItem(atPath: program.folder.file("song.wav"))
        try BarcodeClip(id: 3, frameCount: 60).write(to: program.folder.file("1.mp4"))
        let outcome = try program.run(["inspect", "song.mvsync.json", "--html", "a.html"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        let page = try text("a.html")
        for sentence in [
            "“song.wav” is not where the edit says", "“1.mp4” has changed since the edit was made",
        ] {
            #expect(outcome.complaints.contains(sentence))
            #expect(page.contains(sentence))
        }
        #expect(page.contains("picture none") && page.contains("data:image/jpeg"))
    }

    @Test(
        "with --verify the video beside the edit is measured; what is measured is on the page, and in that of align"
    )
    func certificate() throws {
        let absent = ["inspect", "song.mvsync.json", "--html", "a.html", "--verify"]
        #expect(try program.run(absent).status == 66)
        let align = ["align", "song.wav", "1.mp4", "2.mp4", "-o", "v.mp4", "--fps", "24", "--size", "160x90"]
        #expect(try program.run(align + ["--preset", "ultrafast", "--report"]).status == 0)
        let outcome = try program.run(["inspect", "v.mvsync.json", "--html", "w.html", "--verify"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(try text("w.html") == text("v.html"))
        #expect(try text("w.html").contains("by chance"))
        // What is off is on the page, too, and the status is that of verify.
        try Tool.ffmpeg(
            ["-i", program.folder.file("v.mp4"), "-vf", "drawbox=t=fill:color=black", "-c:a", "copy"]
                + ["-preset", "ultrafast", program.folder.file("black.mp4")])
        try FileManager.default.removeItem(atPath: program.folder.file("v.mp4"))
        try FileManager.default.moveItem(
            atPath: program.folder.file("black.mp4"), toPath: program.folder.file("v.mp4"))
        let verify = try program.run(["verify", "v.mp4"])
        let other = try program.run(["inspect", "v.mvsync.json", "--html", "o.html", "--verify"])
        #expect(verify.status == 65 && other.status == 65, "\(other.complaints)")
        #expect(
            other.output.contains("o.html") && other.complaints.contains("not those planned"),
            "\(other.complaints)")
        #expect(try text("o.html").contains("class=\"bad\""))
    }

    private func complaint(on page: String, _ arguments: [String] = []) throws -> String {
        try Browser.complaint(by: "check_page.py", [program.folder.file(page)] + arguments)
    }

    // Opt in by having `chromium` and `python3` on the path; CHROMIUM may name the former.
    @Test(
        "in a browser the page plays what is clicked, obeys keys, has names for all, and asks for nothing",
        .enabled(if: Browser.isThere, "needs chromium and python3"))
    func browser() throws {
        let align = ["align", "song.wav", "1.mp4", "2.mp4", "-o", "v.mp4", "--fps", "24", "--size", "160x90"]
        #expect(try program.run(align + ["--preset", "ultrafast", "--report"]).status == 0)
        let shots = try EditFile.read(from: program.folder.file("v.mvsync.json")).shots.count
        #expect(try complaint(on: "v.html", ["--shots", "\(shots)"]) == "")
        let alone = try program.run(["inspect", "song.mvsync.json", "--html", "alone.html"])
        #expect(alone.status == 0)
        #expect(try complaint(on: "alone.html", ["--without-video"]) == "")
        // The check sees what is not right.
        let broken = try text("v.html").replacingOccurrences(of: "Number(shot.dataset.start)", with: "1")
        try Data(broken.utf8).write(to: URL(fileURLWithPath: program.folder.file("v.html")))
        #expect(try complaint(on: "v.html").contains("check_page: "))
    }
}
