/// What sections are called, from what repeats, how strong it is, and where it stands.
///
/// A chorus is the strongest music that returns; a verse returns with less; an intro and an outro are the weaker or singular
/// ends; a bridge is singular and late, and there is one at most. With nothing that returns, strength alone decides, and
/// the confidence says so.
package struct SectionLabeling {
    /// The label of each section with how sure it is, 0…1.
    package let labels: [(label: SectionLabel, confidence: Double)]

    /// A section as labelling sees it.
    package struct Candidate {
        /// Its group of repetition.
        package var group: Int
        /// Its mean energy, 0…1.
        package var energy: Double
        /// Its length in seconds.
        package var duration: Double

        /// Creates a candidate.
        package init(group: Int, energy: Double, duration: Double) {
            self.group = group
            self.energy = energy
            self.duration = duration
        }
    }

    /// Names sections.
    package init(_ sections: [Candidate]) {
        let count = sections.count
        guard count > 1 else {
            labels = sections.map { _ in (.verse, 0.2) }
            return
        }
        var inner = Array(sections.indices)
        let mean = Self.meanEnergy(sections)
        var named = [(label: SectionLabel, confidence: Double)?](repeating: nil, count: count)
        if count > 2, let intro = Self.introConfidence(sections, mean: mean) {
            named[0] = (.intro, intro)
            inner.removeFirst()
        }
        if count > 2, let outro = Self.outroConfidence(sections, mean: mean) {
            named[count - 1] = (.outro, outro)
            inner.removeLast()
        }
        let groups = Dictionary(grouping: inner) { sections[$0].group }
        let chorus = Self.chorusGroup(groups, sections)
        let others = groups.keys.filter { $0 != chorus }.sorted()
        let repeated = others.filter { (groups[$0]?.count ?? 0) > 1 }
        let chorusEnergy = groups[chorus].map { Self.meanEnergy($0.map { sections[$0] }) } ?? 1
        let isClear = (groups[chorus]?.count ?? 0) > 1
        for index in inner {
            let section = sections[index]
            if section.group == chorus {
                let contrast = max(0, section.energy - mean)
                named[index] = (.chorus, isClear ? min(0.5 + contrast, 0.9) : 0.3)
            } else if repeated.contains(section.group) {
                named[index] = (.verse, 0.6)
            } else if index > count / 2, section.energy <= chorusEnergy,
                named[..<index].contains(where: { $0?.label == .chorus }),
                !named[..<index].contains(where: { $0?.label == .bridge })
            {
                named[index] = (.bridge, 0.4)
            } else if section.energy > chorusEnergy + 0.05 {
                named[index] = (.instrumental, 0.25)
            } else {
                named[index] = (.verse, repeated.isEmpty ? 0.35 : 0.3)
            }
        }
        labels = named.map { $0 ?? (.verse, 0.2) }
    }

    private static func meanEnergy(_ sections: [Candidate]) -> Double {
        let time = sections.reduce(0) { $0 + $1.duration }
        return time > 0 ? sections.reduce(0) { $0 + $1.energy * $1.duration } / time : 0
    }

    /// How sure the first section is an intro; nil where it is not taken for one.
    private static func introConfidence(_ sections: [Candidate], mean: Double) -> Double? {
        let first = sections[0]
        let returns = sections.dropFirst().contains { $0.group == first.group }
        guard first.duration < 40, first.energy < mean + 0.1 else {
            return returns || first.duration > 30 ? nil : 0.4
        }
        if !returns { return min(0.6 + (mean - first.energy) * 0.5, 0.9) }
        return first.duration < 22 && first.energy < mean - 0.1 ? 0.5 : nil
    }

    /// How sure the last section is an outro; nil where it is not taken for one.
    private static func outroConfidence(_ sections: [Candidate], mean: Double) -> Double? {
        guard let last = sections.last, last.duration < 45 else { return nil }
        let returns = sections.dropLast().contains { $0.group == last.group }
        if last.energy < mean - 0.1 { return returns ? 0.55 : min(0.6 + (mean - last.energy) * 0.5, 0.9) }
        return returns ? nil : 0.4
    }

    /// The group that is the chorus: repeated, strong, with much of the song.
    private static func chorusGroup(_ groups: [Int: [Int]], _ sections: [Candidate]) -> Int {
        let hasRepeats = groups.values.contains { $0.count > 1 } && groups.count > 1
        return groups.keys.sorted().max { first, second in
            score(first) < score(second)
        } ?? 0

        func score(_ group: Int) -> Double {
            let members = groups[group] ?? []
            let energy = meanEnergy(members.map { sections[$0] })
            let startsLate = (members.first ?? 0) > (groups.values.compactMap(\.first).min() ?? 0)
            return energy + (hasRepeats && members.count > 1 ? 0.6 : 0) + (startsLate ? 0.1 : 0)
        }
    }
}
