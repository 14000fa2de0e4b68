import Foundation
import FoundationXML
import MediaEngine
import TestSupport
import Testing

@testable import Sketching

@Suite("Title cards")
struct TitleCardTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private static let found = Task {
        try await FFmpegTools.locate(environment: ProcessInfo.processInfo.environment)
    }

    /// The programs, asked once what they can do.
    private func tools() async throws -> FFmpegTools { try await Self.found.value }

    private func facts(_ path: String) throws -> String {
        let facts = try Tool.run(
            "ffprobe",
            ["-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", path])
        return String(decoding: facts, as: UTF8.self)
    }

    /// Red, green and blue of all pixels.
    private func pixels(_ path: String) throws -> Data {
        try Tool.run("ffmpeg", ["-v", "error", "-i", path, "-pix_fmt", "rgb24", "-f", "rawvideo", "-"])
    }

    private static let hostile = [
        "The Sea", "", "🦊🌊🔥👩‍👩‍👧‍👦 all the emoji", "مرحبا بالعالم", "שלום עולם", "</text><script>alert(1)</script>",
        "\"'&<>]]>&amp;<!--", String(repeating: "x", count: 500), String(repeating: "long words ", count: 50),
        "a\u{0}b\u{1b}[31mc\u{202E}d\nline\u{2028}two", "\u{FFFE}\u{FFFF}\u{10FFFF}", "漢字とかなで書いた長い題名です",
        "e\u{301}\u{301}\u{301}\u{301}", "<image href=\"/etc/passwd\"/>",
    ]

    @Test("any title makes a card", arguments: hostile)
    func titles(title: String) async throws {
        let card = TitleCard(
            title: title, note: "scene 3: no clip yet <&>", size: .init(width: 320, height: 180))
        #expect(try await card.write(to: folder.file("a.png"), tools: try await tools()) == nil)
        #expect(try facts(folder.file("a.png")) == "png,320,180\n")
        #expect(XMLParser(data: Data(card.svg.utf8)).parse())
        #expect(!card.svg.contains("<script") && !card.svg.contains("<image"))
        #expect(card.blocks().count == 320 * 180 * 3)
    }

    @Test("any canvas has a card", arguments: [(1920, 1080), (90, 160), (64, 64), (1000, 40)])
    func sizes(width: Int, height: Int) async throws {
        let card = TitleCard(title: "A title", note: "a note", size: .init(width: width, height: height))
        try await card.write(to: folder.file("a.png"), tools: try await tools())
        #expect(try facts(folder.file("a.png")) == "png,\(width),\(height)\n")
    }

    @Test("the title is to be seen, and titles have colours of their own")
    func looks() async throws {
        func card(_ title: String, _ name: String) async throws -> Data {
            let card = TitleCard(title: title, note: "", size: .init(width: 320, height: 180))
            try await card.write(to: folder.file(name), tools: try await tools())
            return try pixels(folder.file(name))
        }
        let first = try await card("Harbour", "a.png")
        let letters = stride(from: 0, to: first.count, by: 3).filter {
            first[$0] > 240 && first[$0 + 1] > 235 && first[$0 + 2] > 210
        }
        #expect(letters.count > 500)
        let second = try await card("Mountains", "b.png")
        #expect(Array(first.prefix(3)) != Array(second.prefix(3)))
    }

    @Test("a long title is cut with an ellipsis, on four lines at most")
    func wrapping() {
        let lines = TitleCard.wrapped(String(repeating: "word ", count: 90), limit: 24, most: 4)
        #expect(lines.count == 4)
        #expect(lines[3].hasSuffix("…"))
        #expect(lines.allSatisfy { TitleCard.widthInLetters($0) <= 24 })
        #expect(TitleCard.wrapped("one two three", limit: 7, most: 4) == ["one two", "three"])
        #expect(TitleCard.wrapped("abcdefghij", limit: 4, most: 4) == ["abcd", "efgh", "ij"])
    }

    @Test("without librsvg a card is drawn in block letters, and says so")
    func blocks() async throws {
        let real = try await tools().ffmpegPath
        let fake = folder.file("ffmpeg")
        let script =
            "#!/bin/sh\ncase \"$*\" in *librsvg*) echo Unknown decoder >&2; exit 1;; esac\nexec \(real) \"$@\"\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: fake))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake)
        let environment = ProcessInfo.processInfo.environment.merging(["MVSYNC_FFMPEG": fake]) { $1 }
        let faked = try await FFmpegTools.locate(environment: environment)
        let card = TitleCard(title: "T", note: "", size: .init(width: 160, height: 90))
        let note = try await card.write(
            to: folder.file("a.png"), tools: faked)
        #expect(note?.contains("librsvg") == true)
        let pixels = try pixels(folder.file("a.png"))
        let lit = stride(from: 0, to: pixels.count, by: 3).filter {
            Array(pixels[$0..<$0 + 3]) == [255, 248, 234]
        }
        // A T has 11 blocks of the same size.
        #expect(!lit.isEmpty && lit.count.isMultiple(of: 11))
        #expect(folder.contents == ["a.png", "ffmpeg"])
    }
}
