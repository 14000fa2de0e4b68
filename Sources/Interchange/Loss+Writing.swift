internal import EditModel

extension Loss {
    /// Transitions that are not there as they were.
    static func ofTransitions(in cuts: CutList, of edit: Edit, with abilities: Abilities) -> [Loss] {
        let unsaid = Set(unsaidTransitions(of: edit, with: abilities))
        var (hard, short): ([Shot.Transition.Kind: [Int]], [Int]) = ([:], [])
        for part in cuts.parts where part.index == 0 {
            guard let planned = edit.shots[part.shot].transition else { continue }
            if cuts.media[part.media].hasTransition { continue }
            if unsaid.contains(part.shot) {
                hard[planned.kind, default: []].append(part.shot + 1)
            } else if let written = part.transition, written.frames < planned.frames {
                short.append(part.shot + 1)
            } else if part.transition == nil {
                hard[planned.kind, default: []].append(part.shot + 1)
            }
        }
        let cut = Shot.Transition.Kind.allCases.compactMap { kind in
            hard[kind].map {
                Loss(shots: $0, "The \(kind.rawValue) becomes a hard cut.", isMendedByBaking: true)
            }
        }
        return cut
            + (short.isEmpty
                ? []
                : [
                    Loss(
                        shots: short, "The dissolve is shorter: a clip has no more frames for it.",
                        isMendedByBaking: true)
                ])
    }

    /// What is to be said of whole frames and of shapes: losses of any timeline that refers to the clips themselves.
    static func ofClips(in cuts: CutList, of edit: Edit, with abilities: Abilities) -> [Loss] {
        let shown = cuts.parts.filter { cuts.media[$0.media].bakedShot == nil }
        var losses: [Loss] = []
        let (moved, all) = movedFrames(in: shown, of: edit)
        if moved > 0 {
            losses.append(
                Loss(
                    "\(moved) of \(all) frames may show the clip's frame next to the planned one: places in clips are whole frames of the timeline."
                ))
        }
        let clips = Set(shown.map { edit.shots[$0.shot].clip }).sorted().map { edit.clips[$0] }
        if clips.contains(where: { $0.keptShare(on: edit.canvas) < 0.995 }), !abilities.contains(.fill) {
            losses.append(
                Loss(
                    "Clips of another shape than the picture are fitted as the editor's settings say; here they fill it."
                ))
        } else if clips.contains(where: { $0.keptShare(on: edit.canvas) < Footage.leastKeptShare }) {
            losses.append(
                Loss(
                    "The blurred copy behind clips that are shown whole is not there: they are cropped to fill the picture."
                ))
        }
        if edit.style.slowMotion != .repeat, shown.contains(where: { abs($0.speed) < 1 && !$0.isFrozen }) {
            losses.append(
                Loss(
                    "Frames that slow motion needs between the clip's own are made as the editor's settings say."
                ))
        }
        return losses
    }

    /// How many of the frames of these parts show another frame of their clip than planned, and how many there are.
    private static func movedFrames(in parts: [CutList.Part], of edit: Edit) -> (moved: Int, all: Int) {
        let rate = edit.frameRate.framesPerSecond
        var (moved, all) = (0, 0)
        var times: (shot: Int, times: [Double])?
        for part in parts {
            let shot = edit.shots[part.shot]
            let clip = edit.clips[shot.clip]
            guard !clip.isStill else { continue }
            if times?.shot != part.shot { times = (part.shot, shot.timeMap.sourceTimes) }
            let offset = part.startFrame - shot.startFrame
            for frame in 0..<part.frameCount {
                let place =
                    part.isFrozen
                    ? Double(part.sourceStart) + 0.5
                    : Double(part.sourceStart) + (Double(frame) + 0.5) * part.speed
                func index(_ seconds: Double) -> Int {
                    min(Int(max(seconds * clip.framesPerSecond + 1e-3, 0)), clip.frameCount - 1)
                }
                if index(place / rate) != index(times?.times[offset + frame] ?? 0) { moved += 1 }
            }
            all += part.frameCount
        }
        return (moved, all)
    }
}
