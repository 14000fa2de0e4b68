internal import EditModel

/// The sections as chapters, `.chapters.txt`, in ffmpeg's form of metadata; the comments at its head are a list for the
/// description of a video.
///
/// ```sh
/// ffmpeg -i video.mp4 -i video.chapters.txt -map 0 -map_chapters 1 -c copy with-chapters.mp4
/// ```
package enum ChapterList: TimelineFormat {
    package static let abilities: Abilities = [.markers]

    package static func text(of cuts: CutList) -> String {
        let sections = cuts.markers.filter { $0.kind == .section }
        let list = sections.map { section in
            "; \(clock(cuts.frameRate.seconds(ofFrame: section.frame))) \(visible(section.name))\n"
        }
        let chapters = sections.map { section in
            """
            [CHAPTER]
            TIMEBASE=\(cuts.frameRate.denominator)/\(cuts.frameRate.numerator)
            START=\(section.frame)
            END=\(section.frame + section.frameCount)
            title=\(escaped(section.name))

            """
        }
        return ";FFMETADATA1\n" + list.joined() + chapters.joined()
    }

    /// Text in which no character means anything but itself.
    private static func escaped(_ text: String) -> String {
        visible(text).map { "=;#\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }

    /// `m:ss`, and `h:mm:ss` from an hour on.
    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return whole < 3600
            ? "\(whole / 60):\(two(whole % 60))"
            : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
    }
}
