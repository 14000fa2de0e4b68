internal import EditModel
internal import Foundation

/// The kinds of still pictures that may stand in for clips, told by a file's first bytes, never by its name.
enum StillPicture {
    case jpeg, png, webp

    /// The kind of picture that a file holds; nil where it holds none, or is not read.
    init?(at path: String) {
        guard case .file(let file) = OpenedFile(path), let bytes = try? file.read(upToCount: 12) else {
            return nil
        }
        self.init(firstBytes: [UInt8](bytes))
    }

    /// The kind of picture that begins with these bytes, a dozen of them.
    init?(firstBytes bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).elementsEqual("WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }

    /// ffmpeg's name for what reads it.
    var demuxer: String {
        switch self {
        case .jpeg: "jpeg_pipe"
        case .png: "png_pipe"
        case .webp: "webp_pipe"
        }
    }
}
