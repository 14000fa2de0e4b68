import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("The ffmpeg programs, found")
struct FFmpegToolsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test(
        "a program that fails, talks nonsense, never answers or is none at all is named, with advice",
        arguments: [
            "#!/bin/sh\nexit 1", "#!/bin/sh\nhead -c 3000 /dev/urandom", "#!/bin/sh\nsleep 1000", "\u{7F}ELF",
        ])
    func notFFmpeg(content: String) async throws {
        let error = await #expect(throws: MediaError.self) {
            try await StandIn(in: folder).locate(writing: content, patience: .seconds(2))
        }
        #expect(error?.code == .programMissing)
        #expect(error?.description.contains("ffmpeg.sh") == true)
    }
}
