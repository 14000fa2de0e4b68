internal import Foundation
public import SignalProcessing

/// A sound track, decoded by ffmpeg, as a stream of mono samples at its own rate.
///
/// For what libsndfile does not open: AAC, and the sound of videos. Reading blocks; a source belongs to one thread.
public final class FFmpegAudioSource: SampleSource {
    /// Samples per second: the sound track's own, unless another rate was asked for.
    public let sampleRate: Double

    /// The length in seconds as the container has it; nil where it does not say.
    public let estimatedDuration: Double?

    /// The number of channels that are decoded: the track's own; 1, mixed by ffmpeg, where it has too many.
    public let channelCount: Int

    private let path: String
    private let program: BlockingProgram
    private var pending = Data()
    private var samplesRead = 0

    /// Opens the first sound track of a file.
    ///
    /// - Parameters:
    ///   - path: The absolute path.
    ///   - tools: The programs to work with.
    ///   - sampleRate: The rate that ffmpeg shall convert to, in whole hertz; nil for the track's own.
    ///   - onWait: Called while ffmpeg is waited for, at least ten times a second; what it throws ends the waiting.
    /// - Throws: `MediaError` where the file has no sound that is read.
    public init(
        path: String, tools: FFmpegTools, sampleRate: Double? = nil,
        onWait: @escaping () throws -> Void = {}
    ) throws {
        let facts = try Self.probe(path, tools, onWait)
        self.path = path
        self.sampleRate = sampleRate ?? facts.rate
        estimatedDuration = facts.duration
        channelCount = facts.channels
        program = try BlockingProgram(
            path: tools.ffmpegPath,
            arguments: ["-hide_banner", "-nostats", "-v", "quiet", "-nostdin"] + FFmpegTools.input(path)
                + [
                    "-map", "0:a:0", "-vn", "-sn", "-dn", "-ac", "\(channelCount)", "-ar",
                    "\(Int(self.sampleRate))",
                    "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
                ], onWait: onWait)
    }

    /// Appends up to `count` further samples to `buffer`; see `SampleSource`.
    ///
    /// - Throws: `MediaError` with `.noAudio` where nothing at all decodes.
    public func read(
        _ count: Int, into buffer: inout [Float], meter: LoudnessMeter? = nil
    ) throws -> Int {
        let frameSize = channelCount * MemoryLayout<Float>.size
        let wanted = count * frameSize
        while pending.count < wanted {
            let block = try program.read(upTo: wanted - pending.count)
            guard !block.isEmpty else { break }
            pending.append(block)
        }
        let whole = min(pending.count, wanted) / frameSize
        var interleaved = pending.withUnsafeBytes { bytes in
            (0..<whole * channelCount).map { index in
                Float(
                    bitPattern: UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
            }
        }
        Mixdown.append(
            &interleaved, frames: whole, channelCount: channelCount, to: &buffer, meter: meter)
        pending = Data(pending.dropFirst(whole * frameSize))
        samplesRead += whole
        if whole == 0, count > 0 { try checkEnding() }
        if Double(samplesRead) > AudioFileReader.maximumDuration * sampleRate {
            throw MediaError(
                .noAudio,
                "\(shown(path)) is longer than \(Int(AudioFileReader.maximumDuration / 3600)) hours; cut out the part that you want."
            )
        }
        return whole
    }

    /// Distinguishes the end of the sound from the end of a decoder that failed.
    private func checkEnding() throws {
        guard samplesRead > 0 else {
            throw MediaError(.noAudio, "\(shown(path)) has no sound that can be decoded.")
        }
        guard try program.succeeds() else {
            let seconds = (Double(samplesRead) / sampleRate * 10).rounded() / 10
            throw MediaError(
                .noAudio, "\(shown(path)) can be decoded up to \(seconds) s only; it may be damaged.")
        }
    }

    private static func probe(
        _ path: String, _ tools: FFmpegTools, _ onWait: @escaping () throws -> Void
    ) throws -> (rate: Double, channels: Int, duration: Double?) {
        let program = try BlockingProgram(
            path: tools.ffprobePath,
            arguments: [
                "-hide_banner", "-v", "quiet", "-select_streams", "a:0", "-show_entries",
                "stream=sample_rate,channels:format=duration", "-of", "default=nw=1",
            ] + FFmpegTools.input(path), onWait: onWait)
        let answer = try program.readToEnd()
        var values: [String: Double] = [:]
        for line in String(decoding: answer, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "=")
            if parts.count == 2, let value = Double(parts[1]) { values[String(parts[0])] = value }
        }
        guard try program.succeeds(), let rate = values["sample_rate"],
            AudioFileReader.sampleRates.contains(rate)
        else {
            throw MediaError(
                .noAudio, "\(shown(path)) is no audio file that can be read, and has no sound track.")
        }
        let channels = values["channels"].flatMap { Int(exactly: $0) } ?? 1
        let isAccepted = (1...AudioFileReader.maximumChannelCount).contains(channels)
        return (rate, isAccepted ? channels : 1, values["duration"])
    }
}
