internal import EditModel
internal import Foundation

/// The kinds of media that services make, told by a file's first bytes and never by its name.
public enum MediaKind: String, Sendable, CaseIterable {
    case mp4, webm, mp3, wav, flac, ogg, png, jpeg, webp

    /// The kind of a file; nil where it holds something else, such as a page that says what went wrong.
    public init?(at path: String) {
        guard case .file(let file) = OpenedFile(path) else { return nil }
        defer { try? file.close() }
        guard let bytes = try? file.read(upToCount: 16) else { return nil }
        self.init(firstBytes: [UInt8](bytes))
    }

    /// The kind of what begins with these bytes, sixteen of them.
    init?(firstBytes bytes: [UInt8]) {
        func holds(_ text: String, at offset: Int = 0) -> Bool {
            bytes.dropFirst(offset).starts(with: text.utf8)
        }
        if holds("ftyp", at: 4) {
            self = .mp4
        } else if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            self = .webm
        } else if holds("ID3") || bytes.count > 1 && bytes[0] == 0xFF && bytes[1] & 0xE6 == 0xE2 {
            self = .mp3
        } else if holds("RIFF"), holds("WAVE", at: 8) {
            self = .wav
        } else if holds("RIFF"), holds("WEBP", at: 8) {
            self = .webp
        } else if holds("fLaC") {
            self = .flac
        } else if holds("OggS") {
            self = .ogg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else {
            return nil
        }
    }

    /// What a file of this kind is used for.
    public enum Use: Sendable {
        case clip, song, image
    }

    /// What a file of this kind is used for.
    public var use: Use {
        switch self {
        case .mp4, .webm: .clip
        case .mp3, .wav, .flac, .ogg: .song
        case .png, .jpeg, .webp: .image
        }
    }

    /// The ending of such a file's name, without its dot.
    public var ending: String { self == .jpeg ? "jpg" : rawValue }
}
