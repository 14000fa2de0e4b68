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
                    return length <= most && length >= leastFrames
                        && cut.frame - beatFrames[index] >= leastFrames && abs(length - part) <= part / 2
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
        let edges = Set(pinned.flatMap { [$0.lowerBound, $0.upperBound] }).subtracting([total]).sorted()
        func isNearEdge(_ frame: Int) -> Bool {
            let edge = edges.firstIndexSorted { $0 > frame - leastFrames }
            return edge < edges.count && edges[edge] < frame + leastFrames
        }
        func isInside(_ frame: Int) -> Bool {
            let next = pinned.firstIndexSorted { $0.upperBound > frame }
            return next < pinned.count && pinned[next].lowerBound < frame
        }
        let isEdge = Set(edges)
        var kept = cuts.filter { cut in
            isEdge.contains(cut.frame)
                || !isInside(cut.frame) && (cut.beginsSection || !isNearEdge(cut.frame))
        }
        let starts = song.sections.map { rate.frame(nearest: $0.start) }
        for edge in isEdge.subtracting(kept.map(\.frame)) {
            let beat = beatFrames.firstIndexSorted { $0 >= edge }
            let isOnBeat = beat < beatFrames.count && beatFrames[beat] == edge
            kept.append(
                Cut(
                    frame: edge, beat: isOnBeat ? beat : self.beat(at: rate.seconds(ofFrame: edge)),
                    section: max(starts.firstIndexSorted { $0 > edge } - 1, 0), beginsSection: false))
        }
        return kept.sorted { $0.frame < $1.frame }
    }
}

extension Array {
    /// The first index whose element fulfils a condition that holds for all after it; the end where none does.
    func firstIndexSorted(where holds: (Element) -> Bool) -> Int { indices.firstSorted { holds(self[$0]) } }
}

extension Range<Int> {
    /// The first number that fulfils a condition that holds for all after it; the end where none does.
    func firstSorted(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
