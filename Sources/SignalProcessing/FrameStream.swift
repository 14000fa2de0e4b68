/// A window that slides over a sample source: the song, with silence before and after, seen around one centre.
///
/// Frames of a rate that does not divide the sample rate are centred on the nearest sample, counted from the start
/// each time, so that nothing drifts: `centre(ofFrame: i) = round(i · sampleRate / frameRate)`.
///
/// ```
///            centre − margin      centre       centre + margin
///                   ▼               ▼               ▼
/// 0 0 0 0 0 0 0 | x x x x x x x x x x x x x x x x x x x | …
/// ```
public struct FrameStream {
    /// Samples per second.
    public let sampleRate: Double

    /// Frames per second.
    public let frameRate: Double

    /// How far, in samples, can be looked to either side of the centre.
    public let margin: Int

    /// The number of samples read so far; the length of the song once ``move(toFrame:)`` has returned `false`.
    public private(set) var sampleCount = 0

    /// The sample that the stream is centred on.
    public private(set) var centre = 0

    private static let blockLength = 32_768

    private var source: any SampleSource
    private let meter: LoudnessMeter?
    private var samples: [Float]
    /// The song's index of `samples[0]`; negative while silence lies before the song.
    private var origin: Int
    private var hasEnded = false

    /// Begins a stream at the start of a source.
    ///
    /// - Parameters:
    ///   - source: Where samples come from.
    ///   - frameRate: Frames per second.
    ///   - margin: How far, in samples, will be looked to either side of a centre.
    ///   - meter: Is fed all that is read; nil where loudness does not matter.
    public init(
        _ source: any SampleSource, frameRate: Double, margin: Int, meter: LoudnessMeter? = nil
    ) {
        precondition(frameRate > 0 && margin >= 0, "frames have a rate and a margin")
        self.source = source
        self.meter = meter
        sampleRate = source.sampleRate
        self.frameRate = frameRate
        self.margin = margin
        samples = [Float](repeating: 0, count: margin)
        samples.reserveCapacity(2 * margin + 3 * Self.blockLength)
        origin = -margin
    }

    /// Moves on to a frame, reading and forgetting samples as needed.
    ///
    /// - Parameter frame: Counted from 0; never less than in the call before.
    /// - Returns: Whether the frame's centre lies within the song; if not, the song is over.
    /// - Throws: What the source throws.
    public mutating func move(toFrame frame: Int) throws -> Bool {
        centre = Int((Double(frame) * sampleRate / frameRate).rounded())
        let end = centre + margin
        // The centre itself must have been read, too, to know that the song reaches it.
        while !hasEnded && origin + samples.count < max(end, centre + 1) { try readBlock() }
        guard centre < sampleCount else { return false }
        let missing = end - (origin + samples.count)
        if missing > 0 { samples.append(contentsOf: repeatElement(0, count: missing)) }
        return true
    }

    /// Calls `body` with the samples from `centre + offsets.lowerBound` to before `centre + offsets.upperBound`.
    ///
    /// - Parameter offsets: Within `-margin ..< margin`; the song is silent before its start and after its end.
    public func withSamples<Result>(
        _ offsets: Range<Int>, _ body: (Span<Float>) throws -> Result
    ) rethrows -> Result {
        precondition(
            offsets.lowerBound >= -margin && offsets.upperBound <= margin, "only the margin can be seen")
        let start = centre - origin
        return try body(samples.span.extracting(start + offsets.lowerBound..<start + offsets.upperBound))
    }

    private mutating func readBlock() throws {
        let passed = min(max(0, centre - margin - origin), samples.count)
        if passed >= Self.blockLength {
            samples.removeSubrange(..<passed)
            origin += passed
        }
        let count = try source.read(Self.blockLength, into: &samples, meter: meter)
        sampleCount += count
        hasEnded = count == 0
    }
}
