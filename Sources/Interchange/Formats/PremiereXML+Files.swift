internal import EditModel

extension PremiereXML {
    /// The files of a timeline.
    struct Files {
        private let cuts: CutList
        private let link = MediaLink(relativeTo: nil)

        /// The files of a timeline.
        init(of cuts: CutList) { self.cuts = cuts }

        /// A medium's file: all of it where it comes first, its id alone later on.
        func file(_ index: Int, isFirst: Bool) -> XML {
            let id = "file-\(index + 1)"
            guard isFirst else { return XML("file", ["id": id]) }
            let medium = cuts.media[index]
            let rate = rate(of: medium)
            let picture = XML(
                "samplecharacteristics", [:],
                [
                    PremiereXML.rate(rate), XML("width", text: "\(medium.width)"),
                    XML("height", text: "\(medium.height)"), XML("anamorphic", text: "FALSE"),
                    XML("pixelaspectratio", text: "square"), XML("fielddominance", text: "none"),
                ])
            return XML(
                "file", ["id": id],
                [
                    XML("name", text: medium.fileName),
                    XML("pathurl", text: link.url(medium.path, host: "localhost")), PremiereXML.rate(rate),
                    XML("duration", text: "\(length(of: index, at: rate))"),
                    timecode(of: start(of: medium, at: rate), at: rate),
                    XML("media", [:], [XML("video", [:], [picture])]),
                ])
        }

        /// The song's file.
        func song(isFirst: Bool) -> XML {
            let id = "file-\(cuts.media.count + 1)"
            guard isFirst else { return XML("file", ["id": id]) }
            let sound = XML(
                "audio", [:],
                [
                    PremiereXML.sound(cuts.song.sampleRate),
                    XML("channelcount", text: "\(cuts.song.channelCount)"),
                ])
            return XML(
                "file", ["id": id],
                [
                    XML("name", text: cuts.song.fileName),
                    XML("pathurl", text: link.url(cuts.song.path, host: "localhost")),
                    PremiereXML.rate(cuts.frameRate), XML("duration", text: "\(cuts.songFrameCount)"),
                    timecode(of: 0, at: cuts.frameRate), XML("media", [:], [sound]),
                ])
        }

        /// The rate that a file is said to have: its own, or the timeline's where that cannot be said and for stills.
        private func rate(of medium: CutList.Media) -> FrameRate {
            !medium.isStill && isKnown(medium.frameRate) ? medium.frameRate : cuts.frameRate
        }

        /// A file's length in frames of its rate; of a still, the longest that it stands.
        private func length(of index: Int, at rate: FrameRate) -> Int {
            let medium = cuts.media[index]
            guard !medium.isStill else {
                return cuts.parts.indices.filter { cuts.parts[$0].media == index }
                    .map { Retiming(of: $0, in: cuts).exit }.max() ?? 1
            }
            let timeline = cuts.frameRate
            return max(
                medium.frameCount * (rate.numerator * timeline.denominator)
                    / (rate.denominator * timeline.numerator), 1)
        }

        private func start(of medium: CutList.Media, at rate: FrameRate) -> Int {
            rate == medium.frameRate
                ? medium.startTimecode
                : rate.frame(nearest: medium.frameRate.seconds(ofFrame: medium.startTimecode))
        }
    }

    /// What sound is made of.
    static func sound(_ sampleRate: Int) -> XML {
        XML(
            "samplecharacteristics", [:],
            [XML("depth", text: "16"), XML("samplerate", text: "\(sampleRate)")])
    }
}
