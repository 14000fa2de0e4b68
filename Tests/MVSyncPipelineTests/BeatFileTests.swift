import Foundation
import MVSyncPipeline
import MusicAnalysis
import TestSupport
import Testing

@Suite("Files of beats")
struct BeatFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func read(_ text: String) throws -> [Beat] {
        let path = folder.file("beats.txt")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try BeatFile.read(path)
    }

    @Test("what is written is read again")
    func roundTrip() throws {
        let beats = (0..<50).map { Beat(time: Double($0) * 0.5172, position: $0 % 4 + 1) }
        #expect(try read(BeatFile.text(beats)) == beats)
    }

    @Test("remarks, empty lines, windows line ends and beats without a place are fine")
    func lenient() throws {
        let beats = try read("# tapped\r\n\r\n0.5\r\n1.0\t2\r\n 1.5  3 \r\n")
        #expect(beats == [0.5, 1, 1.5].enumerated().map { Beat(time: $1, position: [0, 2, 3][$0]) })
    }

    @Test(
        "what is no beat is refused with its line",
        arguments: [
            "1.0\n0.5", "1\n1", "0.5\n0.51", "-1\n2", "nan\n1", "inf\n2", "1e999\n2", "0.5 x\n1", "0.5 -1\n1",
            "0.5 65\n1",
            "0.5 1 7\n1", "text\n1",
        ])
    func malformed(text: String) {
        let error = #expect(throws: PipelineError.self) { try read(text) }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("line ") == true)
    }

    @Test("fewer than two beats, no text, a folder and a missing file are refused")
    func nothing() throws {
        #expect(throws: PipelineError.self) { try read("") }
        #expect(throws: PipelineError.self) { try read("1.0") }
        #expect(throws: PipelineError.self) { try BeatFile.read(folder.file("missing.txt")) }
        #expect(throws: PipelineError.self) { try BeatFile.read(folder.path) }
        let path = folder.file("binary")
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: path))
        #expect(throws: PipelineError.self) { try BeatFile.read(path) }
    }
}
