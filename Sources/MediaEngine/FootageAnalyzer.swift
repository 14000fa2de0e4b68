public import EditModel
internal import Foundation

/// Looks at a clip: facts from the container, and one small grey decode of every frame.
public struct FootageAnalyzer: Sendable {
    /// Names the form and the algorithms of the result; kept results of another version are worthless.
    public static let version = "3"

    private let tools: FFmpegTools

    /// Creates an analyzer that works with the given programs.
    public init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// Looks at a clip.
    ///
    /// What decodes counts, not what the container promises: a damaged clip is as long as its good frames, and says so.
    ///
    /// - Parameters:
    ///   - path: The clip's absolute path.
    ///   - contentHash: Its hash, taken over into the result.
    ///   - onProgress: Called with 0…1 as frames are decoded.
    /// - Returns: The facts.
    /// - Throws: `MediaError` where the file is no readable video; `CancellationError`.
    public func analyze(
        path: String, contentHash: String, onProgress: @Sendable (Double) -> Void
    ) async throws -> Footage {
        let facts = try await StreamFacts.read(path, tools: tools)
        let isStill = StillPicture(at: path) != nil
        let meter = MotionMeter(framesPerSecond: facts.framesPerSecond)
        let extent = isStill ? ["-frames:v", "1"] : []
        let expected = facts.duration.map { max($0 * facts.framesPerSecond, 1) }
        var (seen, ending) = try await decode(path, with: meter, extent: extent) { count in
            if let expected { onProgress(min(Double(count) / expected, 1)) }
        }
        if !ending.isFlawless {
            (seen, ending) = try await decode(
                path, with: meter, arguments: FFmpegTools.oneThread, extent: extent
            ) { _ in }
        }
        let count = seen.measures.count
        guard count > 0 else {
            guard ending.isSuccess else { throw StreamFacts.unreadable(path, ending.complaints) }
            throw MediaError(.noVideo, "\(shown(path)) has no frame that can be decoded.")
        }
        let times = try await FrameTimes.read(path, decodedCount: count, tools: tools)
        let course = MotionCourse(seen, times: times)
        let size = facts.displaySize
        return Footage(
            path: path, contentHash: contentHash, duration: (times.duration * 1e6).rounded() / 1e6,
            frameCount: count, framesPerSecond: (Double(count) / times.duration * 1000).rounded() / 1000,
            isVariableFrameRate: times.isVariable, displayWidth: size.width, displayHeight: size.height,
            rotation: facts.rotation, pixelAspect: facts.pixelAspect, isHDR: facts.isHDR, codec: facts.codec,
            motion: course.motion, cuts: course.cutFrames.map { times.times[$0] }, accents: course.accents,
            moments: course.moments, loops: course.loops, isStill: isStill,
            warnings: warnings(path, facts, times, ending))
    }

    /// Measures all frames.
    ///
    /// - Parameters:
    ///   - meter: A meter that has measured none so far.
    ///   - arguments: Those that come before the input.
    ///   - extent: Those that say how many frames are wanted.
    private func decode(
        _ path: String, with meter: MotionMeter, arguments: [String] = [], extent: [String],
        onFrames: (Int) -> Void
    ) async throws -> (MotionMeter, Program.Ending) {
        var meter = meter
        let program = tools.ffmpeg(
            ["-nostdin"] + arguments + FFmpegTools.input(path)
                + ["-map", "0:V:0", "-an", "-sn", "-dn"] + tools.everyFrame + extent
                + ["-vf", "scale=\(GreyFrame.width):\(GreyFrame.height):flags=area,format=gray"]
                + ["-f", "rawvideo", "pipe:1"])
        let ending = try await program.frames(of: GreyFrame.size) { frame in
            meter.append(frame)
            onFrames(meter.measures.count)
            return meter.measures.count < FrameTimes.mostFrames
        }
        return (meter, ending)
    }

    private func warnings(
        _ path: String, _ facts: StreamFacts, _ times: FrameTimes, _ ending: Program.Ending
    ) -> [String] {
        var warnings: [String] = []
        let promised = facts.duration ?? times.duration
        let isShort = times.duration < 0.9 * promised - 2 * times.usualInterval
        if isShort {
            warnings.append(
                "\(shown(path)) is damaged: \(decimal(times.duration)) of its \(decimal(promised)) seconds can be used."
            )
        } else if !ending.isSuccess || ending.complaints.contains("error while decoding")
            || ending.complaints.contains("Invalid data found")
        {
            warnings.append("\(shown(path)) is damaged: some of its pictures may look broken.")
        }
        if facts.isHDR {
            warnings.append(
                "\(shown(path)) has high dynamic range; its colours will look pale, since they are not mapped."
            )
        }
        return warnings
    }

    private func decimal(_ value: Double) -> String { String(format: "%.1f", value) }
}
