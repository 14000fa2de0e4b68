internal import EditModel

extension FinalCutXML {
    /// The clips one after another, with what hangs on them.
    struct Spine {
        let cuts: CutList
        let resources: Resources

        /// The spine.
        var xml: XML {
            var elements: [XML] = []
            var markers = cuts.markersByFrame[...]
            for (index, part) in cuts.parts.enumerated() {
                if let transition = self.transition(into: part) { elements.append(transition) }
                let own = markers.prefix { $0[0].frame < part.endFrame }
                markers = markers.dropFirst(own.count)
                elements.append(clip(part, isFirst: index == 0, markers: Array(own)))
            }
            return XML("spine", [:], elements)
        }

        private var clock: Clock { Clock(cuts) }

        private func transition(into part: CutList.Part) -> XML? {
            guard let transition = part.dissolve,
                let effect = resources.dissolve
            else { return nil }
            return XML(
                "transition",
                [
                    "name": resources.dissolveName,
                    "offset": clock.time(part.startFrame - transition.framesBefore),
                    "duration": clock.time(transition.frames),
                ], [XML("filter-video", ["ref": effect, "name": resources.dissolveName])])
        }

        /// A part; its children in the order that the definition asks for.
        private func clip(_ part: CutList.Part, isFirst: Bool, markers: [[CutList.Marker]]) -> XML {
            let medium = cuts.media[part.media]
            let timing = Timing(of: part, in: medium, at: cuts.frameRate)
            let children: [XML?] =
                [
                    part.reason.isEmpty ? nil : XML("note", text: part.reason), conformRate(of: medium),
                    timeMap(timing), conform(of: medium), transform(of: part, in: medium),
                    isFirst ? song(at: timing.start) : nil,
                ] + markers.map { marker($0, in: part, from: timing.start) }
            return XML(
                // A still picture has no time that an asset clip could be cut from.
                medium.isStill ? "video" : "asset-clip",
                [
                    "ref": resources.assets[part.media], "offset": clock.time(part.startFrame),
                    "name": medium.fileName, "start": clock.time(timing.start),
                    "duration": clock.time(part.frameCount),
                    "format": medium.isStill ? nil : resources.formats[part.media],
                    // The clip's own sound stays out.
                    "srcEnable": medium.isStill ? nil : "video",
                ], children.compactMap(\.self))
        }

        /// Says that a file of another rate keeps its time.
        private func conformRate(of medium: CutList.Media) -> XML? {
            guard !medium.isStill, medium.frameRate != cuts.frameRate else { return nil }
            return XML(
                "conform-rate",
                ["scaleEnabled": "0", "srcFrameRate": Rate(medium.frameRate)?.conformName])
        }

        private func timeMap(_ timing: Timing) -> XML? {
            guard !timing.map.isEmpty else { return nil }
            return XML(
                "timeMap", ["frameSampling": "floor"],
                timing.map.map { point in
                    XML(
                        "timept",
                        [
                            "time": clock.time(point.time), "value": clock.time(point.value),
                            "interp": "linear",
                        ])
                })
        }

        private func conform(of medium: CutList.Media) -> XML? {
            medium.width * cuts.canvas.height == medium.height * cuts.canvas.width
                ? nil : XML("adjust-conform", ["type": "fill"])
        }

        /// A window that stands: the filled picture, enlarged and moved; places in hundredths of the picture's height,
        /// upwards.
        private func transform(of part: CutList.Part, in medium: CutList.Media) -> XML? {
            guard let window = part.windows.first?.window, part.windows.allSatisfy({ $0.window == window })
            else { return nil }
            let (width, height) = (Double(cuts.canvas.width), Double(cuts.canvas.height))
            let fill = max(width / Double(medium.width), height / Double(medium.height)) * window.zoom
            // How far the centre may go before the window leaves the picture.
            func offset(_ centre: Double, _ length: Double, within side: Double) -> Double {
                let room = max((length - side) / 2, 0)
                return min(max((0.5 - centre) * length, -room), room) / height * 100
            }
            let x = offset(window.x, Double(medium.width) * fill, within: width)
            let y = -offset(window.y, Double(medium.height) * fill, within: height)
            let scale = shortDecimal(window.zoom, places: 6)
            return XML(
                "adjust-transform",
                [
                    "position": "\(shortDecimal(x, places: 6)) \(shortDecimal(y, places: 6))",
                    "scale": "\(scale) \(scale)",
                ])
        }

        /// The song below the first clip, in whose own time it begins.
        private func song(at start: FrameTime) -> XML {
            XML(
                "asset-clip",
                [
                    "ref": resources.song, "lane": "-1", "offset": clock.time(start),
                    "name": cuts.song.fileName, "start": "0s", "duration": clock.time(cuts.heardFrameCount),
                    "audioRole": "music",
                ])
        }

        /// The markers of one frame as one: the coarsest, with the others' names as its note.
        private func marker(_ group: [CutList.Marker], in part: CutList.Part, from start: FrameTime) -> XML {
            let (marker, others) = (group[0], group.dropFirst().map(\.name))
            let offset = FrameTime(frames: marker.frame - part.startFrame, at: cuts.frameRate)
            let isChapter = marker.kind == .section
            return XML(
                isChapter ? "chapter-marker" : "marker",
                [
                    "start": clock.time(start + offset), "duration": clock.time(1), "value": marker.name,
                    "note": others.isEmpty ? nil : others.joined(separator: ", "),
                    "posterOffset": isChapter ? "0s" : nil,
                ])
        }
    }

    /// Where a part lies in its file, in the time of the file as it is played at the part's speed.
    ///
    /// A time map is given for the whole file, beginning at the file's own start, and `start` is a place behind it: a map
    /// that ends where the part does makes Resolve show black at the end.
    struct Timing {
        /// The time of the part's first frame.
        let start: FrameTime
        /// Times, and the times in the file that are seen then; none at the file's own speed.
        let map: [(time: FrameTime, value: FrameTime)]

        /// The timing of a part.
        init(of part: CutList.Part, in medium: CutList.Media, at rate: FrameRate) {
            let zero = medium.startTime(at: rate)
            func time(_ frames: Int, isPlayed: Bool = false) -> FrameTime {
                let share = isPlayed ? (part.frameCount, part.sourceFrameCount) : (1, 1)
                return zero + FrameTime(frames: frames, at: rate, share: share)
            }
            if medium.isStill {
                start = FrameTime(frames: part.transition?.framesBefore ?? 0, at: rate)
                map = []
            } else if part.isPlain {
                (start, map) = (time(part.sourceStart), [])
            } else if part.isFrozen {
                // As much again to either side, for dissolves.
                let side = part.frameCount + 1
                start = time(side)
                map = [zero, time(2 * side + part.frameCount)].map { ($0, time(part.sourceStart)) }
            } else {
                let length = medium.frameCount
                let end = time(length, isPlayed: true)
                let entry = part.isBackward ? length - part.sourceStart : part.sourceStart
                start = time(entry, isPlayed: true)
                map =
                    part.isBackward
                    ? [(zero, time(length)), (end, zero)] : [(zero, zero), (end, time(length))]
            }
        }
    }
}
