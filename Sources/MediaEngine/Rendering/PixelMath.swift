/// Sums over many bytes, in whole numbers; plain loops without branches, which the compiler turns into vector code.
enum PixelMath {
    /// Mixes two rows: `(a · (256 − weight) + b · weight + 128) / 256`, rounded down.
    ///
    /// - Parameter weight: 0…256. `target` overlaps neither.
    static func mix(
        _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, weight: Int, into target: UnsafeMutableRawPointer,
        count: Int
    ) {
        let (a, b) = (a.assumingMemoryBound(to: UInt8.self), b.assumingMemoryBound(to: UInt8.self))
        let target = target.assumingMemoryBound(to: UInt8.self)
        let (first, second) = (UInt16(256 - weight), UInt16(weight))
        for index in 0..<count {
            let sum = UInt16(a[index]) &* first &+ UInt16(b[index]) &* second &+ 128
            target[index] = UInt8(truncatingIfNeeded: sum &>> 8)
        }
    }

    /// Mixes a row into another, as `mix` does.
    static func mix(
        _ added: UnsafeRawPointer, weight: Int, into target: UnsafeMutableRawPointer, count: Int
    ) {
        let added = added.assumingMemoryBound(to: UInt8.self)
        let target = target.assumingMemoryBound(to: UInt8.self)
        let (first, second) = (UInt16(256 - weight), UInt16(weight))
        for index in 0..<count {
            let sum = UInt16(target[index]) &* first &+ UInt16(added[index]) &* second &+ 128
            target[index] = UInt8(truncatingIfNeeded: sum &>> 8)
        }
    }

    /// Mixes one value into a row, as `mix` does.
    static func tint(
        _ row: UnsafeMutableRawPointer, with value: UInt8, weight: Int, count: Int
    ) {
        let row = row.assumingMemoryBound(to: UInt8.self)
        let (kept, added) = (UInt16(256 - weight), UInt16(value) * UInt16(weight) + 128)
        for index in 0..<count {
            row[index] = UInt8(truncatingIfNeeded: (UInt16(row[index]) &* kept &+ added) &>> 8)
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
