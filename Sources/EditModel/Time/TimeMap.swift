/// How source time runs under a shot: the one form of trim, slow motion, loop, ping-pong, freeze and ramp.
///
/// ```
/// trim       [ 0 ───────▶ 48 ]                       one piece, speed 1
/// slow       [ 0 ──▶ 24 ]                            one piece, speed 1/2
/// loop       [ 0 ─▶ 24 ][ 0 ─▶ 24 ]                  equal pieces
/// ping-pong  [ 0 ─▶ 24 ][ 24 ─▶ 0 ]                  alternating direction
/// freeze     [ 24 ─ 24 ]                             start = end
/// ramp       [ 0 ─ease─▶ 18 ][ 18 ─ease─▶ 48 ]       knots where movement must meet a beat
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

    /// The source time at the centre of a frame, inside the map or beyond it, where the speed at its end goes on.
    ///
    /// What a dissolve shows of a shot before it begins and after it ends; it may lie outside the clip.
    ///
    /// - Parameter frame: Counted from the shot's first frame; may be negative, and `frameCount` or more.
    package func extendedSourceTime(atFrame frame: Int) -> Double {
        guard let first = pieces.first, let last = pieces.last else { return 0 }
        if frame < 0 {
            return first.sourceStart + (Double(frame) + 0.5) * first.secondsPerFrame(atEnd: false)
        }
        let beyond = frame - frameCount
        guard beyond >= 0 else { return sourceTime(atFrame: frame) }
        return last.sourceEnd + (Double(beyond) + 0.5) * last.secondsPerFrame(atEnd: true)
    }

    /// The map of the first frames; the last piece is cut at the source time that it has reached there.
    ///
    /// Of an eased piece that is cut, the rest runs evenly.
    ///
    /// - Parameter count: 1 at least; the whole map for as many frames as it has, and more.
    func prefix(_ count: Int) -> TimeMap {
        var left = count
        var kept: [Piece] = []
        for var piece in pieces where left > 0 {
            if piece.frames > left {
                let share = piece.easing.progress(Double(left) / Double(piece.frames))
                piece.sourceEnd = piece.sourceStart + (piece.sourceEnd - piece.sourceStart) * share
                piece.frames = left
                piece.easing = .linear
            }
            left -= piece.frames
            kept.append(piece)
        }
        return TimeMap(pieces: kept)
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

    /// Source seconds a timeline frame at one of the piece's edges.
    func secondsPerFrame(atEnd: Bool) -> Double {
        (sourceEnd - sourceStart) / Double(frames) * (atEnd ? easing.endSpeed : easing.startSpeed)
    }
}
