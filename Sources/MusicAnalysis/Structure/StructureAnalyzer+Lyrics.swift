internal import SignalProcessing

extension StructureAnalyzer {
    /// The sections that a sheet of lyrics has, laid over the song's bars.
    ///
    /// - Returns: Sections that tile the song, where the parts lie, and what is to be said of parts that are not there, or
    ///   come more than once.
    static func sections(
        of lyrics: LyricSheet, over song: StructureEvidence
    ) -> (sections: [Section], parts: [LyricPartSpan], warnings: [String]) {
        let evidence = evidence(song)
        let energy = song.energy
        let alignment = LyricAlignment(lyrics.parts, on: evidence)
        func seconds(_ placement: LyricAlignment.Placement) -> Double {
            evidence.edges[placement.bars.upperBound] - evidence.edges[placement.bars.lowerBound]
        }
        // A pickup and a last chord are no sections of their own.
        func isScrap(_ placement: LyricAlignment.Placement) -> Bool {
            placement.part == nil && seconds(placement) < shortestGap
        }
        var sections: [Section] = []
        var groups: [SectionLabel: Int] = [:]
        for (index, placement) in alignment.placements.enumerated() {
            if index == 0, isScrap(placement), alignment.placements.count > 1 { continue }
            let end = evidence.edges[placement.bars.upperBound]
            let start = sections.last?.end ?? 0
            // Nor is music that goes on under the same name.
            let goesOn = ![.verse, .chorus].contains(placement.label)
            if let last = sections.last, goesOn && last.label == placement.label || isScrap(placement) {
                sections[sections.count - 1].end = end
                sections[sections.count - 1].energy = energy.mean(last.start..<end)
                continue
            }
            let group = groups[placement.label] ?? groups.count
            groups[placement.label] = group
            sections.append(
                Section(
                    start: start, end: end, label: placement.label, group: group,
                    energy: energy.mean(start..<end), confidence: placement.confidence))
        }
        var warnings = alignment.skipped.map {
            "The part \"\(lyrics.parts[$0].title)\" of the lyrics was not found in the song."
        }
        for (index, part) in lyrics.parts.enumerated() {
            let times = alignment.placements.count { $0.part == index }
            if times > 1 {
                warnings.append(
                    "The part \"\(part.title)\" of the lyrics seems to be sung \(times) times in a row.")
            }
        }
        let parts = alignment.placements.compactMap { placement in
            placement.part.map { part in
                LyricPartSpan(
                    part: part,
                    range: evidence.edges[
                        placement.bars.lowerBound]..<evidence.edges[placement.bars.upperBound],
                    confidence: placement.confidence)
            }
        }
        return (sections, parts, warnings)
    }

    /// Music between parts that is shorter than this, in seconds, is no section.
    private static let shortestGap = 3.0

    private static func evidence(_ song: StructureEvidence) -> LyricAlignment.Evidence {
        let bars = song.bars
        let timbre = (0..<bars.timbre.columns).map { column in
            standardizedValues((0..<bars.count).map { Double(bars.timbre[$0, column]) })
        }
        let sound = (0..<bars.count).map { bar in
            let pitches = (0..<12).map { pitch in
                // Cells are half as long as 1; their pitches then deviate by about a third of 1 around a fifth.
                let sum = (0..<BarFeatures.harmonyCells).reduce(Float(0)) {
                    $0 + bars.harmony[bar, $1 * 12 + pitch]
                }
                return 3 * (sum / 2 - 0.2)
            }
            return timbre.map { Float($0[bar]) } + pitches
        }
        return LyricAlignment.Evidence(
            edges: bars.edges, novelty: song.novelty + [0],
            energy: zip(bars.edges, bars.edges.dropFirst()).map { song.energy.mean($0..<$1) }, sound: sound,
            voice: zip(bars.edges, bars.edges.dropFirst()).map { song.voice.seconds(in: $0..<$1) })
    }
}
