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
    }

    /// The program's absolute path.
    let path: String

    /// Its arguments.
    let arguments: [String]

    private static let mostComplaints = 16_384

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
    func stream(_ onBytes: (UnsafeRawBufferPointer) throws -> Bool) async throws -> Ending {
        var stopped = false
        let result = try await run(configuration, input: .none, output: .sequence, error: .sequence) {
            execution in
            async let complaints = Self.tail(of: execution.standardError)
            for try await buffer in execution.standardOutput {
                let goesOn = try buffer.withUnsafeBytes { try onBytes($0) }
                if !goesOn {
                    stopped = true
                    await execution.teardown(using: Self.teardown)
                    break
                }
            }
            return try await complaints
        }
        try Task.checkCancellation()
        return Ending(
            isSuccess: stopped || result.terminationStatus.isSuccess, complaints: result.closureResult)
    }

    /// Runs to the end and feeds standard input.
    ///
    /// - Parameter write: Hands each block of input to its argument, which returns false once the program reads no
    ///   more.
    func feed(_ write: ((borrowing RawSpan) async throws -> Bool) async throws -> Void) async throws -> Ending
    {
        let result = try await run(
            configuration, input: .inputWriter, output: .discarded, error: .sequence
        ) { execution in
            async let complaints = Self.tail(of: execution.standardError)
            let writer = execution.standardInputWriter
            try await write { span in
                do {
                    return try await writer.write(span) == span.byteCount
                } catch {
                    try Task.checkCancellation()
                    return false
                }
            }
            try? await writer.finish()
            return try await complaints
        }
        try Task.checkCancellation()
        return Ending(isSuccess: result.terminationStatus.isSuccess, complaints: result.closureResult)
    }

    private static let teardown: [TeardownStep] = [
        .gracefulShutDown(allowedDurationToNextStep: .milliseconds(500))
    ]

    private var configuration: Configuration {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = Self.teardown
        return Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(arguments),
            environment: .inherit.updating(["LC_ALL": "C"]), platformOptions: options)
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
