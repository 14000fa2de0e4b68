/// A small grey frame and its half-size copy, both with a margin that repeats their edges, for block matching.
package struct GreyFrame: Sendable {
    /// Pixels across.
    package static let width = 160
    /// Pixels down.
    package static let height = 90
    /// The number of grey levels without the margin.
    package static let size = width * height
    /// Pixels around the full-size picture.
    static let margin = 16
    /// The bytes from a row to the next, at full size.
    static let stride = width + 2 * margin
    static let halfMargin = margin / 2
    static let halfStride = stride / 2

    private static let rows = height + 2 * margin
    private static let halfRows = rows / 2

    /// Grey levels row by row, margin included.
    private(set) var full = [UInt8](repeating: 0, count: stride * rows)

    /// Means of two by two levels of `full`.
    private(set) var half = [UInt8](repeating: 0, count: halfStride * halfRows)

    /// Creates a black frame.
    package init() {}

    /// Takes in a frame of `size` grey levels, each made brighter by `shift`.
    package mutating func fill(_ frame: UnsafeRawBufferPointer, brighterBy shift: Int) {
        precondition(frame.count == Self.size, "a frame is whole")
        let (width, stride, margin) = (Self.width, Self.stride, Self.margin)
        full.withUnsafeMutableBufferPointer { full in
            for row in 0..<Self.rows {
                let from = min(max(row - margin, 0), Self.height - 1) * width
                let to = row * stride + margin
                if shift == 0 {
                    for column in 0..<width { full[to + column] = frame[from + column] }
                } else {
                    for column in 0..<width {
                        full[to + column] = UInt8(
                            truncatingIfNeeded: min(max(Int32(frame[from + column]) &+ Int32(shift), 0), 255))
                    }
                }
                for column in 0..<margin {
                    full[to - 1 - column] = full[to]
                    full[to + width + column] = full[to + width - 1]
                }
            }
        }
        shrink()
    }

    private mutating func shrink() {
        full.withUnsafeBufferPointer { full in
            half.withUnsafeMutableBufferPointer { half in
                for row in 0..<Self.halfRows {
                    let above = 2 * row * Self.stride
                    let below = above + Self.stride
                    for column in 0..<Self.halfStride {
                        let sum =
                            UInt16(full[above + 2 * column]) &+ UInt16(full[above + 2 * column + 1])
                            &+ UInt16(full[below + 2 * column]) &+ UInt16(full[below + 2 * column + 1])
                        half[row * Self.halfStride + column] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
                    }
                }
            }
        }
    }
}
