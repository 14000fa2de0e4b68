import Foundation
import TestSupport

/// A browser that tries pages out, by scripts in Python.
enum Browser {
    private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../scripts/interchange").standardizedFileURL.path

    static var isThere: Bool {
        let environment = ProcessInfo.processInfo.environment
        func isOnPath(_ name: String) -> Bool {
            (environment["PATH"] ?? "").split(separator: ":").contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
            }
        }
        return isOnPath("python3") && (environment["CHROMIUM"] != nil || isOnPath("chromium"))
    }

    /// What does not hold of a page; empty where all does.
    static func complaint(by script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", scripts + "/" + script] + arguments
        let complaints = Pipe()
        process.standardError = complaints
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.start()
        let text = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : "\(String(decoding: text, as: UTF8.self)) "
    }
}
