/// An exact frame rate: a positive ratio of integers, such as 24000/1001.
public struct FrameRate: Sendable, Hashable, Codable {
    /// The numerator, in lowest terms; at least 1.
    public let numerator: Int

    /// The denominator, in lowest terms; at least 1.
    public let denominator: Int

    /// Creates a rate, reduced to lowest terms.
    ///
    /// Both parts must be positive.
    public init(_ numerator: Int, _ denominator: Int = 1) {
        precondition(numerator > 0 && denominator > 0, "a frame rate is positive")
        var a = numerator
        var b = denominator
        while b != 0 { (a, b) = (b, a % b) }
        self.numerator = numerator / a
        self.denominator = denominator / a
    }

    /// Frames per second.
    public var framesPerSecond: Double { Double(numerator) / Double(denominator) }

    /// The frame boundary nearest to a time: the only place where seconds become frames.
    ///
    /// Always from the song's start, never summed over shots, so that rounding cannot add up.
    public func frame(nearest seconds: Double) -> Int {
        Int((seconds * Double(numerator) / Double(denominator)).rounded())
    }

    /// The time at which a frame starts, in seconds.
    public func seconds(ofFrame frame: Int) -> Double {
        Double(frame) * Double(denominator) / Double(numerator)
    }
}
