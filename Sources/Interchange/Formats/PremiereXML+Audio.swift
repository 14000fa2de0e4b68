internal import EditModel

extension PremiereXML {
    /// The song: a track for each of its channels, all linked.
    struct AudioTracks {
        let cuts: CutList
        let files: Files

        /// The format of the sound, and the tracks.
        var xml: XML {
            XML(
                "audio", [:],
                [
                    XML("numOutputChannels", text: "\(max(channels, 2))"),
                    XML("format", [:], [sound(cuts.song.sampleRate)]),
                ] + (0..<channels).map(track))
        }

        private var channels: Int { max(cuts.song.channelCount, 1) }

        /// The clips are numbered behind those of the pictures.
        private func id(_ channel: Int) -> String { "clipitem-\(cuts.parts.count + channel + 1)" }

        /// Two channels are marked as halves of one track, so that Premiere shows one.
        private func track(_ channel: Int) -> XML {
            let isStereo = channels == 2
            return XML(
                "track",
                [
                    "currentExplodedTrackIndex": isStereo ? "\(channel)" : "0",
                    "totalExplodedTrackCount": isStereo ? "2" : "1",
                    "premiereTrackType": isStereo ? "Stereo" : "Mono",
                ], [clip(channel), XML("outputchannelindex", text: "\(channel % 2 + 1)")])
        }

        private func clip(_ channel: Int) -> XML {
            let head = [
                XML("masterclipid", text: "masterclip-\(cuts.media.count + 1)"),
                XML("name", text: cuts.song.fileName), XML("enabled", text: "TRUE"),
                XML("duration", text: "\(cuts.songFrameCount)"), rate(cuts.frameRate),
                XML("start", text: "0"), XML("end", text: "\(cuts.heardFrameCount)"),
                XML("in", text: "0"), XML("out", text: "\(cuts.heardFrameCount)"),
                files.song(isFirst: channel == 0),
                XML(
                    "sourcetrack", [:],
                    [XML("mediatype", text: "audio"), XML("trackindex", text: "\(channel + 1)")]),
            ]
            let links = channels > 1 ? (0..<channels).map(link) : []
            return XML(
                "clipitem",
                ["id": id(channel), "premiereChannelType": channels == 2 ? "stereo" : "mono"],
                head + links)
        }

        private func link(to channel: Int) -> XML {
            XML(
                "link", [:],
                [
                    XML("linkclipref", text: id(channel)), XML("mediatype", text: "audio"),
                    XML("trackindex", text: "\(channel + 1)"), XML("clipindex", text: "1"),
                    XML("groupindex", text: "1"),
                ])
        }
    }
}
