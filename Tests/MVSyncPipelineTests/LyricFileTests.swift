import Foundation
import MVSyncPipeline
import MusicAnalysis
import TestSupport
import Testing

@Suite("Files of lyrics")
struct LyricFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func write(_ text: String) throws -> String {
        let path = folder.file("lyrics.txt")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("a mark before the text and the line ends of Windows are no part of it")
    func marks() throws {
        let sheet = try LyricFile.read(write("\u{FEFF}[Verse 1]\r\nla la\r\n\r\n[Chorus]\r\nla\r\n"))
        #expect(sheet.parts.map(\.title) == ["Verse 1", "Chorus"])
        #expect(sheet.parts.map(\.lines) == [["la la"], ["la"]])
    }

    @Test("a text without tags is refused, with what to write")
    func untagged() throws {
        let path = try write("la la la\n\nla la\n")
        let error = #expect(throws: PipelineError.self) { try LyricFile.read(path) }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("[Chorus]") == true)
    }

    @Test("a folder, a missing file, no text and too much of it are refused")
    func nothing() throws {
        #expect(throws: PipelineError.self) { try LyricFile.read(folder.path) }
        #expect(throws: PipelineError.self) { try LyricFile.read(folder.file("missing.txt")) }
        let path = folder.file("binary")
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: path))
        #expect(throws: PipelineError.self) { try LyricFile.read(path) }
        let long = try write(String(repeating: "[Verse]\nla\n", count: 500_000))
        #expect(throws: PipelineError.self) { try LyricFile.read(long) }
    }
}
