internal import EditModel
internal import Foundation

/// Words on shots, and on places and distances.
extension ComparisonText {
    var shots: [String] {
        let changes = comparison.shots
        let texts = changes.map(words)
        return runs(of: texts).flatMap { run -> [String] in
            guard run.count > 2 else { return run.map { line(changes[$0], texts[$0]) } }
            let (first, last) = (changes[run.lowerBound], changes[run.upperBound - 1])
            // Unchanged ones may lie between them.
            let numbers = "\(number(of: first))–\(number(of: last))"
            return [
                "  \(place(first.startFrame))shots \(numbers), \(run.count) up to \(timecode(last.endFrame)): \(texts[run.lowerBound])"
            ]
        }
    }

    private func line(_ change: EditComparison.ShotChange, _ text: String) -> String {
        "  \(place(change.startFrame))shot \(number(of: change)), \(change.clip): \(text)"
    }

    /// Counted from 1, in the second edit; of a removed shot, in the first.
    private func number(of change: EditComparison.ShotChange) -> Int {
        (change.after ?? change.before ?? 0) + 1
    }

    private func words(on change: EditComparison.ShotChange) -> String {
        guard let first = change.before else { return "added" }
        guard let second = change.after else { return "removed" }
        var parts: [String] = []
        if let clip = change.clipBefore { parts.append("another clip, it was \(clip)") }
        parts += moves(change.startShift, change.endShift)
        if let shift = change.sourceShift {
            parts.append(
                "enters the clip \(String(format: "%.2f", abs(shift))) s \(shift > 0 ? "later" : "earlier")")
        }
        if let speed = change.speed {
            let (old, new) = (String(format: "%.2f×", speed.before), String(format: "%.2f×", speed.after))
            parts.append(old == new ? "another course of speed" : "speed \(old) → \(new)")
        }
        // What is seen of another clip, and when it moves, is another thing anyhow.
        let followers: Set<EditComparison.ShotChange.Aspect> =
            change.clipBefore == nil ? [] : [.window, .hits, .mirrored, .unmirrored]
        for aspect in change.others where !followers.contains(aspect) {
            switch aspect {
            case .transition:
                parts.append(
                    "\(name(of: before.shots[first].transition)) → \(name(of: after.shots[second].transition))"
                )
            case .window: parts.append("another part of the picture")
            case .mirrored, .pinned: parts.append(aspect.rawValue)
            case .unmirrored: parts.append("no longer mirrored")
            case .unpinned: parts.append("no longer pinned")
            case .hits: parts.append("other movements on beats")
            // What a shot is for follows from what it is.
            case .reason: if parts.isEmpty { parts.append("other words on it") }
            }
        }
        return parts.joined(separator: "; ")
    }

    private func name(of transition: Shot.Transition?) -> String {
        transition.map { "\($0.kind.rawValue) of \($0.frames) frames" } ?? "hard cut"
    }

    /// How a range lies to where it was.
    func moves(_ start: Int, _ end: Int) -> [String] {
        if start == end { return start == 0 ? [] : ["moved: \(distance(start))"] }
        return [start == 0 ? nil : "starts \(distance(start))", end == 0 ? nil : "ends \(distance(end))"]
            .compactMap(\.self)
    }

    /// A number of frames, in seconds and in beats too.
    func distance(_ frames: Int) -> String {
        let seconds = after.frameRate.seconds(ofFrame: abs(frames))
        let beats = after.song.bpm > 0 ? seconds * after.song.bpm / 60 : 0
        let inBeats = beats >= 0.1 ? String(format: ", %.1f beats", beats) : ""
        return
            "\(abs(frames)) frame\(abs(frames) == 1 ? "" : "s") (\(String(format: "%.2f", seconds)) s\(inBeats)) \(frames > 0 ? "later" : "earlier")"
    }

    /// A frame as a timecode, and as bar and beat, in columns.
    func place(_ frame: Int) -> String {
        let position = after.position(ofFrame: frame).map { "\($0.bar).\($0.beat)" } ?? "-"
        return timecode(frame) + "  " + position + String(repeating: " ", count: max(8 - position.count, 1))
    }

    func timecode(_ frame: Int) -> String { Timecode(frame: max(frame, 0), at: after.frameRate).description }

    /// The ranges of equal texts that follow each other.
    func runs(of texts: [String]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in texts.indices {
            if let last = runs.last, texts[last.lowerBound] == texts[index] {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}
