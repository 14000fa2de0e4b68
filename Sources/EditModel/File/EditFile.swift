public import Foundation

/// The file form of an edit, `NAME.mvsync.json`, described in `docs/formats/edit.md`.
///
/// The same edit gives the same bytes. Times are written in microseconds at most, media paths relative to the
/// file's folder. The motion curves of clips stay out: they are measured again, not kept.
public enum EditFile {
    /// Files larger than this many bytes are refused.
    public static let largestSize = 64 << 20

    /// The text of an edit's file.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - folder: The absolute path of the folder that the file will lie in; media paths become relative to it.
    /// - Returns: JSON in UTF-8 with sorted keys and a newline at its end.
    /// - Throws: `EditError` if the edit is invalid.
    public static func encode(_ edit: Edit, relativeTo folder: String) throws -> Data {
        try edit.validate()
        return Data(JSONWriter.text(of: EditDocument.json(edit, relativeTo: folder)).utf8)
    }

    /// Reads an edit from the text of its file.
    ///
    /// - Parameters:
    ///   - data: JSON in UTF-8; unknown keys are refused.
    ///   - folder: The absolute path of the folder that relative media paths start from.
    /// - Returns: A valid edit with absolute media paths and empty motion curves.
    /// - Throws: `EditError`, with the JSON path of what is wrong.
    public static func decode(_ data: Data, relativeTo folder: String) throws -> Edit {
        guard data.count <= largestSize else {
            throw EditError(
                .malformed,
                "This is no edit: it has \(data.count) bytes, and an edit has \(largestSize) at most.")
        }
        let json = try JSONParser.parse([UInt8](data))
        let edit = try EditDocument.edit(JSONReader(value: json, path: "$"), relativeTo: folder)
        try edit.validate()
        return edit
    }

    /// Reads an edit file.
    ///
    /// - Parameter path: Its absolute path.
    /// - Throws: `EditError`, with the file's name in its sentence.
    public static func read(from path: String) throws -> Edit {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw EditError(
                .unreadable, file: path, "the file cannot be opened; check its name and permissions.")
        }
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: largestSize + 1) ?? Data()
        } catch {
            throw EditError(.unreadable, file: path, "the file cannot be read: \(error.localizedDescription)")
        }
        do {
            return try decode(data, relativeTo: (path as NSString).deletingLastPathComponent)
        } catch var error as EditError {
            error.file = path
            throw error
        }
    }

    /// Writes an edit file: under another name first, then renamed, so that it is there as a whole or not at all.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - path: The file's absolute path.
    ///   - overwriting: Whether a file of that name may be replaced.
    /// - Throws: `EditError`; with the code `.exists` where a file is in the way.
    public static func write(_ edit: Edit, to path: String, overwriting: Bool) throws {
        let folder = (path as NSString).deletingLastPathComponent
        let data = try encode(edit, relativeTo: folder)
        let manager = FileManager.default
        let taken = EditError(.exists, file: path, "the file exists already; choose another name.")
        guard overwriting || !manager.fileExists(atPath: path) else { throw taken }
        let partial = "\(folder)/.\((path as NSString).lastPathComponent).\(UUID().uuidString).partial"
        do {
            if overwriting {
                try data.write(to: URL(fileURLWithPath: path), options: .atomic)
            } else {
                try data.write(to: URL(fileURLWithPath: partial), options: .withoutOverwriting)
                try manager.moveItem(atPath: partial, toPath: path)
            }
        } catch {
            try? manager.removeItem(atPath: partial)
            guard overwriting || !manager.fileExists(atPath: path) else { throw taken }
            throw EditError(
                .cannotWrite, file: path, "the file cannot be written: \(error.localizedDescription)")
        }
    }
}
