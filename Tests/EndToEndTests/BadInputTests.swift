import Foundation
import TestSupport
import Testing

@Suite("Bad input")
struct BadInputTests {
    private let program: Program

    init() throws { program = try Program() }

    private func makeSong(_ seconds: Double = 8) throws {
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: seconds)
    }

    private func makeClip(_ name: String = "clip.mp4") throws {
        try BarcodeClip(id: 1, frameCount: 48).write(to: program.folder.file(name))
    }

    private func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: program.folder.file(name)))
    }

    /// Runs, and expects one clear sentence and no new file.
    private func expectFailure(
        _ arguments: [String], status: Int32, saying words: String, environment: [String: String] = [:]
    ) throws {
        let before = program.files
        let outcome = try program.run(arguments, environment: environment)
        #expect(outcome.status == status, "\(outcome.complaints)")
        #expect(outcome.complaints.contains(words), "\(outcome.complaints)")
        #expect(outcome.complaints.hasPrefix("mvsync: "))
        #expect(program.files == before)
    }

    @Test("a folder without clips")
    func noClips() throws {
        try makeSong()
        try FileManager.default.createDirectory(
            atPath: program.folder.file("empty"), withIntermediateDirectories: true)
        try expectFailure(["align", "song.wav", "empty"], status: 66, saying: "no video clip")
    }

    @Test("a song or a folder that is not there")
    func missing() throws {
        try makeSong()
        try expectFailure(["align", "gone.mp3", "clips"], status: 66, saying: "gone.mp3")
        try expectFailure(["align", "song.wav", "gone"], status: 66, saying: "gone")
    }

    @Test(
        "a text, and a playlist, that are named .mp4",
        arguments: [
            "hello", "ffconcat version 1.0\nfile 'clip.mp4'\n",
            "#EXTM3U\n#EXTINF:2,\nclip.mp4\n#EXT-X-ENDLIST\n",
        ])
    func textAsClip(content: String) throws {
        try makeSong()
        try makeClip("clip.mov")
        try write(content, as: "fake.mp4")
        try expectFailure(["align", "song.wav", "fake.mp4"], status: 65, saying: "fake.mp4")
    }

    @Test("an empty song, and a song that is a text", arguments: ["", "la la la"])
    func unreadableSong(content: String) throws {
        try makeClip()
        try write(content, as: "song.mp3")
        try expectFailure(["align", "song.mp3", "clip.mp4"], status: 65, saying: "song.mp3")
    }

    @Test("no ffmpeg")
    func noFFmpeg() throws {
        try makeSong()
        try makeClip()
        try expectFailure(
            ["align", "song.wav", "clip.mp4"], status: 69, saying: "apt-get install ffmpeg",
            environment: ["PATH": program.folder.path])
    }

    @Test("an output folder that is not there")
    func noFolder() throws {
        try makeSong()
        try makeClip()
        try expectFailure(
            ["align", "song.wav", "clip.mp4", "-o", "no/where.mp4"], status: 73, saying: "does not exist")
    }

    @Test(
        "an edit file that is malformed, of another kind, or hostile",
        arguments: [
            "", "{", "[]", "{\"schema\":\"other/1\"}", "{\"schema\":\"mvsync.edit/1\"}",
            String(repeating: "[", count: 100_000),
        ])
    func hostileEdit(content: String) throws {
        try write(content, as: "bad.mvsync.json")
        try expectFailure(["render", "bad.mvsync.json"], status: 65, saying: "bad.mvsync.json")
        try expectFailure(["inspect", "bad.mvsync.json"], status: 65, saying: "bad.mvsync.json")
    }

    @Test(
        "silence, noise and one second of sound become videos all the same, with a warning",
        arguments: [
            "anullsrc=r=44100:cl=mono:d=4", "anoisesrc=d=4:c=white:seed=1", "sine=frequency=300:duration=1",
        ])
    func songsWithoutBeat(source: String) throws {
        try makeClip()
        try Tool.ffmpeg(["-f", "lavfi", "-i", source, program.folder.file("song.wav")])
        let outcome = try program.run([
            "align", "song.wav", "clip.mp4", "--size", "64x36", "--preset", "ultrafast",
        ])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(outcome.complaints.contains("warning:"))
        #expect(program.files.contains("song.mp4"))
    }

    @Test("a damaged clip beside a good one is left out or salvaged, with a warning")
    func damagedClip() throws {
        try makeSong()
        try makeClip("good.mp4")
        let data = try Data(contentsOf: URL(fileURLWithPath: program.folder.file("good.mp4")))
        try data.prefix(data.count / 3).write(to: URL(fileURLWithPath: program.folder.file("bad.mp4")))
        let outcome = try program.run([
            "align", "song.wav", "good.mp4", "bad.mp4", "--size", "64x36", "--preset", "ultrafast",
        ])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(outcome.complaints.contains("bad.mp4"))
    }

    @Test("an edit file that is not there is 66")
    func missingEdit() throws {
        for arguments in [
            ["inspect", "e.json"], ["render", "e.json"], ["verify", "v.mp4", "--edit", "e.json"],
        ] {
            try expectFailure(arguments, status: 66, saying: "does not exist")
        }
    }

    @Test(
        "a song that lost its end is used as far as it goes, with a warning",
        arguments: ["mp3", "flac"])
    func songCutOff(ending: String) throws {
        try makeSong()
        try makeClip()
        let song = program.folder.file("cut.\(ending)")
        try Tool.ffmpeg(["-i", program.folder.file("song.wav"), song])
        let whole = try program.run(["analyze", "cut.\(ending)"])
        #expect(!whole.complaints.contains("damaged"), "\(whole.complaints)")
        let data = try Data(contentsOf: URL(fileURLWithPath: song))
        try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: song))
        let outcome = try program.run(["plan", "cut.\(ending)", "clip.mp4"])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(outcome.complaints.contains("The song is damaged"), "\(outcome.complaints)")
    }

    @Test("an MP3 of varying bit rate that does not state its length is heard to its end")
    func unstatedLength() throws {
        try Tool.ffmpeg(
            [
                "-f", "lavfi", "-i", "anoisesrc=d=5:seed=1", "-f", "lavfi", "-i",
                "anullsrc=d=35:r=48000:cl=mono",
            ]
                + ["-filter_complex", "[0][1]concat=n=2:v=0:a=1", "-q:a", "0", "-write_xing", "0"]
                + [program.folder.file("song.mp3")])
        let outcome = try program.run(["analyze", "song.mp3"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("0:40."), "\(outcome.output)")
        #expect(!outcome.complaints.contains("damaged"))
    }

    @Test("a song with more channels than any is refused with their number")
    func channels() throws {
        try makeClip()
        let pcm = program.folder.file("pcm")
        try Data(count: 32 * 2 * 44_100).write(to: URL(fileURLWithPath: pcm))
        try Tool.ffmpeg(
            ["-f", "s16le", "-ar", "44100", "-ac", "32", "-i", pcm, program.folder.file("song.wav")])
        try expectFailure(["align", "song.wav", "clip.mp4"], status: 65, saying: "32 channels")
    }

    @Test("wrong usage is 64")
    func usage() throws {
        #expect(try program.run(["align"]).status == 64)
        #expect(try program.run(["align", "a", "b", "--fps", "0"]).status == 64)
        #expect(try program.run(["align", "a", "b", "--size", "15x9"]).status == 64)
        for option in ["--crf", "--fps", "--seed", "--size"] {
            let outcome = try program.run(["align", "a", "b", option, "-1"])
            #expect(outcome.status == 64)
            #expect(outcome.complaints.split(separator: "\n")[0].contains("-1"), "\(outcome.complaints)")
        }
    }
}
