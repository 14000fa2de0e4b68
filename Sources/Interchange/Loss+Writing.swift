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

    /// What is to be said of shapes and of slow motion: losses of any timeline that refers to the clips themselves.
    static func ofClips(in cuts: CutList, of edit: Edit, with abilities: Abilities) -> [Loss] {
        let shown = cuts.parts.filter { cuts.media[$0.media].bakedShot == nil }
        var losses: [Loss] = []
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

    /// Frames of clips that are not the planned ones, or may not be.
    ///
    /// - Parameters:
    ///   - shown: What the format's readers show.
    ///   - cuts: The edit as it is written.
    static func ofFrames(_ shown: FramesShown, in cuts: CutList) -> [Loss] {
        if shown == .others { return [] }
        let uneven = Set(cuts.parts.filter { cuts.isUneven($0) }.map { $0.shot + 1 }).sorted()
        var losses: [Loss] = []
        if !uneven.isEmpty {
            losses.append(
                Loss(
                    shots: uneven,
                    "The clip's frames come at uneven distances, of which programs may show others than the planned ones."
                ))
        }
        let moved = movedFrames(shown, in: cuts)
        let count = moved.values.reduce(0, +)
        guard count > 0 else { return losses }
        if case .known = shown {
            losses.append(
                Loss(
                    shots: moved.keys.map { $0 + 1 }.sorted(),
                    "\(count) \(count == 1 ? "frame shows" : "frames show") another frame of the clip than the planned one, most often the one next to it.",
                    isMendedByBaking: true))
        } else {
            let all = cuts.parts.filter { cuts.hasPlannedFrames($0) }.map(\.frameCount).reduce(0, +)
            losses.append(
                Loss(
                    "\(count) of \(all) frames may show the clip's frame next to the planned one: programs differ in where within a frame they look, and places in clips are whole frames of the timeline."
                ))
        }
        return losses
    }

    /// How many frames of each shot, by its index, are not the planned ones or may not be; shots without any are left out.
    static func movedFrames(_ shown: FramesShown, in cuts: CutList) -> [Int: Int] {
        var moved: [Int: Int] = [:]
        for (index, part) in cuts.parts.enumerated() where cuts.hasPlannedFrames(part) {
            let planned = cuts.plannedFrames(of: part)
            let readings: [[Int]] =
                switch shown {
                case .known(let frames): [frames[index]]
                case .anyWithinFrame: [0, 0.5].map { cuts.framesShown(by: part, lookingAt: $0) }
                case .others: []
                }
            let count = planned.indices.count { frame in readings.contains { $0[frame] != planned[frame] } }
            if count > 0 { moved[part.shot, default: 0] += count }
        }
        return moved
    }
}
