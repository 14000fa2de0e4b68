package import Foundation

/// Gives finished files their names: whole or not at all, and over nothing that is there unless it may be replaced.
package enum NewFile {
    /// Writes a file of these bytes: under a hidden name first, then renamed.
    ///
    /// - Throws: `POSIXError`; with the code `.EEXIST` where a file is in the way.
    package static func write(_ data: Data, to path: String, overwriting: Bool) throws {
        let parent = (path as NSString).deletingLastPathComponent
        let folder = parent.isEmpty ? "." : parent
        let partial = "\(folder)/.mvsync-\(UUID().uuidString).part"
        defer { unlink(partial) }
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure() }
        do {
            defer { close(descriptor) }
            try data.withUnsafeBytes { bytes in
                var done = 0
                while done < bytes.count {
                    let count = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
                    guard count > 0 else { throw failure() }
                    done += count
                }
            }
        }
        try publish(partial, as: path, overwriting: overwriting)
    }

    /// Makes a file durable, then gives it its name in one step.
    ///
    /// - Parameters:
    ///   - partial: The finished file, in the folder of its final name.
    ///   - path: The final name.
    ///   - overwriting: Whether a file of that name may be replaced.
    /// - Throws: `POSIXError`; with the code `.EEXIST` where a file is in the way.
    package static func publish(_ partial: String, as path: String, overwriting: Bool) throws {
        guard sync(partial) else { throw failure() }
        guard overwriting ? rename(partial, path) == 0 : renameBesideNothing(partial, path) else {
            throw failure()
        }
        // The name lives in the folder; some file systems cannot sync folders, and the file is whole without.
        _ = sync((path as NSString).deletingLastPathComponent)
    }

    /// Renames unless the new name is taken, in one step where the file system knows how to.
    private static func renameBesideNothing(_ old: String, _ new: String) -> Bool {
        if link(old, new) == 0 {
            unlink(old)
            return true
        }
        guard errno != EEXIST else { return false }
        // File systems without hard links, such as those of memory cards.
        var status = stat()
        guard lstat(new, &status) != 0 else {
            errno = EEXIST
            return false
        }
        return rename(old, new) == 0
    }

    private static func sync(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    private static func failure() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
