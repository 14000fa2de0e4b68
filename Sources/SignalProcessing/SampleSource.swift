/// A stream of mono samples at a fixed rate, read block by block.
///
/// Sources hand out the samples that a player would play: encoder delay and padding are already removed, so that
/// sample 0 is time 0 of the song. A whole song is never held in memory.
public protocol SampleSource {
    /// Samples per second, as the file stores them; nothing is resampled.
    var sampleRate: Double { get }

    /// Appends up to `count` further samples to `buffer`, channels averaged to mono, nominally in −1…1.
    ///
    /// - Returns: The number appended; 0 at the end and ever after.
    /// - Throws: What the decoder reports. Samples that were decoded before the failure have been handed out.
    mutating func read(_ count: Int, into buffer: inout [Float]) throws -> Int
}
