import EditModel
import Foundation
import TestSupport
import Testing

@Suite("Files, opened and named")
struct FilesTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func code(reading name: String) -> EditError.Code? {
        #expect(throws: EditError.self) { try EditFile.read(from: folder.file(name)) }?.code
    }

    @Test("a missing edit file is told from one that is a folder, a pipe or a device; none is waited for")
    func unreadable() throws {
        #expect(code(reading: "gone.json") == .missing)
        #expect(code(reading: "gone/e.json") == .missing)
        try FileManager.default.createDirectory(
            atPath: folder.file("d.json"), withIntermediateDirectories: false)
        #expect(code(reading: "d.json") == .unreadable)
        #expect(mkfifo(folder.file("pipe.json"), 0o600) == 0)
        #expect(code(reading: "pipe.json") == .unreadable)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("zero.json"), withDestinationPath: "/dev/zero")
        #expect(code(reading: "zero.json") == .unreadable)
    }

    @Test(
        "a new file never takes the place of another unless that was asked for, and leaves nothing beside it")
    func newFile() throws {
        let path = folder.file(String(repeating: "ü", count: 125) + ".json")
        try NewFile.write(Data("a".utf8), to: path, overwriting: false)
        let error = #expect(throws: POSIXError.self) {
            try NewFile.write(Data("b".utf8), to: path, overwriting: false)
        }
        #expect(error?.code == .EEXIST)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("a".utf8))
        try NewFile.write(Data("c".utf8), to: path, overwriting: true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("c".utf8))
        #expect(folder.contents.count == 1)
        #expect(throws: POSIXError.self) {
            try NewFile.write(Data(), to: folder.file("gone/x"), overwriting: true)
        }
    }

    @Test("nothing that steers a terminal, breaks a line or turns the writing is left in what people see")
    func steering() {
        #expect(
            visible("a\u{1B}[31m\nb\u{9B}c\u{7F}\u{2028}\u{202E}d\r\n")
                == "a\\u{1b}[31m\\nb\\u{9b}c\\u{7f}\\u{2028}\\u{202e}d\\u{d}\\n")
        #expect(visible("视频 “ü” 👩‍👩‍👧 e\u{301}") == "视频 “ü” 👩‍👩‍👧 e\u{301}")
    }
}
