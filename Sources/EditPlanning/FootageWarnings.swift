internal import EditModel

extension EditPlanner {
    /// What is to be said of the footage of an edit: how much of it returns, and why.
    static func footageWarnings(_ edit: Edit) -> [String] {
        var warnings: [String] = []
        let (clips, shots) = (edit.clips, edit.shots)
        if clips.count == 1, shots.count > 1 {
            warnings.append("There is one clip only, so it follows itself at every cut.")
        }
        guard clips.allSatisfy({ !$0.isStill }) else { return warnings }
        let seconds = clips.reduce(0) { $0 + $1.duration }
        if seconds < 0.9 * edit.song.duration {
            let times = (edit.song.duration / seconds * 10).rounded() / 10
            var sentence =
                "\(whole(seconds)) s of footage for \(whole(edit.song.duration)) s of song: what is seen returns about \(times) times"
            if let gap = shortestReturn(of: shots) {
                sentence += ", after \(tenths(edit.frameRate.seconds(ofFrame: gap))) s at the soonest"
            }
            warnings.append(sentence + ".")
        }
        return warnings
    }

    /// The fewest frames between two shots that show the same part of a clip; nil where none does.
    private static func shortestReturn(of shots: [Shot]) -> Int? {
        var shortest: Int?
        var seen: [Int: [(source: Range<Double>, end: Int)]] = [:]
        for shot in shots {
            let source = shot.timeMap.sourceRange
            // The latest ones decide; those long ago are no shorter gaps.
            for past in seen[shot.clip, default: []].suffix(24).reversed()
            where min(past.source.upperBound, source.upperBound)
                - max(past.source.lowerBound, source.lowerBound) > 1e-3
            {
                shortest = min(shortest ?? .max, shot.startFrame - past.end)
                break
            }
            seen[shot.clip, default: []].append((source, shot.endFrame))
        }
        return shortest
    }

    private static func whole(_ value: Double) -> Int { Int(value.rounded()) }
}
