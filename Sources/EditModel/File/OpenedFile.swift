package import Foundation

/// What is found when a file is opened for reading.
///
/// Opening never waits: a pipe without a writer is `special` like any device, and is not opened.
package enum OpenedFile {
    case file(FileHandle)
    case missing
    case folder
    /// A pipe, a socket or a device.
    case special
    /// A file that may not be read, with the system's words on it.
    case refused(String)

    /// Opens what is at a path; symbolic links are followed.
    package init(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            self =
                switch code {
                case ENOENT, ENOTDIR: .missing
                case ENXIO: .special
                default: .refused(String(cString: strerror(code)))
                }
            return
        }
        var status = stat()
        let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
        guard kind == S_IFREG else {
            close(descriptor)
            self = kind == S_IFDIR ? .folder : .special
            return
        }
        self = .file(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }
}
