extension Edit {
    /// Checks that shots tile the timeline, and that each can be shown.
    func checkShots() throws(EditError) {
        var end = 0
        for (index, shot) in shots.enumerated() {
            let path = "$.shots[\(index)]"
            guard shot.startFrame == end else {
                throw .expected("\(end)", found: "\(shot.startFrame)", at: path + ".startFrame")
            }
            let frames = try frames(of: shot, at: path)
            guard shot.endFrame == end + frames else {
                throw .expected(
                    "\(end + frames), \(frames) frames after its start", found: "\(shot.endFrame)",
                    at: path + ".endFrame")
            }
            try checkPicture(of: shot, at: path)
            end = shot.endFrame
        }
        try checkTransitions()
        guard end == frameCount else {
            throw .expected(
                "shots up to frame \(frameCount)", found: "the last to end at \(end)", at: "$.shots")
        }
    }

    /// The frames of a shot's time map, of a shot that can be shown wherever it is.
    func frames(of shot: Shot, at path: String) throws(EditError) -> Int {
        guard clips.indices.contains(shot.clip) else {
            throw .expected(
                "the index of one of \(clips.count) clips", found: "\(shot.clip)", at: path + ".clip")
        }
        try Self.check(shot.reason, at: path + ".reason")
        return try Self.frames(of: shot.timeMap, within: clips[shot.clip], at: path + ".timeMap.pieces")
    }

    private func checkPicture(of shot: Shot, at path: String) throws(EditError) {
        var last = -1
        for (index, key) in shot.windows.enumerated() {
            let path = "\(path).windows[\(index)]"
            guard key.frame > last, key.frame < shot.frameCount else {
                throw .expected(
                    "a frame after \(last), below the shot's \(shot.frameCount)", found: "\(key.frame)",
                    at: path + ".frame")
            }
            try Self.check(key.window.x, in: 0...1, at: path + ".x")
            try Self.check(key.window.y, in: 0...1, at: path + ".y")
            try Self.check(key.window.zoom, in: Shot.Window.zooms, at: path + ".zoom")
            last = key.frame
        }
        for (index, hit) in shot.hits.enumerated() {
            guard hit.frame >= shot.startFrame, hit.frame < shot.endFrame else {
                throw .expected(
                    "a frame of the shot, \(shot.startFrame) to \(shot.endFrame - 1)", found: "\(hit.frame)",
                    at: "\(path).hits[\(index)].frame")
            }
            try Self.check(
                hit.sourceTime, in: 0...clips[shot.clip].duration, at: "\(path).hits[\(index)].sourceTime")
        }
    }

    /// A transition takes its frames from the two shots that meet; none takes what another has taken.
    private func checkTransitions() throws(EditError) {
        for (index, shot) in shots.enumerated() {
            guard let transition = shot.transition else { continue }
            let path = "$.shots[\(index)].transition"
            if index == 0, transition.kind == .dissolve {
                throw .expected("dip or flash on the first shot", found: "dissolve", at: path + ".kind")
            }
            let most = shot.room(for: transition.kind, after: index > 0 ? shots[index - 1] : nil)
            guard (2...max(most, 2)).contains(transition.frames), transition.frames <= most else {
                throw .expected(
                    "2 to \(max(most, 2)) frames, as the shots have room", found: "\(transition.frames)",
                    at: path + ".frames")
            }
        }
    }

    /// The frames of a time map, summed within bounds.
    private static func frames(
        of map: TimeMap, within clip: Footage, at path: String
    ) throws(EditError) -> Int {
        var sum = 0
        for (index, piece) in map.pieces.enumerated() {
            let path = "\(path)[\(index)]"
            guard piece.frames >= 1 else {
                throw .expected(
                    "a whole number of at least 1", found: "\(piece.frames)", at: path + ".frames")
            }
            guard piece.frames <= Limits.frames - sum else {
                throw .expected(
                    "at most \(Limits.frames) frames in all", found: "\(piece.frames)", at: path + ".frames")
            }
            sum += piece.frames
            for (time, name) in [(piece.sourceStart, "sourceStart"), (piece.sourceEnd, "sourceEnd")] {
                guard time >= 0, time <= clip.duration + Limits.slack else {
                    throw .expected(
                        "a time from 0 to the clip's \(clip.duration) seconds", found: "\(time)",
                        at: "\(path).\(name)")
                }
            }
        }
        guard sum >= 1 else { throw .expected("a piece at least", found: "none", at: path) }
        return sum
    }
}
