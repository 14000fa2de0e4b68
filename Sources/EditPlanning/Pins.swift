internal import EditModel
internal import MusicAnalysis

/// Which clips a person wants in which sections.
struct Pins {
    /// For each section the names of the clips wanted there.
    private(set) var names: [[String]]
    /// For each section their indices.
    private(set) var clips: [[Int]]

    /// Resolves pins.
    ///
    /// - Parameters:
    ///   - sections: The sections, with the names of clips that they are bound to already.
    ///   - pins: Further ones; a section that they speak of is bound to them alone.
    ///   - footage: The clips.
    /// - Throws: `PlanningError` for a clip or a section that is not there, with the names of those that are.
    init(sections: [Edit.SectionSpan], pins: [EditStyle.Pin], footage: [Footage]) throws(PlanningError) {
        names = sections.map(\.clips)
        var isFresh = [Bool](repeating: true, count: sections.count)
        for pin in pins {
            let wanted = Self.folded(pin.section)
            let named = sections.indices.filter { sections[$0].name == wanted }
            // A number means that one section; a label alone all of it.
            let label = wanted.contains { $0.isNumber } ? nil : LyricSheet.label(of: wanted)?.rawValue
            let matches = named.isEmpty ? sections.indices.filter { sections[$0].label == label } : named
            guard !matches.isEmpty else {
                throw PlanningError(
                    .unknownPin,
                    "There is no section “\(visible(pin.section))” in this song; it has \(sections.map(\.name).joined(separator: ", "))."
                )
            }
            for index in matches {
                if isFresh[index] { names[index] = [] }
                isFresh[index] = false
                if !names[index].contains(pin.clip) { names[index].append(pin.clip) }
            }
        }
        var named: [String: [Int]] = [:]
        for (index, clip) in footage.enumerated() {
            for name in Self.names(of: clip) { named[name, default: []].append(index) }
        }
        clips = []
        for list in names {
            var found: [Int] = []
            for name in list {
                guard let matches = named[Self.folded(name)] else {
                    throw PlanningError(
                        .unknownPin,
                        "There is no clip “\(visible(name))”; there are \(footage.prefix(20).map { visible($0.name) }.joined(separator: ", "))."
                    )
                }
                found += matches.filter { !found.contains($0) }
            }
            clips.append(found)
        }
    }

    private static func folded(_ name: String) -> String { name.lowercased() }

    /// What a clip may be called: its name, with its ending or without.
    private static func names(of clip: Footage) -> Set<String> {
        [folded(clip.name), folded(clip.path.split(separator: "/").last.map(String.init) ?? clip.path)]
    }
}
