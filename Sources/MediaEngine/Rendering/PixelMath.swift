/// Sums over many bytes at once, in whole numbers.
enum PixelMath {
    private typealias Bytes = SIMD32<UInt8>
    private typealias Sums = SIMD32<UInt16>

    /// Mixes two rows: `(a · (256 − weight) + b · weight + 128) / 256`, rounded down.
    ///
    /// - Parameter weight: 0…256. `target` may be `a` or `b`.
    static func mix(
        _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, weight: Int, into target: UnsafeMutableRawPointer,
        count: Int
    ) {
        let (second, first) = (Sums(repeating: UInt16(weight)), Sums(repeating: UInt16(256 - weight)))
        let half = Sums(repeating: 128)
        let whole = count / Bytes.scalarCount * Bytes.scalarCount
        for index in stride(from: 0, to: whole, by: Bytes.scalarCount) {
            let x = Sums(truncatingIfNeeded: (a + index).loadUnaligned(as: Bytes.self))
            let y = Sums(truncatingIfNeeded: (b + index).loadUnaligned(as: Bytes.self))
            let sum = (x &* first &+ y &* second &+ half) &>> 8
            (target + index).storeBytes(of: Bytes(truncatingIfNeeded: sum), as: Bytes.self)
        }
        for index in whole..<count {
            let x = Int((a + index).load(as: UInt8.self))
            let y = Int((b + index).load(as: UInt8.self))
            let sum = (x * (256 - weight) + y * weight + 128) >> 8
            (target + index).storeBytes(of: UInt8(sum), as: UInt8.self)
        }
    }

    /// Mixes a row with one value, as `mix` does with two rows.
    static func tint(
        _ row: UnsafeMutableRawPointer, with value: UInt8, weight: Int, count: Int
    ) {
        let added = UInt16(value) * UInt16(weight) + 128
        let (kept, sums) = (Sums(repeating: UInt16(256 - weight)), Sums(repeating: added))
        let whole = count / Bytes.scalarCount * Bytes.scalarCount
        for index in stride(from: 0, to: whole, by: Bytes.scalarCount) {
            let x = Sums(truncatingIfNeeded: (row + index).loadUnaligned(as: Bytes.self))
            (row + index).storeBytes(
                of: Bytes(truncatingIfNeeded: (x &* kept &+ sums) &>> 8), as: Bytes.self)
        }
        for index in whole..<count {
            let x = UInt16((row + index).load(as: UInt8.self))
            let sum = (x * UInt16(256 - weight) + added) >> 8
            (row + index).storeBytes(of: UInt8(sum), as: UInt8.self)
        }
    }

    /// The mean of two to eight rows, rounded to the nearest.
    static func mean(_ rows: [UnsafeRawPointer], into target: UnsafeMutableRawPointer, count: Int) {
        let divided = (0...255 * rows.count).map { UInt8(($0 + rows.count / 2) / rows.count) }
        divided.withUnsafeBufferPointer { divided in
            rows.withUnsafeBufferPointer { rows in
                for index in 0..<count {
                    var sum = 0
                    for row in rows { sum += Int((row + index).load(as: UInt8.self)) }
                    (target + index).storeBytes(of: divided[sum], as: UInt8.self)
                }
            }
        }
    }

    /// Copies a row with left and right exchanged.
    static func mirror(_ row: UnsafeRawPointer, into target: UnsafeMutableRawPointer, count: Int) {
        let whole = count / 8 * 8
        for index in stride(from: 0, to: whole, by: 8) {
            let eight = (row + count - 8 - index).loadUnaligned(as: UInt64.self)
            (target + index).storeBytes(of: eight.byteSwapped, as: UInt64.self)
        }
        for index in whole..<count {
            (target + index).storeBytes(of: (row + count - 1 - index).load(as: UInt8.self), as: UInt8.self)
        }
    }
}
