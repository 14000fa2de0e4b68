internal import EditModel

/// MLT's XML, `.mlt`, for `melt` and Shotcut.
///
/// ```
/// timeline (tractor)
///   0  background    black
///   1  V1            a producer for each stretch of a part; a dissolve is a tractor of two such, in between
///   2  A1            the song
/// ```
///
/// Each stretch has a producer of its own, as Shotcut keeps what is done to a picture with the producer. What stands is
/// held by a filter of the entry: on a producer that filter waits for itself for ever.
package enum MLTProject: TimelineFormat {
    package static let abilities: Abilities = [
        .cuts, .speed, .reverse, .freeze, .dissolve, .fill, .mirror, .window, .movement, .markers, .song,
    ]

    package static func text(of cuts: CutList) -> String {
        var video = VideoTrack(cuts: cuts, clips: MLTClip.all(of: cuts))
        for index in video.clips.indices { video.append(index) }
        let song = MLTDocument.element(
            "producer", id: "song", frames: 0..<cuts.songFrameCount,
            [
                "length": "\(cuts.songFrameCount)", "eof": "pause",
                "resource": cuts.link.path(cuts.song.path), "mlt_service": "avformat-novalidate",
                "video_index": "-1", "shotcut:caption": cuts.song.fileName,
            ])
        let background = MLTDocument.element(
            "playlist", id: "background", [:], [MLTDocument.entry("black", 0..<cuts.frameCount)])
        let pictures = MLTDocument.element(
            "playlist", id: "video", ["shotcut:video": "1", "shotcut:name": "V1"], video.entries)
        let sound = MLTDocument.element(
            "playlist", id: "audio", ["shotcut:audio": "1", "shotcut:name": "A1"],
            [MLTDocument.entry("song", 0..<MLTDocument.songFrames(of: cuts))])
        let timeline = MLTDocument.element(
            "tractor", id: "timeline", frames: 0..<cuts.frameCount,
            ["shotcut": "1", "shotcut:projectAudioChannels": "2", "shotcut:projectFolder": "0"],
            markers(of: cuts)
                + [
                    XML("track", ["producer": "background"]),
                    XML("track", ["producer": "video", "hide": "audio"]),
                    XML("track", ["producer": "audio", "hide": "video"]),
                    MLTDocument.soundMix(of: 2),
                ])
        let all =
            [MLTDocument.profile(of: cuts), MLTDocument.black(id: "black", of: cuts), background]
            + video.producers + [pictures, song, sound, timeline]
        return XML("mlt", ["LC_NUMERIC": "C", "version": "7.12.0", "title": visible(cuts.name)], all)
            .document()
    }

    package static func ownLosses(of cuts: CutList) -> [Loss] { MLTDocument.losses(of: cuts) }

    package static func framesShown(in cuts: CutList) -> FramesShown { MLTDocument.framesShown(in: cuts) }

    /// Shotcut's markers.
    private static func markers(of cuts: CutList) -> [XML] {
        guard !cuts.markers.isEmpty else { return [] }
        let all = cuts.markers.enumerated().map { index, marker in
            XML(
                "properties", ["name": "\(index)"],
                [
                    XML("property", ["name": "text"], text: visible(marker.name)),
                    XML("property", ["name": "start"], text: clock(marker.frame, cuts)),
                    XML(
                        "property", ["name": "end"],
                        text: clock(marker.frame + max(marker.frameCount - 1, 0), cuts)),
                    XML("property", ["name": "color"], text: marker.colour.code),
                ])
        }
        return [XML("properties", ["name": "shotcut:markers"], all)]
    }

    /// `hh:mm:ss.mmm`, which MLT reads as the frame next to it.
    private static func clock(_ frame: Int, _ cuts: CutList) -> String {
        let thousandths = Int((cuts.frameRate.seconds(ofFrame: frame) * 1000).rounded())
        func padded(_ number: Int, to width: Int) -> String {
            String(repeating: "0", count: max(width - "\(number)".count, 0)) + "\(number)"
        }
        let (seconds, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
            .joined(separator: ":") + "." + padded(rest, to: 3)
    }

    /// The track of pictures as it is written, and what it is written from.
    private struct VideoTrack {
        let cuts: CutList
        let clips: [MLTClip]
        var producers: [XML] = []
        var entries: [XML] = []

        /// Appends a stretch behind all before it, and the dissolve into it.
        mutating func append(_ index: Int) {
            let clip = clips[index]
            appendProducer(of: clip)
            if let dissolve = clip.dissolve, index > 0 {
                append(dissolve, from: clips[index - 1], into: clip)
            }
            let (before, after) = (
                clip.dissolve?.framesAfter ?? 0,
                index + 1 < clips.count ? clips[index + 1].dissolve?.framesBefore ?? 0 : 0
            )
            if before + after < clip.frameCount {
                entries.append(entry(clip, clip.start + before..<clip.start + clip.frameCount - after))
            }
        }

        /// A dissolve: both stretches over each other, from before the cut to behind it.
        private mutating func append(
            _ dissolve: Shot.Transition, from before: MLTClip, into clip: MLTClip
        ) {
            let index = clip.part
            let end = before.start + before.frameCount
            let frames = 0..<dissolve.frames
            let pair = [
                entry(before, end - dissolve.framesBefore..<end + dissolve.framesAfter),
                entry(clip, clip.start - dissolve.framesBefore..<clip.start + dissolve.framesAfter),
            ]
            let names = ["dissolve\(index)a", "dissolve\(index)b"]
            for (name, entry) in zip(names, pair) {
                producers.append(MLTDocument.element("playlist", id: name, [:], [entry]))
            }
            producers.append(
                MLTDocument.element(
                    "tractor", id: "dissolve\(index)", frames: frames, ["shotcut:transition": "lumaMix"],
                    names.map { XML("track", ["producer": $0]) }
                        + [
                            MLTDocument.element(
                                "transition", frames: frames,
                                [
                                    "a_track": "0", "b_track": "1", "factory": "loader",
                                    "mlt_service": "luma", "alpha_over": "1",
                                ])
                        ]))
            entries.append(MLTDocument.entry("dissolve\(index)", frames))
        }

        private mutating func appendProducer(of clip: MLTClip) {
            let part = cuts.parts[clip.part]
            let media = cuts.media[part.media]
            let path = cuts.link.path(media.path)
            producers.append(
                MLTDocument.element(
                    "producer", id: clip.name, frames: 0..<clip.length,
                    [
                        "length": "\(clip.length)", "eof": "pause",
                        "resource": clip.speed.map { "\($0.text):\(path)" } ?? path,
                        // Stills are read by what there is for them.
                        "mlt_service": media.isStill
                            ? nil : clip.speed == nil ? "avformat-novalidate" : "timewarp",
                        "warp_speed": clip.speed?.text, "warp_resource": clip.speed.map { _ in path },
                        "audio_index": media.isStill ? nil : "-1", "shotcut:caption": media.fileName,
                        "shotcut:comment": part.reason.isEmpty ? nil : visible(part.reason),
                    ], MLTFilters(clip, of: cuts).elements(clip.seen)))
        }

        private func entry(_ clip: MLTClip, _ frames: Range<Int>) -> XML {
            let hold = clip.frozenAt.map { place in
                MLTDocument.element(
                    "filter", ["mlt_service": "freeze", "frame": "\(place - frames.lowerBound)"])
            }
            return MLTDocument.entry(clip.name, frames, [hold].compactMap(\.self))
        }
    }
}

extension MLTFilters {
    /// The filters of a producer as Shotcut knows them.
    ///
    /// - Parameter frames: The producer's frames that are seen; places are counted from the first.
    fileprivate func elements(_ frames: Range<Int>) -> [XML] {
        let place = animation.map { rect in
            MLTDocument.element(
                "filter", frames: frames,
                [
                    "mlt_service": "affine", "shotcut:filter": "affineSizePosition", "transition.fill": "1",
                    "transition.distort": "1", "transition.rect": rect, "transition.threads": "0",
                ])
        }
        let mirror =
            isMirrored
            ? MLTDocument.element("filter", frames: frames, ["mlt_service": "avfilter.hflip"]) : nil
        return [place, mirror].compactMap(\.self)
    }
}
