extension TimeMap {
    /// The course of source time within a piece: a cubic curve, given by its speeds at both ends.
    ///
    /// The speeds are multiples of the piece's mean speed, each 0 to 3; within these bounds the curve never turns back
    /// (Fritsch & Carlson 1980, https://doi.org/10.1137/0717021).
    ///
    /// ```
    /// linear (1, 1)    easeIn (0, 2)    easeOut (2, 0)    easeInOut (0, 0)
    ///        ╱                 │              ╭───               ╭─
    ///      ╱                 ╱               ╱                  ╱
    ///    ╱              ───╯                │                ─╯
    /// ```
    public struct Easing: Sendable, Hashable, Codable {
        /// The speed at the piece's first edge, over its mean speed.
        public var startSpeed: Double

        /// The speed at the piece's last edge, over its mean speed.
        public var endSpeed: Double

        /// Creates a course from its speeds at both ends.
        public init(startSpeed: Double, endSpeed: Double) {
            self.startSpeed = startSpeed
            self.endSpeed = endSpeed
        }

        /// Constant speed.
        public static let linear = Easing(startSpeed: 1, endSpeed: 1)
        /// Starts from rest, ends fast (quadratic).
        public static let easeIn = Easing(startSpeed: 0, endSpeed: 2)
        /// Starts fast, comes to rest (quadratic).
        public static let easeOut = Easing(startSpeed: 2, endSpeed: 0)
        /// Starts from rest and comes to rest.
        public static let easeInOut = Easing(startSpeed: 0, endSpeed: 0)
    }
}

extension TimeMap.Easing {
    /// The courses that have a name in edit files.
    static let named: KeyValuePairs<String, TimeMap.Easing> = [
        "linear": .linear, "easeIn": .easeIn, "easeOut": .easeOut, "easeInOut": .easeInOut,
    ]

    /// The speeds that a course may have at its ends.
    package static let speeds = 0.0...3.0

    /// Maps 0…1 of a piece's frames to 0…1 of its source time.
    package func progress(_ x: Double) -> Double {
        // At constant speed to the last bit, whatever the cubic would make of it.
        guard self != .linear else { return x }
        let (square, cube) = (x * x, x * x * x)
        return startSpeed * (cube - 2 * square + x) + 3 * square - 2 * cube + endSpeed * (cube - square)
    }

    /// The speed at 0…1 of a piece's frames, over its mean speed.
    package func speed(_ x: Double) -> Double {
        let square = x * x
        return startSpeed * (3 * square - 4 * x + 1) + 6 * (x - square) + endSpeed * (3 * square - 2 * x)
    }
}
