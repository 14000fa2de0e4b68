internal import EditModel

/// A speed as MLT takes it.
struct MLTSpeed: Hashable {
    /// In decimal notation, negative backwards.
    let text: String

    /// The speed next to another that a whole number of frames in a thousand seconds says, as MLT rounds to such.
    ///
    /// - Parameters:
    ///   - speed: Not 0.
    ///   - rate: The timeline's.
    init(_ speed: Double, at rate: FrameRate) {
        let base = rate.numerator < 1000 ? rate.numerator * 1000 : rate.numerator
        let frames = max(Int((Double(base) / abs(speed)).rounded()), 1)
        // Never too large by a grain, or MLT would round to one frame less.
        let billionths = base * 1_000_000_000 / frames
        let fraction = "\(billionths % 1_000_000_000 + 1_000_000_000)".dropFirst()
        let digits = String(fraction.reversed().drop { $0 == "0" }.reversed())
        text =
            (speed < 0 ? "-" : "") + "\(billionths / 1_000_000_000)" + (digits.isEmpty ? "" : ".\(digits)")
    }
}
