public import EditModel
internal import Foundation
public import MediaEngine
internal import SignalProcessing

/// What was measured in a finished video, held against its edit.
public struct Certificate: Sendable, Encodable {
    /// The tracks of the file.
    public var delivery: DeliveryReport

    /// The pictures.
    public var picture: PictureReport

    /// How much later the sound lies in the file than in the song, in seconds; nil where the song is silent.
    public var songOffset: Double?

    /// How its cuts lie to the beats that the edit was cut to: what whole frames cost.
    public var cuts: CutTiming

    /// How its cuts lie to beats that were given to measure by; nil where none were.
    public var reference: CutTiming?

    /// How its movements lie to the beats.
    public var motion: MotionTiming

    /// The cuts that are seen in the file by someone who does not know the edit, in frames.
    public var seenCuts: [Int]

    /// What the edit is like; the file is as it says.
    public var edit: EditMetrics

    /// What is not as it should be, as full sentences; empty for a video that is right.
    public var faults: [String]

    /// Whether nothing is wrong.
    public var holds: Bool { faults.isEmpty }
}

extension Pipeline {
    /// Measures a finished video against its edit.
    ///
    /// - Parameters:
    ///   - video: The absolute path of the video.
    ///   - edit: The edit, with absolute paths.
    ///   - beats: Beats to measure the cuts by beside the edit's own, increasing, in seconds.
    /// - Throws: `MediaError`, `PipelineError`, `SignalProcessingError`, `CancellationError`.
    public func verify(
        _ video: String, against edit: Edit, beats: [Double]? = nil
    ) async throws -> Certificate {
        try openInput(video).close()
        try await checkMedia(of: edit)
        let name = fileName(video)
        report(JobProgress(.verifying, 0, name))
        let tools = try await FFmpegTools.locate(environment: environment)
        let verifier = DeliveryVerifier(tools: tools)
        let delivery = try await verifier.measure(video)
        // Two looks at once: one that knows what to expect, and one that sees the video as it sees a clip.
        async let picture = verifier.look(at: video, against: edit)
        async let seen = FootageAnalyzer(tools: tools).analyze(path: video, contentHash: "") { fraction in
            report(JobProgress(.verifying, 0.95 * fraction, name))
        }
        let song = edit.song.path
        let offset = try await onThreadOfItsOwn { flag in
            try SongOffset.measure(song: song, video: video, tools: tools, flag: flag)
        }
        let (pictures, footage) = try await (picture, seen)
        report(JobProgress(.verifying, 1, name))
        let offsets = Dictionary(
            zip(pictures.plannedCuts, pictures.cutOffsets), uniquingKeysWith: { first, _ in first })
        let cutOffsets = edit.shots.dropFirst().map { offsets[$0.startFrame] ?? nil }
        var certificate = Certificate(
            delivery: delivery, picture: pictures, songOffset: offset,
            cuts: CutTiming(edit, offsets: cutOffsets),
            reference: beats.map { CutTiming(edit, offsets: cutOffsets, beats: $0) },
            motion: MotionTiming(edit, accents: footage.accents, motion: footage.motion),
            seenCuts: footage.cuts.map { edit.frameRate.frame(nearest: $0) }, edit: EditMetrics(of: edit),
            faults: verifier.faults(of: delivery, against: edit))
        certificate.faults += certificate.furtherFaults(of: edit)
        return certificate
    }
}

extension Certificate {
    /// The farthest that the sound may lie from the song, in seconds.
    static let mostOffset = 0.005

    /// What is wrong beside the tracks, as full sentences.
    fileprivate func furtherFaults(of edit: Edit) -> [String] {
        var faults: [String] = []
        if picture.frameCount != edit.frameCount {
            faults.append("\(picture.frameCount) frames can be decoded, not \(edit.frameCount).")
        }
        for (cut, offset) in zip(picture.plannedCuts, picture.cutOffsets) {
            if let offset, offset != 0 {
                faults.append("The cut planned at frame \(cut) is seen at frame \(cut + offset).")
            }
        }
        if !picture.strayFrames.isEmpty {
            faults.append(
                "\(picture.strayFrames.count) pictures are not those planned, the first at frame \(picture.strayFrames[0])."
            )
        }
        if !picture.frozenFrames.isEmpty {
            faults.append(
                "\(picture.frozenFrames.count) pictures stand still that should move, the first at frame \(picture.frozenFrames[0])."
            )
        }
        let halfFrame = 0.5 / edit.frameRate.framesPerSecond
        if cuts.percentile95 > halfFrame + 1e-4 {
            faults.append(
                "Of a hundred cuts five are farther from their beats than \(milliseconds(cuts.percentile95)), more than half a frame."
            )
        }
        if let songOffset, abs(songOffset) > Self.mostOffset {
            faults.append("The sound lies \(milliseconds(songOffset)) from the song.")
        }
        return faults
    }
}

/// Seconds as milliseconds, for sentences.
func milliseconds(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1000) }
