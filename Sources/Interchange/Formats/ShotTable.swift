internal import EditModel

/// A table of all parts with commas between its columns, `.csv` (RFC 4180), for spreadsheets.
package enum ShotTable: TimelineFormat {
    package static let abilities: Abilities = []

    package static func text(of cuts: CutList) -> String {
        let header = [
            "shot", "part", "start", "end", "start_frame", "end_frame", "seconds", "bar.beat", "section",
            "file",
            "source_start", "source_end", "speed", "transition", "mirrored", "windows",
            "reason",
        ]
        let rows = cuts.parts.map { part in
            [
                "\(part.shot + 1)", part.count > 1 ? "\(part.index + 1)/\(part.count)" : "",
                clock(part.startFrame, cuts), clock(part.endFrame, cuts), "\(part.startFrame)",
                "\(part.endFrame)", seconds(part.frameCount, cuts), part.position, part.section,
                cuts.link.path(cuts.media[part.media].path), seconds(part.sourceStart, cuts),
                seconds(part.sourceEnd, cuts), thousandths(part.speed),
                transition(into: part, cuts),
                part.isMirrored ? "yes" : "", windows(of: part), part.reason,
            ]
        }
        return ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// The transition as planned: a table need not be able to make it.
    private static func transition(into part: CutList.Part, _ cuts: CutList) -> String {
        guard part.index == 0, let planned = cuts.edit.shots[part.shot].transition else { return "" }
        return "\(planned.kind.rawValue) \(planned.frames)"
    }

    /// Frame, centre and zoom of each window, as in `0: 0.5 0.5 1.2`.
    private static func windows(of part: CutList.Part) -> String {
        part.windows.map { key in
            "\(key.frame): "
                + [key.window.x, key.window.y, key.window.zoom].map(thousandths).joined(separator: " ")
        }.joined(separator: "; ")
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
