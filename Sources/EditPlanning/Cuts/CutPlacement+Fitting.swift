internal import EditModel
internal import MusicAnalysis

extension CutPlacement {
    /// The cuts of a section with one on each drop in it, and none in the bar before: a breath.
    func aroundDrops(
        _ cuts: [(frame: Int, beat: Int?)], in section: Section
    ) -> [(frame: Int, beat: Int?)] {
        guard let bar = barLength else { return cuts }
        let drops = song.dynamics.filter {
            $0.kind == .drop && $0.start > section.start - 0.03 && $0.start <= section.end + 0.03
        }
        var cuts = cuts
        for drop in drops {
            let frame = rate.frame(nearest: drop.start)
            let breath = frame - Int(bar * rate.framesPerSecond)
            cuts.removeAll { $0.frame > breath && $0.frame <= frame }
            guard drop.start > section.start + 0.03, drop.start < section.end - 0.03 else { continue }
            cuts.removeAll { abs($0.frame - frame) < leastFrames }
            let place = cuts.firstIndex { $0.frame > frame } ?? cuts.endIndex
            cuts.insert((frame, beat(at: drop.start)), at: place)
        }
        return cuts
    }

    /// The cuts of a section with further ones where a shot would be longer than is allowed, on beats where there are any.
    ///
    /// - Parameter section: The section's frames.
    func dividingLong(
        _ cuts: [(frame: Int, beat: Int?)], in section: Range<Int>
    ) -> [(frame: Int, beat: Int?)] {
        guard pacing.longest.isFinite else { return cuts }
        let most = max(Int(pacing.longest * rate.framesPerSecond + 0.5), 1)
        let beatFrames = song.beats.map { rate.frame(nearest: $0.time) }
        var divided: [(frame: Int, beat: Int?)] = []
        for cut in cuts + [(section.upperBound, nil)] {
            var last = divided.last?.frame ?? section.lowerBound
            while cut.frame - last > most {
                // Of what remains, equal parts; their ends are drawn to the nearest beat that is not too far.
                let part = (cut.frame - last) / ((cut.frame - last + most - 1) / most)
                let after = beatFrames.firstIndexSorted { $0 > last + part }
                let beat = [after - 1, after].filter { index in
                    guard beatFrames.indices.contains(index) else { return false }
                    let length = beatFrames[index] - last
                    return length <= most && length >= leastFrames && abs(length - part) <= part / 2
                }.min { abs(beatFrames[$0] - last - part) < abs(beatFrames[$1] - last - part) }
                let next = (beat.map { beatFrames[$0] } ?? last + max(part, 1), beat)
                divided.append(next)
                last = next.0
            }
            if cut.frame < section.upperBound { divided.append(cut) }
        }
        return divided
    }

    /// The cuts, so changed that pinned shots begin and end with one and have none inside.
    ///
    /// Boundaries of sections stay even close to a pinned shot; other cuts do not.
    func fitting(_ cuts: [Cut], around pinned: [Range<Int>]) -> [Cut] {
        guard !pinned.isEmpty else { return cuts }
        let total = rate.frame(nearest: song.duration)
        let edges = Set(pinned.flatMap { [$0.lowerBound, $0.upperBound] }).subtracting([total])
        func section(at frame: Int) -> Int {
            song.sections.indices.last { rate.frame(nearest: song.sections[$0].start) <= frame } ?? 0
        }
        var kept = cuts.filter { cut in
            if edges.contains(cut.frame) { return true }
            if pinned.contains(where: { $0.contains(cut.frame) }) { return false }
            return cut.beginsSection || !edges.contains { abs($0 - cut.frame) < leastFrames }
        }
        let present = Set(kept.map(\.frame))
        for edge in edges.subtracting(present) {
            let time = rate.seconds(ofFrame: edge)
            kept.append(
                Cut(
                    frame: edge,
                    beat: song.beats.firstIndex { rate.frame(nearest: $0.time) == edge } ?? beat(at: time),
                    section: section(at: edge), beginsSection: false))
        }
        return kept.sorted { $0.frame < $1.frame }
    }
}

extension Array {
    /// The first index whose element fulfils a condition that holds for all after it; the end where none does.
    func firstIndexSorted(where holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
