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
        self.init(wide: Int128(numerator), Int128(denominator))
    }

    /// Creates a fraction whose parts may be too long for 64 bits; then their last digits are left out.
    private init(wide numerator: Int128, _ denominator: Int128) {
        let divisor = max(Self.commonDivisor(numerator.magnitude, denominator.magnitude), 1)
        var (top, bottom) = (numerator / Int128(divisor), denominator / Int128(divisor))
        while max(top.magnitude, bottom.magnitude) > UInt128(Int.max) {
            (top, bottom) = (top / 2, max(bottom / 2, 1))
        }
        self.numerator = Int(top)
        self.denominator = Int(bottom)
    }

    /// The time of a frame at a rate, or of a share of frames.
    ///
    /// - Parameters:
    ///   - frames: The frames, times `share`'s numerator over its denominator.
    ///   - share: How long a frame lasts, in frames of the rate; 1/2 at twice the speed.
    init(frames: Int, at rate: FrameRate, share: (numerator: Int, denominator: Int) = (1, 1)) {
        self.init(
            wide: Int128(frames) * Int128(share.numerator) * Int128(rate.denominator),
            Int128(share.denominator) * Int128(rate.numerator))
    }

    static func + (a: FrameTime, b: FrameTime) -> FrameTime {
        // Products of 63 bits each, so that even their sum has room in 128.
        FrameTime(
            wide: Int128(a.numerator) * Int128(b.denominator) + Int128(b.numerator) * Int128(a.denominator),
            Int128(a.denominator) * Int128(b.denominator))
    }

    private static func commonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
