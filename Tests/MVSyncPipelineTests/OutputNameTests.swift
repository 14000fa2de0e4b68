import Foundation
import MVSyncPipeline
import TestSupport
import Testing

@Suite("Output names")
struct OutputNameTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func make(_ name: String) {
        FileManager.default.createFile(atPath: folder.file(name), contents: nil)
    }

    private func resolve(_ wanted: String? = nil, overwriting: Bool = false) throws -> String {
        try OutputName.resolve(
            wanted: wanted, base: folder.file("song"), ending: ".mp4", overwriting: overwriting)
    }

    @Test("a default name is numbered until it is free")
    func numbered() throws {
        #expect(try resolve() == folder.file("song.mp4"))
        make("song.mp4")
        #expect(try resolve() == folder.file("song-2.mp4"))
        make("song-2.mp4")
        #expect(try resolve() == folder.file("song-3.mp4"))
        #expect(try resolve(overwriting: true) == folder.file("song.mp4"))
    }

    @Test("a wanted name that is taken is refused unless overwriting was asked for")
    func taken() throws {
        make("video.mp4")
        let error = #expect(throws: PipelineError.self) { try resolve(folder.file("video.mp4")) }
        #expect(error?.code == .outputExists)
        #expect(try resolve(folder.file("video.mp4"), overwriting: true) == folder.file("video.mp4"))
    }

    @Test("a folder is no output, and neither is a file in a folder that is not there")
    func folders() {
        #expect(throws: PipelineError.self) { try resolve(folder.path, overwriting: true) }
        #expect(throws: PipelineError.self) { try resolve(folder.file("gone/video.mp4")) }
    }
}
