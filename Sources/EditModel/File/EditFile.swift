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
        Data(try json(edit, relativeTo: folder).text.utf8)
    }

    /// An edit as the JSON that its file holds, to be put into other documents.
    ///
    /// - Throws: `EditError` if the edit is invalid.
    package static func json(_ edit: Edit, relativeTo folder: String) throws -> JSONValue {
        try edit.validate()
        return EditDocument.json(edit, relativeTo: folder)
    }

    /// Reads an edit that another document holds.
    ///
    /// - Returns: A valid edit with absolute media paths.
    /// - Throws: `EditError`, with the JSON path of what is wrong.
    package static func edit(from json: JSONReader, relativeTo folder: String) throws -> Edit {
        let edit = try EditDocument.edit(json, relativeTo: folder).edit
        try edit.validate()
        return edit
    }

    /// Reads an edit from the text of its file.
    ///
    /// - Parameters:
    ///   - data: JSON in UTF-8; unknown keys are refused.
    ///   - folder: The absolute path of the folder that relative media paths start from.
    /// - Returns: A valid edit with absolute media paths and empty motion curves.
    /// - Throws: `EditError`, with the JSON path of what is wrong.
    public static func decode(_ data: Data, relativeTo folder: String) throws -> Edit {
        let edit = try unchecked(data, relativeTo: folder).edit
        try edit.validate()
        return edit
    }

    /// Reads an edit that is to be planned anew, in which a person may have changed shots, and boundaries on one side only.
    ///
    /// - Parameters:
    ///   - data: JSON in UTF-8; unknown keys are refused.
    ///   - folder: The absolute path of the folder that relative media paths start from.
    /// - Returns: A valid edit, and what was taken for meant where sections did not meet.
    /// - Throws: `EditError`, with the JSON path of what is wrong.
    package static func decodeMending(
        _ data: Data, relativeTo folder: String
    ) throws -> (edit: Edit, remarks: [String]) {
        var (edit, changedShots) = try unchecked(data, relativeTo: folder)
        let remarks = try edit.mend(keeping: changedShots)
        try edit.validate()
        return (edit, remarks)
    }

    private static func unchecked(
        _ data: Data, relativeTo folder: String
    ) throws -> (edit: Edit, changedShots: [Int]) {
        guard data.count <= largestSize else {
            throw EditError(
                .malformed,
                "This is no edit: it has \(data.count) bytes, and an edit has \(largestSize) at most.")
        }
        let json = try JSONParser.parse([UInt8](data))
        return try EditDocument.edit(JSONReader(value: json, path: "$"), relativeTo: folder)
    }

    /// Reads an edit file.
    ///
    /// - Parameter path: Its absolute path.
    /// - Throws: `EditError`, with the file's name in its sentence.
    public static func read(from path: String) throws -> Edit {
        try contents(of: path, as: decode)
    }

    /// Reads an edit file that is to be planned anew, in which a person may have changed a boundary on one side only.
    ///
    /// - Parameter path: Its absolute path.
    /// - Returns: A valid edit, and what was taken for meant where sections did not meet.
    /// - Throws: `EditError`, with the file's name in its sentence.
    package static func readMending(from path: String) throws -> (edit: Edit, remarks: [String]) {
        try contents(of: path, as: decodeMending)
    }

    private static func contents<Value>(
        of path: String, as decode: (_ data: Data, _ folder: String) throws -> Value
    ) throws -> Value {
        let handle = try open(path)
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: largestSize + 1) ?? Data()
        } catch {
            throw EditError(.unreadable, file: path, "the file cannot be read: \(error.localizedDescription)")
        }
        do {
            return try decode(data, (path as NSString).deletingLastPathComponent)
        } catch var error as EditError {
            error.file = path
            throw error
        }
    }

    private static func open(_ path: String) throws(EditError) -> FileHandle {
        switch OpenedFile(path) {
        case .file(let handle): return handle
        case .missing: throw EditError(.missing, file: path, "the file does not exist.")
        case .folder: throw EditError(.unreadable, file: path, "this is a folder; name an edit file.")
        case .special: throw EditError(.unreadable, file: path, "this is no file, but a pipe or a device.")
        case .refused(let cause):
            throw EditError(.unreadable, file: path, "the file cannot be opened: \(cause).")
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
        let data = try encode(edit, relativeTo: (path as NSString).deletingLastPathComponent)
        do {
            try NewFile.write(data, to: path, overwriting: overwriting)
        } catch let error as POSIXError where error.code == .EEXIST {
            throw EditError(.exists, file: path, "the file exists already; choose another name.")
        } catch let error as POSIXError {
            let cause = String(cString: strerror(error.code.rawValue))
            throw EditError(.cannotWrite, file: path, "the file cannot be written: \(cause).")
        }
    }
}
