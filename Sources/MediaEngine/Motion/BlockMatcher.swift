/// Finds where the parts of a frame were in the frame before: block matching in two levels, down to parts of a pixel.
///
/// Blocks of 16x16 pixels are looked for up to `reach` pixels away, at half size first and then around the best place at
/// full size; a line through the differences at the neighbouring places gives the part of a pixel.
package struct BlockMatcher: Sendable {
    /// Blocks across.
    package static let columns = 10
    static let rows = 5
    /// Blocks of a frame.
    package static let count = columns * rows
    /// Pixels a side.
    static let side = 16
    /// The first row of blocks begins this many pixels down.
    static let top = 4
    /// How far a block is looked for, in pixels.
    static let reach = 12

    /// What became of one block.
    package struct Block: Sendable, Equatable {
        /// Pixels moved to the right since the frame before.
        package var x: Float = 0
        /// Pixels moved down since the frame before.
        package var y: Float = 0
        /// The mean difference of grey levels to the place where it was, at the size where it is less: fine texture that
        /// shimmers is not new.
        package var residual: Float = 0
        /// The mean difference of grey levels to the same place in the frame before.
        package var change: Float = 0
        /// Whether there is enough in it to tell one place from the next.
        package var isTextured = false

        /// Whether no movement explains it: something new is in its place.
        package var isNew: Bool { residual > 8 && residual > 0.5 * change }

        /// Pixels moved.
        var distance: Float { (x * x + y * y).squareRoot() }
    }

    /// The blocks, row by row.
    package private(set) var blocks = [Block](repeating: Block(), count: count)

    /// A block has moved only where that explains at least this share of its change.
    private static let leastGain = 0.15

    /// Creates a matcher that has seen nothing.
    package init() {}

    /// Matches each block of a frame with the frame before.
    package mutating func match(_ frame: GreyFrame, after previous: GreyFrame) {
        frame.full.withUnsafeBufferPointer { full in
            frame.half.withUnsafeBufferPointer { half in
                previous.full.withUnsafeBufferPointer { previousFull in
                    previous.half.withUnsafeBufferPointer { previousHalf in
                        for index in 0..<Self.count {
                            let guess = search(index, half, previousHalf)
                            blocks[index] = refined(index, guess, full, previousFull)
                        }
                    }
                }
            }
        }
    }

    /// The best place at half size: where the block was, as an offset in pixels of half size.
    private func search(
        _ index: Int, _ frame: UnsafeBufferPointer<UInt8>, _ previous: UnsafeBufferPointer<UInt8>
    ) -> (x: Int, y: Int, residual: Float) {
        let (stride, side) = (GreyFrame.halfStride, Self.side / 2)
        let place =
            (index / Self.columns * side + Self.top / 2 + GreyFrame.halfMargin) * stride
            + index % Self.columns * side + GreyFrame.halfMargin
        let pixels = Float(side * side)
        var best = Self.difference(frame, place, previous, place, stride, side, below: .max)
        var found = (x: 0, y: 0)
        // Hardly any difference: it rests, or nothing can be told.
        guard Float(best) > pixels else { return (0, 0, Float(best) / pixels) }
        // Where it was going before is a good guess, and makes the others fail soon.
        let last = blocks[index]
        let likely = (x: -Int((last.x / 2).rounded()), y: -Int((last.y / 2).rounded()))
        let reach = Self.reach / 2
        func attempt(_ x: Int, _ y: Int) {
            let price = Int32(2 * (abs(x) + abs(y)))
            guard best > price else { return }
            let difference = Self.difference(
                frame, place, previous, place + y * stride + x, stride, side, below: best - price)
            if difference < best - price {
                best = difference + price
                found = (x, y)
            }
        }
        attempt(min(max(likely.x, -reach), reach), min(max(likely.y, -reach), reach))
        for y in -reach...reach {
            for x in -reach...reach { attempt(x, y) }
        }
        return (found.x, found.y, Float(best) / pixels)
    }

    /// The best place at full size around a guess.
    private func refined(
        _ index: Int, _ guess: (x: Int, y: Int, residual: Float), _ frame: UnsafeBufferPointer<UInt8>,
        _ previous: UnsafeBufferPointer<UInt8>
    ) -> Block {
        let (stride, side) = (GreyFrame.stride, Self.side)
        let place =
            (index / Self.columns * side + Self.top + GreyFrame.margin) * stride
            + index % Self.columns * side + GreyFrame.margin
        func difference(_ x: Int, _ y: Int) -> Int32 {
            Self.difference(frame, place, previous, place + y * stride + x, stride, side, below: .max)
        }
        let resting = difference(0, 0)
        var best = resting
        var (x, y) = (0, 0)
        // What hardly differs where it is rests.
        if Float(resting) > Float(side * side) {
            var moved = Int32.max
            for dy in -1...1 {
                for dx in -1...1 {
                    let there = difference(2 * guess.x + dx, 2 * guess.y + dy)
                    if there < moved { (moved, x, y) = (there, 2 * guess.x + dx, 2 * guess.y + dy) }
                }
            }
            if Double(moved) < (1 - Self.leastGain) * Double(resting) {
                best = moved
            } else {
                (x, y) = (0, 0)
            }
        }
        let across = Self.vertex(difference(x - 1, y), best, difference(x + 1, y))
        let down = Self.vertex(difference(x, y - 1), best, difference(x, y + 1))
        let pixels = Float(side * side)
        // Noise alone makes a best place too, but a shallow one.
        let least = max(1.5 * pixels, 0.35 * Float(best))
        return Block(
            x: -(Float(x) + (across.depth >= least ? across.offset : 0)),
            y: -(Float(y) + (down.depth >= least ? down.offset : 0)),
            residual: min(Float(best) / pixels, guess.residual), change: Float(resting) / pixels,
            isTextured: max(across.depth, down.depth) >= least)
    }

    /// Where two lines of equal and opposite slope through three differences meet, −½…½, and how deep they are there.
    private static func vertex(_ before: Int32, _ here: Int32, _ after: Int32) -> (
        offset: Float, depth: Float
    ) {
        let slope = max(before, after) - here
        guard slope > 0 else { return (0, 0) }
        let offset = Float(before - after) / Float(2 * slope)
        return (min(max(offset, -0.5), 0.5), Float(before + after - 2 * here))
    }

    /// The sum of absolute differences of two square blocks; as soon as a row brings it to `limit` it may stop there.
    @inline(__always)
    private static func difference(
        _ a: UnsafeBufferPointer<UInt8>, _ placeA: Int, _ b: UnsafeBufferPointer<UInt8>, _ placeB: Int,
        _ stride: Int, _ side: Int, below limit: Int32
    ) -> Int32 {
        guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
        var sum: Int32 = 0
        var rowA = a + placeA
        var rowB = b + placeB
        for _ in 0..<side {
            for column in 0..<side {
                sum &+= abs(Int32(rowA[column]) &- Int32(rowB[column]))
            }
            if sum >= limit { return sum }
            rowA += stride
            rowB += stride
        }
        return sum
    }
}
