import Foundation

/// The built program while it runs.
struct RunningProgram: @unchecked Sendable {
    /// Only its number is read, and its end awaited, from the thread that asks.
    let process: Process
    let output: String
    let complaints: String

    /// Whether it runs.
    var isRunning: Bool { process.isRunning }

    /// Its number.
    var number: Int32 { process.processIdentifier }

    /// Sends it a signal.
    func get(_ signal: Int32) { kill(number, signal) }

    /// Waits for its end, which blocks the thread.
    func end() throws -> Program.Outcome {
        process.waitUntilExit()
        return Program.Outcome(
            status: process.terminationReason == .uncaughtSignal
                ? -process.terminationStatus : process.terminationStatus,
            output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self),
            complaints: String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: complaints)), as: UTF8.self))
    }

    /// Waits for its end without blocking a thread that others need.
    func ended() async throws -> Program.Outcome { try await ended { false } }

    /// Sends it a signal as soon as something is so, and waits for its end.
    ///
    /// It is looked at from a thread of its own: where other tests block all that tasks run on, the moment would pass unseen.
    ///
    /// - Returns: How it ended; where it ended before it was so, the status that it ended with.
    func ended(
        by signal: Int32 = SIGTERM, once condition: @escaping @Sendable () throws -> Bool
    ) async throws -> Program.Outcome {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        while process.isRunning {
                            if try condition() {
                                get(signal)
                                break
                            }
                            usleep(3000)
                        }
                        return try end()
                    })
            }
        }
    }
}

extension Program {
    /// Runs the program to its end without blocking a thread that the servers of a test need.
    func runAside(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        try await start(arguments, environment: environment).ended()
    }
}
