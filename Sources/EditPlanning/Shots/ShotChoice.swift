internal import EditModel
internal import Foundation

/// The ways that are open for each slot, with what it costs that they are in this section and at this place of the song.
struct ShotChoice {
    let slots: [Slot]
    let maker: CandidateMaker
    let assignment: ClipAssignment
    /// For each section the clips that a person wants there.
    let pins: [[Int]]
    let order: Edit.Style.Order
    let seed: UInt64
    /// The frames after which a clip may well return.
    let returning: Double
    /// The shots that stay, by their first frame: those that must, and those that had better.
    let pinned: [Int: Shot]
    let keeping: [Int: Shot]
    /// Edits of the same clips that this one should differ from.
    let others: [Edit]

    /// For each slot the next one that lies in another section, which it opens; nil in the last.
    let opening: [Int?]

    /// The most clips that are tried for a slot.
    private static let mostClips = 24

    /// The candidates of a slot; one at least.
    func candidates(at index: Int) -> [ShotCandidate] {
        let slot = slots[index]
        if let shot = pinned[slot.frames.lowerBound], shot.endFrame == slot.frames.upperBound {
            return [Self.kept(shot, cost: 0)]
        }
        var made: [ShotCandidate] = []
        let elsewhere = others.compactMap {
            $0.shot(atFrame: (slot.frames.lowerBound + slot.frames.upperBound) / 2)
        }
        for clip in clips(for: slot, number: index) {
            let likeness = Double(elsewhere.count { $0.clip == clip }) / Double(max(others.count, 1))
            let affinity =
                affinity(of: clip, in: slot) + anticipation(of: clip, at: index)
                + (slot.wantsMain ? 0.5 : 1.2) * likeness
            for (number, var candidate) in maker.candidates(
                clip: clip, slot: slot, phase: chance(index, clip, -1)
            ).enumerated() {
                candidate.cost += affinity + liveliness * chance(index, clip, number)
                made.append(candidate)
            }
        }
        if let shot = keeping[slot.frames.lowerBound], shot.endFrame == slot.frames.upperBound,
            pins[slot.section].isEmpty || assignment.palettes[slot.section].contains(shot.clip)
        {
            made.append(Self.kept(shot, cost: -40))
        }
        return made
    }

    /// Why a clip is at a slot, in words.
    func reason(for clip: Int, at index: Int) -> String {
        let section = slots[index].section
        let palette = assignment.palettes[section]
        if maker.clips.count == 1 { return "the only clip" }
        if !pins[section].isEmpty, clip == palette[0] { return "the clip wanted there" }
        switch order {
        case .story: return "next in the story"
        case .shuffle: return "by chance"
        case .auto:
            if clip == palette[0] {
                return assignment.isNamed[section] ? "the clip named for it" : "its own clip"
            }
            return palette.contains(clip) ? "another of its clips" : "a guest"
        }
    }

    private static func kept(_ shot: Shot, cost: Double) -> ShotCandidate {
        ShotCandidate(
            clip: shot.clip, map: shot.timeMap, fit: shot.fit, source: shot.timeMap.sourceRange, cost: cost,
            kept: shot)
    }

    /// What it costs to show, shortly before a section opens, the clip that is to open it.
    private func anticipation(of clip: Int, at index: Int) -> Double {
        guard order == .auto, pins[slots[index].section].isEmpty,
            let next = opening[index].map({ slots[$0] }),
            assignment.isNamed[next.section], assignment.palettes[next.section][0] == clip,
            !slots[index].wantsMain
        else { return 0 }
        let gap = Double(next.frames.lowerBound - slots[index].frames.upperBound) / returning
        return gap < 0.8 ? 1.5 + 1.5 * (1 - gap) : 0
    }

    /// How much chance has to say.
    private var liveliness: Double { order == .shuffle ? 0.8 : 0.3 }

    /// The clips that are tried: those of the section first; of very many, others at other slots.
    private func clips(for slot: Slot, number: Int) -> [Int] {
        let palette = assignment.palettes[slot.section]
        if !pins[slot.section].isEmpty {
            return palette.count <= Self.mostClips
                ? palette : turned(palette, by: number, most: Self.mostClips)
        }
        let count = maker.clips.count
        guard order == .auto else {
            guard count > Self.mostClips else { return Array(0..<count) }
            let middle =
                order == .story ? Int(slot.place * Double(count)) : Int(chance(number, 0, -2) * Double(count))
            let first = min(max(middle - Self.mostClips / 2, 0), count - Self.mostClips)
            return Array(first..<first + Self.mostClips)
        }
        let own =
            palette.count <= Self.mostClips - 4
            ? palette : turned(palette, by: number, most: Self.mostClips - 4)
        let guests = assignment.guests[slot.section]
        let others = turned(guests, by: number, most: Self.mostClips - own.count)
        return own + others
    }

    /// The first of a list where it is wanted, and as many of the others as fit, others at each number.
    private func turned(_ clips: [Int], by number: Int, most: Int) -> [Int] {
        guard clips.count > most, most > 1 else { return clips }
        let rest = clips.dropFirst()
        return [clips[0]]
            + (0..<most - 1).map { rest[rest.startIndex + (number * (most - 1) + $0) % rest.count] }
    }

    private func affinity(of clip: Int, in slot: Slot) -> Double {
        if !pins[slot.section].isEmpty {
            // What a person wants outweighs how soon it returns.
            return pins[slot.section].contains(clip)
                ? clip == assignment.palettes[slot.section][0] || !slot.wantsMain ? 0 : 20 : 20
        }
        switch order {
        case .auto:
            let palette = assignment.palettes[slot.section]
            if clip == palette[0] { return 0 }
            let opening = !slot.wantsMain ? 0 : assignment.isNamed[slot.section] ? 14.0 : 3
            if palette.contains(clip) { return opening }
            // Sections of a kind have the same guests in the same order, so that they stay alike.
            let rank = assignment.guests[slot.section].firstIndex(of: clip) ?? 0
            return opening + 3.5 + 3 * Double(min(rank, 4))
        case .story:
            let place = slot.place * Double(maker.clips.count)
            return 4 * max(0, abs(Double(clip) + 0.5 - place) - 0.5)
        case .shuffle:
            return 0
        }
    }

    /// A number in 0 ..< 1 that depends on nothing but the seed and what it is for.
    private func chance(_ slot: Int, _ clip: Int, _ number: Int) -> Double {
        var generator = SeededGenerator(
            seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: Int64(slot)) &* 0xD1B5_4A32_D192_ED03
                ^ UInt64(bitPattern: Int64(clip)) &* 0x8CB9_2BA7_2F3D_8DD7
                ^ UInt64(bitPattern: Int64(number)) &* 0xA24B_AED4_963E_E407)
        return generator.unit()
    }
}
