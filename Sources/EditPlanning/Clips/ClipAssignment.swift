internal import EditModel
internal import MusicAnalysis

/// Which clips each section shows.
///
/// Clips in name order are the story. Each kind of section has clips of its own, so that a chorus is known again when it returns and differs
/// from the verses: those named for it, and a share of the others as long as it lasts. Sections of one kind share these, and
/// each verse opens with another of them.
struct ClipAssignment {
    /// For each section its clips, the one that opens it first; never empty.
    let palettes: [[Int]]

    /// For each section the clips that may look in now and then: all others, those that are named for no other section first.
    let guests: [[Int]]

    /// For each section, whether its main clip was named for it.
    let isNamed: [Bool]

    /// Sections of a kind get this many clips where there are enough.
    private static let wanted = 3

    /// Deals clips out.
    ///
    /// - Parameters:
    ///   - sections: The sections, one at least.
    ///   - names: The clips' names in story order; one at least.
    ///   - bound: For each section the clips that a person wants there; none to leave it open.
    init(sections: [Section], names: [ClipName], bound: [[Int]]) {
        let decks = Self.decks(sections: sections, names: names)
        let strangers = Dictionary(
            uniqueKeysWithValues: decks.map { label, deck in
                let others = Set(names.indices).subtracting(deck).sorted()
                let isFree = { (clip: Int) in names[clip].label == nil || names[clip].label == label }
                return (label, others.filter(isFree) + others.filter { !isFree($0) })
            })
        var palettes: [[Int]] = []
        var guests: [[Int]] = []
        var counts: [SectionLabel: Int] = [:]
        for (index, section) in sections.enumerated() {
            counts[section.label, default: 0] += 1
            let ordinal = counts[section.label, default: 1]
            let deck = decks[section.label] ?? Array(names.indices)
            let wanted = bound[index]
            guard wanted.isEmpty else {
                // One clip alone would follow itself; the section's others come between.
                palettes.append(wanted + (wanted.count > 1 ? [] : deck.filter { $0 != wanted[0] }))
                guests.append([])
                continue
            }
            palettes.append(
                Self.turned(
                    deck, to: ordinal, label: section.label, names: names, after: palettes.last?.first))
            guests.append(strangers[section.label] ?? [])
        }
        self.palettes = palettes
        self.guests = guests
        isNamed = zip(palettes, sections).map { names[$0[0]].label == $1.label }
    }

    /// The clips of each label, in story order.
    private static func decks(sections: [Section], names: [ClipName]) -> [SectionLabel: [Int]] {
        var times: [SectionLabel: Double] = [:]
        var order: [SectionLabel] = []
        for section in sections {
            if times[section.label] == nil { order.append(section.label) }
            times[section.label, default: 0] += section.duration
        }
        var decks: [SectionLabel: [Int]] = [:]
        for label in order { decks[label] = names.indices.filter { names[$0].label == label } }
        // Named for what the song does not have, they are as free as the others.
        let free = names.indices.filter { names[$0].label.map { times[$0] == nil } ?? true }
        let total = times.values.reduce(0, +)
        var uses = [Int](repeating: 0, count: names.count)
        // The longest choose first; a chorus before all, at the height of the story.
        let choosers = order.sorted {
            ($0 == .chorus ? 1 : 0, times[$0] ?? 0) > ($1 == .chorus ? 1 : 0, times[$1] ?? 0)
        }
        for label in choosers {
            let share = Int((Double(free.count) * (times[label] ?? 0) / max(total, 1e-9)).rounded())
            let least = min(wanted, names.count)
            let count = max(least, (decks[label]?.count ?? 0) + share)
            let height = preferredPlace(of: label, sections: sections) * Double(max(names.count - 1, 1))
            let pool = free.isEmpty ? leastBound(names) : free
            let others = pool.filter { decks[label]?.contains($0) != true }.sorted {
                (uses[$0], abs(Double($0) - height), $0) < (uses[$1], abs(Double($1) - height), $1)
            }
            let taken = others.prefix(max(count - (decks[label]?.count ?? 0), 0))
            for clip in taken { uses[clip] += 1 }
            decks[label, default: []] += taken.sorted()
            // Two clips alone tire; what is named for another section helps out, its first clip and that of the ends last.
            let deck = decks[label, default: []]
            let helpers = names.indices.filter { !deck.contains($0) }.sorted {
                (isFirst(names, $0), bond(names[$0]), uses[$0], $0)
                    < (isFirst(names, $1), bond(names[$1]), uses[$1], $1)
            }.prefix(max(least - deck.count, 0))
            for clip in helpers { uses[clip] += 1 }
            decks[label, default: []] += helpers
        }
        // What nobody chose goes to the longest.
        let unused = free.filter { uses[$0] == 0 }
        if let longest = order.max(by: { (times[$0] ?? 0) < (times[$1] ?? 0) }) {
            let named = decks[longest, default: []].filter { names[$0].label == longest }
            let rest = Set(decks[longest, default: []] + unused).subtracting(named)
            decks[longest] = named + rest.sorted()
        }
        return decks
    }

    /// Where in the story, 0…1, a kind of section looks for its clips: where it lies in the song; a chorus at the height.
    private static func preferredPlace(of label: SectionLabel, sections: [Section]) -> Double {
        guard label != .chorus else { return 2.0 / 3 }
        let end = max(sections.last?.end ?? 1, 1e-9)
        let places = sections.filter { $0.label == label }.map { ($0.start + $0.end) / 2 / end }
        return places.reduce(0, +) / Double(max(places.count, 1))
    }

    /// A deck that begins with the clip that opens the section.
    ///
    /// Verses and bridges open with the clip that has their number, or the next in turn; others always with their first. None
    /// opens with the clip that opened the section before, if it has another.
    private static func turned(
        _ deck: [Int], to ordinal: Int, label: SectionLabel, names: [ClipName], after before: Int?
    ) -> [Int] {
        let named = deck.filter { names[$0].label == label }
        let openers = named.isEmpty ? deck : named
        var opener = openers[0]
        if label == .verse || label == .bridge {
            opener =
                openers.first { names[$0].label == label && names[$0].ordinal == ordinal }
                ?? openers[(ordinal - 1) % openers.count]
        }
        if opener == before, let other = (openers + deck).first(where: { $0 != before }) { opener = other }
        return [opener] + deck.filter { $0 != opener }
    }

    /// The clips that are least bound to a section by their names.
    private static func leastBound(_ names: [ClipName]) -> [Int] {
        let least = names.map(bond).min()
        return names.indices.filter { bond(names[$0]) == least }
    }

    /// 1 for the first of the clips that are named for a section, 0 for the others.
    private static func isFirst(_ names: [ClipName], _ clip: Int) -> Int {
        guard let label = names[clip].label else { return 0 }
        return names.firstIndex { $0.label == label } == clip ? 1 : 0
    }

    /// How much a name binds a clip to sections of its own.
    private static func bond(_ name: ClipName) -> Int {
        switch name.label {
        case nil: 0
        case .verse, .prechorus, .bridge, .instrumental: 1
        case .chorus: 2
        case .intro, .outro: 3
        }
    }
}
