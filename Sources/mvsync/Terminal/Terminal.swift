import Foundation
import MVSyncPipeline
import Synchronization

/// Standard error as people see it: warnings, complaints, and one line of progress that redraws itself.
enum Terminal {
    private static let drawn = Mutex<ProgressLine?>(nil)

    /// Whether standard error is a terminal, and not a file or a pipe.
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// Prints a sentence on standard error, past the progress line.
    static func complain(_ sentence: String) {
        drawn.withLock { line in
            write((line == nil ? "" : "\r\u{1B}[K") + sentence + "\n")
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

    private static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}

/// Prints lines of a result on standard output.
func output(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
}
