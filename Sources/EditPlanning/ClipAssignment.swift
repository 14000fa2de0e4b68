internal import EditModel
internal import MusicAnalysis

/// Which clips each section shows.
///
/// Clips in name order are the story. A clip named for a section belongs to sections of that name; the others are dealt out
/// along the song. Sections of the same chorus share their clips, verses move on.
struct ClipAssignment {
    /// For each section its clips, the main one first; never empty.
    let palettes: [[Int]]

    /// For each section, whether its main clip was named for it.
    let isNamed: [Bool]

    /// Deals clips out.
    ///
    /// - Parameters:
    ///   - sections: The sections, one at least.
    ///   - names: The clips' names in story order; one at least.
    init(sections: [Section], names: [ClipName]) {
        let clipCount = names.count
        let story = names.indices.filter { names[$0].label == nil }
        var palettes: [[Int]] = []
        var isNamed: [Bool] = []
        var counts: [SectionLabel: Int] = [:]
        var chorusClips: [Int]?
        for (index, section) in sections.enumerated() {
            counts[section.label, default: 0] += 1
            let ordinal = counts[section.label, default: 1]
            let named = Self.named(for: section.label, ordinal: ordinal, names: names)
            let place = (section.start + section.end) / 2 / max(sections.last?.end ?? 1, 1e-9)
            var palette: [Int]
            if !named.isEmpty {
                palette = named
            } else if section.label == .chorus {
                palette = chorusClips ?? Self.unnamedChorus(story: story, clipCount: clipCount)
                chorusClips = palette
            } else {
                let reserved = Set(chorusClips ?? [])
                let pool = story.isEmpty ? Array(names.indices) : story
                let free = pool.filter { !reserved.contains($0) }
                let deck = free.isEmpty ? pool : free
                palette = [deck[min(Int(place * Double(deck.count)), deck.count - 1)]]
            }
            if let before = palettes.last?.first, palette.first == before, clipCount > 1 {
                if palette.count > 1 {
                    palette.append(palette.removeFirst())
                } else if section.label != .chorus || named.isEmpty {
                    palette = [(before + 1) % clipCount]
                }
            }
            isNamed.append(palette.first.map { names[$0].label == section.label } ?? false)
            palettes.append(Self.widened(palette, clipCount: clipCount, section: index))
        }
        self.palettes = palettes
        self.isNamed = isNamed
    }

    /// The clips that are named for a section, those with its number first.
    private static func named(for label: SectionLabel, ordinal: Int, names: [ClipName]) -> [Int] {
        let all = names.indices.filter { names[$0].label == label }
        guard label == .verse || label == .bridge, all.count > 1 else { return all }
        // Verses move on: the clip with the section's number, or the next in turn.
        if let exact = all.first(where: { names[$0].ordinal == ordinal }) { return [exact] }
        return [all[(ordinal - 1) % all.count]]
    }

    /// Without a name, the chorus takes the clips at the story's height, two thirds in.
    private static func unnamedChorus(story: [Int], clipCount: Int) -> [Int] {
        let pool = story.isEmpty ? Array(0..<clipCount) : story
        let height = min(pool.count * 2 / 3, pool.count - 1)
        return pool.count >= 5 ? [pool[height], pool[height - 1]] : [pool[height]]
    }

    /// Adds neighbours in the story, so that no clip needs to follow itself.
    private static func widened(_ palette: [Int], clipCount: Int, section: Int) -> [Int] {
        var result = palette
        var step = 1
        while result.count < min(3, clipCount), step < clipCount {
            let main = palette[0]
            for neighbour in [main + step, main - step] where (0..<clipCount).contains(neighbour) {
                if result.count < min(3, clipCount), !result.contains(neighbour) { result.append(neighbour) }
            }
            step += 1
        }
        return result
    }
}
