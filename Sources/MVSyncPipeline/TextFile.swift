internal import EditModel
internal import Foundation

/// Text files of the user's: beats, lyrics.
enum TextFile {
    private static let mostBytes = 1 << 22

    /// Reads a file of UTF-8 text of bounded size.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - kind: What it should hold, for the sentence that says it does not.
    /// - Throws: `PipelineError`.
    static func read(_ path: String, kind: String) throws -> String {
        let data: Data
        switch OpenedFile(absolutePath(path)) {
        case .missing: throw PipelineError(.inputMissing, "\(quoted(path)) does not exist.")
        case .folder: throw PipelineError(.unreadable, "\(quoted(path)) is a folder; name a file of \(kind).")
        case .special:
            throw PipelineError(.unreadable, "\(quoted(path)) is a pipe or a device; name a file of \(kind).")
        case .refused(let cause):
            throw PipelineError(.unreadable, "\(quoted(path)) cannot be read: \(cause).")
        case .file(let handle):
            defer { try? handle.close() }
            data = try handle.read(upToCount: mostBytes + 1) ?? Data()
        }
        guard data.count <= mostBytes, let text = String(data: data, encoding: .utf8) else {
            throw PipelineError(
                .unreadable, "\(quoted(path)) is no file of \(kind): it is too long, or no text.")
        }
        // Some editors put a mark before the text.
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
