internal import Dispatch
package import Foundation

/// Runs the ffmpeg programs for tests: to make material, and to read results back.
package enum Tool {
    /// Runs a program found on the path and returns its standard output.
    ///
    /// - Throws: `ToolFailure` where it cannot be started or does not succeed.
    @discardableResult
    package static func run(_ name: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.start()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolFailure(
                command: ([name] + arguments).joined(separator: " "), status: process.terminationStatus)
        }
        return data
    }

    /// Runs a program aside, so that a test which serves it is not in its way; one after the other.
    ///
    /// Foundation's `Process.run()` was seen to read beyond its memory where dozens of programs ran at the same moment.
    ///
    /// - Throws: `ToolFailure` where it cannot be started or does not succeed.
    @discardableResult
    package static func runAside(_ name: String, _ arguments: [String]) async throws -> Data {
        try await withCheckedThrowingContinuation { continuation in
            aside.async { continuation.resume(with: Result { try run(name, arguments) }) }
        }
    }

    private static let aside = DispatchQueue(label: "programs aside")

    /// Runs ffmpeg quietly, overwriting.
    package static func ffmpeg(_ arguments: [String]) throws {
        try run("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", "-y"] + arguments)
    }
}

/// A program that did not succeed.
package struct ToolFailure: Error, CustomStringConvertible {
    /// What was run.
    package var command: String
    /// How it ended.
    package var status: Int32

    /// The command and its ending.
    package var description: String { "status \(status): \(command)" }
}

/// A folder that goes away with its owner.
package final class ScratchFolder: Sendable {
    /// The folder's absolute path.
    package let path: String

    /// Makes the folder.
    package init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "mvsync-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a file in the folder.
    package func file(_ name: String) -> String { path + "/" + name }

    /// The names of all files in the folder, hidden ones too, sorted.
    package var contents: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
