/// How source time runs under a shot: the one form of trim, slow motion, loop, ping-pong, freeze and ramp.
///
/// ```
/// trim       [ 0 ───────▶ 48 ]                       one piece, speed 1
/// slow       [ 0 ──▶ 24 ]                            one piece, speed 1/2
/// loop       [ 0 ─▶ 24 ][ 0 ─▶ 24 ]                  equal pieces
/// ping-pong  [ 0 ─▶ 24 ][ 24 ─▶ 0 ]                  alternating direction
/// freeze     [ 24 ─ 24 ]                             start = end
/// ```
public struct TimeMap: Sendable, Hashable, Codable {
    /// The pieces in order; each covers one timeline frame at least.
    public var pieces: [Piece]

    /// Creates a time map from its pieces.
    public init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// A run of whole timeline frames over which source time goes from one instant to another.
    public struct Piece: Sendable, Hashable, Codable {
        /// How many timeline frames it covers; at least 1.
        public var frames: Int

        /// Source time in seconds at its first edge.
        public var sourceStart: Double

        /// Source time in seconds at its last edge; before `sourceStart` where it runs backwards.
        public var sourceEnd: Double

        /// How source time moves between the two.
        public var easing: Easing

        /// Creates a piece.
        public init(frames: Int, sourceStart: Double, sourceEnd: Double, easing: Easing = .linear) {
            self.frames = frames
            self.sourceStart = sourceStart
            self.sourceEnd = sourceEnd
            self.easing = easing
        }
    }

    /// The course of source time within a piece.
    public enum Easing: String, Sendable, Hashable, Codable, CaseIterable {
        /// Constant speed.
        case linear
        /// Starts slowly, ends fast (quadratic).
        case easeIn
        /// Starts fast, ends slowly (quadratic).
        case easeOut
    }

    /// The number of timeline frames that the pieces cover.
    public var frameCount: Int { pieces.reduce(0) { $0 + $1.frames } }

    /// The source time on screen at the centre of a timeline frame, in seconds.
    ///
    /// - Parameter frame: Counted from the shot's first frame; `0 ..< frameCount`.
    public func sourceTime(atFrame frame: Int) -> Double {
        var offset = frame
        for piece in pieces {
            if offset < piece.frames { return piece.sourceTime(atFrame: offset) }
            offset -= piece.frames
        }
        preconditionFailure("frame \(frame) lies outside the shot's \(frameCount) frames")
    }

    /// The source times on screen at the centres of all timeline frames in order, in seconds.
    ///
    /// - Complexity: O(frames + pieces), where asking for each frame is O(frames · pieces).
    public var sourceTimes: [Double] {
        pieces.flatMap { piece in (0..<piece.frames).map(piece.sourceTime(atFrame:)) }
    }

    /// The least and the greatest source time that the map touches, in seconds.
    public var sourceRange: Range<Double> {
        var low = Double.infinity
        var high = -Double.infinity
        for piece in pieces {
            low = min(low, piece.sourceStart, piece.sourceEnd)
            high = max(high, piece.sourceStart, piece.sourceEnd)
        }
        return low <= high ? low..<high : 0..<0
    }
}

extension TimeMap.Piece {
    /// The source time at the centre of a frame of the piece, counted from its first.
    func sourceTime(atFrame offset: Int) -> Double {
        let x = (Double(offset) + 0.5) / Double(frames)
        return sourceStart + (sourceEnd - sourceStart) * easing.progress(x)
    }
}

extension TimeMap.Easing {
    /// Maps 0…1 of a piece's frames to 0…1 of its source time.
    func progress(_ x: Double) -> Double {
        switch self {
        case .linear: x
        case .easeIn: x * x
        case .easeOut: x * (2 - x)
        }
    }
}
