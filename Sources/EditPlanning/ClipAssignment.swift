internal import MusicAnalysis

/// Which clips a section is told with, the first of them leading.
struct ClipAssignment {
    /// The clips of a section and why it leads with the first.
    struct Palette: Equatable {
        /// Indices into the clips, the section's own first.
        var clips: [Int]
        /// How many of them, from the front, are the section's own.
        var own: Int
        /// Why, in words.
        var reason: String
    }

    /// A palette per section.
    ///
    /// Clips whose names speak of a section go to the sections of that label. The others are a story in the order of
    /// their names: the choruses without clips of their own share some from its middle, all other sections take
    /// the rest in turn, so that the first clip opens and the last one closes.
    ///
    /// - Parameters:
    ///   - names: The clips' names, one or more, in natural order.
    ///   - labels: The sections' labels in order of time.
    static func palettes(names: [String], labels: [SectionLabel]) -> [Palette] {
        let hints = names.map(ClipNaming.hint)
        var named: [SectionLabel: [Int]] = [:]
        for (index, hint) in hints.enumerated() {
            if let hint, labels.contains(hint.label) { named[hint.label, default: []].append(index) }
        }
        let placed = Set(named.values.joined())
        var story = names.indices.filter { !placed.contains($0) }
        let needsChorus = labels.contains(.chorus) && named[.chorus] == nil
        var chorus: [Int] = []
        if story.isEmpty { story = names.indices.filter { !(named[.chorus] ?? []).contains($0) } }
        if story.isEmpty { story = Array(names.indices) }
        if needsChorus, story.count >= 3 {
            let count = max(1, story.count / 4)
            let start = (story.count - count) / 2
            chorus = Array(story[start..<start + count])
            story.removeSubrange(start..<start + count)
        } else if needsChorus {
            chorus = [story[story.count - 1]]
        }
        let untold = labels.filter { named[$0] == nil && !($0 == .chorus && needsChorus) }.count
        var seen: [SectionLabel: Int] = [:]
        var told = 0
        var palettes: [Palette] = []
        for label in labels {
            let occurrence = seen[label, default: 0]
            seen[label] = occurrence + 1
            let palette: Palette
            if let own = named[label] {
                palette = namedPalette(own, label: label, occurrence: occurrence, hints: hints)
            } else if label == .chorus {
                palette = Palette(clips: chorus, own: chorus.count, reason: "the chorus's own clip")
            } else {
                let start = told * story.count / untold
                let end = max(start + 1, (told + 1) * story.count / untold)
                told += 1
                palette = Palette(
                    clips: Array(story[start..<end]), own: end - start, reason: "next in the story")
            }
            let kept = label == .chorus ? [] : Set(named[.chorus] ?? chorus)
            palettes.append(withCompanions(palette, count: names.count, avoiding: kept))
        }
        return palettes
    }

    /// The clip with the section's number leads, or the next in turn; a chorus always leads with the same.
    private static func namedPalette(
        _ own: [Int], label: SectionLabel, occurrence: Int, hints: [ClipNaming.Hint?]
    ) -> Palette {
        var lead = label == .chorus ? 0 : occurrence % own.count
        if label != .chorus, let exact = own.firstIndex(where: { hints[$0]?.number == occurrence + 1 }) {
            lead = exact
        }
        return Palette(
            clips: Array(own[lead...] + own[..<lead]), own: own.count,
            reason: "clip named for the \(label.rawValue)")
    }

    /// Adds the neighbours in the story until a section has three clips to alternate, those kept for others last.
    private static func withCompanions(_ palette: Palette, count: Int, avoiding kept: Set<Int>) -> Palette {
        guard let lead = palette.clips.first else { return palette }
        var palette = palette
        let others = (0..<count).filter { !palette.clips.contains($0) }.sorted { a, b in
            let left = (kept.contains(a) ? 1 : 0, abs(a - lead), a)
            let right = (kept.contains(b) ? 1 : 0, abs(b - lead), b)
            return left < right
        }
        palette.clips += others.prefix(max(0, 3 - palette.clips.count))
        return palette
    }
}
