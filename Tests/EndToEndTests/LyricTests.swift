import EditModel
import Foundation
import TestSupport
import Testing

@Suite("Lyrics")
struct LyricTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 24)
        for id in 1...2 {
            try BarcodeClip(id: id, frameCount: 72).write(to: program.folder.file("\(id).mp4"))
        }
    }

    private func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: program.folder.file(name)))
    }

    private func read(_ name: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: program.folder.file(name)), encoding: .utf8)
    }

    @Test("lines with times are captions of the video, of its edit, and of the edit rendered again")
    func captions() throws {
        try write("[00:02.00]grey sea\n[00:04.50]slow light\n[00:06.00]\n", as: "any.name")
        let quick = ["--size", "64x36", "--preset", "ultrafast", "--captions"]
        let outcome = try program.run(
            ["align", "song.wav", "1.mp4", "2.mp4", "--lyrics", "any.name", "--fps", "24"] + quick)
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(!outcome.complaints.contains("estimates"))
        let expected =
            "1\n00:00:02,000 --> 00:00:04,500\ngrey sea\n\n2\n00:00:04,500 --> 00:00:06,000\nslow light\n"
        #expect(try read("song.srt") == expected)
        #expect(outcome.output.contains("captions  "))
        let track = try Tool.run(
            "ffprobe",
            ["-v", "error", "-select_streams", "s", "-show_entries", "stream=codec_name", "-of", "csv=p=0"]
                + [program.folder.file("song.mp4")])
        #expect(String(decoding: track, as: UTF8.self) == "mov_text\n")
        let own = try Tool.run(
            "ffmpeg",
            ["-v", "error", "-i", program.folder.file("song.mp4"), "-map", "0:s:0", "-f", "srt", "-"])
        #expect(String(decoding: own, as: UTF8.self) == expected + "\n")
        let again = try program.run([
            "render", "song.mvsync.json", "-o", "again.mp4", "--preset", "ultrafast", "--captions",
        ])
        #expect(again.status == 0, "\(again.complaints)")
        #expect(try read("again.srt") == expected)
    }

    @Test("lines that are drawn are seen while they are sung, and nowhere else, whatever is in them")
    func drawn() throws {
        let lyrics = "[00:02.00]grey \\N{\\an8\\fs90}sea} 50%: 'x'\n[00:04.50]slow light\n[00:06.00]\n"
        try write(lyrics, as: "any.lrc")
        let quick = ["--size", "320x180", "--preset", "ultrafast", "--fps", "24", "--crf", "10"]
        let align = ["align", "song.wav", "1.mp4", "2.mp4", "--lyrics", "any.lrc"] + quick
        #expect(try program.run(align + ["-o", "plain.mp4"]).status == 0)
        let outcome = try program.run(align + ["--burn-captions", "-o", "drawn.mp4"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(!program.files.contains("drawn.srt"))
        func levels(_ name: String) throws -> [UInt8] {
            [UInt8](
                try Tool.run(
                    "ffmpeg",
                    ["-v", "error", "-nostdin", "-i", program.folder.file(name), "-vf", "extractplanes=y"]
                        + ["-f", "rawvideo", "-"]))
        }
        let (plain, drawn) = (try levels("plain.mp4"), try levels("drawn.mp4"))
        let size = 320 * 180
        let differing = (0..<24 * 24).filter { frame in
            let changed = (frame * size..<(frame + 1) * size).count {
                abs(Int(plain[$0]) - Int(drawn[$0])) > 40
            }
            return changed > 25
        }
        #expect(differing.first == 48 && differing.last == 143 && differing.count == 96, "\(differing)")
        // Only in the lower half: what looks like a command to go to the top is none.
        let above = (60 * size..<60 * size + size / 2).allSatisfy {
            abs(Int(plain[$0]) - Int(drawn[$0])) < 60
        }
        #expect(above)
    }

    @Test("a word that is drawn takes its colour when it is sung, also in an edit that was planned anew")
    func drawnWords() throws {
        // The first word is on the left, the second, after a rest, on the right.
        let lyrics = "[00:02.00]<00:02.00>mmmmmm<00:03.00> <00:04.00>mmmmmm<00:05.00>\n[00:06.00]\n"
        try write(lyrics, as: "any.lrc")
        let printed = try program.run(["analyze", "song.wav", "--lyrics", "any.lrc", "--format", "lrc"])
        #expect(printed.output == lyrics)
        let plan = ["plan", "song.wav", "1.mp4", "2.mp4", "--lyrics", "any.lrc", "--fps", "24"]
        #expect(try program.run(plan + ["--size", "320x180"]).status == 0)
        let planned = try read("song.mvsync.json")
        #expect(planned.contains("\"text\": \"mmmmmm\""))
        #expect(
            try program.run(["plan", "--from", "song.mvsync.json", "-o", "again.mvsync.json"]).status == 0)
        #expect(try read("again.mvsync.json") == planned)
        let render = ["render", "again.mvsync.json", "--preset", "ultrafast", "--crf", "10", "-o"]
        let outcome = try program.run(render + ["drawn.mp4", "--burn-captions"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        // The clips are grey, so that only sung words have a colour: amber has little blue.
        let blue = [UInt8](
            try Tool.run(
                "ffmpeg",
                ["-v", "error", "-nostdin", "-i", program.folder.file("drawn.mp4"), "-vf", "extractplanes=u"]
                    + ["-f", "rawvideo", "-"]))
        func coloured(_ frame: Int, _ columns: Range<Int>) -> Int {
            (0..<90).reduce(0) { sum, row in
                sum + columns.count { blue[(frame * 90 + row) * 160 + $0] < 112 }
            }
        }
        let (left, right) = (0..<80, 80..<160)
        #expect(coloured(47, left) == 0 && coloured(47, right) == 0)
        // A little at the word's first frame, more in its middle, all at its end, and as much until the line's.
        let course = [48, 60, 72, 95, 143].map { coloured($0, left) }
        #expect(course[0] > 0 && course[1] > course[0] && course[2] > course[1], "\(course)")
        #expect(course[3] >= course[2] * 9 / 10 && course[4] >= course[2] * 9 / 10, "\(course)")
        #expect((48..<96).allSatisfy { coloured($0, right) == 0 })
        let second = [96, 108, 120, 143].map { coloured($0, right) }
        #expect(second[0] > 0 && second[1] > second[0] && second[2] > second[1], "\(second)")
        #expect(second[3] >= second[2] * 9 / 10, "\(second)")
        #expect(coloured(144, left) == 0 && coloured(144, right) == 0)
    }

    @Test("lines are printed as srt and lrc, and what is printed is read again")
    func analyze() throws {
        try write("[Verse]\nla la la\nla la\n", as: "song.txt")
        let lrc = try program.run(["analyze", "song.wav", "--lyrics", "song.txt", "--format", "lrc"])
        #expect(lrc.status == 0)
        #expect(lrc.complaints.contains("estimates"))
        try write(lrc.output, as: "song.lrc")
        let again = try program.run(["analyze", "song.wav", "--lyrics", "song.lrc", "--format", "lrc"])
        #expect(again.output == lrc.output)
        #expect(!again.complaints.contains("estimates"))
        let srt = try program.run(["analyze", "song.wav", "--lyrics", "song.lrc", "--format", "srt"])
        #expect(srt.output.hasPrefix("1\n00:00:") && srt.output.contains("la la la"))
    }

    @Test(
        "lyrics are no file to write over, with --force and without, nor is another file of captions passed by"
    )
    func spared() throws {
        let lyrics = "1\n00:00:01,000 --> 00:00:02,000\nla\n"
        try write(lyrics, as: "song.srt")
        let align = [
            "align", "song.wav", "1.mp4", "--lyrics", "song.srt", "--captions", "--size", "64x36",
            "--preset", "ultrafast", "--no-verify",
        ]
        let before = program.files
        #expect(try program.run(align + ["-o", "song.mp4"]).status == 73)
        let forced = try program.run(align + ["--force"])
        #expect(forced.status == 73 && forced.complaints.contains("never replaced"))
        #expect(
            try program.run(["analyze", "song.wav", "--lyrics", "song.srt", "--plot", "song.gif"]).status
                == 73)
        #expect(program.files == before)
        // Where no name is wished for, all files get another.
        #expect(try program.run(align).status == 0)
        let written = ["song-2.mp4", "song-2.mvsync.json", "song-2.srt"]
        #expect(Set(program.files) == Set(before + written))
        #expect(try read("song.srt") == lyrics)
    }

    @Test("a file of lyrics that has no line is told, whatever is made of it")
    func empty() throws {
        try write("[Verse]\n", as: "tags.txt")
        let printed = try program.run(["analyze", "song.wav", "--lyrics", "tags.txt", "--format", "srt"])
        #expect(printed.status == 65 && printed.output.isEmpty)
        let dry = ["align", "song.wav", "1.mp4", "--lyrics", "tags.txt", "--captions", "--dry-run"]
        #expect(try program.run(dry).status == 65)
    }

    @Test("with sections of one's own, tagged lyrics have estimated times all the same")
    func ownSections() throws {
        try write("[Verse]\nla la la\nla la\n", as: "song.txt")
        try write("0\t12\tintro\n12\t24\tverse\n", as: "labels.txt")
        let outcome = try program.run([
            "analyze", "song.wav", "--lyrics", "song.txt", "--sections", "labels.txt", "--format", "srt",
        ])
        #expect(outcome.status == 0 && outcome.output.contains("la la la"))
        #expect(outcome.complaints.contains("estimates"))
        let text = try program.run(["analyze", "song.wav", "--lyrics", "song.txt"]).output
        #expect(text.contains("their times estimated"))
    }

    @Test("captions without lyrics are a mistake, and so is an edit without captions")
    func nothing() throws {
        let before = program.files
        #expect(try program.run(["align", "song.wav", "1.mp4", "--captions"]).status == 64)
        #expect(try program.run(["analyze", "song.wav", "--format", "srt"]).status == 64)
        #expect(program.files == before)
        #expect(try program.run(["plan", "song.wav", "1.mp4"]).status == 0)
        let outcome = try program.run(["render", "song.mvsync.json", "--captions"])
        #expect(outcome.status == 65)
        #expect(outcome.complaints.contains("--lyrics"))
        #expect(!program.files.contains("song.mp4"))
    }

    @Test("a time that is none is told with its file and line")
    func wrongTime() throws {
        try write("[00:01.00]la\n[00:61.00]di\n", as: "song.lrc")
        let outcome = try program.run(["analyze", "song.wav", "--lyrics", "song.lrc"])
        #expect(outcome.status == 65)
        #expect(outcome.complaints.contains("song.lrc”, line 2: "))
    }
}
