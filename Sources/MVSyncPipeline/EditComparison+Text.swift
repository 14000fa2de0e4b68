package import EditModel
internal import Foundation

extension EditComparison {
    /// The differences for people: a line that sums them up, then groups of lines in the order of the timeline.
    ///
    /// What is the same of three shots or more in a row is said once of all of them.
    ///
    /// - Parameters:
    ///   - before: The first of the edits that were compared.
    ///   - after: The second.
    package func lines(from before: Edit, to after: Edit) -> [String] {
        let text = ComparisonText(comparison: self, before: before, after: after)
        return isEmpty ? [text.summary] : [text.summary] + text.groups
    }
}

/// The words of a comparison.
struct ComparisonText {
    let comparison: EditComparison
    let before: Edit
    let after: Edit

    /// What differs, in one line.
    var summary: String {
        guard !comparison.isEmpty else { return "The edits are the same." }
        let shots = comparison.shots
        let kinds = [
            (shots.count { $0.clipBefore != nil }, "show another clip"),
            (
                shots.count {
                    $0.before != nil && $0.after != nil && ($0.startShift != 0 || $0.endShift != 0)
                }, "moved or trimmed"
            ),
            (shots.count { $0.speed != nil || $0.sourceShift != nil }, "run otherwise or from elsewhere"),
            (shots.count { $0.before == nil }, "added"), (shots.count { $0.after == nil }, "removed"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let others = [
            counted(comparison.settings.count, "setting"), counted(comparison.clips.count, "clip"),
            comparison.beats == nil ? nil : "the beats", counted(comparison.sections.count, "section"),
            counted(comparison.events.count, "event"), counted(comparison.captions.count, "caption"),
            comparison.warningsDiffer ? "the warnings" : nil,
        ].compactMap(\.self)
        let differing = shots.count { $0.after != nil }
        var line =
            "\(differing == 0 ? "None" : "\(differing)") of \(comparison.shotCount) shots differ\(differing < 2 ? "s" : "")"
        if !kinds.isEmpty { line += ": " + kinds.joined(separator: ", ") }
        if !others.isEmpty { line += "; also changed: " + others.joined(separator: ", ") }
        return line + "."
    }

    /// The groups of lines that are not empty, each under its name.
    var groups: [String] {
        let warnings = comparison.warningsDiffer ? ["  the warnings are others"] : []
        return [
            ("settings", settings), ("clips", clips), ("beats", beats), ("sections", sections),
            ("events", events),
            ("shots", shots), ("captions", captions), ("warnings", warnings),
        ].flatMap { name, lines in lines.isEmpty ? [] : [name] + lines }
    }

    private func counted(_ count: Int, _ name: String) -> String? {
        count == 0 ? nil : "\(count) \(name)\(count == 1 ? "" : "s")"
    }

    // MARK: Groups

    private var settings: [String] {
        let width = comparison.settings.map(\.name.count).max() ?? 0
        return comparison.settings.map { setting in
            let gap = String(repeating: " ", count: width - setting.name.count)
            return "  \(setting.name)\(gap)  \(short(setting.before)) → \(short(setting.after))"
        }
    }

    /// Hashes are told apart by their beginnings.
    private func short(_ value: String) -> String { value.count == 64 ? value.prefix(12) + "…" : value }

    private var clips: [String] {
        comparison.clips.map { change in
            switch change.kind {
            case .added: "  added     \(change.after ?? "")"
            case .removed: "  removed   \(change.before ?? "")"
            case .renamed: "  renamed   \(change.before ?? "") → \(change.after ?? "")"
            case .replaced: "  replaced  \(change.after ?? "") has other content"
            }
        }
    }

    private var beats: [String] {
        guard let change = comparison.beats else { return [] }
        var parts: [String] = []
        if change.moved > 0 {
            parts.append(
                "\(change.moved) of \(after.beats.count) moved, by \(milliseconds(change.meanShift)) on average, \(milliseconds(change.greatestShift)) at most"
            )
        }
        if change.added > 0 { parts.append("\(change.added) added") }
        if change.removed > 0 { parts.append("\(change.removed) removed") }
        if change.renumbered > 0 {
            parts.append("\(change.renumbered) with another place in their bar, or another bar")
        }
        return ["  " + parts.joined(separator: "; ")]
    }

    private var sections: [String] {
        comparison.sections.map { change in
            let head = "  " + place(change.frame)
            guard let old = change.before else { return head + "\(change.after ?? ""): added" }
            guard let new = change.after else { return head + "\(old): removed" }
            var parts = change.shift == 0 ? [] : ["starts \(distance(change.shift))"]
            if old != new { parts.insert("was \(old)", at: 0) }
            parts += change.others.map { $0.hasSuffix("pinned") ? $0 : "\($0) changed" }
            return head + "\(new): " + parts.joined(separator: "; ")
        }
    }

    private var events: [String] {
        comparison.events.map { change in
            "  \(place(change.event.startFrame))\(change.event.kind.rawValue): \(change.isAdded ? "added" : "removed")"
        }
    }

    private var captions: [String] {
        let texts = comparison.captions.map { change in
            guard change.before != nil else { return "added" }
            guard change.after != nil else { return "removed" }
            var parts = moves(change.startShift, change.endShift)
            if let old = change.before, old != change.after { parts.insert("was “\(old)”", at: 0) }
            if change.detailsDiffer, parts.isEmpty {
                parts.append("its words, or whether its time is an estimate")
            }
            return parts.joined(separator: "; ")
        }
        return runs(of: texts).flatMap { run -> [String] in
            let (first, last) = (comparison.captions[run.lowerBound], comparison.captions[run.upperBound - 1])
            guard run.count > 2 else {
                return run.map { index in
                    let change = comparison.captions[index]
                    return "  \(place(change.frame))“\(change.after ?? change.before ?? "")”: \(texts[index])"
                }
            }
            return [
                "  \(place(first.frame))\(run.count) captions up to \(timecode(last.frame)): \(texts[run.lowerBound])"
            ]
        }
    }
}
