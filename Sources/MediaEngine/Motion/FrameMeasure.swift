/// What is measured of one frame against the one before.
struct FrameMeasure: Equatable {
    /// How far the parts of the picture moved, as the root of the mean square, in pixels of 160 across; nil where nothing
    /// in it can be told from its surroundings.
    var distance: Float?
    /// How far the whole picture moved to the right, in the same pixels.
    var panX: Float = 0
    /// How far the whole picture moved down, in the same pixels.
    var panY: Float = 0
    /// The mean difference of grey levels that movement does not explain.
    var residual: Float = 0
    /// The mean difference of grey levels after the means were made equal.
    var change: Float = 0
    /// The share of the picture in which something new is in place of what was there.
    var newShare: Float = 0
    /// How much the histogram changed, 0…1.
    var histogramChange: Float = 0
    /// Mean grey level, 0…255.
    var level: Float = 0
    /// Where the eye is drawn, across, 0…1.
    var x: Float = 0.5
    /// Where the eye is drawn, down, 0…1.
    var y: Float = 0.5
}

extension FrameMeasure {
    /// Takes over what matched blocks tell.
    mutating func take(_ blocks: [BlockMatcher.Block]) {
        var across: [Float] = []
        var down: [Float] = []
        var residuals: Float = 0
        var changes: Float = 0
        var new = 0
        for block in blocks {
            residuals += block.residual
            changes += block.change
            if block.isNew {
                new += 1
            } else if block.isTextured {
                across.append(block.x)
                down.append(block.y)
            }
        }
        let count = Float(blocks.count)
        residual = residuals / count
        change = changes / count
        newShare = Float(new) / count
        if across.count >= Self.fewestForPan {
            panX = Self.median(&across)
            panY = Self.median(&down)
        }
        distance = Self.distance(blocks)
    }

    /// Fewer textured blocks than this say nothing of the whole picture: a thing moves on an even ground.
    private static let fewestForPan = 12

    /// Fewer blocks that can be told anything of count as this many.
    private static let fewestForSpeed = 5

    /// The root mean square of the blocks' movement.
    ///
    /// What is new counts as fast as it differs; a block that alone moves
    /// as it does was mistaken; of those without texture nothing is known.
    private static func distance(_ blocks: [BlockMatcher.Block]) -> Float? {
        var sum: Float = 0
        var known = 0
        for (index, block) in blocks.enumerated() {
            if block.isNew {
                let speed = min((block.residual - 6) / 3, Float(BlockMatcher.reach))
                sum += speed * speed
                known += 1
            } else if block.isTextured {
                known += 1
                if block.distance < 0.75 || hasCompany(index, blocks) {
                    // What hardly changes is hardly seen to move, however far it went.
                    let seen = min(block.distance, block.change)
                    sum += seen * seen
                }
            }
        }
        return known == 0 ? nil : (sum / Float(max(known, fewestForSpeed))).squareRoot()
    }

    /// Whether a block beside it moves alike.
    private static func hasCompany(_ index: Int, _ blocks: [BlockMatcher.Block]) -> Bool {
        let block = blocks[index]
        let (row, column) = (index / BlockMatcher.columns, index % BlockMatcher.columns)
        for r in max(row - 1, 0)...min(row + 1, BlockMatcher.rows - 1) {
            for c in max(column - 1, 0)...min(column + 1, BlockMatcher.columns - 1) {
                let other = blocks[r * BlockMatcher.columns + c]
                guard (r, c) != (row, column), other.isTextured || other.isNew else { continue }
                let (dx, dy) = (other.x - block.x, other.y - block.y)
                if other.isNew || (dx * dx + dy * dy).squareRoot() < max(1, 0.4 * block.distance) {
                    return true
                }
            }
        }
        return false
    }

    static func median(_ values: inout [Float]) -> Float {
        guard !values.isEmpty else { return 0 }
        values.sort()
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }
}
