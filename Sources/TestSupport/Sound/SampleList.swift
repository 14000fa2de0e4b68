package import SignalProcessing

/// Samples that are at hand, as a source; it hands out blocks of any size that is asked of it.
package struct SampleList: SampleSource {
    /// What is thrown where a source is to fail.
    package struct Failure: Error, Equatable {
        /// The only one there is.
        package init() {}
    }

    /// Samples per second.
    package let sampleRate: Double

    /// One.
    package let channelCount = 1

    private let samples: [Float]
    private let blockSizes: [Int]
    private let failsAt: Int
    private var position = 0
    private var reads = 0

    /// Creates a source.
    ///
    /// - Parameters:
    ///   - samples: All samples.
    ///   - sampleRate: Samples per second.
    ///   - blockSizes: The most that each read hands out, in turn; at least 1 each.
    ///   - failsAt: The sample at which reading throws ``Failure``; nil for never.
    package init(
        _ samples: [Float], sampleRate: Double, blockSizes: [Int] = [.max], failsAt: Int? = nil
    ) {
        self.samples = samples
        self.sampleRate = sampleRate
        self.blockSizes = blockSizes
        self.failsAt = failsAt ?? .max
    }

    /// Appends up to `count` further samples.
    package mutating func read(
        _ count: Int, into buffer: inout [Float], meter: LoudnessMeter? = nil
    ) throws -> Int {
        if position >= failsAt { throw Failure() }
        let size = min(count, blockSizes[reads % blockSizes.count], samples.count - position)
        buffer.append(contentsOf: samples[position..<position + size])
        meter?.add(Array(samples[position..<position + size]), frames: size)
        position += size
        reads += 1
        return size
    }
}
