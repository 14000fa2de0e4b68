extension TimeMap {
    /// The map of some of its frames; beyond its ends the speed there goes on.
    ///
    /// A piece that is cut keeps its course: what is left of a cubic is a cubic.
    ///
    /// - Parameter frames: Counted from the first; may begin before it and end behind the last. One at least.
    package func part(_ frames: Range<Int>) -> TimeMap {
        guard let first = pieces.first, let last = pieces.last, !frames.isEmpty else { return self }
        var kept: [Piece] = []
        let before = min(frames.upperBound, 0) - frames.lowerBound
        if before > 0 {
            let step = first.secondsPerFrame(atEnd: false)
            let start = first.sourceStart + Double(frames.lowerBound) * step
            kept.append(
                Piece(frames: before, sourceStart: start, sourceEnd: start + Double(before) * step))
        }
        var offset = 0
        for piece in pieces {
            let range =
                max(frames.lowerBound - offset, 0)..<max(min(frames.upperBound - offset, piece.frames), 0)
            if range.lowerBound < range.upperBound { kept.append(piece.part(range)) }
            offset += piece.frames
        }
        let behind = frames.upperBound - max(frames.lowerBound, offset)
        if behind > 0 {
            let step = last.secondsPerFrame(atEnd: true)
            let start = last.sourceEnd + Double(max(frames.lowerBound - offset, 0)) * step
            kept.append(
                Piece(frames: behind, sourceStart: start, sourceEnd: start + Double(behind) * step))
        }
        return TimeMap(pieces: kept)
    }
}

extension TimeMap {
    /// The source time at the edge before a frame, inside the map or beyond it, in seconds.
    package func sourceTime(atEdge frame: Int) -> Double {
        if frame >= frameCount { return part(frame - 1..<frame).pieces.last?.sourceEnd ?? 0 }
        return part(frame..<frame + 1).pieces.first?.sourceStart ?? 0
    }
}

extension TimeMap.Piece {
    /// Some frames of the piece, one at least, counted from its first.
    fileprivate func part(_ range: Range<Int>) -> TimeMap.Piece {
        guard range != 0..<frames else { return self }
        let shares = [range.lowerBound, range.upperBound].map { Double($0) / Double(frames) }
        let progress = shares.map(easing.progress)
        let (way, width) = (progress[1] - progress[0], shares[1] - shares[0])
        let speeds = shares.map { share in
            way > 0 ? min(max(easing.speed(share) * width / way, 0), TimeMap.Easing.speeds.upperBound) : 1
        }
        let places = progress.map { sourceStart + (sourceEnd - sourceStart) * $0 }
        return TimeMap.Piece(
            frames: range.count, sourceStart: places[0], sourceEnd: places[1],
            easing: easing == .linear || sourceStart == sourceEnd
                ? .linear : TimeMap.Easing(startSpeed: speeds[0], endSpeed: speeds[1]))
    }
}
