internal import Foundation

/// What ffprobe says of a file's first video stream.
struct StreamFacts {
    var codec: String
    var codedWidth: Int
    var codedHeight: Int
    /// Clockwise, as the player turns it: 0, 90, 180 or 270 degrees.
    var rotation: Int
    var pixelAspect: Double
    var transfer: String
    var matrix: String
    /// The picture's length in seconds as stated; nil where the container tells that of the whole file only.
    var duration: Double?
    /// Frames per second as stated; 24 where the container does not say.
    var framesPerSecond: Double

    /// The size in square pixels as displayed.
    var displaySize: (width: Int, height: Int) {
        let wide = Int((Double(codedWidth) * pixelAspect).rounded())
        return rotation % 180 == 0 ? (wide, codedHeight) : (codedHeight, wide)
    }

    var isHDR: Bool { transfer == "smpte2084" || transfer == "arib-std-b67" }

    private static let mostPixelsPerSide = 16_384
    private static let longest = 4 * 3600.0

    /// Asks ffprobe.
    ///
    /// - Throws: `MediaError` where the file is no video that is read, or is out of bounds.
    static func read(_ path: String, tools: FFmpegTools) async throws -> StreamFacts {
        // Which way up a photograph is only its frame tells.
        let frame = StillPicture(at: path) == nil ? [] : ["-show_frames", "-read_intervals", "%+#1"]
        let probe = try await tools.ffprobe(
            ["-show_streams", "-show_format"] + frame + ["-of", "json"], of: path
        ).capture(limit: 4 << 20)
        guard probe.ending.isSuccess, let answer = try? JSONDecoder().decode(Answer.self, from: probe.output)
        else {
            throw unreadable(path, probe.ending.complaints)
        }
        guard
            let video = answer.streams.first(where: {
                $0.codec_type == "video" && $0.disposition?["attached_pic"] != 1
            }), let width = video.width, let height = video.height, width > 0, height > 0
        else {
            throw MediaError(.noVideo, "\(shown(path)) has no picture; clips are videos and still pictures.")
        }
        guard max(width, height) <= mostPixelsPerSide else {
            throw MediaError(
                .unreadableClip,
                "\(shown(path)) is \(width)x\(height); more than \(mostPixelsPerSide) pixels a side are not read."
            )
        }
        let whole = answer.format?.duration.flatMap { Double($0) }
        let duration = video.statedDuration ?? (answer.streams.count == 1 ? whole : nil)
        if max(duration ?? 0, whole ?? 0) > longest {
            throw MediaError(
                .unreadableClip,
                "\(shown(path)) is longer than \(Int(longest / 3600)) hours; cut out the part that you want.")
        }
        return StreamFacts(
            codec: video.codec_name ?? "unknown", codedWidth: width, codedHeight: height,
            rotation: video.clockwiseRotation(with: answer.frames?.first), pixelAspect: video.pixelAspect,
            transfer: video.color_transfer ?? "", matrix: video.color_space ?? "", duration: duration,
            framesPerSecond: video.framesPerSecond)
    }

    /// The error for a file that ffmpeg does not open, in words for people.
    static func unreadable(_ path: String, _ complaints: String) -> MediaError {
        if complaints.contains("whitelist") {
            return MediaError(
                .unreadableClip,
                "\(shown(path)) is neither a video nor a JPEG, PNG or WebP picture: its content is something else."
            )
        }
        return MediaError(
            .unreadableClip,
            "\(shown(path)) is not a readable video; it may be cut off, empty, or something else.")
    }

    private struct Answer: Decodable {
        var streams: [Stream]
        var frames: [Frame]?
        var format: Format?
    }

    private struct Format: Decodable {
        var duration: String?
    }

    private struct SideData: Decodable {
        var rotation: Double?
    }

    private struct Frame: Decodable {
        var side_data_list: [SideData]?
    }

    private struct Stream: Decodable {
        var codec_type: String?
        var codec_name: String?
        var width: Int?
        var height: Int?
        var sample_aspect_ratio: String?
        var duration: String?
        var color_transfer: String?
        var color_space: String?
        var avg_frame_rate: String?
        var disposition: [String: Int]?
        var tags: [String: String]?
        var side_data_list: [SideData]?

        /// In seconds; Matroska keeps it as a tag, such as `00:00:05.007000000`.
        var statedDuration: Double? {
            if let seconds = duration.flatMap({ Double($0) }) { return seconds }
            guard let parts = tags?["DURATION"]?.split(separator: ":").compactMap({ Double($0) }),
                parts.count == 3
            else { return nil }
            return parts[0] * 3600 + parts[1] * 60 + parts[2]
        }

        var framesPerSecond: Double {
            let parts = (avg_frame_rate ?? "").split(separator: "/").compactMap { Double($0) }
            guard parts.count == 2, parts[0] > 0, parts[1] > 0 else { return 24 }
            return parts[0] / parts[1]
        }

        func clockwiseRotation(with frame: Frame?) -> Int {
            let counterclockwise = (side_data_list ?? frame?.side_data_list)?.compactMap(\.rotation).first
            let degrees = counterclockwise.map { -$0 } ?? tags?["rotate"].flatMap(Double.init) ?? 0
            guard degrees.isFinite, abs(degrees) < 1e6 else { return 0 }
            return ((Int((degrees / 90).rounded()) * 90) % 360 + 360) % 360
        }

        var pixelAspect: Double {
            let parts = (sample_aspect_ratio ?? "1:1").split(separator: ":").compactMap { Double($0) }
            guard parts.count == 2, parts[0] > 0, parts[1] > 0 else { return 1 }
            let ratio = parts[0] / parts[1]
            return (0.1...10).contains(ratio) ? ratio : 1
        }
    }
}
