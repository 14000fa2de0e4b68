internal import EditModel
internal import MediaEngine
internal import SignalProcessing

/// How far the sound of a video lies from the song it was made from.
enum SongOffset {
    /// The farthest offset that is searched, in seconds.
    private static let reach = 0.2

    /// The length of the excerpt that is compared, in seconds.
    private static let excerptLength = 4.0

    /// Finds the shift at which song and sound track agree best, by cross-correlation of a loud excerpt.
    ///
    /// The song is decoded as for analysis, so that the whole chain is measured: decoder, encoder and container.
    ///
    /// - Returns: Seconds by which the sound in the video is late; nil where the song is silent.
    static func measure(
        song: String, video: String, tools: FFmpegTools, flag: CancellationFlag
    ) throws -> Double? {
        let original = try openSong(song, tools: tools, flag: flag).source
        let rate = original.sampleRate
        let track = try FFmpegAudioSource(
            path: video, tools: tools, sampleRate: rate, onWait: flag.check)
        let songSamples = try samples(of: original, seconds: 60, flag: flag)
        let trackSamples = try samples(of: track, seconds: 60, flag: flag)
        let margin = Int(reach * rate)
        guard let start = loudest(songSamples, length: Int(excerptLength * rate), margin: margin) else {
            return nil
        }
        let length = min(Int(excerptLength * rate), songSamples.count - margin - start)
        let excerpt = songSamples[start..<start + length]
        // A coarse search on every eighth sample, then a fine one around its best.
        func agreement(_ shift: Int, stride step: Int) -> Float {
            var sum: Float = 0
            var index = start
            while index < start + length {
                let other = index + shift
                if trackSamples.indices.contains(other) { sum += excerpt[index] * trackSamples[other] }
                index += step
            }
            return sum
        }
        // A steady tone agrees as well a period later: of what agrees as well as the best, the least shift.
        func best(_ shifts: some Sequence<Int>, stride step: Int) -> Int? {
            let agreements = shifts.map { (shift: $0, value: agreement($0, stride: step)) }
            let most = agreements.map(\.value).max() ?? 0
            return agreements.filter { $0.value >= 0.999 * most }.min { abs($0.shift) < abs($1.shift) }?.shift
        }
        guard let coarse = best(stride(from: -margin, through: margin, by: 2), stride: 16),
            let fine = best(coarse - 24...coarse + 24, stride: 1)
        else { return nil }
        return Double(fine) / rate
    }

    private static func samples(of source: any SampleSource, seconds: Double, flag: CancellationFlag) throws
        -> [Float]
    {
        var source = source
        var samples: [Float] = []
        while Double(samples.count) < seconds * source.sampleRate {
            try flag.check()
            if try source.read(65_536, into: &samples) == 0 { break }
        }
        return samples
    }

    /// The start of the excerpt with the most energy, at half-second steps, at least `margin` from the start.
    private static func loudest(_ samples: [Float], length: Int, margin: Int) -> Int? {
        var best: (start: Int, energy: Float)?
        for start in stride(from: margin, to: max(samples.count - margin, margin + 1), by: max(length / 8, 1))
        {
            var energy: Float = 0
            for index in start..<min(start + length, samples.count) {
                energy += samples[index] * samples[index]
            }
            if energy > best?.energy ?? 0 { best = (start, energy) }
        }
        return best.flatMap { $0.energy > 1e-3 ? $0.start : nil }
    }
}
