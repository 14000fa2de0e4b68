internal import EditModel

extension TimelineMerge {
    /// Takes a shot that is all there, at its place or another.
    mutating func take(_ index: Int, at item: ImportedTimeline.Item) {
        var shot = base.shots[index]
        let shift = item.startFrame - shot.startFrame
        shot.startFrame += shift
        shot.endFrame += shift
        for hit in shot.hits.indices { shot.hits[hit].frame += shift }
        let written = parts[index].first?.transition
        let wasDissolve = shot.transition?.kind == .dissolve
        if item.dissolve != (wasDissolve ? written?.frames : nil) || (shift != 0 && shot.transition != nil) {
            shot.dropTransition()
            shot.transition = item.dissolve.map { Shot.Transition(kind: .dissolve, frames: $0) }
        }
        kept.insert(index)
        if shift != 0 {
            shot.hits = []
            tell(shot, "was moved from \(place(of: base.shots[index].startFrame))")
        } else if shot.transition != base.shots[index].transition {
            tell(shot, "is joined in another way")
        }
        if shot != base.shots[index] { shot.isPinned = true }
        shots.append(shot)
    }

    /// Makes a shot of items that are no whole shot of the base.
    mutating func take(fragments items: ArraySlice<ImportedTimeline.Item>) {
        guard let first = items.first, let clip = clip(of: first) else { return }
        let origin = first.origin.flatMap { base.shots.indices.contains($0.shot) ? $0 : nil }
        let before = origin.map { base.shots[$0.shot] }.flatMap { $0.clip == clip ? $0 : nil }
        let map = TimeMap(pieces: items.flatMap { pieces(of: $0, clip: clip) })
        var shot = Shot(
            startFrame: first.startFrame, clip: clip, timeMap: map,
            fit: Self.fit(of: map, at: base.frameRate),
            isMirrored: before?.isMirrored ?? false,
            transition: first.dissolve.map { Shot.Transition(kind: .dissolve, frames: $0) },
            reason: before == nil ? "put here in an editor" : "changed in an editor", isPinned: true)
        if let before, let origin {
            shot.windows = Self.windows(
                of: before, from: offset(of: first, in: origin), count: shot.frameCount)
            kept.insert(origin.shot)
        }
        let stands = map.pieces.count > items.count && map.pieces.contains { $0.sourceStart == $0.sourceEnd }
        tell(
            shot,
            (before == nil ? "is new" : "was changed")
                + (stands ? ", and where it passes an end of its clip a picture stands" : ""))
        shots.append(shot)
    }

    /// The pieces of an item: those of its shot, as far as its source and speed are what they were; else an even one.
    private func pieces(of item: ImportedTimeline.Item, clip: Int) -> [TimeMap.Piece] {
        if let origin = item.origin, base.shots.indices.contains(origin.shot) {
            let shot = base.shots[origin.shot]
            if let lead = origin.lead {
                let map = shot.timeMap
                let (start, end) = (item.sourceStart - lead, item.sourceEnd - lead)
                if end - start == item.frameCount { return within(map.part(start..<end), clip: clip) }
                // At another speed the pictures of the shot pass evenly, whatever its curve was.
                let places =
                    start == end
                    ? [map.extendedSourceTime(atFrame: start), map.extendedSourceTime(atFrame: start)]
                    : [map.sourceTime(atEdge: start), map.sourceTime(atEdge: end)]
                return within(Self.even(item.frameCount, from: places[0], to: places[1]), clip: clip)
            }
            if origin.lead == nil, parts[origin.shot].indices.contains(origin.index) {
                let part = parts[origin.shot][origin.index]
                if key(of: item) == Self.key(of: part, clip: shot.clip) {
                    let offset = part.startFrame - shot.startFrame
                    return shot.timeMap.part(offset..<offset + part.frameCount).pieces
                }
            }
        }
        let shift = item.sourceShift / base.frameRate.framesPerSecond
        let seconds = [item.sourceStart, item.sourceEnd].map { base.frameRate.seconds(ofFrame: $0) + shift }
        return within(Self.even(item.frameCount, from: seconds[0], to: seconds[1]), clip: clip)
    }

    private static func even(_ frames: Int, from start: Double, to end: Double) -> TimeMap {
        TimeMap(pieces: [TimeMap.Piece(frames: frames, sourceStart: start, sourceEnd: end)])
    }

    /// The pieces of a map within a clip: where one leaves it, the clip's first or last picture stands.
    private func within(_ map: TimeMap, clip: Int) -> [TimeMap.Piece] {
        let ends = 0...base.clips[clip].duration
        func inside(_ time: Double) -> Double { min(max(time, ends.lowerBound), ends.upperBound) }
        return map.pieces.flatMap { piece -> [TimeMap.Piece] in
            let isInside = [piece.sourceStart, piece.sourceEnd].map { abs(inside($0) - $0) < 1e-6 }
            guard !isInside[0] || !isInside[1] else { return [piece] }
            let step = (piece.sourceEnd - piece.sourceStart) / Double(piece.frames)
            let (enters, leaves) = (inside(piece.sourceStart), inside(piece.sourceEnd))
            func frames(_ way: Double) -> Int {
                step == 0 ? piece.frames : min(max(Int((way / step).rounded()), 0), piece.frames)
            }
            let before = frames(enters - piece.sourceStart)
            let behind = min(frames(piece.sourceEnd - leaves), piece.frames - before)
            return [
                (before, enters, enters), (piece.frames - before - behind, enters, leaves),
                (behind, leaves, leaves),
            ].filter { $0.0 > 0 }.map { TimeMap.Piece(frames: $0.0, sourceStart: $0.1, sourceEnd: $0.2) }
        }
    }

    /// How many frames after its shot's first an item begins, seen from its place in the source.
    private func offset(of item: ImportedTimeline.Item, in origin: ImportedTimeline.Origin) -> Int {
        if let lead = origin.lead { return item.sourceStart - lead }
        guard parts[origin.shot].indices.contains(origin.index) else { return 0 }
        let part = parts[origin.shot][origin.index]
        let moved = part.speed == 0 ? 0 : Double(item.sourceStart - part.sourceStart) / part.speed
        return part.startFrame - base.shots[origin.shot].startFrame
            + Int(min(max(moved, -1e6), 1e6).rounded())
    }

    /// What is seen of a shot's picture from a frame on, as keys of a shot that begins there.
    private static func windows(of shot: Shot, from offset: Int, count: Int) -> [Shot.WindowKey] {
        guard let first = shot.window(atFrame: offset), let last = shot.window(atFrame: offset + count - 1)
        else { return [] }
        let between = shot.windows.map { Shot.WindowKey(frame: $0.frame - offset, window: $0.window) }
            .filter { $0.frame > 0 && $0.frame < count - 1 }
        let keys =
            [Shot.WindowKey(frame: 0, window: first)] + between
            + (count > 1 ? [Shot.WindowKey(frame: count - 1, window: last)] : [])
        return keys.allSatisfy { $0.window == first } ? [keys[0]] : keys
    }

    private static func fit(of map: TimeMap, at rate: FrameRate) -> Shot.Fit {
        guard map.pieces.count == 1, let piece = map.pieces.first else { return .trim }
        if piece.easing != .linear { return .ramp }
        let way = (piece.sourceEnd - piece.sourceStart) * rate.framesPerSecond / Double(piece.frames)
        if way == 0 { return .freeze }
        if way < 0 { return .reverse }
        return abs(way - 1) < 1e-3 ? .trim : way < 1 ? .slow : .fast
    }
}
