import Foundation
import MVSyncPipeline
import TestSupport
import Testing

@Suite("Output names")
struct OutputNameTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func make(_ name: String) throws { try Data().write(to: URL(fileURLWithPath: folder.file(name))) }

    private func resolve(_ wanted: String? = nil, overwriting: Bool = false) throws -> String {
        try OutputName.resolve(
            wanted: wanted, base: folder.file("song"), ending: ".mp4", overwriting: overwriting)
    }

    @Test("a default name is numbered until it is free")
    func numbered() throws {
        #expect(try resolve() == folder.file("song.mp4"))
        try make("song.mp4")
        #expect(try resolve() == folder.file("song-2.mp4"))
        try make("song-2.mp4")
        #expect(try resolve() == folder.file("song-3.mp4"))
        #expect(try resolve(overwriting: true) == folder.file("song.mp4"))
    }

    @Test("files that belong together have one name, free for all of them")
    func together() throws {
        let (song, endings) = (folder.file("song"), [".mp4", ".mvsync.json"])
        #expect(OutputName.base(song, endings: endings, overwriting: false) == song)
        try make("song.mvsync.json")
        try make("song-2.mp4")
        #expect(OutputName.base(song, endings: endings, overwriting: false) == song + "-3")
        #expect(OutputName.base(song, endings: endings, overwriting: true) == song)
    }

    @Test("a wanted name that is taken is refused unless overwriting was asked for")
    func taken() throws {
        try make("video.mp4")
        let error = #expect(throws: PipelineError.self) { try resolve(folder.file("video.mp4")) }
        #expect(error?.code == .outputExists)
        #expect(try resolve(folder.file("video.mp4"), overwriting: true) == folder.file("video.mp4"))
    }

    @Test("a wanted name says what is written", arguments: ["video.mkv", "video", "mp4", "video.mp4.txt"])
    func ending(name: String) throws {
        #expect(throws: PipelineError.self) { try resolve(folder.file(name)) }
        #expect(try resolve(folder.file("video.MP4")) == folder.file("video.MP4"))
    }

    @Test("a pipe and a device are never replaced, even where overwriting was asked for")
    func devices() {
        #expect(mkfifo(folder.file("pipe.mp4"), 0o600) == 0)
        #expect(throws: PipelineError.self) { try resolve(folder.file("pipe.mp4"), overwriting: true) }
        #expect(throws: PipelineError.self) { try resolve("/dev/null", overwriting: true) }
    }

    @Test("a link that leads nowhere has a name that is taken")
    func brokenLink() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("song.mp4"), withDestinationPath: "nowhere")
        #expect(try resolve() == folder.file("song-2.mp4"))
        #expect(throws: PipelineError.self) { try resolve(folder.file("song.mp4")) }
    }

    @Test("a default name has room for its ending, however long the song's name is")
    func longNames() throws {
        let path = try OutputName.resolve(
            wanted: nil, base: folder.file(String(repeating: "é", count: 127)), ending: ".mvsync.json",
            overwriting: false)
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let error = #expect(throws: PipelineError.self) {
            try resolve(folder.file(String(repeating: "x", count: 256)))
        }
        #expect(error?.code == .cannotWrite)
    }

    @Test("inputs are spared, by whatever path they are named")
    func inputs() throws {
        try make("in.mp4")
        try make("other.mp4")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("here"), withDestinationPath: folder.path)
        for output in ["in.mp4", "here/in.mp4"] {
            let error = #expect(throws: PipelineError.self) {
                try OutputName.spare([folder.file("in.mp4")], from: folder.file(output))
            }
            #expect(error?.code == .outputExists)
        }
        try OutputName.spare([folder.file("in.mp4")], from: folder.file("other.mp4"))
        try OutputName.spare([folder.file("in.mp4")], from: folder.file("new.mp4"))
    }

    @Test("a folder is no output, and neither is a file in a folder that is not there")
    func folders() {
        #expect(throws: PipelineError.self) { try resolve(folder.path, overwriting: true) }
        #expect(throws: PipelineError.self) { try resolve(folder.file("gone/video.mp4")) }
    }
}
