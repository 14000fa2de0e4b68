internal import EditModel

extension CutList {
    /// A run of timeline frames over which a clip passes evenly, in frames of the timeline.
    struct Run: Equatable {
        var frameCount: Int
        var sourceStart: Int
        var sourceEnd: Int
    }

    /// A time map as runs of constant speed.
    ///
    /// A curve is cut at whole frames into as few runs as keep within half a frame of it; joints are rounded to whole
    /// frames of the clip once, so that one run begins where the other ends. Linear in the map's frames.
    ///
    /// - Parameters:
    ///   - map: A shot's time map.
    ///   - rate: The timeline's rate.
    ///   - length: The clip's length in timeline frames.
    static func runs(of map: TimeMap, at rate: FrameRate, length: Int) -> [Run] {
        map.pieces.flatMap { piece in
            knots(of: piece, at: rate).map { knot in
                run(frameCount: knot.frames, from: knot.start, to: knot.end, length: length)
            }
        }
    }

    /// A run between two places in a clip, both in timeline frames and not whole.
    private static func run(frameCount: Int, from start: Double, to end: Double, length: Int) -> Run {
        guard start != end else {
            // The frame that is on screen there; a grain of grace, as times have been through decimal notation.
            let frame = min(max(Int((start + 1e-4).rounded(.down)), 0), length - 1)
            return Run(frameCount: frameCount, sourceStart: frame, sourceEnd: frame)
        }
        let isPlain = abs(abs(end - start) - Double(frameCount)) < 1e-3
        guard isPlain, frameCount <= length else {
            let ends = [start, end].map { min(max(Int($0.rounded()), 0), length) }
            let frozen = min(ends[0], length - 1)
            return ends[0] == ends[1]
                ? Run(frameCount: frameCount, sourceStart: frozen, sourceEnd: frozen)
                : Run(frameCount: frameCount, sourceStart: ends[0], sourceEnd: ends[1])
        }
        let low = min(max(Int(min(start, end).rounded()), 0), length - frameCount)
        let high = low + frameCount
        return start < end
            ? Run(frameCount: frameCount, sourceStart: low, sourceEnd: high)
            : Run(frameCount: frameCount, sourceStart: high, sourceEnd: low)
    }

    /// The even stretches that stand for a piece, with their ends in timeline frames of the clip.
    private static func knots(
        of piece: TimeMap.Piece, at rate: FrameRate
    ) -> [(frames: Int, start: Double, end: Double)] {
        let (from, to) = (
            piece.sourceStart * rate.framesPerSecond, piece.sourceEnd * rate.framesPerSecond
        )
        guard piece.easing != .linear, piece.frames > 1, from != to else { return [(piece.frames, from, to)] }
        func place(_ frame: Int) -> Double {
            from + (to - from) * piece.easing.progress(Double(frame) / Double(piece.frames))
        }
        var knots: [(frames: Int, start: Double, end: Double)] = []
        var start = 0
        while start < piece.frames {
            let low = place(start)
            // The slopes that pass all frames so far within half a frame.
            var slopes = -Double.infinity...Double.infinity
            var end = start + 1
            while end < piece.frames {
                let (steps, next) = (Double(end - start), place(end) - low)
                let (least, most) = ((next - 0.5) / steps, (next + 0.5) / steps)
                guard least <= slopes.upperBound, most >= slopes.lowerBound else { break }
                slopes = max(least, slopes.lowerBound)...min(most, slopes.upperBound)
                guard slopes.contains((place(end + 1) - low) / (steps + 1)) else { break }
                end += 1
            }
            knots.append((end - start, low, place(end)))
            start = end
        }
        return knots
    }
}
