/// A frame as a small grey picture, for comparing frames by what an eye sees in them.
struct SmallPicture {
    static let width = 64
    static let height = 36
    static let size = width * height

    /// The filter that makes it.
    static let filter = "scale=\(width):\(height):flags=area,format=gray"

    /// Mean differences above this are seen at a glance.
    static let visibleDifference: Float = 8

    /// Mean differences below this are none: an encoder's at most.
    static let leastDifference: Float = 0.15

    /// Mean differences above this come of movement.
    static let movingDifference: Float = 2

    /// `size` grey levels, row by row.
    let levels: [UInt8]

    /// Keeps levels.
    init(levels: [UInt8]) { self.levels = levels }

    /// Makes it of a picture twice as wide and high, by the mean of four levels each.
    init(halving large: [UInt8]) {
        levels = (0..<Self.size).map { index in
            let corner = index / Self.width * 4 * Self.width + index % Self.width * 2
            let top = Int(large[corner]) + Int(large[corner + 1])
            let bottom = Int(large[corner + 2 * Self.width]) + Int(large[corner + 2 * Self.width + 1])
            return UInt8((top + bottom + 2) / 4)
        }
    }

    /// The mean absolute difference of grey levels.
    func difference(from other: SmallPicture) -> Float {
        var sum = 0
        for index in 0..<Self.size { sum += abs(Int(levels[index]) - Int(other.levels[index])) }
        return Float(sum) / Float(Self.size)
    }

    /// Whether nothing can be seen in it.
    var isBlack: Bool {
        var sum = 0
        var most = 0
        for level in levels {
            sum += Int(level)
            most = max(most, Int(level))
        }
        return sum <= 24 * Self.size && most <= 48
    }
}
