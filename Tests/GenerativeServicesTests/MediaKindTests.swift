import Testing

@testable import GenerativeServices

struct MediaKindTests {
    @Test(
        "media are told by their first bytes",
        arguments: [
            ([0xFF, 0xFB, 0x90], .mp3), ([0xFF, 0xF3, 0x40], .mp3), ([0xFF, 0xFA, 0x90], .mp3),
            ([0xFF, 0xE3, 0x90], .mp3), ([0x49, 0x44, 0x33], .mp3), ([0xFF, 0xF1, 0x50], nil),
            ([0xFF, 0xFE, 0x41], nil), ([0xFE, 0xFF, 0x00], nil), ([0xFF], nil), ([], nil),
            ([0xFF, 0xFD, 0x90], nil), ([0xFF, 0xFF, 0x90], nil), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
            ([0x1A, 0x45, 0xDF, 0xA3], .webm), ([0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70], .mp4),
        ] as [([UInt8], MediaKind?)])
    func beginnings(bytes: [UInt8], kind: MediaKind?) {
        #expect(MediaKind(firstBytes: bytes) == kind)
    }

    @Test("what only looks alike is not taken")
    func texts() {
        func kind(_ text: String) -> MediaKind? { MediaKind(firstBytes: Array(text.utf8)) }
        #expect(kind("RIFF0000WAVEfmt ") == .wav)
        #expect(kind("RIFF0000WEBPVP8 ") == .webp)
        #expect(kind("RIFF0000AVI LIST") == nil)
        #expect(kind("fLaC") == .flac)
        #expect(kind("OggS") == .ogg)
        #expect(kind("<!DOCTYPE html>") == nil)
        #expect(kind("{\"ID3\":1}") == nil)
    }
}
