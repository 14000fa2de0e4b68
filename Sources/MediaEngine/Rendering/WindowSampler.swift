/// Cuts an area out of a plane and scales it, at positions between pixels, by bilinear interpolation.
///
/// Positions are kept to 1/256 of a pixel, so that an area that moves slowly does not jump from pixel to pixel. All
/// planes of a picture are taken to cover it from edge to edge, as ffmpeg's scaler takes them.
struct WindowSampler {
    /// Where each pixel of a row comes from: the left one of two pixels times 256, and 256ths of the right one.
    private var positions: [Int32] = []
    private var row: [UInt16] = []

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
        positions.removeAll(keepingCapacity: true)
        for x in 0..<size.width {
            let place = isMirrored ? size.width - 1 - x : x
            positions.append(
                Self.position(place, of: size.width, from: area.x, area.width, in: sourceSize.width))
        }
        guard let low = positions.min(), let high = positions.max() else { return }
        let (first, last) = (Int(low >> 8), Int(high >> 8))
        // One pixel more than there is, for the last one's right neighbour.
        if row.count < sourceSize.width + 1 { row = [UInt16](repeating: 0, count: sourceSize.width + 1) }
        positions.withUnsafeBufferPointer { positions in
            row.withUnsafeMutableBufferPointer { row in
                for y in 0..<size.height {
                    let place = Self.position(
                        y, of: size.height, from: area.y, area.height, in: sourceSize.height)
                    let top = Int(place >> 8)
                    let bottom = min(top + 1, sourceSize.height - 1)
                    let end = min(last + 2, sourceSize.width)
                    Self.blend(
                        source + top * sourceSize.width + first, source + bottom * sourceSize.width + first,
                        weight: UInt16(place & 255), into: row.baseAddress! + first, count: end - first)
                    if last + 1 == sourceSize.width { row[last + 1] = row[last] }
                    let line = (target + y * size.width).assumingMemoryBound(to: UInt8.self)
                    for x in 0..<size.width {
                        let position = positions[x]
                        let pixel = Int(position >> 8)
                        let (left, right) = (Int32(row[pixel]), Int32(row[pixel + 1]))
                        let sum = (left << 8) &+ (right &- left) &* (position & 255) &+ 32_768
                        line[x] = UInt8(truncatingIfNeeded: sum >> 16)
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

    /// 256 times the blend of two rows.
    private static func blend(
        _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, weight: UInt16,
        into target: UnsafeMutablePointer<UInt16>,
        count: Int
    ) {
        let (a, b) = (a.assumingMemoryBound(to: UInt8.self), b.assumingMemoryBound(to: UInt8.self))
        let kept = 256 &- weight
        for index in 0..<count { target[index] = UInt16(a[index]) &* kept &+ UInt16(b[index]) &* weight }
    }
}
