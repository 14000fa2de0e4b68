/// What becomes of each block of samples that was decoded: its loudness is measured, its channels become one.
package enum Mixdown {
    /// The magnitude that samples are limited to; 24 dB above full scale.
    package static let limit: Float = 16

    /// Cleans a block, feeds it to a meter, and appends the mean of its channels.
    ///
    /// A sample that is not a finite number silences its frame; finite ones beyond ±``limit`` are limited to that.
    ///
    /// - Parameters:
    ///   - block: Interleaved samples; those of the first `frames` frames are cleaned in place.
    ///   - frames: The number of samples of each channel.
    ///   - channelCount: The number of channels, at least 1.
    ///   - buffer: Receives `frames` samples.
    ///   - meter: Is fed the block; nil for none.
    package static func append(
        _ block: inout [Float], frames: Int, channelCount: Int, to buffer: inout [Float],
        meter: LoudnessMeter?
    ) {
        clean(&block, count: frames * channelCount, channelCount: channelCount)
        meter?.add(block, frames: frames)
        let scale = 1 / Float(channelCount)
        let samples = block.span
        var position = 0
        for _ in 0..<frames {
            var sum: Float = 0
            for channel in position..<position + channelCount { sum += samples[channel] }
            position += channelCount
            buffer.append(sum * scale)
        }
    }

    private static func clean(_ block: inout [Float], count: Int, channelCount: Int) {
        var samples = block.mutableSpan
        for index in 0..<count {
            let value = samples[index]
            // What cannot be compared is no number, and is not within the limit either.
            if value.magnitude <= limit { continue }
            guard !value.isFinite else {
                samples[index] = value < 0 ? -limit : limit
                continue
            }
            let frame = index / channelCount * channelCount
            for channel in frame..<frame + channelCount { samples[channel] = 0 }
        }
    }
}
