package import SignalProcessing

/// A source that hands on another's samples and remembers their outline.
package final class WaveformRecorder: SampleSource {
    package let sampleRate: Double
    package let channelCount: Int

    private var source: any SampleSource
    /// The least and the greatest sample of each block.
    private var blocks: [ClosedRange<Float>] = []
    private var samplesInLast = 0
    private let blockLength: Int

    /// Blocks a second.
    private static let rate = 50.0

    /// Listens in on a source.
    package init(_ source: any SampleSource) {
        self.source = source
        sampleRate = source.sampleRate
        channelCount = source.channelCount
        blockLength = max(Int(source.sampleRate / Self.rate), 1)
    }

    package func read(_ count: Int, into buffer: inout [Float], meter: LoudnessMeter?) throws -> Int {
        let start = buffer.count
        let got = try source.read(count, into: &buffer, meter: meter)
        var next = start
        while next < start + got {
            let isNew = samplesInLast == 0
            let end = min(next + blockLength - samplesInLast, start + got)
            var (least, greatest) = (buffer[next], buffer[next])
            for index in next..<end {
                least = min(least, buffer[index])
                greatest = max(greatest, buffer[index])
            }
            if isNew {
                blocks.append(least...greatest)
            } else {
                blocks[blocks.count - 1] = Self.both(blocks[blocks.count - 1], least...greatest)
            }
            samplesInLast = (samplesInLast + end - next) % blockLength
            next = end
        }
        return got
    }

    /// The outline of what was read, in equal columns: the least and the greatest sample of each.
    ///
    /// - Parameter most: The most columns.
    package func columns(atMost most: Int) -> [ClosedRange<Float>] {
        let count = min(most, blocks.count)
        return (0..<count).map { column in
            let part = blocks[column * blocks.count / count..<(column + 1) * blocks.count / count]
            return part.dropFirst().reduce(part[part.startIndex], Self.both)
        }
    }

    private static func both(_ first: ClosedRange<Float>, _ second: ClosedRange<Float>) -> ClosedRange<Float>
    {
        min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
    }
}
