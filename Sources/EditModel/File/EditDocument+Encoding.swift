/// The correspondence between an edit and the JSON of its file.
enum EditDocument {
    /// The JSON of an edit.
    static func json(_ edit: Edit, relativeTo folder: String) -> JSONValue {
        object([
            "schema": .string(edit.schema),
            "song": object([
                "path": .string(MediaPath.relative(edit.song.path, to: folder)),
                "contentHash": .string(edit.song.contentHash),
                "duration": .number(edit.song.duration),
                "bpm": .number(edit.song.bpm),
            ]),
            "frameRate": object([
                "numerator": .number(edit.frameRate.numerator),
                "denominator": .number(edit.frameRate.denominator),
            ]),
            "canvas": object(["width": .number(edit.canvas.width), "height": .number(edit.canvas.height)]),
            "style": object(["pace": .string(edit.style.pace.rawValue)]),
            "seed": .number("\(edit.seed)"),
            "frameCount": .number(edit.frameCount),
            "clips": .array(edit.clips.map { json($0, relativeTo: folder) }),
            "beats": .array(edit.beats.map(json)),
            "sections": .array(edit.sections.map(json)),
            "shots": .array(edit.shots.map(json)),
            "captions": edit.captions.isEmpty ? .null : .array(edit.captions.map(json)),
            "warnings": .array(edit.warnings.map(JSONValue.string)),
        ])
    }

    private static func json(_ clip: Footage, relativeTo folder: String) -> JSONValue {
        object([
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
            "cuts": .array(clip.cuts.map { .number($0) }),
            "warnings": .array(clip.warnings.map(JSONValue.string)),
        ])
    }

    private static func json(_ beat: Edit.Marker) -> JSONValue {
        object([
            "time": .number(beat.time), "frame": .number(beat.frame), "bar": .number(beat.bar),
            "position": .number(beat.position),
        ])
    }

    private static func json(_ section: Edit.SectionSpan) -> JSONValue {
        object([
            "name": .string(section.name), "label": .string(section.label),
            "startFrame": .number(section.startFrame), "endFrame": .number(section.endFrame),
            "energy": .number(section.energy),
        ])
    }

    private static func json(_ caption: Edit.Caption) -> JSONValue {
        object([
            "startFrame": .number(caption.startFrame), "endFrame": .number(caption.endFrame),
            "text": .string(caption.text), "isEstimate": .bool(caption.isEstimate),
        ])
    }

    private static func json(_ shot: Shot) -> JSONValue {
        object([
            "startFrame": .number(shot.startFrame), "endFrame": .number(shot.endFrame),
            "clip": .number(shot.clip), "fit": .string(shot.fit.rawValue), "reason": .string(shot.reason),
            "isPinned": .bool(shot.isPinned),
            "timeMap": object(["pieces": .array(shot.timeMap.pieces.map(json))]),
        ])
    }

    private static func json(_ piece: TimeMap.Piece) -> JSONValue {
        object([
            "frames": .number(piece.frames), "sourceStart": .number(piece.sourceStart),
            "sourceEnd": .number(piece.sourceEnd), "easing": .string(piece.easing.rawValue),
        ])
    }

    /// An object of the members that are there: those that are null are not.
    private static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.filter { $0.value != .null }.map { JSONValue.Member(key: $0.key, value: $0.value) })
    }
}
