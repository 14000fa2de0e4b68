package import EditModel
package import Foundation

/// Small still pictures from a video.
package struct Thumbnails: Sendable {
    private let tools: FFmpegTools

    /// Creates a maker of thumbnails that works with the given programs.
    package init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// A frame of a clip as a JPEG file.
    package struct Picture: Sendable, Equatable {
        /// The frame, counted from 0 in display order.
        package var frame: Int

        /// The JPEG file.
        package var jpeg: Data

        /// Creates a picture.
        package init(frame: Int, jpeg: Data) {
            self.frame = frame
            self.jpeg = jpeg
        }
    }

    /// The pictures that are on screen at moments of a clip, in one pass over it.
    ///
    /// - Parameters:
    ///   - clip: The clip, found where it says.
    ///   - times: Source times in seconds, in any order.
    ///   - width: The width of the pictures.
    ///   - height: Their height.
    /// - Returns: A picture for each time, in order; nil for those that do not decode.
    /// - Throws: `MediaError`, `CancellationError`.
    package func pictures(
        of clip: Footage, at times: [Double], width: Int, height: Int
    ) async throws -> [Picture?] {
        let known = try await FrameTimes.read(clip.path, decodedCount: clip.frameCount, tools: tools)
        let wanted = times.map { known.index(at: $0) }
        let frames = Set(wanted).sorted()
        let files = try await jpegs(of: clip.path, atFrames: frames, width: width, height: height)
        let found = Dictionary(zip(frames, files), uniquingKeysWith: { first, _ in first })
        return wanted.map { frame in found[frame].map { Picture(frame: frame, jpeg: $0) } }
    }

    /// The pictures of some frames as JPEG files, in one pass over the video.
    ///
    /// - Parameters:
    ///   - video: The absolute path of the video.
    ///   - frames: Frame numbers, increasing.
    ///   - width: The width of the pictures.
    ///   - height: Their height.
    /// - Returns: A picture for each frame that the video has, in order; the same bytes each time.
    package func jpegs(
        of video: String, atFrames frames: [Int], width: Int, height: Int
    ) async throws -> [Data] {
        guard !frames.isEmpty else { return [] }
        let program = tools.ffmpeg(
            ["-nostdin"] + FFmpegTools.input(video)
                + [
                    "-map", "0:V:0", "-an", "-sn", "-dn", "-vf",
                    "select=\(Self.selection(frames[...])),scale=\(width):\(height):flags=area,setsar=1,format=yuvj420p",
                    "-frames:v", "\(frames.count)",
                ]
                + tools.everyFrame
                + ["-bitexact", "-threads", "1", "-c:v", "mjpeg", "-q:v", "5", "-f", "image2pipe", "pipe:1"])
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
