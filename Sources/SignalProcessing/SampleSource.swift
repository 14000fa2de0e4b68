/// A stream of mono samples at a fixed rate, read block by block.
///
/// Sources hand out the samples that a player would play: encoder delay and padding are already removed, so that
/// sample 0 is time 0 of the song. A whole song is never held in memory.
public protocol SampleSource {
    /// Samples per second, as the file stores them; nothing is resampled.
    var sampleRate: Double { get }

    /// The number of channels in the file.
    var channelCount: Int { get }

    /// Appends up to `count` further samples to `buffer`, channels averaged to mono, nominally in −1…1.
    ///
    /// - Parameters:
    ///   - count: The most samples to read.
    ///   - buffer: Where they are appended.
    ///   - meter: Is fed the same samples with all their channels; nil where loudness does not matter.
    /// - Returns: The number appended; 0 at the end and ever after.
    /// - Throws: What the decoder reports. Samples that were decoded before the failure have been handed out.
    mutating func read(_ count: Int, into buffer: inout [Float], meter: LoudnessMeter?) throws -> Int
}

extension SampleSource {
    /// Appends up to `count` further samples to `buffer`, channels averaged to mono; see `read(_:into:meter:)`.
    public mutating func read(_ count: Int, into buffer: inout [Float]) throws -> Int {
        try read(count, into: &buffer, meter: nil)
    }
}
