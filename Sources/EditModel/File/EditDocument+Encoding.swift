/// The correspondence between an edit and the JSON of its file.
enum EditDocument {
    /// The JSON of an edit.
    static func json(_ edit: Edit, relativeTo folder: String) -> JSONValue {
        .object(of: [
            "schema": .string(edit.schema),
            "song": .object(of: [
                "path": .string(MediaPath.relative(edit.song.path, to: folder)),
                "contentHash": .string(edit.song.contentHash),
                "duration": .number(edit.song.duration),
                "bpm": .number(edit.song.bpm),
            ]),
            "frameRate": .object(of: [
                "numerator": .number(edit.frameRate.numerator),
                "denominator": .number(edit.frameRate.denominator),
            ]),
            "canvas": .object(of: [
                "width": .number(edit.canvas.width), "height": .number(edit.canvas.height),
            ]),
            "style": json(edit.style),
            "seed": .number("\(edit.seed)"),
            "frameCount": .number(edit.frameCount),
            "clips": .array(edit.clips.map { json($0, relativeTo: folder) }),
            "beats": .array(edit.beats.map(json)),
            "sections": .array(edit.sections.map(json)),
            "events": list(edit.events.map(json)),
            "shots": .array(edit.shots.map(json)),
            "captions": list(edit.captions.map(json)),
            "warnings": .array(edit.warnings.map(JSONValue.string)),
        ])
    }

    private static func json(_ clip: Footage, relativeTo folder: String) -> JSONValue {
        .object(of: [
            "path": .string(MediaPath.relative(clip.path, to: folder)),
            "contentHash": .string(clip.contentHash),
            "duration": .number(clip.duration),
            "frameCount": .number(clip.frameCount),
            "framesPerSecond": .number(clip.framesPerSecond),
            "isVariableFrameRate": .bool(clip.isVariableFrameRate),
            "displayWidth": .number(clip.displayWidth),
            "displayHeight": .number(clip.displayHeight),
            "rotation": .number(clip.rotation),
            "pixelAspect": .number(clip.pixelAspect),
            "isHDR": .bool(clip.isHDR),
            "codec": .string(clip.codec),
            "isStill": flag(clip.isStill),
            "cuts": .array(clip.cuts.map { .number($0) }),
            "warnings": .array(clip.warnings.map(JSONValue.string)),
        ])
    }

    private static func json(_ beat: Edit.Marker) -> JSONValue {
        .object(of: [
            "time": .number(beat.time), "frame": .number(beat.frame), "bar": .number(beat.bar),
            "position": .number(beat.position),
        ])
    }

    private static func json(_ section: Edit.SectionSpan) -> JSONValue {
        .object(of: [
            "name": .string(section.name), "label": .string(section.label),
            "startFrame": .number(section.startFrame), "endFrame": .number(section.endFrame),
            "energy": .number(section.energy), "clips": list(section.clips.map(JSONValue.string)),
            "isPinned": flag(section.isPinned),
        ])
    }

    private static func json(_ event: Edit.Event) -> JSONValue {
        .object(of: [
            "kind": .string(event.kind.rawValue), "startFrame": .number(event.startFrame),
            "endFrame": .number(event.endFrame),
        ])
    }

    private static func json(_ caption: Edit.Caption) -> JSONValue {
        .object(of: [
            "startFrame": .number(caption.startFrame), "endFrame": .number(caption.endFrame),
            "text": .string(caption.text), "words": list(caption.words.map(json)),
            "isEstimate": .bool(caption.isEstimate),
        ])
    }

    private static func json(_ word: Edit.Caption.Word) -> JSONValue {
        .object(of: [
            "startFrame": .number(word.startFrame), "endFrame": .number(word.endFrame),
            "text": .string(word.text),
        ])
    }

    private static func json(_ shot: Shot) -> JSONValue {
        .object(of: [
            "startFrame": .number(shot.startFrame), "endFrame": .number(shot.endFrame),
            "reason": .string(shot.reason), "isPinned": .bool(shot.isPinned),
            "planned": .string(stamp(of: shot)),
            "clip": .number(shot.clip), "fit": .string(shot.fit.rawValue),
            "timeMap": .object(of: ["pieces": .array(shot.timeMap.pieces.map(json))]),
            "windows": list(shot.windows.map(json)), "isMirrored": flag(shot.isMirrored),
            "transition": shot.transition.map(json) ?? .null, "hits": list(shot.hits.map(json)),
        ])
    }

    /// A fingerprint of what a shot shows and how long: where it is another than that in the file, a person has changed the
    /// shot.
    ///
    /// The hash FNV-1a of the shot's text, without its reason and its place.
    static func stamp(of shot: Shot) -> String {
        let shown = JSONValue.object(of: [
            "clip": .number(shot.clip), "timeMap": .array(shot.timeMap.pieces.map(json)),
            "windows": list(shot.windows.map(json)), "isMirrored": flag(shot.isMirrored),
            "transition": shot.transition.map(json) ?? .null,
        ])
        var hash: UInt32 = 0x811C_9DC5
        for byte in shown.text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func json(_ key: Shot.WindowKey) -> JSONValue {
        .object(of: [
            "frame": .number(key.frame), "x": .number(key.window.x), "y": .number(key.window.y),
            "zoom": .number(key.window.zoom),
        ])
    }

    private static func json(_ transition: Shot.Transition) -> JSONValue {
        .object(of: ["kind": .string(transition.kind.rawValue), "frames": .number(transition.frames)])
    }

    private static func json(_ hit: Shot.Hit) -> JSONValue {
        .object(of: ["frame": .number(hit.frame), "sourceTime": .number(hit.sourceTime)])
    }

    private static func json(_ piece: TimeMap.Piece) -> JSONValue {
        .object(of: [
            "frames": .number(piece.frames), "sourceStart": .number(piece.sourceStart),
            "sourceEnd": .number(piece.sourceEnd), "easing": json(piece.easing),
        ])
    }

    /// The name of a course, or its two speeds.
    private static func json(_ easing: TimeMap.Easing) -> JSONValue {
        if let name = TimeMap.Easing.named.first(where: { $0.value == easing })?.key { return .string(name) }
        return .array([.number(easing.startSpeed), .number(easing.endSpeed)])
    }

    /// A list that is left out where it is empty.
    private static func list(_ elements: [JSONValue]) -> JSONValue {
        elements.isEmpty ? .null : .array(elements)
    }

    /// A truth that is left out where it does not hold.
    private static func flag(_ value: Bool) -> JSONValue { value ? .bool(true) : .null }
}
