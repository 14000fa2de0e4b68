internal import Foundation

/// When each frame of a clip comes on screen, in seconds, increasing, the first at 0.
package struct FrameTimes: Sendable, Equatable {
    /// The display times.
    package let times: [Double]

    /// Creates frame times from display times that need be neither sorted nor start at 0.
    package init(displayTimes: [Double]) {
        let sorted = displayTimes.sorted()
        let first = sorted.first ?? 0
        times = sorted.map { $0 - first }
    }

    /// The index of the frame that is on screen at a time: the last one that came by then, within the clip.
    package func index(at time: Double) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            // A microsecond of grace: times have been through decimal notation.
            if times[middle] <= time + 1e-6 { low = middle + 1 } else { high = middle }
        }
        return max(low - 1, 0)
    }

    /// The usual distance of two frames, in seconds; a 24th where there is one frame only.
    package var usualInterval: Double {
        guard times.count > 1 else { return 1.0 / 24 }
        let intervals = zip(times.dropFirst(), times).map(-).sorted()
        return max(intervals[intervals.count / 2], 1e-4)
    }

    /// The length in seconds: the last frame's time and the usual interval.
    package var duration: Double { (times.last ?? 0) + (times.isEmpty ? 0 : usualInterval) }

    /// Whether the distances between frames vary by more than a fifth of the usual one, and by more than comes of
    /// rounding to milliseconds.
    package var isVariable: Bool {
        let usual = usualInterval
        let tolerance = max(0.2 * usual, 0.0012)
        return zip(times.dropFirst(), times).contains { abs($0 - $1 - usual) > tolerance }
    }

    /// The most frames of one clip.
    static let mostFrames = 1_000_000

    /// Reads the times of a file's frames.
    ///
    /// The container's packets tell them without decoding. Where their number is not that of the frames that decode
    /// (damaged files), the decoder is asked instead. A still picture has one frame, whatever else is in its file.
    ///
    /// - Parameter decodedCount: How many frames decode.
    static func read(_ path: String, decodedCount: Int, tools: FFmpegTools) async throws -> FrameTimes {
        guard StillPicture(at: path) == nil else { return FrameTimes(displayTimes: [0]) }
        let packets = try await times(
            path, ["-select_streams", "V:0", "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0"],
            tools)
        if packets.count == decodedCount { return FrameTimes(displayTimes: packets) }
        let frames = try await times(
            path,
            [
                "-select_streams", "V:0", "-show_entries", "frame=best_effort_timestamp_time", "-of",
                "csv=p=0",
            ],
            tools)
        if frames.count == decodedCount { return FrameTimes(displayTimes: frames) }
        let known = FrameTimes(displayTimes: frames.count > packets.count ? frames : packets)
        let interval = known.usualInterval
        return FrameTimes(
            displayTimes: (0..<decodedCount).map {
                $0 < known.times.count
                    ? known.times[$0] : known.duration + Double($0 - known.times.count) * interval
            })
    }

    private static func times(_ path: String, _ arguments: [String], _ tools: FFmpegTools) async throws
        -> [Double]
    {
        let answer = try await tools.ffprobe(arguments, of: path).capture(limit: mostFrames * 32)
        return String(decoding: answer.output, as: UTF8.self).split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            // Packets that an edit list hides carry the flag D.
            if fields.count > 1, fields[1].contains("D") { return nil }
            return fields.first.flatMap { Double($0) }
        }
    }
}
