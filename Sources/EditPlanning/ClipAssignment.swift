internal import EditModel
internal import MusicAnalysis

/// Which clips each section shows.
///
/// Clips in name order are the story. A clip named for a section belongs to sections of that name; the others are dealt out
/// along the song. Sections of the same chorus share their clips, verses move on.
struct ClipAssignment {
    /// For each section its clips, the main one first; never empty.
    let palettes: [[Int]]

    /// For each section the clips that may look in now and then; those named for the song's ends are not among them.
    let guests: [[Int]]

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
        var guests: [[Int]] = []
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
                var reserved = Set(chorusClips ?? [])
                if index + 1 < sections.count {
                    // What is named for the section after this one should be new there.
                    let next = sections[index + 1].label
                    let ordinal = counts[next, default: 0] + 1
                    reserved.formUnion(Self.named(for: next, ordinal: ordinal, names: names).prefix(1))
                }
                let pool = story.isEmpty ? Self.leastBound(names) : story
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
            let others = Self.companions(of: palette, in: section.label, names: names)
            let wanted = max(0, min(3, clipCount) - palette.count)
            palettes.append(palette + others.prefix(wanted))
            guests.append(
                others.dropFirst(wanted).filter { names[$0].label != .intro && names[$0].label != .outro })
        }
        self.palettes = palettes
        self.isNamed = isNamed
        self.guests = guests
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

    /// All other clips, those first that belong nowhere else and are near in the story.
    private static func companions(of palette: [Int], in label: SectionLabel, names: [ClipName]) -> [Int] {
        names.indices.filter { !palette.contains($0) }.sorted {
            let first = (bond(names[$0], to: label), abs($0 - palette[0]), $0)
            let second = (bond(names[$1], to: label), abs($1 - palette[0]), $1)
            return first < second
        }
    }

    /// The clips that are least bound to a section by their names.
    private static func leastBound(_ names: [ClipName]) -> [Int] {
        let bonds = names.map { bond($0, to: nil) }
        return names.indices.filter { bonds[$0] == bonds.min() }
    }

    /// How much a name binds a clip to sections other than those of a label.
    ///
    /// A clip that is named for the song's ends, or for a chorus, is kept for it as long as there is another.
    private static func bond(_ name: ClipName, to label: SectionLabel?) -> Int {
        switch name.label {
        case nil, label: 0
        case .verse, .prechorus, .bridge, .instrumental: 1
        case .chorus: 2
        case .intro, .outro: 3
        }
    }
}
