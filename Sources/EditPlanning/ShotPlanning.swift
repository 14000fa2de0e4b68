internal import EditModel
internal import MusicAnalysis

/// Plans the shots of an edit that is planned but for them.
struct ShotPlanning {
    /// What is known beside the edit.
    struct Inputs {
        var song: SongAnalysis
        var names: Names
        var bars: Bars
        /// For each section the clips that a person wants there.
        var pins: [[Int]]
        /// An earlier edit at the same frame rate.
        var before: Edit?
        /// Edits at the same frame rate that this one should differ from.
        var others: [Edit]
    }

    private let edit: Edit
    private let inputs: Inputs
    private let facts: [ClipFacts]

    init(_ edit: Edit, _ inputs: Inputs) {
        self.edit = edit
        self.inputs = inputs
        facts = edit.clips.map(ClipFacts.init)
    }

    /// The shots, tiling the timeline.
    func shots() throws(PlanningError) -> [Shot] {
        let song = inputs.song
        let pacing = try Pacing(edit.style, beatPeriod: beatPeriod(of: song.beats))
        let assignment = ClipAssignment(
            sections: song.sections, names: edit.clips.map { ClipName($0.name) }, bound: inputs.pins)
        let planned = plannedBefore(assignment)
        let placement = CutPlacement(song: song, rate: edit.frameRate, pacing: pacing)
        var generator = SeededGenerator(seed: edit.seed)
        let cuts = placement.cuts(around: planned.pinnedFrames, using: &generator)
        let slots = Slot.slots(
            between: cuts, song: song, strengths: placement.strengths, rate: edit.frameRate,
            frameCount: edit.frameCount)
        let cost = ShotCost(clips: facts, slots: slots, order: edit.style.order)
        let choice = ShotChoice(
            slots: slots, maker: CandidateMaker(clips: facts, rate: edit.frameRate, look: edit.style),
            assignment: assignment, pins: inputs.pins, order: edit.style.order,
            seed: edit.seed, returning: cost.returning, pinned: planned.pinned, keeping: planned.keeping,
            others: inputs.others, opening: Slot.openings(after: slots))
        let chosen = ShotSearch(slots: slots, clips: facts, cost: cost)
            .best(choice.candidates)
        return finished(chosen, slots: slots, cuts: cuts, choice: choice, strengths: placement.strengths)
    }

    private func plannedBefore(_ assignment: ClipAssignment) -> PlannedBefore {
        guard let before = inputs.before else { return PlannedBefore() }
        func identities(_ clips: [Footage]) -> [String] { clips.map { $0.path + $0.contentHash }.sorted() }
        let isSame =
            before.style == edit.style && before.seed == edit.seed && before.canvas == edit.canvas
            && identities(before.clips) == identities(edit.clips)
        var planned = PlannedBefore(before, clips: edit.clips, isSame: isSame)
        planned.letGo(before: before.sections, now: edit.sections) { clip, section in
            let wanted = inputs.pins[section]
            return wanted.isEmpty || wanted.contains(clip)
        }
        return planned
    }

    /// Chosen candidates as shots, with their pictures, transitions and reasons.
    private func finished(
        _ chosen: [ShotCandidate], slots: [Slot], cuts: [CutPlacement.Cut], choice: ShotChoice,
        strengths: [Double]
    ) -> [Shot] {
        var dressing = ShotDressing(
            clips: facts, canvas: edit.canvas, rate: edit.frameRate, look: edit.style)
        var shots: [Shot] = []
        for (index, candidate) in chosen.enumerated() {
            let place = inputs.bars.place(of: cuts[index], in: inputs.names)
            if var shot = candidate.kept {
                // Its place may be called otherwise now; a shot that a person pinned keeps their words.
                if !shot.isPinned {
                    let rest = shot.reason.split(separator: ";", maxSplits: 1).dropFirst().joined()
                    shot.reason = rest.isEmpty ? place : place + ";" + rest
                }
                dressing.remember(shot)
                shots.append(shot)
                continue
            }
            let start = slots[index].frames.lowerBound
            var shot = Shot(
                startFrame: start, clip: candidate.clip, timeMap: candidate.map, fit: candidate.fit,
                hits: candidate.hits.map { .init(frame: $0.frame + start, sourceTime: $0.sourceTime) },
                reason: "")
            let picture = dressing.dress(&shot, strength: slots[index].strength)
            shot.reason = [place, choice.reason(for: candidate.clip, at: index), candidate.remark, picture]
                .compactMap(\.self).joined(separator: "; ")
            shots.append(shot)
        }
        TransitionPlanning(
            look: edit.style, rate: edit.frameRate, clips: edit.clips,
            drops: Set(edit.events.filter { $0.kind == .drop }.map(\.startFrame))
        ).add(to: &shots, slots: slots, strengths: strengths, isKept: chosen.map { $0.kept != nil })
        return shots
    }
}
