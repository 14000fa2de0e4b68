internal import EditModel

/// Kdenlive's projects, `.kdenlive`, in the version that 22.12 writes.
///
/// ```
/// main_bin       the files, with their numbers, and the guides
/// tractor2       0 black, 1 sound, 2 pictures
///   tractor0       A1: two playlists, the first with the song
///   tractor1       V1: two playlists; parts that dissolve into each other lie in one and the other
/// ```
///
/// `melt` plays it, too.
package enum KdenliveProject: TimelineFormat {
    package static let abilities: Abilities = [
        .cuts, .speed, .reverse, .freeze, .dissolve, .fill, .mirror, .window, .movement, .markers, .song,
    ]

    package static func text(of cuts: CutList) -> String {
        let clips = MLTClip.all(of: cuts)
        let bin = KdenliveBin(cuts: cuts, clips: clips)
        let track = PictureTrack(cuts: cuts, clips: clips, bin: bin)
        let length = 0..<cuts.frameCount
        let sound = KdenliveBin.Producer(
            id: "song", number: bin.songNumber, path: cuts.link.path(cuts.song.path),
            length: cuts.songFrameCount, isSound: true)
        let song = MLTDocument.entry(
            "song", 0..<MLTDocument.songFrames(of: cuts), [KdenliveBin.number(bin.songNumber)])
        let soundMark: KeyValuePairs<String, String?> = ["kdenlive:audio_track": "1"]
        let all =
            [MLTDocument.profile(of: cuts)] + bin.elements
            + [
                MLTDocument.black(id: "black_track", of: cuts), sound.element,
                MLTDocument.element("playlist", id: "playlist0", soundMark, [song]),
                MLTDocument.element("playlist", id: "playlist1", soundMark),
                MLTDocument.element(
                    "tractor", id: "tractor0", frames: length,
                    [
                        "kdenlive:audio_track": "1", "kdenlive:timeline_active": "1",
                        "kdenlive:trackheight": "69",
                    ], tracks(["playlist0", "playlist1"], hiding: "video")),
            ] + track.producers
            + [
                MLTDocument.element("playlist", id: "playlist2", [:], track.playlists[0].elements),
                MLTDocument.element("playlist", id: "playlist3", [:], track.playlists[1].elements),
                MLTDocument.element(
                    "tractor", id: "tractor1", frames: length,
                    ["kdenlive:timeline_active": "1", "kdenlive:trackheight": "69"],
                    tracks(["playlist2", "playlist3"], hiding: "audio") + track.mixes),
                MLTDocument.element(
                    "tractor", id: "tractor2", frames: length, [:],
                    tracks(["black_track", "tractor0", "tractor1"], hiding: nil)
                        + [MLTDocument.soundMix(of: 1, id: "mix", kdenlive: true), blend(of: 2)]),
            ]
        return XML("mlt", ["LC_NUMERIC": "C", "version": "7.12.0", "producer": "main_bin"], all).document()
    }

    package static func ownLosses(of cuts: CutList) -> [Loss] { MLTDocument.losses(of: cuts) }

    package static func framesShown(in cuts: CutList) -> FramesShown { MLTDocument.framesShown(in: cuts) }

    private static func tracks(_ names: [String], hiding hidden: String?) -> [XML] {
        names.map { XML("track", ["hide": hidden, "producer": $0]) }
    }

    /// The pictures of a track over those of the tracks below.
    private static func blend(of track: Int) -> XML {
        MLTDocument.element(
            "transition", id: "blend",
            [
                "a_track": "0", "b_track": "\(track)", "mlt_service": "qtblend", "kdenlive_id": "qtblend",
                "internal_added": "237", "always_active": "1",
            ])
    }

    /// The track of pictures.
    private struct PictureTrack {
        private(set) var producers: [XML] = []
        private(set) var playlists = [Playlist(), Playlist()]
        private(set) var mixes: [XML] = []

        init(cuts: CutList, clips: [MLTClip], bin: KdenliveBin) {
            var written: Set<String> = []
            var current = 0
            for clip in clips {
                let start = cuts.parts[clip.part].startFrame + clip.frames.lowerBound
                // Kdenlive takes a clip in the second playlist that dissolves into nothing for an error.
                current = clip.dissolve == nil ? 0 : 1 - current
                if let dissolve = clip.dissolve {
                    mixes.append(Self.mix(dissolve, at: start, into: current))
                }
                let producer = bin.producer(of: clip)
                if written.insert(producer.id).inserted { producers.append(producer.element) }
                playlists[current].append(
                    MLTDocument.entry(
                        producer.id, clip.seen,
                        [KdenliveBin.number(producer.number)]
                            + MLTFilters(clip, of: cuts).elements(clip.seen, standing: clip.frozenAt)),
                    at: start - clip.lead, count: clip.seen.count)
            }
        }

        /// The dissolve between the playlists, which goes from the second to the first where it is reversed.
        private static func mix(_ dissolve: Shot.Transition, at cut: Int, into playlist: Int) -> XML {
            MLTDocument.element(
                "transition", id: "mix\(cut)",
                frames: cut - dissolve.framesBefore..<cut + dissolve.framesAfter,
                [
                    "a_track": "0", "b_track": "1", "factory": "loader", "mlt_service": "luma",
                    "kdenlive_id": "luma", "softness": "0", "reverse": playlist == 0 ? "1" : "0",
                    "alpha_over": "1", "fix_background_alpha": "1",
                    "kdenlive:mixcut": "\(dissolve.framesBefore)",
                ])
        }
    }

    /// A playlist that is filled from left to right.
    private struct Playlist {
        private(set) var elements: [XML] = []
        private var end = 0

        mutating func append(_ entry: XML, at frame: Int, count: Int) {
            elements += MLTDocument.blank(frame - end) + [entry]
            end = frame + count
        }
    }
}

extension MLTFilters {
    /// The effects of an entry as Kdenlive knows them.
    ///
    /// - Parameters:
    ///   - frames: The producer's frames that are seen; places are counted from the first.
    ///   - place: The frame that stands.
    fileprivate func elements(_ frames: Range<Int>, standing place: Int?) -> [XML] {
        let hold = place.map { place in
            MLTDocument.element(
                "filter", frames: frames,
                ["mlt_service": "freeze", "kdenlive_id": "freeze", "frame": "\(place - frames.lowerBound)"])
        }
        let position = animation.map { rect in
            MLTDocument.element(
                "filter", frames: frames,
                [
                    "mlt_service": "affine", "kdenlive_id": "pan_zoom", "transition.fill": "1",
                    "transition.distort": "1", "transition.rect": rects.count == 1 ? "0=\(rect)" : rect,
                    "producer.resource": "0x00000000",
                ])
        }
        let mirror =
            isMirrored
            ? MLTDocument.element(
                "filter", frames: frames, ["mlt_service": "avfilter.hflip", "kdenlive_id": "avfilter.hflip"])
            : nil
        return [hold, position, mirror].compactMap(\.self)
    }
}
