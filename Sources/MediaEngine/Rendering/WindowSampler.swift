/// Cuts an area out of a plane and scales it, at positions between pixels, by bilinear interpolation.
///
/// Positions are kept to 1/256 of a pixel, so that an area that moves slowly does not jump from pixel to pixel. All
/// planes of a picture are taken to cover it from edge to edge, as ffmpeg's scaler takes them.
struct WindowSampler {
    /// The left one of the two pixels that each pixel of a row lies between.
    private var pixels: [Int32] = []
    /// What both are multiplied by: 256ths of the right one in the lower half, those of the left one in the upper.
    private var weights: [UInt64] = []
    private var row: [UInt32] = []

    /// Fills a plane with an area of another.
    ///
    /// - Parameters:
    ///   - source: The plane that is looked at.
    ///   - sourceSize: Its size in pixels.
    ///   - area: In shares of its sides; inside it.
    ///   - target: The plane that is filled.
    ///   - size: Its size in pixels.
    ///   - isMirrored: Whether left and right are exchanged.
    mutating func sample(
        _ source: UnsafeRawPointer, of sourceSize: (width: Int, height: Int), area: FrameMap.Area,
        into target: UnsafeMutableRawPointer, of size: (width: Int, height: Int), isMirrored: Bool
    ) {
        pixels.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        for x in 0..<size.width {
            let place = Self.position(
                isMirrored ? size.width - 1 - x : x, of: size.width, from: area.x, area.width,
                in: sourceSize.width)
            pixels.append(place >> 8)
            weights.append(UInt64(place & 255) | UInt64(256 - (place & 255)) << 32)
        }
        guard let first = pixels.min().map(Int.init), let last = pixels.max().map(Int.init) else { return }
        // One pixel more than there is, for the last one's right neighbour.
        if row.count < sourceSize.width + 1 { row = [UInt32](repeating: 0, count: sourceSize.width + 1) }
        pixels.withUnsafeBufferPointer { pixels in
            weights.withUnsafeBufferPointer { weights in
                row.withUnsafeMutableBufferPointer { row in
                    for y in 0..<size.height {
                        let place = Self.position(
                            y, of: size.height, from: area.y, area.height, in: sourceSize.height)
                        let top = Int(place >> 8)
                        let bottom = min(top + 1, sourceSize.height - 1)
                        let end = min(last + 2, sourceSize.width)
                        Self.blend(
                            source + top * sourceSize.width + first,
                            source + bottom * sourceSize.width + first, weight: UInt16(place & 255),
                            into: row.baseAddress! + first, count: end - first)
                        if last + 1 == sourceSize.width { row[last + 1] = row[last] }
                        let line = (target + y * size.width).assumingMemoryBound(to: UInt8.self)
                        let pairs = UnsafeRawPointer(row.baseAddress!)
                        for x in 0..<size.width {
                            // Two neighbours times their weights and their sum are one multiplication: the sum is in
                            // the upper half, as no product of a pixel and a weight has more than 24 bits.
                            let pair = pairs.loadUnaligned(
                                fromByteOffset: Int(pixels[x]) &* 4, as: UInt64.self)
                            line[x] = UInt8(truncatingIfNeeded: (pair &* weights[x]) >> 48)
                        }
                    }
                }
            }
        }
    }

    /// The centre of a pixel in the source, in 256ths of its pixels, within the centres of the outermost ones.
    private static func position(
        _ pixel: Int, of count: Int, from start: Double, _ length: Double, in sourceCount: Int
    ) -> Int32 {
        let share = start + (Double(pixel) + 0.5) / Double(count) * length
        let place = (share * Double(sourceCount) - 0.5) * 256
        return Int32(min(max(place.rounded(), 0), Double((sourceCount - 1) * 256)))
    }

    /// 256 times the blend of two rows, and ½ for rounding.
    private static func blend(
        _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, weight: UInt16,
        into target: UnsafeMutablePointer<UInt32>,
        count: Int
    ) {
        let (a, b) = (a.assumingMemoryBound(to: UInt8.self), b.assumingMemoryBound(to: UInt8.self))
        let kept = 256 &- weight
        for index in 0..<count {
            target[index] = UInt32(UInt16(a[index]) &* kept &+ UInt16(b[index]) &* weight &+ 128)
        }
    }
}
