extension Edit {
    /// Makes an edit whole again that is to be planned anew, where a person has changed shots, or a boundary on one side
    /// only.
    ///
    /// Shots that were changed are kept where they start, as pinned ones are, and as long as their time maps; those around
    /// them give way, and where nothing is left of any, the clip before stands still until it is planned anew. A section
    /// ends where the next one starts. Only where the next one still starts on a cut, as planned, and the end lies on none
    /// was it the end that was moved. All other rules are left to `validate()`.
    ///
    /// - Parameter changedShots: The indices of the shots that were changed.
    /// - Returns: What was taken for meant, full sentences.
    /// - Throws: `EditError` for a shot that cannot be shown, and for kept shots that overlap or pass the end, with its path.
    /// - Complexity: O(*n*) in the number of sections, shots and pieces.
    mutating func mend(keeping changedShots: [Int]) throws(EditError) -> [String] {
        for index in shots.indices { _ = try frames(of: shots[index], at: "$.shots[\(index)]") }
        var remarks: [String] = []
        for index in changedShots {
            // Which movement it was to bring on a beat was said of the shot as planned.
            shots[index].hits = []
            guard !shots[index].isPinned else { continue }
            shots[index].isPinned = true
            remarks.append("Shot \(index + 1) was changed by hand; it is kept as it is now, pinned.")
        }
        try checkPinnedShots()
        mendShots()
        for index in shots.indices.dropFirst() {
            let before = shots[index].transition
            shots[index].fitTransition(after: shots[index - 1])
            guard shots[index].isPinned, let before, shots[index].transition != before else { continue }
            remarks.append(
                "The \(before.kind.rawValue) of \(before.frames) frames into the shot at frame \(shots[index].startFrame) has room for \(shots[index].transition?.frames ?? 0) only."
            )
        }
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

    /// Checks that pinned shots, each as long as its time map, follow each other within the timeline.
    private func checkPinnedShots() throws(EditError) {
        var last: (index: Int, end: Int)?
        for (index, shot) in shots.enumerated() where shot.isPinned {
            let end = shot.startFrame + shot.timeMap.frameCount
            if let last, shot.startFrame < last.end {
                throw EditError(
                    .invalid, at: "$.shots[\(last.index)]",
                    "the shot lasts up to frame \(last.end), but shot \(index + 1), which is kept as well, starts at \(shot.startFrame); shorten it, or let the other go."
                )
            }
            guard end <= frameCount else {
                throw EditError(
                    .invalid, at: "$.shots[\(index)]",
                    "the shot lasts up to frame \(end), but the song ends at \(frameCount); shorten it, or let it start earlier."
                )
            }
            last = (index, end)
        }
    }

    /// Lets shots tile the timeline again: pinned ones where they start, the others in what is left, in their order.
    private mutating func mendShots() {
        // For each shot, where the next pinned one starts.
        var limits = [Int](repeating: frameCount, count: shots.count)
        for index in shots.indices.dropLast().reversed() {
            limits[index] = shots[index + 1].isPinned ? shots[index + 1].startFrame : limits[index + 1]
        }
        var mended: [Shot] = []
        var frame = 0
        var pinnedEnd = 0
        for (shot, limit) in zip(shots, limits) {
            if shot.isPinned {
                if shot.startFrame > frame {
                    mended.append(standing(shot.clip, from: frame, to: shot.startFrame))
                }
                mended.append(Self.placed(shot, from: shot.startFrame, count: shot.timeMap.frameCount))
                pinnedEnd = shot.startFrame + shot.timeMap.frameCount
            } else {
                // What lies behind a pinned shot stays where it was, whether that one became shorter or longer.
                let place = min(shot.startFrame, limit)
                if let last = mended.last, last.isPinned, place > frame {
                    mended.append(standing(last.clip, from: frame, to: place))
                    frame = place
                }
                let taken = max(pinnedEnd - shot.startFrame, 0)
                let count = min(shot.timeMap.frameCount - taken, limit - frame)
                guard count > 0 else { continue }
                mended.append(Self.placed(shot, from: frame, count: count))
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
