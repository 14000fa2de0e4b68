public import EditModel
internal import Foundation

/// Looks at a clip: facts from the container, and one small grey decode of every frame.
public struct FootageAnalyzer: Sendable {
    /// Names the form and the algorithms of the result; kept results of another version are worthless.
    public static let version = "2"

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
        let expected = facts.duration.map { max($0 * facts.framesPerSecond, 1) }
        var (meter, ending) = try await decode(path) { count in
            if let expected { onProgress(min(Double(count) / expected, 1)) }
        }
        if !ending.isFlawless {
            (meter, ending) = try await decode(path, arguments: FFmpegTools.oneThread) { _ in }
        }
        guard !meter.motion.isEmpty else {
            guard ending.isSuccess else { throw StreamFacts.unreadable(path, ending.complaints) }
            throw MediaError(.noVideo, "\(shown(path)) has no frame that can be decoded.")
        }
        let times = try await FrameTimes.read(path, decodedCount: meter.motion.count, tools: tools)
        let size = facts.displaySize
        return Footage(
            path: path, contentHash: contentHash, duration: (times.duration * 1e6).rounded() / 1e6,
            frameCount: meter.motion.count,
            framesPerSecond: (Double(meter.motion.count) / times.duration * 1000).rounded() / 1000,
            isVariableFrameRate: times.isVariable, displayWidth: size.width, displayHeight: size.height,
            rotation: facts.rotation, pixelAspect: facts.pixelAspect, isHDR: facts.isHDR, codec: facts.codec,
            motion: meter.motion, cuts: meter.cutFrames.map { times.times[$0] },
            warnings: warnings(path, facts, times, ending))
    }

    private func decode(
        _ path: String, arguments: [String] = [], onFrames: (Int) -> Void
    ) async throws -> (MotionMeter, Program.Ending) {
        var meter = MotionMeter()
        var frames = FrameAssembler(frameSize: MotionMeter.frameSize)
        let program = tools.ffmpeg(
            ["-nostdin"] + arguments + FFmpegTools.input(path)
                + ["-map", "0:V:0", "-an", "-sn", "-dn"] + tools.everyFrame
                + ["-vf", "scale=\(MotionMeter.width):\(MotionMeter.height):flags=area,format=gray"]
                + ["-f", "rawvideo", "pipe:1"])
        let ending = try await program.stream { bytes in
            frames.append(bytes) { frame in meter.append(frame) }
            onFrames(meter.motion.count)
            return meter.motion.count < FrameTimes.mostFrames
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
