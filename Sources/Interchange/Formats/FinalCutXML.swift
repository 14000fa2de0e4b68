internal import EditModel

/// Final Cut Pro's XML, `.fcpxml`, version 1.10, which DaVinci Resolve reads, too.
///
/// ```
/// resources   r1 the timeline's format, then formats, files, the song, the dissolve
/// spine       [clip 1][clip 2]╳[clip 3]    one after another, without gaps; ╳ a transition on a cut
///               └ song, lane −1            hangs on the first clip
/// ```
///
/// Times are fractions of a second; offsets and durations are whole frames of the timeline.
package enum FinalCutXML: TimelineFormat {
    package static let abilities: Abilities = [
        .cuts, .speed, .reverse, .freeze, .dissolve, .fill, .window, .markers, .song,
    ]

    package static let wantsAbsolutePaths = true

    package static func text(of cuts: CutList) -> String {
        let resources = Resources(of: cuts)
        let sequence = XML(
            "sequence",
            [
                "format": Resources.timelineFormat, "duration": Clock(cuts).time(cuts.frameCount),
                "tcStart": "0s", "tcFormat": cuts.dropsFrames ? "DF" : "NDF",
                // “mono” is in the definition, but is refused.
                "audioLayout": cuts.song.channelCount > 2 ? "surround" : "stereo",
                "audioRate": audioRate(cuts.song.sampleRate),
            ], [Spine(cuts: cuts, resources: resources).xml])
        let project = XML("project", ["name": cuts.name], [sequence])
        return XML(
            "fcpxml", ["version": "1.10"],
            [
                XML("resources", [:], resources.elements),
                XML("library", [:], [XML("event", ["name": "mvsync"], [project])]),
            ]
        ).document(type: "fcpxml")
    }

    package static func ownLosses(of cuts: CutList) -> [Loss] {
        guard Rate(cuts.frameRate)?.isOfProjects != true else { return [] }
        let rate = shortDecimal(cuts.frameRate.framesPerSecond, places: 3)
        return [
            Loss(
                "Final Cut Pro has no projects of \(rate) frames a second; it has 23.976, 24, 25, 29.97, 30, 50, 59.94 and 60."
            )
        ]
    }

    /// The name of a timeline's sample rate; that of 48 kHz for those that have none.
    private static func audioRate(_ samples: Int) -> String {
        let names = [
            32_000: "32k", 44_100: "44.1k", 48_000: "48k", 88_200: "88.2k", 96_000: "96k", 176_400: "176.4k",
            192_000: "192k",
        ]
        return names[samples] ?? "48k"
    }
}

extension FinalCutXML {
    /// Writes times.
    struct Clock {
        private let rate: FrameRate

        init(_ cuts: CutList) { rate = cuts.frameRate }

        /// Frames of the timeline as a time, always over the rate's numerator: `2002/30000s`.
        func time(_ frames: Int) -> String { time(FrameTime(frames: frames, at: rate)) }

        /// A time, over the rate's numerator where it can be; to the nearest frame where it takes more than 32 bits below
        /// the line.
        func time(_ time: FrameTime) -> String {
            if time.numerator == 0 { return "0s" }
            if rate.numerator % time.denominator == 0 {
                return "\(time.numerator * (rate.numerator / time.denominator))/\(rate.numerator)s"
            }
            guard time.denominator <= Int32.max else {
                let seconds = Double(time.numerator) / Double(time.denominator)
                return self.time(rate.frame(nearest: seconds))
            }
            return "\(time.numerator)/\(time.denominator)s"
        }
    }

    /// A frame rate that has a name.
    struct Rate {
        /// Its name in formats, such as `2997`.
        let name: String
        /// Its name where clips are conformed to the timeline, such as `29.97`.
        let conformName: String
        /// Whether projects may have it.
        let isOfProjects: Bool

        /// The rate's names; nil where it has none.
        init?(_ rate: FrameRate) {
            switch (rate.numerator, rate.denominator) {
            case (24000, 1001): self.init("2398", "23.98")
            case (30000, 1001): self.init("2997", "29.97")
            case (60000, 1001): self.init("5994", "59.94")
            case (48000, 1001): self.init("4795", "47.95", isOfProjects: false)
            case (48, 1): self.init("48", "48", isOfProjects: false)
            case (24, 1), (25, 1), (30, 1), (50, 1), (60, 1):
                self.init("\(rate.numerator)", "\(rate.numerator)")
            default: return nil
            }
        }

        private init(_ name: String, _ conformName: String, isOfProjects: Bool = true) {
            (self.name, self.conformName, self.isOfProjects) = (name, conformName, isOfProjects)
        }
    }
}
