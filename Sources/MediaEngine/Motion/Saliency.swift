/// Where in a frame the eye is drawn: to what moves against the rest, to contrast and to edges, and to the middle.
///
/// Bottom-up conspicuity after Itti, Koch and Niebur (doi:10.1109/34.730558), on the grid of blocks.
enum Saliency {
    /// The centre of what stands out, 0…1 across and down.
    static func centre(_ frame: GreyFrame, _ blocks: [BlockMatcher.Block], pan: (x: Float, y: Float)) -> (
        x: Float, y: Float
    ) {
        let (columns, rows) = (BlockMatcher.columns, BlockMatcher.rows)
        let (levels, edges) = contents(of: frame)
        var weights = [Float](repeating: 0, count: BlockMatcher.count)
        for row in 0..<rows {
            for column in 0..<columns {
                let index = row * columns + column
                let block = blocks[index]
                var movement: Float = 0
                if block.isNew {
                    movement = min(block.residual / 4, 6)
                } else if block.isTextured {
                    let (dx, dy) = (block.x - pan.x, block.y - pan.y)
                    movement = max(min((dx * dx + dy * dy).squareRoot(), 6) - 0.3, 0)
                }
                let contrast = abs(levels[index] - surround(levels, row, column))
                let (across, down) = place(index)
                let (ox, oy) = (across - 0.5, down - 0.5)
                let prior = 1 / (1 + 3 * (ox * ox + oy * oy))
                weights[index] = prior * (10 * movement + 0.5 * contrast + edges[index])
            }
        }
        var sorted = weights
        let usual = FrameMeasure.median(&sorted)
        var sum: (weight: Float, x: Float, y: Float) = (0, 0, 0)
        for index in 0..<BlockMatcher.count {
            let excess = max(weights[index] - usual, 0)
            let (across, down) = place(index)
            sum.weight += excess * excess
            sum.x += excess * excess * across
            sum.y += excess * excess * down
        }
        guard sum.weight > 1 else { return (0.5, 0.5) }
        return (sum.x / sum.weight, sum.y / sum.weight)
    }

    /// The middle of a block, 0…1 across and down.
    private static func place(_ index: Int) -> (x: Float, y: Float) {
        let side = Float(BlockMatcher.side)
        let x = (Float(index % BlockMatcher.columns) + 0.5) * side
        let y = (Float(index / BlockMatcher.columns) + 0.5) * side + Float(BlockMatcher.top)
        return (x / Float(GreyFrame.width), y / Float(GreyFrame.height))
    }

    /// The mean of the blocks around one.
    private static func surround(_ levels: [Float], _ row: Int, _ column: Int) -> Float {
        var sum: Float = 0
        var count: Float = 0
        for r in max(row - 1, 0)...min(row + 1, BlockMatcher.rows - 1) {
            for c in max(column - 1, 0)...min(column + 1, BlockMatcher.columns - 1)
            where (r, c) != (row, column) {
                sum += levels[r * BlockMatcher.columns + c]
                count += 1
            }
        }
        return sum / count
    }

    /// Each block's mean level and mean step between neighbouring pixels of half size.
    private static func contents(of frame: GreyFrame) -> (levels: [Float], edges: [Float]) {
        var levels = [Float](repeating: 0, count: BlockMatcher.count)
        var edges = levels
        let side = BlockMatcher.side / 2
        let stride = GreyFrame.halfStride
        frame.half.withUnsafeBufferPointer { half in
            for index in 0..<BlockMatcher.count {
                let place =
                    (index / BlockMatcher.columns * side + BlockMatcher.top / 2 + GreyFrame.halfMargin)
                    * stride
                    + index % BlockMatcher.columns * side + GreyFrame.halfMargin
                var sum: Int32 = 0
                var steps: Int32 = 0
                for row in 0..<side {
                    for column in 0..<side {
                        let at = place + row * stride + column
                        let level = Int32(half[at])
                        sum &+= level
                        steps &+= abs(level &- Int32(half[at + 1])) &+ abs(level &- Int32(half[at + stride]))
                    }
                }
                levels[index] = Float(sum) / Float(side * side)
                edges[index] = Float(steps) / Float(side * side)
            }
        }
        return (levels, edges)
    }
}
