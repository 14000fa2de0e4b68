/// Finds the sections of a song and names them.
///
/// Bars are compared by harmony, timbre and rhythm; small networks say of each bar whether a section begins there and what it is; and the
/// likeliest division of the song, with the likeliest names, is decoded.
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
    ///   - guidance: The listener's own sections, which then take the place of those that are heard or that the lyrics
    ///     name; or how far to move these.
    /// - Returns: The structure.
    /// - Complexity: O(bars²); in long songs bars are taken together, so that this is bounded.
    public func analyze(
        _ features: SongFeatures, beats: [Beat], lyrics: LyricSheet? = nil,
        guidance: StructureGuidance = StructureGuidance()
    ) -> Structure {
        analyze(
            StructureEvidence(features, beats: beats), features, beats: beats, lyrics: lyrics,
            guidance: guidance)
    }

    /// The sections as they are heard, or as lyrics name them.
    func heard(_ evidence: StructureEvidence, _ features: SongFeatures, lyrics: LyricSheet?) -> Structure {
        let (bars, energy) = (evidence.bars, evidence.energy)
        var structure = Structure(
            sections: [], energy: energy.values, energyPeriod: EnergyCurve.period, warnings: [])
        let isSilent = !features.loudness.contains { $0 > -70 }
        guard features.duration >= Self.shortestSong, !isSilent else {
            structure.sections = [
                Section(
                    start: 0, end: features.duration, label: .verse, group: 0,
                    energy: energy.mean(0..<features.duration), confidence: 0.1)
            ]
            if lyrics?.parts.isEmpty == false {
                structure.warnings.append(
                    "The song is too short or too silent to lay the parts of the lyrics over it.")
            }
            return structure
        }
        if !bars.hasBeats {
            structure.warnings.append("Sections were found without beats; their boundaries are rough.")
        }
        if let lyrics, !lyrics.parts.isEmpty {
            let laid = Self.sections(of: lyrics, over: evidence)
            structure.sections = laid.sections
            structure.lyricParts = laid.parts
            structure.warnings += laid.warnings
            return structure
        }
        let starts = BoundaryPicker(lengths: evidence.model.lengths)
            .boundaries(evidence.answer.odds, edges: bars.edges)
        let grouping = SectionGrouping(
            starts: starts, similarity: evidence.similarity, loudness: standardizedValues(bars.loudness),
            odds: evidence.model.sameness)
        let edges = grouping.starts.map { bars.edges[$0] } + [features.duration]
        structure.sections = evidence.sections(
            zip(edges, edges.dropFirst()).map { $0..<$1 }, groups: grouping.groups)
        return structure
    }
}
