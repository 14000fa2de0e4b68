/// Seeded chance (SplitMix64): the same numbers each time.
package struct MadeRandom: Sendable, RandomNumberGenerator {
    private var state: UInt64

    /// Starts a row of numbers.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next number.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number of about normal distribution: mean 0, standard deviation 1 (the sum of four even ones).
    package mutating func normal() -> Double {
        let bits = next()
        var sum = 0
        for part in 0..<4 { sum += Int(bits >> (16 * part) & 0xFFFF) }
        return (Double(sum) / 65536 - 2) * 1.7320508
    }
}
