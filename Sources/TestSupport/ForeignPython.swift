package import Foundation

/// The Python whose packages read what is written, and the project's scripts that it runs.
///
/// `make test-interchange` installs the packages and sets the variable. Another Python has the clients of generation services;
/// `scripts/setup-services.sh` installs them and prints its path.
package enum ForeignPython {
    /// The interpreter that `MVSYNC_INTERCHANGE_PYTHON` names; nil where it names none, and tests that need it are skipped.
    package static var interpreter: String? {
        ProcessInfo.processInfo.environment["MVSYNC_INTERCHANGE_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The interpreter that `MVSYNC_SERVICES_PYTHON` names, which has the clients of generation services; nil where it names none.
    package static var ofServices: String? {
        ProcessInfo.processInfo.environment["MVSYNC_SERVICES_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Runs a script of `scripts/interchange`.
    ///
    /// - Parameters:
    ///   - script: The script's file name.
    ///   - arguments: Its arguments.
    ///   - file: The test's own file, in a folder of `Tests`.
    /// - Returns: What it printed.
    /// - Throws: `ToolFailure` where it complains; its sentence goes to standard error.
    @discardableResult
    package static func run(_ script: String, _ arguments: [String], file: String = #filePath) throws -> Data
    {
        let path = root(of: file).appendingPathComponent("scripts/interchange/\(script)").path
        return try Tool.run(interpreter ?? "python3", [path] + arguments)
    }

    /// Runs a script of `scripts/services` with the interpreter that has the clients.
    ///
    /// - Parameters:
    ///   - script: The script's file name.
    ///   - arguments: Its arguments.
    ///   - file: The test's own file, in a folder of `Tests`.
    /// - Returns: What it printed.
    /// - Throws: `ToolFailure` where it complains; its sentence goes to standard error.
    package static func runWithClients(
        _ script: String, _ arguments: [String], file: String = #filePath
    ) async throws -> Data {
        let path = root(of: file).appendingPathComponent("scripts/services/\(script)").path
        return try await Tool.runAside(ofServices ?? "python3", [path] + arguments)
    }

    /// The project's folder.
    ///
    /// - Parameter file: The test's own file, in a folder of `Tests`.
    package static func root(of file: String = #filePath) -> URL {
        URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }
}
