/// A frame as a small grey picture, for comparing frames by what an eye sees in them.
struct SmallPicture {
    static let width = 64
    static let height = 36
    static let size = width * height

    /// The filter that makes it.
    static let filter = "scale=\(width):\(height):flags=area,format=gray"

    /// Mean differences above this are seen at a glance.
    static let visibleDifference: Float = 8

    /// `size` grey levels, row by row.
    let levels: [UInt8]

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
