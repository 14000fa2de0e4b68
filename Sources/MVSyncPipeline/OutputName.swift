internal import Foundation

/// Names for what a job writes: never one that exists, unless overwriting was asked for.
package enum OutputName {
    /// The file to write, as an absolute path.
    ///
    /// - Parameters:
    ///   - wanted: What the user named; nil for the default.
    ///   - base: The default's path without ending, such as `/music/song`.
    ///   - ending: The default's ending with its dot, such as `.mp4`.
    ///   - overwriting: Whether an existing file may be replaced.
    /// - Returns: `wanted`, or the default, numbered (`song-2.mp4`) until the name is free.
    /// - Throws: `PipelineError` where a wanted file exists, is a folder, or lies in no folder.
    package static func resolve(
        wanted: String?, base: String, ending: String, overwriting: Bool
    ) throws -> String {
        let manager = FileManager.default
        guard let wanted else {
            guard !overwriting else { return try checked(base + ending) }
            var path = base + ending
            var number = 2
            while manager.fileExists(atPath: path) {
                path = "\(base)-\(number)\(ending)"
                number += 1
            }
            return try checked(path)
        }
        let path = try checked(absolutePath(wanted))
        if manager.fileExists(atPath: path), !overwriting {
            throw PipelineError(
                .outputExists,
                "\(quoted(wanted)) exists already; choose another name, or pass --force to replace it.")
        }
        return path
    }

    private static func checked(_ path: String) throws -> String {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        if manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw PipelineError(.cannotWrite, "\(quoted(path)) is a folder; name a file in it.")
        }
        let folder = (path as NSString).deletingLastPathComponent
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
}
