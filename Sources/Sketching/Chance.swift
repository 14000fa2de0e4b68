/// Seeded chance: the same numbers for the same seed and text (SplitMix64: Steele, Lea & Flood 2014,
/// https://doi.org/10.1145/2714064.2660195).
struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts a row of numbers that belongs to a seed and to a text.
    init(seed: UInt64, text: String = "") {
        // FNV-1a of the text: its numbers must be the same in each process.
        var bits: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { bits = (bits ^ UInt64(byte)) &* 0x100_0000_01B3 }
        state = bits &+ seed &* 0xD6E8_FEB8_6659_FD93
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
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    /// A number between two.
    mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

    /// One of several, of which there is one at least.
    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int(next() % UInt64(values.count))]
    }
}
