internal import EditModel
internal import Foundation
internal import MediaEngine
package import MusicAnalysis
internal import SignalProcessing

extension Pipeline {
    /// Writes a song with a click on each beat, a higher one on downbeats, as mono WAV: the quickest way to judge beats
    /// is to listen.
    ///
    /// - Parameters:
    ///   - song: The song's path.
    ///   - beats: Its beats, increasing.
    ///   - output: The absolute path of the file to write.
    ///   - overwriting: Whether a file that is there may be replaced.
    /// - Throws: `PipelineError`, `SignalProcessingError`, `MediaError`, `CancellationError`; nothing is left behind then.
    package func writeClicks(song: String, beats: [Beat], to output: String, overwriting: Bool) async throws {
        let path = absolutePath(song)
        let tools = try? await FFmpegTools.locate(environment: environment)
        let folder = (output as NSString).deletingLastPathComponent
        let part = "\(folder)/.mvsync-\(UUID().uuidString).part"
        defer { unlink(part) }
        do {
            try await onThreadOfItsOwn { flag in
                var source = try openSong(path, tools: tools, flag: flag).source
                let writer = try AudioFileWriter(path: part, sampleRate: source.sampleRate)
                var clicks = ClickTrack(beats: beats, sampleRate: source.sampleRate)
                var block: [Float] = []
                while try source.read(1 << 16, into: &block) > 0 {
                    try flag.check()
                    clicks.mix(into: &block)
                    try writer.write(block)
                    block.removeAll(keepingCapacity: true)
                }
            }
            try NewFile.publish(part, as: output, overwriting: overwriting)
        } catch let error as SignalProcessingError where error.code == .notWritten {
            throw PipelineError(
                .cannotWrite, "\(quoted(output)) cannot be written; look at its folder and the space there.")
        } catch let error as POSIXError {
            throw PipelineError(
                .cannotWrite, "\(quoted(output)) cannot be written: \(error.localizedDescription).")
        }
    }
}

/// Clicks that are mixed into a song block by block.
struct ClickTrack {
    private let starts: [(sample: Int, isDownbeat: Bool)]
    private let beat: [Float]
    private let downbeat: [Float]
    private var position = 0
    /// The first click that has not yet ended.
    private var next = 0

    /// The song's level beside the clicks, which are at 0.5.
    private static let songLevel: Float = 0.5

    init(beats: [Beat], sampleRate: Double) {
        starts = beats.map { (Int(($0.time * sampleRate).rounded()), $0.position == 1) }
        beat = Self.click(hertz: 1000, sampleRate)
        downbeat = Self.click(hertz: 1600, sampleRate)
    }

    /// Clicks of one kind, at times in seconds, increasing.
    init(times: [Double], sampleRate: Double) {
        starts = times.map { (Int(($0 * sampleRate).rounded()), true) }
        beat = []
        downbeat = Self.click(hertz: 1600, sampleRate)
    }

    /// 40 ms of a sine that dies away.
    private static func click(hertz: Double, _ sampleRate: Double) -> [Float] {
        (0..<Int(0.04 * sampleRate)).map { index in
            let time = Double(index) / sampleRate
            return Float(0.5 * exp(-time * 90) * cos(2 * .pi * hertz * time))
        }
    }

    /// Mixes the clicks into the block that follows those before.
    mutating func mix(into block: inout [Float]) {
        for index in block.indices { block[index] *= Self.songLevel }
        let end = position + block.count
        var index = next
        while index < starts.count, starts[index].sample < end {
            let click = starts[index].isDownbeat ? downbeat : beat
            let start = starts[index].sample
            for sample in max(start, position)..<max(min(start + click.count, end), max(start, position)) {
                block[sample - position] += click[sample - start]
            }
            if start + click.count <= end, index == next { next += 1 }
            index += 1
        }
        position = end
    }
}
