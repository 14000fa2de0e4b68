internal import EditModel

/// Premiere's XML, once Final Cut Pro 7's, `.xml`, version 4 (`xmeml`); DaVinci Resolve reads it, too.
///
/// ```
/// sequence ── media ─┬─ video ── track: clipitem, clipitem, transitionitem, clipitem …
///          └─ marker └─ audio ── a track for each channel of the song
/// ```
///
/// All places are whole frames of the timeline, also those in files of another rate: that is how both programs read them.
package enum PremiereXML: TimelineFormat {
    package static let abilities: Abilities = [
        .cuts, .speed, .reverse, .freeze, .dissolve, .fill, .markers, .song,
    ]

    package static let wantsAbsolutePaths = true

    package static func text(of cuts: CutList) -> String {
        let files = Files(of: cuts)
        let media = XML(
            "media", [:],
            [VideoTrack(cuts: cuts, files: files).xml, AudioTracks(cuts: cuts, files: files).xml])
        let sequence = XML(
            "sequence", ["id": "sequence-1", "explodedTracks": "true"],
            [
                XML("name", text: cuts.name), XML("duration", text: "\(cuts.frameCount)"),
                rate(cuts.frameRate), timecode(of: 0, at: cuts.frameRate), media,
            ] + cuts.markersByFrame.map(marker))
        return XML("xmeml", ["version": "4"], [sequence]).document(type: "xmeml")
    }

    package static func ownLosses(of cuts: CutList) -> [Loss] {
        var losses: [Loss] = []
        if !isKnown(cuts.frameRate) {
            let rate = shortDecimal(cuts.frameRate.framesPerSecond, places: 3)
            losses.append(
                Loss(
                    "Its rates are whole ones and those of NTSC: \(rate) frames a second become \(timebase(of: cuts.frameRate)), and the pictures leave the song."
                ))
        }
        let moving = cuts.parts.filter { part in
            part.isFrozen && !cuts.media[part.media].isStill
                && cuts.media[part.media].frameRate != cuts.frameRate
        }
        if !moving.isEmpty {
            losses.append(
                Loss(
                    shots: Set(moving.map { $0.shot + 1 }).sorted(),
                    "The frame that stands may give way to the next: the clip has another rate than the timeline."
                ))
        }
        if cuts.link.folder != nil {
            losses.append(Loss("Media are named from the root: the format has no relative names."))
        }
        return losses
    }

    /// The markers of one frame as one: the coarsest, with the others' names as its comment.
    private static func marker(_ group: [CutList.Marker]) -> XML {
        let (marker, others) = (group[0], group.dropFirst().map(\.name))
        let end = marker.frameCount > 0 ? marker.frame + marker.frameCount : -1
        return XML(
            "marker", [:],
            [
                XML("name", text: marker.name), XML("comment", text: others.joined(separator: ", ")),
                XML("in", text: "\(marker.frame)"), XML("out", text: "\(end)"),
            ] + (colour(marker.colour).map { [XML("pproColor", text: "\($0)")] } ?? []))
    }

    /// The number of Premiere's marker colour that is next to a colour, alpha before blue, green and red; nil for green,
    /// which markers have by themselves.
    private static func colour(_ colour: CutList.Marker.Colour) -> Int? {
        switch colour {
        case .red: 0xFF36_2CD2
        case .orange: 0xFF24_6FE9
        case .yellow: 0xFF2B_A1D0
        case .cyan: 0xFFD6_F419
        case .blue: 0xFFFC_8D42
        case .purple, .magenta, .pink: 0xFFB1_8BAF
        case .white: 0xFFFF_FFFF
        case .green: nil
        }
    }
}

extension PremiereXML {
    /// The whole frames that a rate counts to a second.
    static func timebase(of rate: FrameRate) -> Int {
        isKnown(rate)
            ? Timecode.framesPerCount(rate) : max(Int(rate.framesPerSecond.rounded()), 1)
    }

    /// Whether a rate can be said: whole, or 1000/1001 of a whole one.
    static func isKnown(_ rate: FrameRate) -> Bool { rate.denominator == 1 || isNTSC(rate) }

    private static func isNTSC(_ rate: FrameRate) -> Bool {
        rate == FrameRate(Timecode.framesPerCount(rate) * 1000, 1001)
    }

    /// A rate.
    static func rate(_ rate: FrameRate) -> XML {
        XML(
            "rate", [:],
            [
                XML("timebase", text: "\(timebase(of: rate))"),
                XML("ntsc", text: isNTSC(rate) ? "TRUE" : "FALSE"),
            ])
    }

    /// The timecode of a sequence's or a file's first frame; with dropped numbers at the rates that have them.
    static func timecode(of frame: Int, at rate: FrameRate) -> XML {
        let drops = Timecode.canDrop(at: rate)
        return XML(
            "timecode", [:],
            [
                self.rate(rate),
                XML("string", text: Timecode(frame: frame, at: rate, dropsFrames: drops).description),
                XML("frame", text: "\(frame)"), XML("displayformat", text: drops ? "DF" : "NDF"),
            ])
    }
}
