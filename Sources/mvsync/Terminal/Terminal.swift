import EditModel
import Foundation
import MVSyncPipeline
import Synchronization

/// Standard error as people see it: warnings, complaints, and one line of progress that redraws itself.
enum Terminal {
    private static let drawn = Mutex<ProgressLine?>(nil)

    /// Whether standard error is a terminal, and not a file or a pipe.
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// Prints a sentence on standard error, on a line of its own past the progress line.
    static func complain(_ sentence: String) {
        drawn.withLock { line in
            write((line == nil ? "" : "\r\u{1B}[K") + visible(sentence) + "\n")
            if let line { write(line.text) }
        }
    }

    /// Shows progress, at most ten times a second, and nothing at all unless a terminal is there to show it.
    static func show(_ progress: JobProgress) {
        guard isInteractive else { return }
        drawn.withLock { line in
            let now = ContinuousClock.now
            if line?.stage != progress.stage {
                line.map(close)
                line = ProgressLine(stage: progress.stage, since: now)
            }
            guard line?.update(progress, now: now) == true, let text = line?.text else { return }
            write("\r\u{1B}[K" + text)
        }
    }

    /// Ends the progress line, so that what follows starts on a line of its own.
    static func endProgress() {
        drawn.withLock { line in
            line.map(close)
            line = nil
        }
    }

    private static func close(_ line: ProgressLine) {
        write("\r\u{1B}[K" + (line.isWorthKeeping ? line.summary + "\n" : ""))
    }

    /// Prints a text as it comes, but for what would steer the terminal.
    static func write(verbatim text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
        drawn.withLock { _ in write(lines.joined(separator: "\n")) }
    }

    /// Nothing can be done about a standard error that takes nothing, and the work goes on.
    private static func write(_ text: String) {
        try? print(text, to: STDERR_FILENO)
    }
}

/// Prints lines of a result on standard output; control characters in them are made visible.
///
/// - Throws: `OutputError` where nobody takes them.
func output(_ text: String) throws(OutputError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
    try print(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO)
}

/// Prints a result as it is, for other programs; it must hold nothing that others have written.
///
/// - Throws: `OutputError` where nobody takes it.
func outputVerbatim(_ text: String) throws(OutputError) { try print(text, to: STDOUT_FILENO) }

/// A standard stream that does not take what is printed.
struct OutputError: Error {
    /// The system's number for why.
    let code: Int32
}

private func print(_ text: String, to descriptor: Int32) throws(OutputError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 || errno == EINTR else { throw OutputError(code: errno) }
        bytes = bytes.dropFirst(max(count, 0))
    }
}
