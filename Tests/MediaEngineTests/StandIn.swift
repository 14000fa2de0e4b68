import Foundation
import MediaEngine
import TestSupport

/// Scripts that stand in for the ffmpeg programs: they answer as those do when asked for their version and encoders,
/// and otherwise do as a test wants.
struct StandIn {
    private let folder: ScratchFolder

    init(in folder: ScratchFolder) { self.folder = folder }

    /// Tools with a script in place of ffmpeg.
    func tools(ffmpeg script: String) async throws -> FFmpegTools {
        try write(
            """
            #!/bin/sh
            case "$*" in *-version*|*-encoders*) exec ffmpeg "$@";; esac
            \(script)
            """, as: "ffmpeg.sh")
        return try await locate("ffmpeg.sh", patience: Media.patience)
    }

    /// What is found where a program is this file's content.
    func locate(
        writing content: String, patience: Duration
    ) async throws -> FFmpegTools {
        try write(content, as: "ffmpeg.sh")
        return try await locate("ffmpeg.sh", patience: patience)
    }

    private func write(_ content: String, as name: String) throws {
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.file(name))
    }

    private func locate(_ name: String, patience: Duration) async throws -> FFmpegTools {
        var environment = ProcessInfo.processInfo.environment
        environment["MVSYNC_FFMPEG"] = folder.file(name)
        return try await FFmpegTools.locate(environment: environment, patience: patience)
    }
}
