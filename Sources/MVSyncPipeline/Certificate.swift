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

    /// What is not as it should be, as full sentences; empty for a video that is right.
    public var faults: [String]

    /// Whether nothing is wrong.
    public var holds: Bool { faults.isEmpty }

    /// The measurements for people.
    public var lines: [String] {
        let judged = picture.cutOffsets.compactMap { $0 }
        let alike = picture.cutOffsets.count - judged.count
        let offset = songOffset.map { String(format: "%+.2f ms", $0 * 1000) } ?? "not measurable"
        return [
            "frames    \(delivery.videoFrames)",
            "lengths   picture \(delivery.videoDuration) s, sound \(delivery.audioDuration) s",
            "offset    \(offset) from the song",
            "cuts      \(judged.count { $0 == 0 }) of \(judged.count) at their frame"
                + (alike > 0 ? ", \(alike) between pictures too alike to judge" : ""),
            "pictures  \(picture.strayFrames.count) not as planned, \(picture.blackFrames.count) of them black",
        ] + (faults.isEmpty ? ["verdict   as planned"] : faults.map { "fault     \($0)" })
    }
}

extension Pipeline {
    /// Measures a finished video against its edit.
    ///
    /// - Parameters:
    ///   - video: The absolute path of the video.
    ///   - edit: The edit, with absolute paths.
    /// - Throws: `MediaError`, `PipelineError`, `SignalProcessingError`, `CancellationError`.
    public func verify(_ video: String, against edit: Edit) async throws -> Certificate {
        try openInput(video).close()
        try await checkMedia(of: edit)
        report(JobProgress(.verifying, 0, fileName(video)))
        let tools = try await FFmpegTools.locate(environment: environment)
        let verifier = DeliveryVerifier(tools: tools)
        let delivery = try await verifier.measure(video)
        let picture = try await verifier.look(at: video, against: edit)
        let song = edit.song.path
        let offset = try await onThreadOfItsOwn { flag in
            try SongOffset.measure(song: song, video: video, tools: tools, flag: flag)
        }
        report(JobProgress(.verifying, 1, fileName(video)))
        var faults = verifier.faults(of: delivery, against: edit)
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
        if let offset, abs(offset) > 0.005 {
            faults.append("The sound lies \(String(format: "%.1f", offset * 1000)) ms from the song.")
        }
        return Certificate(delivery: delivery, picture: picture, songOffset: offset, faults: faults)
    }
}
