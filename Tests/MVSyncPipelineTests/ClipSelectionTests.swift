import Foundation
import MVSyncPipeline
import TestSupport
import Testing

@Suite("Clip selection")
struct ClipSelectionTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for name in [
            "b.mp4", "a.JPG", "c.webp", "d.jpeg", "e.png", "song.wav", "notes.txt", "cover.jpg", "Folder.JPG",
            "thumbnail.png", "poster.webp", "cover.mp4", ".hidden.png", "noending",
        ] {
            try Data().write(to: URL(fileURLWithPath: folder.file(name)))
        }
    }

    @Test("a folder yields videos and still pictures by name, but no artwork")
    func folders() throws {
        let names = ["a.JPG", "b.mp4", "c.webp", "cover.mp4", "d.jpeg", "e.png"]
        #expect(try ClipSelection.clips(at: [folder.path]) == names.map(folder.file))
    }

    @Test("artwork that is named is a clip, once")
    func named() throws {
        #expect(
            try ClipSelection.clips(at: [folder.file("cover.jpg"), folder.file("cover.jpg")])
                == [folder.file("cover.jpg")])
    }
}
