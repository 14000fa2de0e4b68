internal import EditModel
internal import Foundation

/// Text files of the user's: beats, lyrics, sections, timelines.
package enum TextFile {
    /// Reads a file of text of bounded size: UTF-8, or UTF-16 with its mark.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - kind: What it should hold, for the sentence that says it does not.
    ///   - mostBytes: Larger files are refused.
    /// - Throws: `PipelineError`.
    package static func read(_ path: String, kind: String, mostBytes: Int = 1 << 22) throws -> String {
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
        guard data.count <= mostBytes, let text = text(data) else {
            throw PipelineError(
                .unreadable, "\(quoted(path)) is no file of \(kind): it is too long, or no text.")
        }
        // Some editors put a mark before the text.
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    private static func text(_ data: Data) -> String? {
        let isLittleEndian = data.starts(with: [0xFF, 0xFE])
        guard isLittleEndian || data.starts(with: [0xFE, 0xFF]) else {
            return String(data: data, encoding: .utf8)
        }
        guard data.count.isMultiple(of: 2) else { return nil }
        let bytes = [UInt8](data)
        let units = stride(from: 0, to: bytes.count, by: 2).map { index in
            let (low, high) =
                isLittleEndian ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            return UInt16(high) << 8 | UInt16(low)
        }
        return String(validating: units, as: UTF16.self)
    }
}
