internal import EditModel

/// Goes through the song once and puts a clip into every slot.
struct ShotSequence {
    private let timeline: Timeline
    private let clips: [Footage]
    private let placement: CutPlacement
    private var fitting: ShotFitting
    private var random: SplitMix64
    private var lastShown: [Int]
    private var count = 0
    private var previous: Int?

    /// Prepares a run; the clips are in natural order, one at least.
    init(timeline: Timeline, clips: [Footage], style: EditStyle, seed: UInt64) {
        self.timeline = timeline
        self.clips = clips
        let bounds = style.pace.bounds
        let wish = style.minimumShot ?? bounds.lowerBound
        let least = wish.isFinite ? min(max(wish, 0), 3600) : bounds.lowerBound
        placement = CutPlacement(
            rate: timeline.rate, bounds: least...max(least, bounds.upperBound), pace: style.pace)
        fitting = ShotFitting(rate: timeline.rate, clips: clips.count)
        random = SplitMix64(seed: seed)
        lastShown = Array(repeating: -1, count: clips.count)
    }

    /// The shots, tiling the timeline.
    mutating func shots() -> [Shot] {
        let palettes = ClipAssignment.palettes(names: clips.map(\.name), labels: timeline.labels)
        var shots: [Shot] = []
        for (span, palette) in zip(timeline.spans, palettes) {
            let range = span.startFrame..<span.endFrame
            let cuts = placement.cuts(
                in: range, energy: timeline.relativeEnergy(of: span), bar: timeline.bar,
                candidates: timeline.candidates, random: &random)
            let edges = [range.lowerBound] + cuts + [range.upperBound]
            for (start, end) in zip(edges, edges.dropFirst()) {
                let isFirst = start == range.lowerBound
                let clip = choose(from: palette, leading: isFirst)
                let fitted = fitting.fit(clips[clip], index: clip, frames: end - start)
                let place = timeline.place(of: start)
                let isOwn = palette.clips.prefix(palette.own).contains(clip)
                var parts = [isFirst ? "\(place), \(span.name) begins" : "\(place) of \(span.name)"]
                parts.append(isOwn ? palette.reason : "a companion, so that no clip follows itself")
                if let note = fitted.note { parts.append(note) }
                shots.append(
                    Shot(
                        startFrame: start, clip: clip, timeMap: fitted.map, fit: fitted.fit,
                        reason: parts.joined(separator: "; ")))
            }
        }
        return shots
    }

    /// A section opens with its leading clip; then the clip of the palette shown longest ago, its own preferred.
    /// The clip on screen is taken only where there is no other.
    private mutating func choose(from palette: ClipAssignment.Palette, leading: Bool) -> Int {
        defer { count += 1 }
        var best: (clip: Int, cost: Double)?
        for (rank, clip) in palette.clips.enumerated() where clip != previous || clips.count == 1 {
            let age = lastShown[clip] < 0 ? 8 : min(8, count - lastShown[clip])
            var cost = rank < palette.own ? 0.0 : 1.5
            cost -= Double(age) / 2
            cost += random.unit() * 0.4
            if leading { cost = Double(rank) }
            if cost < best?.cost ?? .infinity { best = (clip, cost) }
        }
        let clip = best?.clip ?? palette.clips[0]
        lastShown[clip] = count
        previous = clip
        return clip
    }
}
