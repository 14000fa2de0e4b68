import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite struct ThumbnailsTests {
    @Test("there is a picture of each frame asked for, hundreds of them too", arguments: [0, 1, 130, 300])
    func count(frames: Int) async throws {
        let folder = try ScratchFolder()
        let video = folder.file("clip.mp4")
        try BarcodeClip(id: 3, frameCount: 300).write(to: video)
        let pictures = try await Thumbnails(tools: Media.tools())
            .jpegs(of: video, atFrames: Array(0..<frames), width: 64, height: 36)
        #expect(pictures.count == frames)
        #expect(pictures.allSatisfy { $0.starts(with: [0xFF, 0xD8]) })
    }

    @Test("the first frame is the first frame")
    func order() async throws {
        let folder = try ScratchFolder()
        let video = folder.file("clip.mp4")
        try BarcodeClip(id: 3, frameCount: 30).write(to: video)
        let thumbnails = Thumbnails(tools: try await Media.tools())
        let first = try await thumbnails.jpegs(of: video, atFrames: [0], width: 64, height: 36)
        let both = try await thumbnails.jpegs(of: video, atFrames: [0, 20], width: 64, height: 36)
        #expect(both.first == first.first)
        #expect(both.first != both.last)
        #expect(try await thumbnails.jpegs(of: video, atFrames: [0, 20], width: 64, height: 36) == both)
    }

    @Test("moments of a clip have the pictures that are on screen there, in any order")
    func moments() async throws {
        let folder = try ScratchFolder()
        let video = folder.file("clip.mp4")
        try BarcodeClip(id: 3, frameCount: 48).write(to: video)
        let tools = try await Media.tools()
        let clip = try await FootageAnalyzer(tools: tools).analyze(path: video, contentHash: "") { _ in }
        let pictures = try await Thumbnails(tools: tools)
            .pictures(of: clip, at: [1.0, 0.01, 1.01, 9], width: 64, height: 36)
        #expect(pictures.map(\.?.frame) == [24, 0, 24, 47])
    }
}
