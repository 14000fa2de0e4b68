/// What differs between two edits of a song: a value, in the order of the timeline.
///
/// Frames are those of the second edit; where the first has another rate, its frames are brought to that first. Media count by
/// what they hold and what they are called, not by where they lie. What follows from the rest (the clips' own facts, the
/// ends of sections and what a fit is called) is not compared.
public struct EditComparison: Sendable, Equatable, Encodable {
    /// The song, the picture and the style, as far as they differ.
    public var settings: [Setting]

    /// The clips that are not the same in both.
    public var clips: [ClipChange]

    /// What became of the beats; nil where they are the same.
    public var beats: BeatChange?

    /// The sections that differ.
    public var sections: [SectionChange]

    /// The builds, drops and breaks that are in one edit only, the removed ones first.
    public var events: [EventChange]

    /// The shots that differ.
    public var shots: [ShotChange]

    /// The captions that differ.
    public var captions: [CaptionChange]

    /// Whether the warnings differ.
    public var warningsDiffer: Bool

    /// The number of shots in the second edit.
    public var shotCount: Int

    /// The rate that frames are counted at.
    public var frameRate: FrameRate

    /// Whether nothing differs.
    public var isEmpty: Bool {
        settings.isEmpty && clips.isEmpty && beats == nil && sections.isEmpty && events.isEmpty
            && shots.isEmpty
            && captions.isEmpty && !warningsDiffer
    }

    /// Compares two edits.
    ///
    /// - Parameters:
    ///   - before: A valid edit.
    ///   - after: Another one.
    /// - Complexity: O(*n* · *m*) in the shots, sections and captions that differ; O(*n*) in all else, and in shots beyond
    ///   `Alignment.mostPairs`.
    public init(_ before: Edit, _ after: Edit) {
        let clips = ClipPairing(before.clips, after.clips)
        let earlier = before.brought(to: after.frameRate)
        // What was cut to the same beats at another rate is the same within a frame.
        let grace = before.frameRate == after.frameRate ? 0 : 1
        settings = Self.settings(before, after)
        self.clips = clips.changes
        beats = BeatChange(earlier.beats, after.beats, grace: grace)
        sections = Self.sections(earlier.sections, after.sections, grace: grace)
        events = Self.events(earlier.events, after.events, grace: grace)
        shots = Self.shots(earlier, after, clips: clips, grace: grace)
        captions = Self.captions(earlier.captions, after.captions, grace: grace)
        warningsDiffer = before.warnings != after.warnings
        shotCount = after.shots.count
        frameRate = after.frameRate
    }
}

extension EditComparison {
    /// A value of the song, the picture or the style that is another one.
    public struct Setting: Sendable, Hashable, Encodable {
        /// Its path in an edit file, such as `style.pace`.
        public var name: String

        /// What it was, in words.
        public var before: String

        /// What it is, in words.
        public var after: String
    }

    private static func settings(_ before: Edit, _ after: Edit) -> [Setting] {
        func words(_ edit: Edit) -> [(String, String)] {
            let song = edit.song
            let name = song.path.split(separator: "/").last.map(String.init) ?? song.path
            return [
                ("song.name", name), ("song.contentHash", song.contentHash),
                ("song.duration", JSONValue.number(song.duration).summary),
                ("song.bpm", JSONValue.number(song.bpm).summary),
                ("frameRate", "\(edit.frameRate.numerator)/\(edit.frameRate.denominator)"),
                ("canvas", "\(edit.canvas.width)x\(edit.canvas.height)"), ("seed", "\(edit.seed)"),
                // Of another rate the count is another one anyhow.
                ("frameCount", before.frameRate == after.frameRate ? "\(edit.frameCount)" : ""),
            ] + styleWords(edit.style)
        }
        return zip(words(before), words(after)).compactMap { old, new in
            old.1 == new.1 ? nil : Setting(name: old.0, before: old.1, after: new.1)
        }
    }

    private static func styleWords(_ style: Edit.Style) -> [(String, String)] {
        guard case .object(let members) = EditDocument.json(style) else { return [] }
        return members.map { member in
            guard case .array(let elements) = member.value else {
                return ("style." + member.key, member.value.summary)
            }
            return (
                "style." + member.key,
                elements.isEmpty ? "none" : elements.map(\.summary).joined(separator: ", ")
            )
        }
    }
}

extension Edit {
    /// The edit with its frames counted at another rate, each the nearest; pieces of time maps may become empty.
    fileprivate func brought(to rate: FrameRate) -> Edit {
        guard rate != frameRate else { return self }
        func place(_ frame: Int) -> Int { rate.frame(nearest: frameRate.seconds(ofFrame: frame)) }
        var edit = self
        edit.frameRate = rate
        edit.frameCount = place(frameCount)
        for index in beats.indices { edit.beats[index].frame = place(beats[index].frame) }
        for index in sections.indices {
            edit.sections[index].startFrame = place(sections[index].startFrame)
            edit.sections[index].endFrame = place(sections[index].endFrame)
        }
        for index in events.indices {
            edit.events[index].startFrame = place(events[index].startFrame)
            edit.events[index].endFrame = place(events[index].endFrame)
        }
        for index in captions.indices {
            edit.captions[index].startFrame = place(captions[index].startFrame)
            edit.captions[index].endFrame = place(captions[index].endFrame)
            for word in captions[index].words.indices {
                edit.captions[index].words[word].startFrame = place(captions[index].words[word].startFrame)
                edit.captions[index].words[word].endFrame = place(captions[index].words[word].endFrame)
            }
        }
        for index in shots.indices {
            let start = place(shots[index].startFrame)
            var offset = shots[index].startFrame
            for piece in shots[index].timeMap.pieces.indices {
                let first = place(offset)
                offset += shots[index].timeMap.pieces[piece].frames
                edit.shots[index].timeMap.pieces[piece].frames = place(offset) - first
            }
            for key in shots[index].windows.indices {
                let frame = shots[index].startFrame + shots[index].windows[key].frame
                edit.shots[index].windows[key].frame = place(frame) - start
            }
            edit.shots[index].startFrame = start
            edit.shots[index].endFrame = place(shots[index].endFrame)
            for hit in shots[index].hits.indices {
                edit.shots[index].hits[hit].frame = place(shots[index].hits[hit].frame)
            }
        }
        return edit
    }
}
