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
        let ending = try await stream(inBlocksOf: 1 << 16) { bytes in
            guard collected.count + bytes.count <= limit else { return false }
            collected.append(contentsOf: bytes)
            return true
        }
        return (collected, ending)
    }

    /// Runs to the end and hands on standard output frame by frame; what does not fill a frame at its end is dropped.
    ///
    /// - Parameters:
    ///   - size: Bytes a frame.
    ///   - onFrame: Takes a frame, as `onBlock` of `stream` does.
    func frames(of size: Int, _ onFrame: (UnsafeRawBufferPointer) throws -> Bool) async throws -> Ending {
        try await stream(inBlocksOf: size) { try $0.count < size || onFrame($0) }
    }

    /// Runs to the end and hands on standard output, block by block.
    ///
    /// - Parameters:
    ///   - size: Bytes a block; the last one may have fewer.
    ///   - onBlock: Takes a block, on a thread of its own; returns false to stop the program early, which then counts as
    ///     a success. What it throws stops the program too, and is thrown on.
    private func stream(
        inBlocksOf size: Int, _ onBlock: (UnsafeRawBufferPointer) throws -> Bool
    ) async throws -> Ending {
        try await naming { try await runStreaming(size, onBlock) }
    }

    private func runStreaming(
        _ size: Int, _ onBlock: (UnsafeRawBufferPointer) throws -> Bool
    ) async throws -> Ending {
        var stopped = false
        var failure: (any Error)?
        let pipe = try ProgramPipe(.fromProgram)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        defer { block.deallocate() }
        let result = try await run(
            configuration, input: .none,
            output: .fileDescriptor(pipe.programEnd, closeAfterSpawningProcess: true), error: .sequence
        ) { execution in
            async let complaints = Self.tail(of: execution.standardError)
            do {
                try await withTaskExecutorPreference(OwnThread()) {
                    while !stopped, case let count = try pipe.read(into: block), count > 0 {
                        stopped = try !onBlock(UnsafeRawBufferPointer(rebasing: block[..<count]))
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
    /// - Parameter write: Hands each block of input to its argument, which waits until it is taken, and returns false
    ///   once the program reads no more. It runs on a thread of its own. What it throws stops the program, and is
    ///   thrown on.
    func feed(
        _ write: ((borrowing RawSpan) throws -> Bool) async throws -> Void
    ) async throws -> Ending {
        try await naming { try await runFeeding(write) }
    }

    private func runFeeding(
        _ write: ((borrowing RawSpan) throws -> Bool) async throws -> Void
    ) async throws -> Ending {
        _ = Self.brokenPipesAreErrors
        var failure: (any Error)?
        let pipe = try ProgramPipe(.toProgram)
        let result = try await run(
            configuration, input: .fileDescriptor(pipe.programEnd, closeAfterSpawningProcess: true),
            output: .discarded, error: .sequence
        ) { execution in
            async let complaints = Self.tail(of: execution.standardError)
            do {
                try await withTaskExecutorPreference(OwnThread()) { try await write { try pipe.write($0) } }
                pipe.close()
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
