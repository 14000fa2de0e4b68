internal import Foundation

/// Asks files for what timelines of editors say of their media.
package struct MediaProbe: Sendable {
    let tools: FFmpegTools

    /// Creates a probe that works with the given programs.
    package init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// A sound track's samples a second and channels.
    package struct Sound: Sendable, Equatable {
        package var sampleRate: Int
        package var channelCount: Int
    }

    /// The timecode of a file's first frame, such as `01:00:00;00`; nil where it has none.
    ///
    /// - Throws: `MediaError` where the file cannot be read.
    package func timecode(of path: String) async throws -> String? {
        guard StillPicture(at: path) == nil else { return nil }
        let answer = try await answer(
            of: path, to: ["-show_entries", "format_tags=timecode:stream_tags=timecode"])
        let tags = [answer.format?.tags] + answer.streams.map(\.tags)
        return tags.lazy.compactMap { $0?["timecode"] }.first
    }

    /// A file's first sound track.
    ///
    /// - Throws: `MediaError` where there is none.
    package func sound(of path: String) async throws -> Sound {
        let answer = try await answer(
            of: path, to: ["-select_streams", "a:0", "-show_entries", "stream=sample_rate,channels"])
        guard let stream = answer.streams.first, let rate = stream.sample_rate.flatMap({ Int($0) }),
            let channels = stream.channels, rate > 0, channels > 0
        else { throw MediaError(.noAudio, "\(shown(path)) has no sound that ffmpeg can read.") }
        return Sound(sampleRate: rate, channelCount: channels)
    }

    /// The length of a clip or a song in seconds.
    ///
    /// - Throws: `MediaError` where ffmpeg cannot read it, or it has none.
    package func length(of path: String) async throws -> Double {
        let answer = try await answer(of: path, to: ["-show_entries", "format=duration:stream=codec_type"])
        guard let seconds = answer.format?.duration.flatMap(Double.init), seconds > 0, seconds.isFinite else {
            throw StreamFacts.unreadable(path, "")
        }
        return seconds
    }

    private func answer(of path: String, to question: [String]) async throws -> Answer {
        let probe = try await tools.ffprobe(question + ["-of", "json"], of: path).capture(limit: 1 << 20)
        guard probe.ending.isSuccess, let answer = try? JSONDecoder().decode(Answer.self, from: probe.output)
        else { throw StreamFacts.unreadable(path, probe.ending.complaints) }
        return answer
    }

    private struct Answer: Decodable {
        var streams: [Stream] = []
        var format: Format?
    }

    private struct Format: Decodable {
        var tags: [String: String]?
        var duration: String?
    }

    private struct Stream: Decodable {
        var sample_rate: String?
        var channels: Int?
        var tags: [String: String]?
    }
}
