internal import EditModel

/// OpenTimelineIO's JSON, `.otio` (https://opentimelineio.readthedocs.io): one video track over the song on an audio track.
///
/// As in OpenTimelineIO's own library, a clip lasts as long as its `source_range` whatever its time warp: that begins at the
/// source's in-point and is as long as the clip is on the timeline. All is counted at the timeline's rate; a file's own rate
/// stands in its `available_range` only, with which its time code begins.
///
/// The edit is in the metadata of the timeline, and which shot a clip is in those of the clip, so that
/// `OpenTimelineReader` finds again what an editor has not touched.
package enum OpenTimeline: TimelineFormat {
    package static let abilities: Abilities = [.cuts, .speed, .reverse, .freeze, .dissolve, .markers, .song]

    /// Under this key lies what is ours in metadata.
    static let metadataKey = "mvsync"

    package static func text(of cuts: CutList) -> String { json(of: cuts).text }

    private static func json(of cuts: CutList) -> JSONValue {
        let edit = try? EditFile.json(cuts.edit, relativeTo: cuts.link.folder ?? "")
        return .object(of: [
            "OTIO_SCHEMA": .string("Timeline.1"),
            "name": .string(cuts.name),
            "global_start_time": time(0, at: cuts.frameRate),
            "metadata": .object(of: [metadataKey: .object(of: ["edit": edit ?? .null])]),
            "tracks": .object(of: [
                "OTIO_SCHEMA": .string("Stack.1"), "name": .string("tracks"), "enabled": .bool(true),
                "metadata": .object(of: [:]), "effects": .array([]),
                "markers": .array(cuts.markers.map { json(of: $0, in: cuts) }),
                "children": .array([
                    track("V1", kind: "Video", pictures(of: cuts)),
                    track("A1", kind: "Audio", [song(of: cuts)]),
                ]),
            ]),
        ])
    }

    private static func track(_ name: String, kind: String, _ children: [JSONValue]) -> JSONValue {
        .object(of: [
            "OTIO_SCHEMA": .string("Track.1"), "name": .string(name), "kind": .string(kind),
            "enabled": .bool(true), "metadata": .object(of: [:]), "effects": .array([]),
            "markers": .array([]),
            "children": .array(children),
        ])
    }

    private static func pictures(of cuts: CutList) -> [JSONValue] {
        cuts.parts.flatMap { part -> [JSONValue] in
            let dissolve = part.dissolve.map { json(of: $0, in: cuts) }
            return [dissolve, clip(of: part, in: cuts)].compactMap(\.self)
        }
    }

    private static func clip(of part: CutList.Part, in cuts: CutList) -> JSONValue {
        let media = cuts.media[part.media]
        // The file's own clock, seen from the timeline's.
        let clock = media.frameRate.seconds(ofFrame: media.startTimecode) * cuts.frameRate.framesPerSecond
        let own = cuts.frameRate.seconds(ofFrame: media.frameCount) * media.frameRate.framesPerSecond
        return .object(of: [
            "OTIO_SCHEMA": .string("Clip.2"), "name": .string(media.fileName), "enabled": .bool(true),
            "metadata": .object(of: [
                metadataKey: .object(of: [
                    "shot": .number(part.shot + 1), "part": .number(part.index + 1),
                    "parts": .number(part.count), "reason": .string(part.reason),
                    "section": .string(part.section),
                    "lead": media.bakedShot == nil ? .null : .number(part.sourceStart),
                    "file": media.bakedShot == nil ? .null : .string(media.fileName),
                ])
            ]),
            "source_range": range(clock + Double(part.sourceLow), part.frameCount, at: cuts.frameRate),
            "effects": .array(warp(of: part)), "markers": .array([]),
            "active_media_reference_key": .string("DEFAULT_MEDIA"),
            "media_references": reference(
                media.path, in: cuts,
                media.isStill
                    ? .null
                    : range(Double(media.startTimecode), Int(own.rounded()), at: media.frameRate)),
        ])
    }

    private static func song(of cuts: CutList) -> JSONValue {
        .object(of: [
            "OTIO_SCHEMA": .string("Clip.2"), "name": .string(cuts.song.fileName), "enabled": .bool(true),
            "metadata": .object(of: [metadataKey: .object(of: ["role": .string("song")])]),
            "source_range": range(0, cuts.frameCount, at: cuts.frameRate),
            "effects": .array([]), "markers": .array([]),
            "active_media_reference_key": .string("DEFAULT_MEDIA"),
            "media_references": reference(
                cuts.song.path, in: cuts,
                range(0, max(cuts.songFrameCount, cuts.frameCount), at: cuts.frameRate)),
        ])
    }

    private static func reference(_ path: String, in cuts: CutList, _ available: JSONValue) -> JSONValue {
        .object(of: [
            "DEFAULT_MEDIA": .object(of: [
                "OTIO_SCHEMA": .string("ExternalReference.1"), "name": .string(MediaLink.fileName(of: path)),
                "metadata": .object(of: [:]), "available_range": available,
                "target_url": .string(cuts.link.url(path)),
            ])
        ])
    }

    private static func warp(of part: CutList.Part) -> [JSONValue] {
        guard !part.isPlain else { return [] }
        let kind = part.isFrozen ? "FreezeFrame" : "LinearTimeWarp"
        return [
            .object(of: [
                "OTIO_SCHEMA": .string("\(kind).1"), "name": .string("speed"), "effect_name": .string(kind),
                "enabled": .bool(true), "metadata": .object(of: [:]), "time_scalar": .number("\(part.speed)"),
            ])
        ]
    }

    private static func json(of transition: Shot.Transition, in cuts: CutList) -> JSONValue {
        .object(of: [
            "OTIO_SCHEMA": .string("Transition.1"), "name": .string("dissolve"),
            "transition_type": .string("SMPTE_Dissolve"), "metadata": .object(of: [:]),
            "in_offset": time(Double(transition.framesBefore), at: cuts.frameRate),
            "out_offset": time(Double(transition.framesAfter), at: cuts.frameRate),
        ])
    }

    private static func json(of marker: CutList.Marker, in cuts: CutList) -> JSONValue {
        .object(of: [
            "OTIO_SCHEMA": .string("Marker.2"), "name": .string(marker.name), "comment": .string(""),
            "color": .string(marker.colour.rawValue.uppercased()), "metadata": .object(of: [:]),
            "marked_range": range(Double(marker.frame), marker.frameCount, at: cuts.frameRate),
        ])
    }

    private static func range(_ start: Double, _ count: Int, at rate: FrameRate) -> JSONValue {
        .object(of: [
            "OTIO_SCHEMA": .string("TimeRange.1"), "start_time": time(start, at: rate),
            "duration": time(Double(count), at: rate),
        ])
    }

    private static func time(_ frames: Double, at rate: FrameRate) -> JSONValue {
        .object(of: [
            "OTIO_SCHEMA": .string("RationalTime.1"), "rate": .number("\(rate.framesPerSecond)"),
            "value": .number("\(frames)"),
        ])
    }
}
