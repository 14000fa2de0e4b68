internal import EditModel
internal import Foundation

/// The ffmpeg programs on this machine.
public struct FFmpegTools: Sendable, Equatable {
    /// The absolute path of ffmpeg.
    public let ffmpegPath: String

    /// The absolute path of ffprobe.
    public let ffprobePath: String

    /// ffmpeg's own words on its version, such as `5.1.9-0+deb12u1`.
    public let version: String

    /// The arguments that keep each frame as it is, neither doubled nor dropped; they changed their name in ffmpeg 5.1.
    let everyFrame: [String]

    /// Finds the programs and asks them what they can do.
    ///
    /// - Parameters:
    ///   - environment: `MVSYNC_FFMPEG` and `MVSYNC_FFPROBE` name the programs; otherwise `PATH` is searched.
    ///   - patience: How long the programs may take to say who they are.
    /// - Throws: `MediaError` with the code `.programMissing`, with advice.
    public static func locate(
        environment: [String: String], patience: Duration = .seconds(30)
    ) async throws -> FFmpegTools {
        let ffmpeg = try find("ffmpeg", variable: "MVSYNC_FFMPEG", environment: environment)
        let ffprobe = try find("ffprobe", variable: "MVSYNC_FFPROBE", environment: environment)
        async let prober = version(of: ffprobe, patience)
        let version = try await version(of: ffmpeg, patience)
        _ = try await prober
        let encoders = try await answer(of: ffmpeg, to: "-encoders", patience)
        for encoder in ["libx264", "aac"] where !encoders.contains(" \(encoder) ") {
            throw MediaError(
                .programMissing,
                "“\(visible(ffmpeg))” was built without the encoder \(encoder). \(advice)")
        }
        return FFmpegTools(
            ffmpegPath: ffmpeg, ffprobePath: ffprobe, version: version,
            everyFrame: [isBefore(5, 1, version) ? "-vsync" : "-fps_mode", "passthrough"])
    }

    /// The version of a program, in its own words.
    private static func version(of program: String, _ patience: Duration) async throws -> String {
        let words = try await answer(of: program, to: "-version", patience).split(
            separator: " ", maxSplits: 3)
        guard words.count > 2, ["ffmpeg", "ffprobe"].contains(words[0]), words[1] == "version" else {
            throw noAnswer(of: program)
        }
        return String(words[2])
    }

    /// What a program says to a question.
    private static func answer(
        of program: String, to question: String, _ patience: Duration
    ) async throws -> String {
        let run = Program(path: program, arguments: ["-hide_banner", question])
        guard let (output, ending) = try await run.capture(limit: 1 << 20, within: patience),
            ending.isSuccess
        else { throw noAnswer(of: program) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func noAnswer(of program: String) -> MediaError {
        MediaError(.programMissing, "“\(visible(program))” does not answer as ffmpeg does. \(advice)")
    }

    /// Whether a version, such as `4.4.2-0ubuntu0.22.04.1` or `n5.0`, is older; builds without a number are new.
    private static func isBefore(_ major: Int, _ minor: Int, _ version: String) -> Bool {
        let numbers = version.drop { $0 == "n" }.split { !$0.isWholeNumber }.prefix(2).compactMap { Int($0) }
        guard let first = numbers.first, version.drop(while: { $0 == "n" }).first?.isWholeNumber == true
        else {
            return false
        }
        return (first, numbers.count > 1 ? numbers[1] : 0) < (major, minor)
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
    static let formats =
        "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,gif,ogg,asf,wav,mp3,flac,aac,aiff,caf,w64,amr,m4v,h264,hevc"

    /// The arguments that open a file, and nothing but this file, as an input.
    ///
    /// A still picture is opened as what it is by its content: by its name it might be the pattern of a sequence.
    static func input(_ path: String) -> [String] {
        let still = StillPicture(at: path)
        return ["-protocol_whitelist", "file,pipe", "-format_whitelist", still?.demuxer ?? formats]
            + (still.map { ["-f", $0.demuxer] } ?? []) + ["-i", "file:\(path)"]
    }

    /// The arguments that decode in one thread: slowly, but damaged pictures come out the same each time.
    static let oneThread = ["-threads", "1"]

    func ffmpeg(_ arguments: [String]) -> Program {
        Program(path: ffmpegPath, arguments: ["-hide_banner", "-nostats", "-v", "error"] + arguments)
    }

    func ffprobe(_ arguments: [String], of path: String) -> Program {
        Program(path: ffprobePath, arguments: ["-hide_banner", "-v", "error"] + arguments + Self.input(path))
    }
}
