extension StructureAnalyzer {
    /// Finds the sections of a song that has been heard.
    package func analyze(
        _ evidence: StructureEvidence, _ features: SongFeatures, beats: [Beat], lyrics: LyricSheet?,
        guidance: StructureGuidance
    ) -> Structure {
        guard features.duration > 0 else {
            return Structure(sections: [], energy: [], energyPeriod: EnergyCurve.period, warnings: [])
        }
        let downbeats = beats.filter { $0.position == 1 }.map(\.time)
        if let own = guidance.sections {
            let laid = OwnSections(own, duration: features.duration, downbeats: downbeats)
            if !laid.spans.isEmpty {
                let tags =
                    lyrics == nil
                    ? [] : ["The sections are your own; the tags of the lyrics do not change them."]
                var structure = Structure(
                    sections: laid.sections(evidence), energy: evidence.energy.values,
                    energyPeriod: EnergyCurve.period,
                    warnings: tags + laid.warnings)
                // Where lines are sung does not hang on what sections are called.
                if lyrics != nil {
                    structure.lyricParts = heard(evidence, features, lyrics: lyrics).lyricParts
                }
                return structure
            }
        }
        var structure = heard(evidence, features, lyrics: lyrics)
        if guidance.sections != nil {
            structure.warnings.append("None of your sections lies in the song, so they are as heard.")
        }
        if guidance.offsetBars != 0, structure.sections.count < 2 {
            structure.warnings.append("The song has one section, which cannot be moved.")
        } else if guidance.offsetBars != 0 {
            move(&structure, by: guidance.offsetBars, downbeats: downbeats, energy: evidence.energy)
        }
        return structure
    }

    /// Moves all boundaries between sections by whole bars.
    ///
    /// The first section still begins with the song and the last ends with it; what is pushed out of it is gone.
    private func move(
        _ structure: inout Structure, by bars: Int, downbeats: [Double], energy: EnergyCurve
    ) {
        guard downbeats.count > 1, let duration = structure.sections.last?.end else {
            structure.warnings.append("Without bars, sections cannot be moved by them; they are as heard.")
            return
        }
        let margin = StructureGuidance.shortestSection
        var moved: [Section] = []
        for section in structure.sections {
            let start = section.start == 0 ? 0 : Self.moved(section.start, by: bars, downbeats)
            if start > duration - margin { break }
            // What ends before the song begins gives its place to what follows.
            if start < margin { moved = [] }
            if let last = moved.last, start < last.start + margin { continue }
            var section = section
            section.start = start < margin ? 0 : start
            moved.append(section)
        }
        let lost = structure.sections.count - moved.count
        if lost > 0 {
            structure.warnings.append(
                "\(lost) of \(structure.sections.count) sections were moved out of the song.")
        }
        var groups: [Int] = []
        for index in moved.indices {
            let end = index + 1 < moved.count ? moved[index + 1].start : duration
            moved[index].end = end
            moved[index].energy = energy.mean(moved[index].start..<end)
            let group = moved[index].group
            if !groups.contains(group) { groups.append(group) }
            moved[index].group = groups.firstIndex(of: group) ?? 0
        }
        structure.sections = moved
    }

    /// A time moved by whole bars; beyond the first and the last downbeat bars are as long as the one next to it.
    private static func moved(_ time: Double, by bars: Int, _ downbeats: [Double]) -> Double {
        let nearest = downbeats.indices.min { abs(downbeats[$0] - time) < abs(downbeats[$1] - time) } ?? 0
        let target = nearest + bars
        let last = downbeats.count - 1
        let reached = downbeats[min(max(target, 0), last)]
        let (first, second) = target < 0 ? (0, 1) : (last - 1, last)
        let beyond = Double(target < 0 ? target : max(target - last, 0))
        return reached + (time - downbeats[nearest]) + beyond * (downbeats[second] - downbeats[first])
    }
}
