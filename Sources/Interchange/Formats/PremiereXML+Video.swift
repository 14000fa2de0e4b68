internal import EditModel

extension PremiereXML {
    /// The pictures.
    struct VideoTrack {
        let cuts: CutList
        let files: Files

        /// The format of the pictures, and the track.
        var xml: XML {
            // Resolve makes no timeline of a sequence without a format, and says nothing.
            let picture = XML(
                "samplecharacteristics", [:],
                [
                    rate(cuts.frameRate), XML("width", text: "\(cuts.canvas.width)"),
                    XML("height", text: "\(cuts.canvas.height)"), XML("anamorphic", text: "FALSE"),
                    XML("pixelaspectratio", text: "square"), XML("fielddominance", text: "none"),
                ])
            var items: [XML] = []
            var known: Set<Int> = []
            for (index, part) in cuts.parts.enumerated() {
                if let transition = cuts.dissolve(into: index) { items.append(item(transition, at: part)) }
                items.append(clip(index, isFirst: known.insert(part.media).inserted))
            }
            return XML(
                "video", [:], [XML("format", [:], [picture]), XML("track", [:], items)])
        }

        /// A part; filters stand behind the file, or Premiere does not see them.
        private func clip(_ index: Int, isFirst: Bool) -> XML {
            let part = cuts.parts[index]
            let medium = cuts.media[part.media]
            let timing = Retiming(of: index, in: cuts)
            // The edge of a clip in a dissolve is where the dissolve says.
            let start = cuts.dissolve(into: index) == nil ? part.startFrame : -1
            let end = cuts.dissolve(into: index + 1) == nil ? part.endFrame : -1
            let isRetimed = !medium.isStill && !part.isPlain
            let children: [XML?] = [
                XML("masterclipid", text: "masterclip-\(part.media + 1)"),
                XML("name", text: medium.fileName), XML("enabled", text: "TRUE"),
                XML("duration", text: "\(timing.duration)"), rate(cuts.frameRate),
                XML("start", text: "\(start)"), XML("end", text: "\(end)"),
                XML("in", text: "\(timing.start)"), XML("out", text: "\(timing.exit)"),
                medium.isStill ? XML("stillframe", text: "TRUE") : nil,
                files.file(part.media, isFirst: isFirst), fill(medium), isRetimed ? timeRemap(timing) : nil,
                XML("sourcetrack", [:], [XML("mediatype", text: "video"), XML("trackindex", text: "1")]),
                part.reason.isEmpty
                    ? nil : XML("comments", [:], [XML("clipcommenta", text: part.reason)]),
            ]
            return XML("clipitem", ["id": "clipitem-\(index + 1)"], children.compactMap(\.self))
        }

        private func item(_ transition: Shot.Transition, at part: CutList.Part) -> XML {
            let start = part.startFrame - transition.framesBefore
            return XML(
                "transitionitem", [:],
                [
                    XML("start", text: "\(start)"), XML("end", text: "\(start + transition.frames)"),
                    XML("alignment", text: "center"), rate(cuts.frameRate),
                    XML(
                        "effect", [:],
                        [
                            XML("name", text: "Cross Dissolve"), XML("effectid", text: "Cross Dissolve"),
                            XML("effectcategory", text: "Dissolve"), XML("effecttype", text: "transition"),
                            XML("mediatype", text: "video"), XML("wipecode", text: "0"),
                            XML("wipeaccuracy", text: "100"), XML("startratio", text: "0"),
                            XML("endratio", text: "1"), XML("reverse", text: "FALSE"),
                        ]),
                ])
        }

        /// Enlarges or shrinks a file of another size until it fills the picture; nil for one of the picture's size.
        private func fill(_ medium: CutList.Media) -> XML? {
            guard medium.width != cuts.canvas.width || medium.height != cuts.canvas.height else { return nil }
            let scale = max(
                Double(cuts.canvas.width) / Double(medium.width),
                Double(cuts.canvas.height) / Double(medium.height))
            return filter(
                "Basic Motion", id: "basic",
                [
                    parameter(
                        "scale", named: "Scale", from: "0", to: "1000",
                        value: XML("value", text: shortDecimal(scale * 100, places: 6))),
                    parameter(
                        "center", named: "Center",
                        value: XML("value", [:], [XML("horiz", text: "0"), XML("vert", text: "0")])),
                ])
        }

        /// The speed, and the line of places in the file that belongs to it: some programs read this, some that.
        private func timeRemap(_ timing: Retiming) -> XML {
            let length = shortDecimal(
                max(timing.source(at: 0), timing.source(at: timing.duration)), places: 6)
            let isBackward = timing.speed < 0
            let points = [
                (0, "speedkfstart"), (timing.start, "speedkfin"), (timing.exit, "speedkfout"),
                (timing.duration, "speedkfend"),
            ]
            // Where the part begins or ends with its file, one point is both.
            let kept = points.filter { frame, kind in
                switch kind {
                case "speedkfstart": frame < timing.start
                case "speedkfend": frame > timing.exit
                default: true
                }
            }
            let graph = kept.map { frame, kind in
                XML(
                    "keyframe", [:],
                    [
                        XML("when", text: "\(frame)"),
                        XML("value", text: shortDecimal(timing.source(at: frame), places: 6)),
                        XML("speedvirtualkf", text: "TRUE"), XML(kind, text: "TRUE"),
                    ])
            }
            func value(_ text: String) -> XML { XML("value", text: text) }
            return filter(
                "Time Remap", id: "timeremap",
                [
                    parameter("variablespeed", from: "0", to: "1", value: value("0")),
                    parameter(
                        "speed", from: "-100000", to: "100000",
                        value: value(shortDecimal(timing.speed * 100, places: 9))),
                    parameter("reverse", value: value(isBackward ? "TRUE" : "FALSE")),
                    parameter("frameblending", value: value("FALSE")),
                    parameter(
                        "graphdict", from: "0", to: length, value: value("0"),
                        graph + [XML("interpolation", [:], [XML("name", text: "FCPCurve")])]),
                ])
        }

        private func filter(_ name: String, id: String, _ parameters: [XML]) -> XML {
            let effect = XML(
                "effect", [:],
                [
                    XML("name", text: name), XML("effectid", text: id),
                    XML("effectcategory", text: "motion"), XML("effecttype", text: "motion"),
                    XML("mediatype", text: "video"),
                ] + parameters)
            return XML("filter", [:], [effect])
        }

        private func parameter(
            _ id: String, named name: String? = nil, from least: String? = nil, to most: String? = nil,
            value: XML, _ more: [XML] = []
        ) -> XML {
            let head = [XML("parameterid", text: id), XML("name", text: name ?? id)]
            let bounds = [least.map { XML("valuemin", text: $0) }, most.map { XML("valuemax", text: $0) }]
            return XML(
                "parameter", ["authoringApp": "PremierePro"],
                head + bounds.compactMap(\.self) + [value] + more)
        }
    }
}
