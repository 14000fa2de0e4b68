/// A wide made picture with detail of all sizes, looked at through a window of 160x90 pixels.
package struct Panorama: Sendable {
    /// Pixels across.
    package let width: Int
    private let levels: [Float]
    private static let windowWidth = 160
    private static let height = 90

    /// Makes a picture: smooth noise of five sizes, the larger the stronger.
    ///
    /// - Parameters:
    ///   - seed: Other seeds give other pictures.
    ///   - width: Pixels across; 161 at least.
    package init(seed: UInt64, width: Int = 700) {
        self.width = width
        var levels = [Float](repeating: 115, count: width * Self.height)
        var random = MadeRandom(seed: seed)
        for (size, strength) in [(48, 45), (24, 30), (12, 22), (6, 14), (3, 8)] as [(Int, Float)] {
            let columns = width / size + 2
            let knots = (0..<columns * (Self.height / size + 2)).map { _ in
                strength * Float(random.normal())
            }
            for y in 0..<Self.height {
                let v = Float(y % size) / Float(size)
                for x in 0..<width {
                    let u = Float(x % size) / Float(size)
                    let at = y / size * columns + x / size
                    let above = knots[at] + (knots[at + 1] - knots[at]) * u
                    let below = knots[at + columns] + (knots[at + columns + 1] - knots[at + columns]) * u
                    levels[y * width + x] += above + (below - above) * v
                }
            }
        }
        self.levels = levels
    }

    /// What is seen through the window.
    ///
    /// - Parameters:
    ///   - x: How far the window's left edge is from the picture's, in pixels and parts of them.
    ///   - brighter: What every grey level is raised by.
    ///   - grain: The standard deviation of noise.
    ///   - random: What the noise is drawn from.
    package func window(
        at x: Double, brighter: Float = 0, grain: Double = 0, random: inout MadeRandom
    ) -> [UInt8] {
        let left = Int(x)
        precondition(left >= 0 && left + Self.windowWidth < width, "the window is inside the picture")
        let part = Float(x) - Float(left)
        var window = [UInt8](repeating: 0, count: Self.windowWidth * Self.height)
        for row in 0..<Self.height {
            for column in 0..<Self.windowWidth {
                let at = row * width + left + column
                var level = levels[at] + (levels[at + 1] - levels[at]) * part + brighter
                if grain > 0 { level += Float(grain * random.normal()) }
                window[row * Self.windowWidth + column] = UInt8(min(max(level, 0), 255))
            }
        }
        return window
    }
}
