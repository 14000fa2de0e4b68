internal import Foundation

/// A private temporary folder that goes away with its owner.
///
/// Files in it have names of our own, which may stand in a filter graph where no user's path may.
package final class WorkFolder: Sendable {
    /// Its absolute path.
    package let path: String

    /// Makes it, readable to this user only.
    ///
    /// - Throws: `MediaError` with `.cannotWrite`.
    package init() throws {
        var template = Array(
            (NSTemporaryDirectory() as NSString).appendingPathComponent("mvsync-XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw Self.noRoom() }
        path = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Writes a text into it.
    ///
    /// - Throws: `MediaError` with `.cannotWrite`.
    package func write(_ text: String, as name: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
        } catch {
            throw Self.noRoom()
        }
    }

    private static func noRoom() -> MediaError {
        MediaError(
            .cannotWrite,
            "Nothing can be written to the temporary folder; free some space there, or set TMPDIR.")
    }
}
