internal import SignalProcessing

extension StructureAnalyzer {
    /// The sections that a sheet of lyrics has, laid over the song's bars.
    ///
    /// - Returns: Sections that tile the song, where the parts lie, and what is to be said of parts that are not there, or
    ///   come more than once.
    static func sections(
        of lyrics: LyricSheet, over units: BeatSynchronousFeatures, novelty: NoveltyCurve, energy: EnergyCurve
    ) -> (sections: [Section], parts: [LyricPartSpan], warnings: [String]) {
        let evidence = evidence(units, novelty, energy)
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

    private static func evidence(
        _ units: BeatSynchronousFeatures, _ novelty: NoveltyCurve, _ energy: EnergyCurve
    ) -> LyricAlignment.Evidence {
        let starts = [0] + units.barStarts.filter { $0 > 0 && $0 < units.count } + [units.count]
        let edges = starts.map { units.edges[$0] }
        let width = units.timbre.columns + 12
        let sound = zip(starts, starts.dropFirst()).map { first, end in
            var mean = [Float](repeating: 0, count: width)
            for unit in first..<end {
                for column in 0..<units.timbre.columns { mean[column] += units.timbre[unit, column] }
                // Pitch classes of a row of length 1 deviate by about a third of 1.
                for pitch in 0..<12 {
                    mean[units.timbre.columns + pitch] += 3 * (units.chroma[unit, pitch] - 0.2)
                }
            }
            return mean.map { $0 / Float(end - first) }
        }
        return LyricAlignment.Evidence(
            edges: edges, novelty: starts.map { $0 < units.count ? novelty.values[$0] : 0 },
            energy: zip(edges, edges.dropFirst()).map { energy.mean($0..<$1) }, sound: sound)
    }
}
