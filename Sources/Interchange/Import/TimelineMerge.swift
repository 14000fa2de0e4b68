package import EditModel

/// Brings what another program has changed of a timeline into the edit that it was made from.
///
/// What is as it was stays as it was, with its curves, windows and reasons. What is not becomes a pinned shot: planning anew
/// leaves it alone. Where nothing is any more, the shot before stands until then.
package struct TimelineMerge {
    let timeline: ImportedTimeline
    let base: Edit
    /// The parts of each shot of the base, as they were written.
    let parts: [[CutList.Part]]
    /// The shots that begin with a part.
    private var shotsByFirstPart: [PartKey: [Int]] = [:]
    var shots: [Shot] = []
    var kept: Set<Int> = []
    private var remarks: [String] = []
    /// What is shown of files that are not found: their names, and from where to where.
    private var lost: [(name: String, frame: Int)] = []
    /// What was open, and was filled.
    private var gaps: [Range<Int>] = []

    /// What makes two parts the same.
    struct PartKey: Hashable {
        var clip: Int
        var sourceStart: Int
        var sourceEnd: Int
        var frameCount: Int
    }

    /// Merges.
    ///
    /// - Parameters:
    ///   - timeline: The timeline as it is now.
    ///   - base: The edit that it was made from, and the clips that are new in it.
    /// - Returns: A valid edit, and what is to be said of it, full sentences.
    /// - Throws: `EditError` where what it shows cannot be.
    package static func edit(
        from timeline: ImportedTimeline, onto base: Edit
    ) throws -> (edit: Edit, remarks: [String]) {
        var merge = TimelineMerge(timeline, onto: base)
        merge.run()
        var edit = base
        edit.shots = merge.shots
        try edit.validate()
        return (edit, timeline.remarks + merge.remarks)
    }

    private init(_ timeline: ImportedTimeline, onto base: Edit) {
        self.timeline = timeline
        self.base = base
        let cuts = CutList(partsOf: base)
        var parts = [[CutList.Part]](repeating: [], count: base.shots.count)
        for part in cuts.parts { parts[part.shot].append(part) }
        self.parts = parts
        for (index, shot) in base.shots.enumerated() {
            guard let first = parts[index].first else { continue }
            shotsByFirstPart[Self.key(of: first, clip: shot.clip), default: []].append(index)
        }
    }

    static func key(of part: CutList.Part, clip: Int) -> PartKey {
        PartKey(
            clip: clip, sourceStart: part.sourceStart, sourceEnd: part.sourceEnd, frameCount: part.frameCount)
    }

    func key(of item: ImportedTimeline.Item) -> PartKey? {
        clip(of: item).map {
            PartKey(
                clip: $0, sourceStart: item.sourceStart, sourceEnd: item.sourceEnd,
                frameCount: item.frameCount)
        }
    }

    /// The clip that an item shows; of a shot that was rendered, the shot's.
    func clip(of item: ImportedTimeline.Item) -> Int? {
        if let origin = item.origin, origin.lead != nil {
            return base.shots.indices.contains(origin.shot) ? base.shots[origin.shot].clip : nil
        }
        return base.clip(at: item.path)
    }

    // MARK: Going along

    private mutating func run() {
        var index = 0
        while index < timeline.items.count {
            let item = timeline.items[index]
            guard item.startFrame < base.frameCount else {
                remarks.append(
                    "What lies behind the song's end, from \(place(of: item.startFrame)), is left out.")
                break
            }
            guard clip(of: item) != nil else {
                lost.append((MediaLink.fileName(of: item.path), item.startFrame))
                index += 1
                continue
            }
            fillGap(upTo: item.startFrame)
            if let shot = intactShot(at: index) {
                take(shot, at: item)
                index += item.origin?.lead == nil ? parts[shot].count : 1
            } else {
                let count = fragmentCount(at: index)
                take(fragments: timeline.items[index..<index + count])
                index += count
            }
        }
        cutEnd()
        fillGap(upTo: base.frameCount)
        fitTransitions()
        tellOfMissing()
    }

    /// The shot of the base that begins at an item and is all there; the one that was at this place rather than another.
    private func intactShot(at index: Int) -> Int? {
        let item = timeline.items[index]
        if let origin = item.origin, let lead = origin.lead {
            let isWhole =
                item.sourceStart == lead && item.sourceEnd == lead + base.shots[origin.shot].frameCount
                && item.frameCount == base.shots[origin.shot].frameCount
            return isWhole ? origin.shot : nil
        }
        guard let key = key(of: item) else { return nil }
        let candidates = (shotsByFirstPart[key] ?? []).filter { isWhole($0, from: index) }
        return candidates.first { base.shots[$0].startFrame == item.startFrame }
            ?? candidates.first { $0 == item.origin?.shot && !kept.contains($0) }
            ?? candidates.first { !kept.contains($0) } ?? candidates.first
    }

    /// Whether all parts of a shot follow each other from an item on.
    private func isWhole(_ shot: Int, from index: Int) -> Bool {
        let parts = parts[shot]
        guard index + parts.count <= timeline.items.count else { return false }
        let items = timeline.items[index..<index + parts.count]
        return zip(parts, items).allSatisfy { key(of: $1) == Self.key(of: $0, clip: base.shots[shot].clip) }
            && zip(items, items.dropFirst()).allSatisfy { $0.endFrame == $1.startFrame && $1.dissolve == nil }
    }

    /// How many items from one on are parts, in their order, of one shot of the base that is not all there.
    private func fragmentCount(at index: Int) -> Int {
        var count = 1
        while index + count < timeline.items.count {
            let (item, next) = (timeline.items[index + count - 1], timeline.items[index + count])
            guard let origin = item.origin, let nextOrigin = next.origin, origin.lead == nil,
                nextOrigin.lead == nil, origin.shot == nextOrigin.shot, origin.index + 1 == nextOrigin.index,
                item.endFrame == next.startFrame, next.dissolve == nil, clip(of: item) == clip(of: next)
            else { break }
            count += 1
        }
        return count
    }

    // MARK: The rest

    /// Fills what is left open up to a frame: the clip before stands there, or at the start the first one.
    private mutating func fillGap(upTo frame: Int) {
        let start = shots.last?.endFrame ?? 0
        guard start < frame else { return }
        let last = shots.last?.timeMap.pieces.last?.sourceEnd ?? 0
        let clip = shots.last?.clip ?? timeline.items.first.flatMap { self.clip(of: $0) } ?? 0
        shots.append(
            Shot(
                startFrame: start, clip: clip,
                timeMap: TimeMap(pieces: [
                    TimeMap.Piece(frames: frame - start, sourceStart: last, sourceEnd: last)
                ]), fit: .freeze, reason: "left open in an editor"))
        gaps.append(start..<frame)
    }

    /// Cuts what reaches beyond the song's end.
    private mutating func cutEnd() {
        guard var shot = shots.last, shot.endFrame > base.frameCount else { return }
        let count = base.frameCount - shot.startFrame
        shot.timeMap = shot.timeMap.part(0..<count)
        shot.endFrame = base.frameCount
        shot.windows.removeAll { $0.frame >= count }
        shot.hits.removeAll { $0.frame >= base.frameCount }
        shot.isPinned = true
        tell(shot, "is cut off where the song ends")
        shots[shots.count - 1] = shot
    }

    private mutating func fitTransitions() {
        guard !shots.isEmpty else { return }
        if shots[0].transition?.kind == .dissolve { shots[0].dropTransition() }
        for index in shots.indices.dropFirst() {
            let wanted = shots[index].transition
            shots[index].fitTransition(after: shots[index - 1])
            if shots[index].transition != wanted {
                tell(shots[index], "has no room for all of its transition")
            }
        }
    }

    private mutating func tellOfMissing() {
        var seen: Set<String> = []
        let names = lost.map { "“\(visible($0.name))”" }.filter { seen.insert($0).inserted }
        if let first = lost.first {
            remarks.append(
                lost.count == 1
                    ? "\(names[0]) at \(place(of: first.frame)) is not found, and left out."
                    : "\(ImportTally.some(names)) \(names.count == 1 ? "is" : "are") not found: what shows \(names.count == 1 ? "it" : "them"), in \(lost.count) places from \(place(of: first.frame)) on, is left out."
            )
        }
        if let first = gaps.first {
            let span = "\(place(of: first.lowerBound)) up to \(place(of: first.upperBound))"
            let more = gaps.count - 1
            let others = more == 0 ? "" : more == 1 ? " and at 1 more place" : " and at \(more) more places"
            remarks.append(
                "Nothing is at \(span)\(others): a picture stands there until the edit is planned anew, with mvsync plan --from."
            )
        }
        let missing = base.shots.indices.filter { !kept.contains($0) }.map { "\($0 + 1)" }
        guard let number = missing.first else { return }
        remarks.append(
            missing.count == 1
                ? "Shot \(number) is not there any more."
                : "Shots \(ImportTally.some(missing)) are not there any more.")
    }

    mutating func tell(_ shot: Shot, _ what: String) {
        remarks.append(
            "The shot of “\(visible(base.clips[shot.clip].name))” at \(place(of: shot.startFrame)) \(what); it is pinned."
        )
    }

    func place(of frame: Int) -> String {
        Timecode(frame: max(frame, 0), at: base.frameRate, dropsFrames: Timecode.canDrop(at: base.frameRate))
            .description
    }
}
