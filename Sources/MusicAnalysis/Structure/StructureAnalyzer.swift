/// Finds the sections of a song and names them.
///
/// Self-similarity of beat-synchronous harmony and timbre gives a novelty curve, from which boundaries are chosen on bar
/// starts; what repeats is grouped, and groups are named by strength and place.
public struct StructureAnalyzer: Sendable {
    /// A song shorter than this, in seconds, is one section.
    private static let shortestSong = 20.0

    /// Creates an analyzer.
    public init() {}

    /// Finds the sections of a song.
    ///
    /// A song without samples has no sections; one shorter than 20 s, or silent, is one verse of low confidence.
    ///
    /// - Parameters:
    ///   - features: What was measured of the song.
    ///   - beats: Its beats. Boundaries lie exactly on downbeats; without beats, on a grid of 2 s, with a warning.
    ///   - lyrics: Its lyrics, whose tags then name the sections in their order; nil where they are not known.
    /// - Returns: The structure.
    /// - Complexity: O(units²) in beats, which are taken together in long songs so that this is bounded.
    public func analyze(_ features: SongFeatures, beats: [Beat], lyrics: LyricSheet? = nil) -> Structure {
        analyze(features, beats: beats, lyrics: lyrics) { _, _, _ in }
    }

    /// Finds the sections of a song, and hands out what they are found by, once there is such.
    func analyze(
        _ features: SongFeatures, beats: [Beat], lyrics: LyricSheet?,
        onEvidence: (BeatSynchronousFeatures, SelfSimilarityMatrix, NoveltyCurve) -> Void
    ) -> Structure {
        let energy = EnergyCurve(features)
        guard features.duration > 0 else {
            return Structure(sections: [], energy: [], energyPeriod: EnergyCurve.period, warnings: [])
        }
        let isSilent = !features.loudness.contains { $0 > -70 }
        let units = BeatSynchronousFeatures(features, beats: beats)
        guard features.duration >= Self.shortestSong, !isSilent, units.count >= 16 else {
            let whole = Section(
                start: 0, end: features.duration, label: .verse, group: 0,
                energy: energy.mean(0..<features.duration), confidence: 0.1)
            return Structure(
                sections: [whole], energy: energy.values, energyPeriod: EnergyCurve.period, warnings: [])
        }
        let barLength = max(units.count / max(units.barStarts.count, 1), 1)
        let similarity = SelfSimilarityMatrix(units)
        let novelty = NoveltyCurve(
            similarity, halfWidths: [4 * barLength, 8 * barLength].map { min($0, 48) }
        ).mixed(with: RecurrenceNovelty(units))
        onEvidence(units, similarity, novelty)
        let warnings =
            beats.count >= 16 ? [] : ["Sections were found without beats; their boundaries are rough."]
        if let lyrics, !lyrics.parts.isEmpty {
            let laid = Self.sections(of: lyrics, over: units, novelty: novelty, energy: energy)
            return Structure(
                sections: laid.sections, energy: energy.values, energyPeriod: EnergyCurve.period,
                warnings: warnings + laid.warnings)
        }
        let grouping = SectionGrouping(
            starts: BoundaryPicker.boundaries(novelty, units), similarity: similarity, barLength: barLength)
        let (starts, groups) = (grouping.starts, grouping.groups)
        let edges = starts.map { units.edges[$0] } + [features.duration]
        let candidates = starts.indices.map { index in
            SectionLabeling.Candidate(
                group: groups[index], energy: energy.mean(edges[index]..<edges[index + 1]),
                duration: edges[index + 1] - edges[index])
        }
        let labels = SectionLabeling(candidates).labels
        let sections = starts.indices.map { index in
            Section(
                start: edges[index], end: edges[index + 1], label: labels[index].label, group: groups[index],
                energy: candidates[index].energy, confidence: labels[index].confidence)
        }
        return Structure(
            sections: sections, energy: energy.values, energyPeriod: EnergyCurve.period, warnings: warnings)
    }
}
