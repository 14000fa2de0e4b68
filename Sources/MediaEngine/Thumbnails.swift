package import Foundation

/// Small still pictures from a video.
package struct Thumbnails: Sendable {
    private let tools: FFmpegTools

    /// Creates a maker of thumbnails that works with the given programs.
    package init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// The pictures of some frames as JPEG files, in one pass over the video.
    ///
    /// - Parameters:
    ///   - video: The absolute path of the video.
    ///   - frames: Frame numbers, increasing.
    ///   - width: The width of the pictures; the height follows.
    /// - Returns: A picture for each frame that the video has, in order.
    package func jpegs(of video: String, atFrames frames: [Int], width: Int) async throws -> [Data] {
        guard !frames.isEmpty else { return [] }
        let program = tools.ffmpeg(
            ["-nostdin"] + FFmpegTools.input(video)
                + [
                    "-map", "0:v:0", "-vf",
                    "select=\(Self.selection(frames[...])),scale=\(width):-2,format=yuvj420p",
                ]
                + tools.everyFrame
                + ["-c:v", "mjpeg", "-q:v", "5", "-f", "image2pipe", "pipe:1"])
        let result = try await program.capture(limit: 256 << 20)
        guard result.ending.isSuccess else { throw StreamFacts.unreadable(video, result.ending.complaints) }
        return Self.pictures(in: result.output)
    }

    /// An expression that is true at the frames, in nested halves: ffmpeg takes no more than a hundred terms on one level.
    private static func selection(_ frames: ArraySlice<Int>) -> String {
        guard frames.count > 50 else { return frames.map { "eq(n\\,\($0))" }.joined(separator: "+") }
        let middle = (frames.startIndex + frames.endIndex) / 2
        return "(\(selection(frames[..<middle])))+(\(selection(frames[middle...])))"
    }

    /// Cuts a stream of JPEG files apart at their start and end markers.
    private static func pictures(in data: Data) -> [Data] {
        var pictures: [Data] = []
        var start: Data.Index?
        var index = data.startIndex
        while index + 1 < data.endIndex {
            if data[index] == 0xFF, data[index + 1] == 0xD8, start == nil {
                start = index
            } else if data[index] == 0xFF, data[index + 1] == 0xD9, let first = start {
                pictures.append(data[first..<index + 2])
                start = nil
            }
            index += 1
        }
        return pictures
    }
}
