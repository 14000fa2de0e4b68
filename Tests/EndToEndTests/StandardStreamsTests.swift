import Foundation
import TestSupport
import Testing

@Suite("Standard output that takes nothing")
struct StandardStreamsTests {
    private let program: Program

    init() throws {
        program = try Program()
        try MadeSong.write(to: program.folder.file("song.wav"), seconds: 4)
    }

    @Test("a reader that has gone is no reason for words; the status is 74", arguments: ["text", "json"])
    func closedPipe(format: String) throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let outcome = try program.run(
            ["analyze", "song.wav", "--format", format], output: pipe.fileHandleForWriting)
        #expect(outcome.status == 74)
        #expect(outcome.complaints == "")
    }

    @Test("a full disk under standard output is said in one sentence, with 74")
    func full() throws {
        let sink = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let outcome = try program.run(["analyze", "song.wav"], output: sink)
        #expect(outcome.status == 74)
        #expect(outcome.complaints.hasPrefix("mvsync: The result cannot be printed"))
        #expect(outcome.complaints.split(separator: "\n").count == 1)
    }
}
