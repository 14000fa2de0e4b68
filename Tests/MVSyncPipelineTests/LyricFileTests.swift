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
        #expect(error?.description.contains("[01:23.45]") == true)
    }

    @Test("UTF-16 with its mark is read, whichever byte is first", arguments: [true, false])
    func wide(isLittleEndian: Bool) throws {
        let path = folder.file("lyrics.lrc")
        let bytes = "\u{FEFF}[00:01.00]мой дом\r\n[00:02.00]\r\n".utf16.flatMap { unit in
            [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        let data =
            isLittleEndian
            ? bytes : stride(from: 0, to: bytes.count, by: 2).flatMap { [bytes[$0 + 1], bytes[$0]] }
        try Data(data).write(to: URL(fileURLWithPath: path))
        #expect(try LyricFile.read(path).untagged == [.init("мой дом", time: 1..<2)])
    }

    @Test("a time that cannot be is refused with the file and the line")
    func times() throws {
        let path = try write("[Verse]\n[00:01.00]la\n[00:75.00]la\n")
        let error = #expect(throws: PipelineError.self) { try LyricFile.read(path) }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("lyrics.txt”, line 3: ") == true)
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
