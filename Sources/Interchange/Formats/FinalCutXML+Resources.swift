internal import EditModel

extension FinalCutXML {
    /// What a timeline refers to, each by an id of its own.
    struct Resources {
        /// The id of the timeline's format.
        static let timelineFormat = "r1"

        /// The elements, formats before the files that have them.
        private(set) var elements: [XML] = []
        /// The ids of the files, by the index of their medium.
        private(set) var assets: [String] = []
        /// The ids of the files' formats, by the index of their medium.
        private(set) var formats: [String] = []
        /// The id of the song.
        private(set) var song = ""
        /// The id of the dissolve; nil where there is none.
        private(set) var dissolve: String?

        private let cuts: CutList

        /// Collects what a timeline refers to.
        init(of cuts: CutList) {
            self.cuts = cuts
            let timeline = PictureFormat(of: cuts)
            elements.append(timeline.xml(id: Self.timelineFormat, colorSpace: "1-1-1 (Rec. 709)"))
            var ids = [timeline: Self.timelineFormat]
            for medium in cuts.media {
                let format = PictureFormat(of: medium, in: cuts)
                let known = ids[format]
                let id = known ?? nextID
                if known == nil {
                    ids[format] = id
                    elements.append(format.xml(id: id))
                }
                formats.append(id)
                assets.append(nextID)
                elements.append(asset(of: medium, id: nextID, format: id))
            }
            song = nextID
            elements.append(songAsset(id: song))
            if cuts.parts.contains(where: { $0.dissolve != nil }) {
                let id = nextID
                dissolve = id
                elements.append(
                    XML(
                        "effect",
                        [
                            "id": id, "name": dissolveName,
                            "uid": "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265",
                        ]
                    ))
            }
        }

        /// What the dissolve is called.
        let dissolveName = "Cross Dissolve"

        private var nextID: String { "r\(elements.count + 1)" }

        private func asset(of medium: CutList.Media, id: String, format: String) -> XML {
            let clock = Clock(cuts)
            return XML(
                "asset",
                [
                    // Resolve looks for the file by this name, with its ending.
                    "id": id, "name": medium.fileName,
                    "start": clock.time(medium.startTime(at: cuts.frameRate)),
                    "duration": medium.isStill ? "0s" : clock.time(medium.frameCount),
                    "hasVideo": "1", "format": format, "videoSources": "1",
                ], [representation(medium.path)])
        }

        private func songAsset(id: String) -> XML {
            let song = cuts.song
            let samples = Int((song.duration * Double(song.sampleRate) - 1e-3).rounded(.up))
            return XML(
                "asset",
                [
                    "id": id, "name": song.fileName, "start": "0s",
                    "duration": "\(samples)/\(song.sampleRate)s", "hasAudio": "1", "audioSources": "1",
                    "audioChannels": "\(song.channelCount)", "audioRate": "\(song.sampleRate)",
                ], [representation(song.path)])
        }

        private func representation(_ path: String) -> XML {
            XML("media-rep", ["kind": "original-media", "src": cuts.link.url(path)])
        }
    }
}

extension FinalCutXML {
    /// The size and the rate of pictures.
    struct PictureFormat: Hashable {
        private let width: Int
        private let height: Int
        /// nil for still pictures.
        private let frameRate: FrameRate?

        /// The timeline's format.
        init(of cuts: CutList) {
            (width, height, frameRate) = (cuts.canvas.width, cuts.canvas.height, cuts.frameRate)
        }

        /// The format of a file; one whose own rate no editor knows is said to have the timeline's.
        init(of medium: CutList.Media, in cuts: CutList) {
            (width, height) = (medium.width, medium.height)
            let rate = medium.hasKnownRate ? medium.frameRate : cuts.frameRate
            frameRate = medium.isStill ? nil : rate
        }

        /// The format by an id.
        func xml(id: String, colorSpace: String? = nil) -> XML {
            XML(
                "format",
                [
                    "id": id, "name": name,
                    "frameDuration": frameRate.map { "\($0.denominator)/\($0.numerator)s" },
                    "width": "\(width)", "height": "\(height)", "colorSpace": colorSpace,
                ])
        }

        /// The name by which Final Cut Pro knows it; nil for others, which need none.
        private var name: String? {
            guard let frameRate else { return "FFVideoFormatRateUndefined" }
            guard let rate = Rate(frameRate), rate.isOfProjects else { return nil }
            return switch (width, height) {
            case (1280, 720), (1920, 1080): "FFVideoFormat\(height)p\(rate.name)"
            case (3840, 2160), (4096, 2160): "FFVideoFormat\(width)x\(height)p\(rate.name)"
            default: nil
            }
        }
    }
}

extension CutList.Media {
    /// Whether its rate is one that editors have.
    fileprivate var hasKnownRate: Bool {
        FinalCutXML.Rate(frameRate) != nil
            || [FrameRate(120), FrameRate(120_000, 1001)].contains(frameRate)
    }

    /// The time of its first frame on its own clock; to the nearest frame of the timeline where it counts at an odd rate.
    ///
    /// - Parameter rate: The timeline's.
    func startTime(at rate: FrameRate) -> FrameTime {
        hasKnownRate
            ? FrameTime(frames: startTimecode, at: frameRate)
            : FrameTime(
                frames: rate.frame(nearest: frameRate.seconds(ofFrame: startTimecode)), at: rate)
    }
}
