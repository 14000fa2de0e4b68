internal import Foundation

/// The ffmpeg programs on this machine.
public struct FFmpegTools: Sendable, Equatable {
    /// The absolute path of ffmpeg.
    public let ffmpegPath: String

    /// The absolute path of ffprobe.
    public let ffprobePath: String

    /// ffmpeg's own words on its version, such as `5.1.9-0+deb12u1`.
    public let version: String

    /// Finds the programs and asks them what they can do.
    ///
    /// - Parameter environment: `MVSYNC_FFMPEG` and `MVSYNC_FFPROBE` name the programs; otherwise `PATH` is searched.
    /// - Throws: `MediaError` with the code `.programMissing`, with advice.
    public static func locate(environment: [String: String]) async throws -> FFmpegTools {
        let ffmpeg = try find("ffmpeg", variable: "MVSYNC_FFMPEG", environment: environment)
        let ffprobe = try find("ffprobe", variable: "MVSYNC_FFPROBE", environment: environment)
        let banner = try await Program(path: ffmpeg, arguments: ["-hide_banner", "-version"]).capture(
            limit: 1 << 16)
        let words = String(decoding: banner.output, as: UTF8.self).split(separator: " ", maxSplits: 3)
        guard banner.ending.isSuccess, words.count > 2, words[0] == "ffmpeg" else {
            throw MediaError(.programMissing, "\(ffmpeg) does not answer as ffmpeg does. \(advice)")
        }
        let encoders = try await Program(path: ffmpeg, arguments: ["-hide_banner", "-encoders"]).capture(
            limit: 1 << 20)
        let names = String(decoding: encoders.output, as: UTF8.self)
        for encoder in ["libx264", "aac"] where !names.contains(" \(encoder) ") {
            throw MediaError(.programMissing, "\(ffmpeg) was built without the encoder \(encoder). \(advice)")
        }
        return FFmpegTools(ffmpegPath: ffmpeg, ffprobePath: ffprobe, version: String(words[2]))
    }

    private static let advice = "Install a complete ffmpeg; on Debian and Ubuntu: sudo apt-get install ffmpeg"

    private static func find(
        _ name: String, variable: String, environment: [String: String]
    ) throws -> String {
        let manager = FileManager.default
        if let named = environment[variable] {
            guard named.hasPrefix("/"), manager.isExecutableFile(atPath: named) else {
                throw MediaError(
                    .programMissing,
                    "\(variable) names \(shown(named)), which is no program; give an absolute path.")
            }
            return named
        }
        for folder in (environment["PATH"] ?? "").split(separator: ":") where folder.hasPrefix("/") {
            let candidate = "\(folder)/\(name)"
            if manager.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw MediaError(.programMissing, "\(name) was not found. \(advice)")
    }
}

extension FFmpegTools {
    /// The containers that are opened; playlists and scripts, which name other files, are not among them.
    private static let formats =
        "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,gif,ogg,asf,wav,mp3,flac,aac,aiff,caf,w64,amr,m4v,h264,hevc"

    /// The arguments that open a file, and nothing but this file, as an input.
    static func input(_ path: String) -> [String] {
        ["-protocol_whitelist", "file,pipe", "-format_whitelist", formats, "-i", "file:\(path)"]
    }

    func ffmpeg(_ arguments: [String]) -> Program {
        Program(path: ffmpegPath, arguments: ["-hide_banner", "-nostats", "-v", "error"] + arguments)
    }

    func ffprobe(_ arguments: [String], of path: String) -> Program {
        Program(path: ffprobePath, arguments: ["-hide_banner", "-v", "error"] + arguments + Self.input(path))
    }
}
