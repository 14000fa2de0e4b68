internal import EditModel
internal import Foundation

/// What the drawing shows, in words.
extension EditPage {
    /// A table of the sections, and a list of the events.
    var form: String {
        let shots = edit.shots.map(\.startFrame)
        let rows = edit.sections.map { section in
            let count = shots.count { section.startFrame <= $0 && $0 < section.endFrame }
            return """
                <tr><th scope="row">\(Markup.escaped(section.name))</th><td>\(place(ofFrame: section.startFrame))</td>\
                <td>\(clock(section.endFrame - section.startFrame))</td><td>\(Self.percent(section.energy))</td><td>\(count)</td></tr>
                """
        }
        let events = edit.events.map { event in
            let end = event.kind == .drop ? "" : " to \(place(ofFrame: event.endFrame))"
            return "<li>\(event.kind.rawValue) at \(place(ofFrame: event.startFrame))\(end)</li>"
        }
        let list = events.isEmpty ? "" : "<ul>\(events.joined())</ul>"
        return """
            <details class="form"><summary>The timeline in words</summary><div class="wide" role="region" tabindex="0" \
            aria-label="Sections"><table><thead><tr><th scope="col">section</th><th scope="col">starts</th><th scope="col">lasts</th>\
            <th scope="col">energy</th><th scope="col">cuts</th></tr></thead><tbody>\(rows.joined())</tbody></table></div>\(list)</details>

            """
    }

    private func clock(_ frames: Int) -> String { Self.clock(edit.frameRate.seconds(ofFrame: frames)) }
}
