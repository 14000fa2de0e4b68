extension Edit {
    /// Makes an edit whole again that is to be planned anew, where a person has changed shots, or a boundary on one side
    /// only.
    ///
    /// Shots that were changed are kept where they start, as pinned ones are, and as long as their time maps; those around
    /// them give way, and where nothing is left of any, the clip before stands still until it is planned anew. A section ends where the
    /// next one starts. Only where the next one still starts on a cut, as planned, and the end lies on none was it the
    /// end that was moved. All other rules are left to `validate()`.
    ///
    /// - Parameter changedShots: The indices of the shots that were changed.
    /// - Returns: What was taken for meant, full sentences.
    /// - Complexity: O(*n*) in the number of sections, shots and pieces.
    mutating func mend(keeping changedShots: [Int]) -> [String] {
        var remarks: [String] = []
        for index in changedShots where !shots[index].isPinned {
            shots[index].isPinned = true
            remarks.append("Shot \(index + 1) was changed by hand; it is kept as it is now, pinned.")
        }
        mendShots()
        let cuts = Set(shots.map(\.startFrame))
        for index in sections.indices.dropLast() {
            let (end, start) = (sections[index].endFrame, sections[index + 1].startFrame)
            guard end != start else { continue }
            let boundary = cuts.contains(start) && !cuts.contains(end) ? end : start
            sections[index].endFrame = boundary
            sections[index + 1].startFrame = boundary
            remarks.append(
                "Section \(index + 1) ends at frame \(end), section \(index + 2) starts at \(start); they now meet at \(boundary)."
            )
        }
        return remarks
    }

    /// Lets shots tile the timeline again: pinned ones where they start, the others in what is left, in their order.
    private mutating func mendShots() {
        var mended: [Shot] = []
        var frame = 0
        for (index, shot) in shots.enumerated() {
            let limit =
                shots[index...].first { $0.isPinned && $0.startFrame >= frame }?.startFrame ?? frameCount
            if shot.isPinned, shot.startFrame >= frame, shot.startFrame <= frameCount {
                if shot.startFrame > frame {
                    mended.append(standing(shot.clip, from: frame, to: shot.startFrame))
                }
                mended.append(Self.placed(shot, from: shot.startFrame, count: shot.timeMap.frameCount))
            } else if !shot.isPinned {
                let count = min(shot.timeMap.frameCount, limit - frame)
                guard count > 0 else { continue }
                mended.append(Self.placed(shot, from: frame, count: count))
            } else {
                // It starts inside one before it: both cannot be; `validate()` says so.
                mended.append(shot)
            }
            frame = mended.last?.endFrame ?? 0
        }
        if frame < frameCount, let last = shots.last {
            mended.append(standing(last.clip, from: frame, to: frameCount))
        }
        shots = mended
    }

    private func standing(_ clip: Int, from start: Int, to end: Int) -> Shot {
        let still = TimeMap.Piece(frames: end - start, sourceStart: 0, sourceEnd: 0)
        return Shot(
            startFrame: start, clip: clip, timeMap: TimeMap(pieces: [still]), fit: .freeze,
            reason: "left open by a change")
    }

    /// A shot at another place, the first `count` of its frames.
    private static func placed(_ shot: Shot, from start: Int, count: Int) -> Shot {
        var shot = shot
        let shift = start - shot.startFrame
        shot.startFrame = start
        shot.endFrame = start + count
        shot.timeMap = shot.timeMap.prefix(count)
        shot.windows.removeAll { $0.frame >= count }
        for index in shot.hits.indices { shot.hits[index].frame += shift }
        shot.hits.removeAll { !(start..<start + count).contains($0.frame) }
        return shot
    }
}
