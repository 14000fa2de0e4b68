internal import EditModel

/// A time in seconds as an exact fraction in lowest terms, such as 1001/30000.
struct FrameTime: Hashable {
    /// The numerator; negative before the beginning.
    let numerator: Int
    /// The denominator; at least 1.
    let denominator: Int

    static let zero = FrameTime(0, 1)

    /// Creates a fraction of a second.
    ///
    /// - Parameter denominator: Positive.
    init(_ numerator: Int, _ denominator: Int) {
        let divisor = max(Self.commonDivisor(numerator.magnitude, denominator.magnitude), 1)
        self.numerator = numerator / Int(divisor)
        self.denominator = denominator / Int(divisor)
    }

    /// The time of a frame at a rate, or of a share of frames.
    ///
    /// - Parameters:
    ///   - frames: The frames, times `share`'s numerator over its denominator.
    ///   - share: How long a frame lasts, in frames of the rate; 1/2 at twice the speed.
    init(frames: Int, at rate: FrameRate, share: (numerator: Int, denominator: Int) = (1, 1)) {
        let frames = FrameTime(frames * share.numerator, share.denominator)
        let second = FrameTime(rate.denominator, rate.numerator)
        // Crosswise in lowest terms before multiplying, so that products stay small.
        let (a, b) = (
            FrameTime(frames.numerator, second.denominator), FrameTime(second.numerator, frames.denominator)
        )
        self.init(a.numerator * b.numerator, a.denominator * b.denominator)
    }

    static func + (a: FrameTime, b: FrameTime) -> FrameTime {
        let divisor = Int(commonDivisor(a.denominator.magnitude, b.denominator.magnitude))
        let (left, right) = (b.denominator / divisor, a.denominator / divisor)
        return FrameTime(a.numerator * left + b.numerator * right, a.denominator * left)
    }

    private static func commonDivisor(_ a: UInt, _ b: UInt) -> UInt {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
