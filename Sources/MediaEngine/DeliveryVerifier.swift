public import EditModel
internal import Foundation

/// Measures finished files.
public struct DeliveryVerifier: Sendable {
    let tools: FFmpegTools

    /// Creates a verifier that works with the given programs.
    public init(tools: FFmpegTools) {
        self.tools = tools
    }

    /// Measures a file and holds it against the edit that it should show.
    ///
    /// - Throws: `MediaError` with `.notDelivered` where the number of frames, the lengths, the starts, the index or the
    ///   colours are not as ordered.
    public func verify(_ path: String, delivers edit: Edit) async throws -> DeliveryReport {
        let report: DeliveryReport
        do {
            report = try await measure(path)
        } catch let error as MediaError where error.code != .programMissing {
            throw MediaError(.notDelivered, "The encoder made no file that can be read.")
        }
        let faults = faults(of: report, against: edit)
        guard faults.isEmpty else {
            throw MediaError(
                .notDelivered, "The file is not what was ordered. " + faults.joined(separator: " "))
        }
        return report
    }

    /// What measurements say against an edit, as full sentences; empty where all is as ordered.
    public func faults(of report: DeliveryReport, against edit: Edit) -> [String] {
        let halfFrame = 0.5 / edit.frameRate.framesPerSecond
        var faults: [String] = []
        if report.videoFrames != edit.frameCount {
            faults.append("It has \(report.videoFrames) frames, not \(edit.frameCount).")
        }
        if abs(report.videoDuration - report.audioDuration) > halfFrame {
            faults.append("Its sound lasts \(report.audioDuration) s, its picture \(report.videoDuration) s.")
        }
        if abs(report.videoStart) > 0.001 || abs(report.audioStart) > 0.001 {
            faults.append(
                "Its picture starts at \(report.videoStart) s, its sound at \(report.audioStart) s.")
        }
        if !report.isFastStart { faults.append("Its index lies at its end.") }
        if report.colorSpace != "bt709" { faults.append("Its colours are tagged \(report.colorSpace).") }
        return faults
    }

    /// Measures a file.
    ///
    /// - Throws: `MediaError` where it is no video with sound.
    public func measure(_ path: String) async throws -> DeliveryReport {
        let probe = try await tools.ffprobe(["-count_packets", "-show_streams", "-of", "json"], of: path)
            .capture(limit: 4 << 20)
        guard probe.ending.isSuccess, let answer = try? JSONDecoder().decode(Answer.self, from: probe.output)
        else {
            throw StreamFacts.unreadable(path, probe.ending.complaints)
        }
        guard let video = answer.streams.first(where: { $0.codec_type == "video" }) else {
            throw MediaError(.noVideo, "\(shown(path)) has no picture.")
        }
        guard let audio = answer.streams.first(where: { $0.codec_type == "audio" }) else {
            throw MediaError(.noAudio, "\(shown(path)) has no sound.")
        }
        let size =
            (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
        return DeliveryReport(
            videoFrames: video.nb_read_packets.flatMap { Int($0) } ?? 0,
            videoDuration: video.duration.flatMap { Double($0) } ?? 0,
            audioDuration: audio.duration.flatMap { Double($0) } ?? 0,
            videoStart: video.start_time.flatMap { Double($0) } ?? 0,
            audioStart: audio.start_time.flatMap { Double($0) } ?? 0,
            isFastStart: Self.indexComesFirst(path), colorSpace: video.color_space ?? "unknown", bytes: size)
    }

    private struct Answer: Decodable {
        var streams: [Stream]
    }

    private struct Stream: Decodable {
        var codec_type: String?
        var nb_read_packets: String?
        var duration: String?
        var start_time: String?
        var color_space: String?
    }

    /// Whether the box `moov` comes before the box `mdat` at the top level of an MP4 file (ISO/IEC 14496-12, 4.2).
    private static func indexComesFirst(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        var offset: UInt64 = 0
        for _ in 0..<64 {
            guard (try? file.seek(toOffset: offset)) != nil, let header = try? file.read(upToCount: 16),
                header.count >= 8
            else { return false }
            let bytes = [UInt8](header)
            let type = String(decoding: bytes[4..<8], as: UTF8.self)
            if type == "moov" { return true }
            if type == "mdat" { return false }
            var size = bytes[0..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if size == 1, bytes.count == 16 {
                size = bytes[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            guard size >= 8, let next = Optional(offset.addingReportingOverflow(size)), !next.overflow else {
                return false
            }
            offset = next.partialValue
        }
        return false
    }
}
