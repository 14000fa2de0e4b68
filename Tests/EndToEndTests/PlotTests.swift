import Foundation
import TestSupport
import Testing

@Suite("mvsync analyze --plot")
struct PlotTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 24)
    }

    @Test("the picture is written as its name says, beside the usual text", arguments: ["a.svg", "a.PNG"])
    func written(name: String) throws {
        let outcome = try program.run(["analyze", "song.wav", "--plot", name])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(outcome.output.contains("tempo"))
        #expect(program.files == [name, "song.wav"].sorted())
        let data = try Data(contentsOf: URL(fileURLWithPath: program.folder.file(name)))
        #expect(data.starts(with: name == "a.svg" ? Array("<svg".utf8) : [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test("a file that is there is refused, and replaced with --force, but never the song")
    func overwriting() throws {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: program.folder.file("a.svg")))
        let refused = try program.run(["analyze", "song.wav", "--plot", "a.svg"])
        #expect(refused.status == 73)
        #expect(refused.complaints.contains("--force"))
        #expect(try program.run(["analyze", "song.wav", "--plot", "a.svg", "--force"]).status == 0)
        try FileManager.default.copyItem(
            atPath: program.folder.file("song.wav"), toPath: program.folder.file("song.svg"))
        let spared = try program.run(["analyze", "song.svg", "--plot", "song.svg", "--force"])
        #expect(spared.status == 73)
        #expect(spared.complaints.contains("one of the inputs"))
    }

    @Test("another kind of picture is refused before anything is written", arguments: ["a.jpg", "a", "svg"])
    func otherKind(name: String) throws {
        let outcome = try program.run(["analyze", "song.wav", "--plot", name])
        #expect(outcome.status == 73)
        #expect(program.files == ["song.wav"])
    }
}
