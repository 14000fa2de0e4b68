internal import Foundation

/// Text that was looked at once and must stay as it is, in a file of `Snapshots/` beside its test.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written anew. Whenever it is written the test fails, so that
/// nobody takes a first recording, or a forgotten variable, for a comparison.
package enum Snapshot {
    /// Compares a text with its snapshot.
    ///
    /// - Parameters:
    ///   - text: What the program says now.
    ///   - name: The snapshot's file name.
    ///   - file: The test's own file.
    /// - Returns: nil where they are the same; otherwise what is wrong, as a sentence with the first lines that differ.
    package static func complaint(_ text: String, as name: String, file: String = #filePath) throws -> String?
    {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(
            "Snapshots")
        let place = folder.appendingPathComponent(name)
        let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
        guard !isRecording, let known = try? Data(contentsOf: place) else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: place)
            return "“\(name)” was recorded. Look at it, and run the test again without RECORD_SNAPSHOTS."
        }
        let expected = String(decoding: known, as: UTF8.self)
        guard expected != text else { return nil }
        let (old, new) = (lines(expected), lines(text))
        let line =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(old.count, new.count)
        return """
            “\(name)” differs from line \(line + 1) on. If that is meant, record it with RECORD_SNAPSHOTS=1.
            was: \(line < old.count ? old[line] : "its end")
            is:  \(line < new.count ? new[line] : "its end")
            """
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
