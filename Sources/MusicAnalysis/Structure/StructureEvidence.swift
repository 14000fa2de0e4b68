internal import Foundation

/// What sections are found from and named by, heard once.
package struct StructureEvidence {
    /// The bars of the song.
    package let bars: BarFeatures

    /// How alike they are.
    package let similarity: BarSimilarity

    /// What the networks say of them.
    package let answer: SectionModel.Answer

    /// How strong the song is over time.
    package let energy: EnergyCurve

    /// Where someone sings, compared with the rest of the song.
    package let voice: VoiceActivity

    /// What is learned of sections.
    let model = SectionModel()

    /// Hears a song.
    ///
    /// - Complexity: O(bars²); bars are bounded.
    package init(_ features: SongFeatures, beats: [Beat]) {
        bars = BarFeatures(features, beats: beats)
        similarity = BarSimilarity(bars)
        answer = model.answer(BarCurves.rows(bars, similarity))
        energy = EnergyCurve(features)
        voice = features.voice.relative
    }

    /// How likely a section begins at each bar, 0…1.
    package var novelty: [Double] { answer.odds.map { 1 / (1 + exp(-$0)) } }

    /// The bars whose greater part lies in a half-open range of seconds; the nearest one at least.
    private func bars(in range: Range<Double>) -> Range<Int> {
        let middles = zip(bars.edges, bars.edges.dropFirst()).map { ($0 + $1) / 2 }
        guard !middles.isEmpty else { return 0..<0 }
        let first = min(middles.firstIndex { $0 >= range.lowerBound } ?? middles.count - 1, middles.count - 1)
        let end = middles.firstIndex { $0 >= range.upperBound } ?? middles.count
        return first..<max(end, first + 1)
    }

    /// Sections with names, from where they lie.
    ///
    /// - Parameters:
    ///   - ranges: Half-open ranges of seconds that tile the song.
    ///   - groups: Which of them are the same music.
    package func sections(_ ranges: [Range<Double>], groups: [Int]) -> [Section] {
        let hasVoice = voice.values.contains { $0 > 0 }
        let candidates = zip(ranges, groups).map { range, group in
            let inside = bars(in: range)
            let roles = SectionModel.roles.indices.map { role in
                inside.reduce(0) { $0 + answer.roles[$1][role] } / Double(max(inside.count, 1))
            }
            return SectionLabeling.Candidate(
                group: group, energy: energy.mean(range), duration: range.upperBound - range.lowerBound,
                roles: inside.isEmpty ? [] : roles,
                sung: hasVoice ? voice.seconds(in: range) / (range.upperBound - range.lowerBound) : nil)
        }
        let labels = SectionLabeling(candidates, model: model).labels
        return ranges.indices.map { index in
            Section(
                start: ranges[index].lowerBound, end: ranges[index].upperBound, label: labels[index].label,
                group: groups[index], energy: candidates[index].energy, confidence: labels[index].confidence)
        }
    }
}
