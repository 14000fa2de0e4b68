/// A generator of reproducible choices: SplitMix64 (Steele, Lea & Flood 2014, https://doi.org/10.1145/2714064.2660195).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Starts from a seed; the same seed gives the same numbers.
    init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0 ..< 1.
    mutating func unit() -> Double {
        Double(next() >> 11) / Double(1 << 53)
    }
}
