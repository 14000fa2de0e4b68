import EditModel
import Foundation
import MVSyncPipeline
import Synchronization

/// Standard error as people see it: warnings, complaints, and one line of progress that redraws itself.
enum Terminal {
    private static let screen = Mutex(Screen())

    /// What stands where the next text goes.
    private struct Screen {
        /// The line of progress; nil where none is drawn.
        var line: ProgressLine?
        /// Whether a text that came in parts ended within a line.
        var isWithinLine = false

        /// What brings the next text to a line of its own.
        mutating func clearing() -> String {
            defer { isWithinLine = false }
            return (isWithinLine ? "\n" : "") + (line == nil ? "" : "\r\u{1B}[K")
        }
    }

    /// Whether standard error is a terminal, and not a file or a pipe.
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// Prints a sentence on standard error, on a line of its own past the progress line.
    static func complain(_ sentence: String) {
        screen.withLock { screen in
            write(screen.clearing() + visible(sentence) + "\n")
            if let line = screen.line { write(line.text) }
        }
    }

    /// Shows progress, at most ten times a second, and nothing at all unless a terminal is there to show it.
    static func show(_ progress: JobProgress) {
        guard isInteractive else { return }
        screen.withLock { screen in
            let now = ContinuousClock.now
            if screen.line?.stage != progress.stage {
                close(&screen)
                screen.line = ProgressLine(stage: progress.stage, since: now)
            }
            guard screen.line?.update(progress, now: now) == true, let text = screen.line?.text else {
                return
            }
            write(screen.clearing() + text)
        }
    }

    /// Ends the progress line, so that what follows starts on a line of its own.
    static func endProgress() {
        screen.withLock { close(&$0) }
    }

    private static func close(_ screen: inout Screen) {
        let clearing = screen.clearing()
        let summary = screen.line.flatMap { $0.isWorthKeeping ? $0.summary + "\n" : nil }
        write(clearing + (summary ?? ""))
        screen.line = nil
    }

    /// Prints a text as it comes, but for what would steer the terminal.
    static func write(verbatim text: String) {
        guard !text.isEmpty else { return }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
        screen.withLock { screen in
            if !screen.isWithinLine { write(screen.clearing()) }
            write(lines.joined(separator: "\n"))
            screen.isWithinLine = lines.last?.isEmpty == false
        }
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
