public import EditModel
public import MusicAnalysis

extension Edit {
    /// The song as this edit has it: its beats, sections and captions, as a person may have changed them, in what was heard.
    ///
    /// Planning this with `EditStyle(of:)`, the edit's seed and its clips, with the edit before it, gives the edit again.
    ///
    /// - Parameter heard: The analysis of the same song; what an edit does not hold is taken from it.
    /// - Returns: An analysis whose warnings are those of the edit, but for what is said of footage.
    /// - Throws: `EditError` for a label that names no section, with its JSON path.
    public func song(in heard: SongAnalysis) throws(EditError) -> SongAnalysis {
        var analysis = heard
        analysis.tempo.bpm = song.bpm
        analysis.beats = beats.map { Beat(time: $0.time, position: $0.position) }
        // A beat that a person has moved in one of its two forms only stands where its frame is.
        let agreeing = beats.filter { abs(frameRate.frame(nearest: $0.time) - $0.frame) <= 1 }
        let times = Dictionary(
            agreeing.map { ($0.frame, $0.time) }, uniquingKeysWith: { first, _ in first })
        // A boundary on a beat stays on it at another frame rate.
        let starts = sections.map { span in
            span.startFrame == 0 ? 0 : times[span.startFrame] ?? frameRate.seconds(ofFrame: span.startFrame)
        }
        analysis.sections = []
        for (index, span) in sections.enumerated() {
            guard let label = Self.label(of: span.label) else {
                let labels = SectionLabel.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
                throw EditError(
                    .invalid, at: "$.sections[\(index)].label",
                    "expected one of \(labels), found \"\(span.label.prefix(40))\".")
            }
            let end = index + 1 < starts.count ? starts[index + 1] : heard.duration
            analysis.sections.append(
                Section(
                    start: starts[index], end: end, label: label, group: 0, energy: span.energy,
                    confidence: 1))
        }
        analysis.dynamics = events.map { DynamicEvent($0, rate: frameRate) }
        analysis.lyrics = captions.map { LyricLine($0, rate: frameRate) }
        let ofFootage = EditPlanner.footageWarnings(self)
        analysis.warnings = warnings.filter { !ofFootage.contains($0) }
        return analysis
    }

    /// What became of names of sections that a person has changed, full sentences: names follow from labels.
    ///
    /// - Parameter planned: The same edit, planned anew.
    public func renamings(in planned: Edit) -> [String] {
        // Names as they were planned, whatever the labels are now, are nobody's wish.
        let implied = sections.compactMap { Self.label(of: $0.name) }
        guard Names(implied).names != sections.map(\.name) else { return [] }
        return zip(sections, planned.sections).enumerated().compactMap { index, pair in
            let (old, new) = (pair.0.name, pair.1.name)
            return old == new
                ? nil : "Section \(index + 1), “\(old)”, is now “\(new)”: names follow from labels."
        }
    }

    /// What became of pinned shots, and of those in pinned sections, that did not stay as they are; full sentences.
    ///
    /// - Parameter planned: The same edit, planned anew.
    public func lostPins(in planned: Edit) -> [String] {
        let pinned = shots.filter { $0.isPinned || section(atFrame: $0.startFrame)?.isPinned == true }
        guard !pinned.isEmpty else { return [] }
        guard planned.frameRate == frameRate else {
            return ["At another frame rate nothing stays pinned; all shots were decided anew."]
        }
        let lost = pinned.count { shot in
            guard let now = planned.shot(atFrame: shot.startFrame), now.startFrame == shot.startFrame else {
                return true
            }
            return now.timeMap != shot.timeMap || planned.clips[now.clip].path != clips[shot.clip].path
        }
        guard lost > 0 else { return [] }
        let what = lost == 1 ? "1 pinned shot" : "\(lost) pinned shots"
        return ["\(what) could not stay: the clip has changed, or was left out."]
    }

    /// The label that a word stands for: one of them, or another name of it, such as "refrain".
    private static func label(of word: String) -> SectionLabel? {
        SectionLabel(rawValue: word) ?? LyricSheet.label(of: word)
    }
}
