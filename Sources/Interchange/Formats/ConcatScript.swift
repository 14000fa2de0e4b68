internal import EditModel

/// Scripts of ffmpeg's concat demuxer, `.ffconcat`: which part of which file comes next, and nothing else.
///
/// The demuxer enters a file at the key frame before a place, so that cuts are exact only with files of key frames alone,
/// as baked shots are; its places are moved by a quarter of a frame, so that rounding picks the right ones.
package enum ConcatScript: TimelineFormat {
    package static let abilities: Abilities = [.cuts]

    package static func text(of cuts: CutList) -> String {
        let frame = cuts.frameRate.seconds(ofFrame: 1)
        var lines = ["ffconcat version 1.0", "# \(visible(cuts.name))"]
        for part in cuts.parts {
            let media = cuts.media[part.media]
            let start = min(part.sourceLow, max(media.frameCount - part.frameCount, 0))
            lines.append("file \(quoted(cuts.link.path(media.path)))")
            if media.isStill {
                lines.append("duration \(decimal(Double(part.frameCount) * frame, places: 6))")
            } else {
                lines.append(
                    "inpoint \(decimal((Double(start) + (start > 0 ? 0.25 : 0)) * frame, places: 6))")
                lines.append(
                    "outpoint \(decimal((Double(start + part.frameCount) - 0.25) * frame, places: 6))")
                lines.append("duration \(decimal(Double(part.frameCount) * frame, places: 6))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    package static func framesShown(in cuts: CutList) -> FramesShown { .others }

    package static func ownLosses(of cuts: CutList) -> [Loss] {
        let isExact = cuts.parts.allSatisfy { cuts.media[$0.media].bakedShot != nil }
        return [Loss("The song is not in it; give it to ffmpeg as a second input.")]
            + (isExact
                ? []
                : [
                    Loss(
                        "ffmpeg enters a clip at the key frame before a place, so that shots become longer; --bake-all makes it exact, and so does --to ffmpeg."
                    )
                ])
    }

    /// A path as the script has it: in single quotes, each of its own outside them, and never taken for an option.
    private static func quoted(_ path: String) -> String {
        let url = (path.hasPrefix("/") ? "file:" : "file:./") + path
        return "'" + url.replacing("'", with: "'\\''") + "'"
    }
}
