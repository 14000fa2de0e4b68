internal import EditModel
internal import Foundation

/// Names for what a job writes: never one that exists, unless overwriting was asked for.
package enum OutputName {
    /// The most bytes of a file's name on the usual file systems.
    private static let longest = 255

    /// The file to write, as an absolute path.
    ///
    /// - Parameters:
    ///   - wanted: What the user named; nil for the default.
    ///   - base: The default's path without ending, such as `/music/song`; a name too long for an ending is shortened.
    ///   - ending: The default's ending with its dot, such as `.mp4`.
    ///   - overwriting: Whether an existing file may be replaced.
    /// - Returns: `wanted`, or the default, numbered (`song-2.mp4`) until the name is free.
    /// - Throws: `PipelineError` where a wanted file has another ending, exists, is a folder or a device, or lies in no
    ///   folder.
    package static func resolve(
        wanted: String?, base: String, ending: String, overwriting: Bool
    ) throws -> String {
        guard let wanted else {
            return try checked(self.base(base, endings: [ending], overwriting: overwriting) + ending)
        }
        let written = "." + (ending.split(separator: ".").last ?? "")
        guard wanted.lowercased().hasSuffix(written) else {
            throw PipelineError(
                .cannotWrite,
                "\(quoted(wanted)) does not end in \(written), which is what is written; name it so.")
        }
        let path = try checked(absolutePath(wanted))
        if !overwriting, kind(of: path) != nil {
            throw PipelineError(
                .outputExists,
                "\(quoted(wanted)) exists already; choose another name, or pass --force to replace it.")
        }
        return path
    }

    /// The default's path without ending for files that belong together: numbered until the name is free for all of them.
    ///
    /// - Parameters:
    ///   - base: The path without ending; a name too long for an ending is shortened.
    ///   - endings: The endings with their dots.
    ///   - overwriting: Whether existing files may be replaced; then it is not numbered.
    package static func base(_ base: String, endings: [String], overwriting: Bool) -> String {
        let base = shortened(base)
        var free = base
        var number = 2
        while !overwriting, endings.contains(where: { kind(of: free + $0) != nil }) {
            free = "\(base)-\(number)"
            number += 1
        }
        return free
    }

    /// Makes sure that what is written does not take the place of what it is made from.
    ///
    /// - Throws: `PipelineError` with the code `.outputExists`.
    package static func spare(_ inputs: [String], from output: String) throws {
        guard let target = status(of: output) else { return }
        for input in inputs {
            guard let source = status(of: input), source.st_ino == target.st_ino,
                source.st_dev == target.st_dev
            else { continue }
            throw PipelineError(
                .outputExists,
                "\(quoted(output)) is one of the inputs, which are never replaced; choose another name.")
        }
    }

    /// Writes a whole file under a name that was resolved.
    ///
    /// - Throws: `PipelineError` with the code `.cannotWrite`; nothing is left behind then.
    static func write(_ data: Data, to path: String, overwriting: Bool) throws {
        do {
            try NewFile.write(data, to: path, overwriting: overwriting)
        } catch let error as POSIXError {
            let cause = String(cString: strerror(error.code.rawValue))
            throw PipelineError(.cannotWrite, "\(quoted(path)) cannot be written: \(cause).")
        }
    }

    private static func checked(_ path: String) throws -> String {
        let manager = FileManager.default
        let name = (path as NSString).lastPathComponent
        guard name.utf8.count <= longest else {
            throw PipelineError(
                .cannotWrite,
                "The name \(quoted(name)) is longer than \(longest) bytes; choose a shorter one.")
        }
        switch kind(of: path) {
        case nil, S_IFREG, S_IFLNK: break
        case S_IFDIR:
            throw PipelineError(.cannotWrite, "\(quoted(path)) is a folder; name a file in it.")
        default:
            throw PipelineError(.cannotWrite, "\(quoted(path)) is a pipe or a device; name a file.")
        }
        let folder = (path as NSString).deletingLastPathComponent
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw PipelineError(.cannotWrite, "The folder \(quoted(folder)) does not exist; make it first.")
        }
        guard manager.isWritableFile(atPath: folder) else {
            throw PipelineError(
                .cannotWrite, "Nothing can be written to the folder \(quoted(folder)); check its permissions."
            )
        }
        return path
    }

    /// What bears a name, symbolic links not followed: renaming replaces the link, not what it leads to.
    private static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    private static func kind(of path: String) -> mode_t? { status(of: path).map { $0.st_mode & S_IFMT } }

    /// Leaves room for a number and an ending in the last part of a path.
    private static func shortened(_ path: String) -> String {
        var name = (path as NSString).lastPathComponent
        guard name.utf8.count > longest - 24 else { return path }
        while name.utf8.count > longest - 24 { name.removeLast() }
        return (path as NSString).deletingLastPathComponent + "/" + name
    }
}
