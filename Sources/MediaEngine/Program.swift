internal import Foundation
internal import Subprocess
internal import SystemPackage

/// One run of a program: no shell, a process group of its own, bounded output, stopped when the task is cancelled.
struct Program {
    /// How a run ended.
    struct Ending {
        /// Whether the program said that all went well.
        var isSuccess: Bool
        /// The last of what it wrote on standard error.
        var complaints: String
        /// Whether it also found nothing to complain of.
        var isFlawless: Bool { isSuccess && complaints.isEmpty }
    }

    /// The program's absolute path.
    let path: String

    /// Its arguments.
    let arguments: [String]

    /// The folder that it runs in; nil for that of this process.
    var folder: String?

    private static let mostComplaints = 16_384

    /// Runs to the end and collects standard output, unless that takes too long.
    ///
    /// - Parameters:
    ///   - limit: The most bytes of output; a program that writes more is stopped.
    ///   - patience: The longest that it may take.
    /// - Returns: nil where the program was stopped because it took too long.
    func capture(limit: Int, within patience: Duration) async throws -> (output: Data, ending: Ending)? {
        try await withThrowingTaskGroup(of: (output: Data, ending: Ending)?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await capture(limit: limit) }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            return try await group.next() ?? nil
        }
    }

    /// Runs to the end and collects standard output.
    ///
    /// - Parameter limit: The most bytes of output; a program that writes more is stopped.
    func capture(limit: Int) async throws -> (output: Data, ending: Ending) {
        var collected = Data()
        let ending = try await stream { bytes in
            guard collected.count + bytes.count <= limit else { return false }
            collected.append(contentsOf: bytes)
            return true
        }
        return (collected, ending)
    }

    /// Runs to the end and hands standard output on, block by block.
    ///
    /// - Parameter onBytes: Takes a block; returns false to stop the program early, which then counts as a success.
    ///   What it throws stops the program too, and is thrown on.
    func stream(_ onBytes: (UnsafeRawBufferPointer) throws -> Bool) async throws -> Ending {
        try await naming { try await runStreaming(onBytes) }
    }

    private func runStreaming(_ onBytes: (UnsafeRawBufferPointer) throws -> Bool) async throws -> Ending {
        var stopped = false
        var failure: (any Error)?
        let result = try await run(configuration, input: .none, output: .sequence, error: .sequence) {
            execution in
            async let complaints = Self.tail(of: execution.standardError)
            do {
                for try await buffer in execution.standardOutput {
                    guard try buffer.withUnsafeBytes({ try onBytes($0) }) else {
                        stopped = true
                        break
                    }
                }
            } catch {
                failure = error
            }
            // The stream of complaints ends with the program only: it must be stopped before they are awaited.
            if stopped || failure != nil { await execution.teardown(using: Self.teardown) }
            return try await complaints
        }
        try Task.checkCancellation()
        if let failure { throw failure }
        return Ending(
            isSuccess: stopped || result.terminationStatus.isSuccess, complaints: result.closureResult)
    }

    /// Runs to the end and feeds standard input.
    ///
    /// - Parameter write: Hands each block of input to its argument, which returns false once the program reads no
    ///   more. What it throws stops the program, and is thrown on.
    func feed(
        _ write: ((borrowing RawSpan) async throws -> Bool) async throws -> Void
    ) async throws -> Ending {
        try await naming { try await runFeeding(write) }
    }

    private func runFeeding(
        _ write: ((borrowing RawSpan) async throws -> Bool) async throws -> Void
    ) async throws -> Ending {
        _ = Self.brokenPipesAreErrors
        var failure: (any Error)?
        let result = try await run(
            configuration, input: .inputWriter, output: .discarded, error: .sequence
        ) { execution in
            async let complaints = Self.tail(of: execution.standardError)
            let writer = execution.standardInputWriter
            do {
                try await write { span in
                    do {
                        return try await writer.write(span) == span.byteCount
                    } catch {
                        try Task.checkCancellation()
                        return false
                    }
                }
                try? await writer.finish()
            } catch {
                failure = error
                await execution.teardown(using: Self.teardown)
            }
            return try await complaints
        }
        try Task.checkCancellation()
        if let failure { throw failure }
        return Ending(isSuccess: result.terminationStatus.isSuccess, complaints: result.closureResult)
    }

    /// Names the program in the error of one that cannot be started.
    private func naming(_ work: () async throws -> Ending) async throws -> Ending {
        do {
            return try await work()
        } catch let error as SubprocessError where [.spawnFailed, .executableNotFound].contains(error.code) {
            throw MediaError.cannotStart(path, error.underlyingError.map { "\($0)" } ?? "it is no program")
        }
    }

    /// A program that ends before its input does must not take this process along (SIGPIPE).
    private static let brokenPipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// Nothing that a stopped program might still write is of use: the whole group ends at once.
    private static let teardown: [TeardownStep] = [
        .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(20))
    ]

    private var configuration: Configuration {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = Self.teardown
        return Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(arguments),
            environment: .inherit.updating(["LC_ALL": "C"]), workingDirectory: folder.map { FilePath($0) },
            platformOptions: options)
    }

    /// Reads a stream to its end and keeps the last of it.
    private static func tail(of stream: SubprocessOutputSequence) async throws -> String {
        var kept: [UInt8] = []
        for try await buffer in stream {
            buffer.withUnsafeBytes { kept.append(contentsOf: $0) }
            if kept.count > 2 * mostComplaints { kept.removeFirst(kept.count - mostComplaints) }
        }
        return String(decoding: kept.suffix(mostComplaints), as: UTF8.self)
    }
}
