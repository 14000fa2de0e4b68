internal import EditModel

/// A table of all parts with commas between its columns, `.csv` (RFC 4180), for spreadsheets.
package enum ShotTable: TimelineFormat {
    package static let abilities: Abilities = []

    package static func text(of cuts: CutList) -> String {
        let header = [
            "shot", "part", "start", "end", "start_frame", "end_frame", "seconds", "bar.beat", "section",
            "file",
            "source_start", "source_end", "speed", "transition", "mirrored", "reason",
        ]
        let rows = cuts.parts.map { part in
            [
                "\(part.shot + 1)", part.count > 1 ? "\(part.index + 1)/\(part.count)" : "",
                clock(part.startFrame, cuts), clock(part.endFrame, cuts), "\(part.startFrame)",
                "\(part.endFrame)", seconds(part.frameCount, cuts), part.position, part.section,
                cuts.link.path(cuts.media[part.media].path), seconds(part.sourceStart, cuts),
                seconds(part.sourceEnd, cuts), thousandths(part.speed),
                part.transition.map { "\($0.kind.rawValue) \($0.frames)" } ?? "",
                part.isMirrored ? "yes" : "", part.reason,
            ]
        }
        return ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func clock(_ frame: Int, _ cuts: CutList) -> String {
        Timecode(frame: frame, at: cuts.frameRate, dropsFrames: cuts.dropsFrames).description
    }

    private static func seconds(_ frame: Int, _ cuts: CutList) -> String {
        thousandths(cuts.frameRate.seconds(ofFrame: frame))
    }

    private static func thousandths(_ value: Double) -> String { decimal(value, places: 3) }

    /// A field that spreadsheets take for text and nothing else.
    ///
    /// What begins like a formula gets an apostrophe before it.
    private static func field(_ text: String) -> String {
        let isNumber = Double(text) != nil
        var text = visible(text)
        if !isNumber, let first = text.first, "=+-@".contains(first) { text = "'" + text }
        guard text.contains(where: { ",\"".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
