/// Noise of several scales that repeats itself, made once for a film.
struct CloudTexture: Sendable {
    private static let width = 128
    private static let height = 64
    private let levels: [Float]

    /// Makes it from a seed.
    init(seed: Int) {
        var levels = [Float](repeating: 0, count: Self.width * Self.height)
        var size: Float = 0.5
        for octave in 0..<4 {
            let (columns, rows) = (6 << octave, 4 << octave)
            for row in 0..<Self.height {
                for column in 0..<Self.width {
                    let x = Float(column * columns) / Float(Self.width)
                    let y = Float(row * rows) / Float(Self.height)
                    let value = Self.noise(x, y, columns, rows, seed &+ octave &* 17)
                    levels[row * Self.width + column] += size * value / 0.9375
                }
            }
            size *= 0.5
        }
        self.levels = levels
    }

    private static func noise(_ x: Float, _ y: Float, _ columns: Int, _ rows: Int, _ seed: Int) -> Float {
        let (left, top) = (Int(x), Int(y))
        let (right, bottom) = ((left + 1) % columns, (top + 1) % rows)
        let (u, v) = (smoothstep(0, 1, x - Float(left)), smoothstep(0, 1, y - Float(top)))
        func corner(_ x: Int, _ y: Int) -> Float { hash(x, y &* 131 &+ seed &* 7919) }
        let upper = corner(left, top) + (corner(right, top) - corner(left, top)) * u
        let lower = corner(left, bottom) + (corner(right, bottom) - corner(left, bottom)) * u
        return upper + (lower - upper) * v
    }

    /// The noise at a place, 0…1; it repeats itself every whole number.
    @inline(__always)
    func sample(_ x: Float, _ y: Float) -> Float {
        let (u, v) = (x * Float(Self.width), y * Float(Self.height))
        let (cell, line) = (u.rounded(.down), v.rounded(.down))
        let (s, t) = (u - cell, v - line)
        let left = Int(cell) & (Self.width - 1)
        let right = (left + 1) & (Self.width - 1)
        let upper = (Int(line) & (Self.height - 1)) * Self.width
        let lower = ((Int(line) + 1) & (Self.height - 1)) * Self.width
        let a = levels[upper + left] + (levels[upper + right] - levels[upper + left]) * s
        let b = levels[lower + left] + (levels[lower + right] - levels[lower + left]) * s
        return a + (b - a) * t
    }
}
