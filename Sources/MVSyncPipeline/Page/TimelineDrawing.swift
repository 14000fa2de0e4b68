package import EditModel
internal import Foundation

/// The timeline of an edit as an SVG drawing: sections, the song's waveform with its energy, events, bars and beats; below
/// them the shots with their movements on beats, their speeds, and the captions.
package struct TimelineDrawing {
    let edit: Edit

    /// The least and the greatest sample of equal stretches of the song; empty where it is not at hand.
    let waveform: [ClosedRange<Float>]

    /// Prepares the drawing.
    ///
    /// - Parameters:
    ///   - edit: A valid edit.
    ///   - waveform: The least and the greatest sample of equal stretches of the song; empty where it is not at hand.
    package init(edit: Edit, waveform: [ClosedRange<Float>]) {
        self.edit = edit
        self.waveform = waveform
    }

    /// The width in units of the drawing, dots where it stands alone.
    static let width = 1200.0

    /// Rows from top to bottom: their tops and heights.
    static let rows = (
        sections: (top: 0.0, height: 24.0), wave: (top: 30.0, height: 92.0), bars: (top: 128.0, height: 30.0),
        shots: (top: 166.0, height: 46.0), speed: (top: 220.0, height: 48.0),
        captions: (top: 276.0, height: 20.0)
    )

    /// The height in units of the drawing.
    var height: Double { timeTop + 22 }

    var timeTop: Double {
        edit.captions.isEmpty
            ? Self.rows.captions.top - 2 : Self.rows.captions.top + Self.rows.captions.height + 6
    }

    /// The drawing as a part of a page that styles it; stretched across by that page, texts and lines keep their shape.
    var inlineSVG: String {
        """
        <svg class="\(classes)" viewBox="0 0 \(Int(Self.width)) \(Int(height))" preserveAspectRatio="none" aria-hidden="true" \
        focusable="false">\(content)</svg>
        """
    }

    /// The drawing as a file of its own, with a ground of its own, in the light or the dark, and a legend.
    package var standaloneSVG: String {
        let (margin, below) = (16.0, 34.0)
        let (wide, high) = (Self.width + 2 * margin, height + 2 * margin + below)
        let name = (fileName(edit.song.path) as NSString).deletingPathExtension
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="\(classes)" width="\(Int(wide))" height="\(Int(high))" \
            viewBox="0 0 \(Int(wide)) \(Int(high))" role="img" font-family="system-ui,'DejaVu Sans',sans-serif">
            <title>\(Markup.escaped(name))</title>
            <desc>\(Markup.escaped(words))</desc>
            <style>\(Self.style)</style>
            <rect class="ground" width="100%" height="100%"/>
            <g transform="translate(\(Int(margin)) \(Int(margin)))">\(content)</g>
            \(legend(margin, high - margin))
            </svg>

            """
    }

    /// Where shots are thin, lines between them would hide them.
    private var classes: String { Self.width < 5 * Double(edit.shots.count) ? "timeline dense" : "timeline" }

    /// The drawing in a sentence or two, for those who do not see it.
    var words: String {
        var parts = [
            "The timeline of \(SVG.clock(edit.frameRate.seconds(ofFrame: edit.frameCount))): \(edit.sections.count) sections, \(edit.shots.count) shots from \(edit.clips.count) clips."
        ]
        let places = edit.sections.map { section in
            "\(section.name) from \(SVG.clock(edit.frameRate.seconds(ofFrame: section.startFrame)))"
        }
        parts.append("Sections: " + places.prefix(40).joined(separator: ", ") + ".")
        return parts.joined(separator: " ")
    }

    private var content: String {
        sectionRow + waveRow + eventMarks + barRow + shotRow + speedRow + captionRow + timeRow
    }

    /// Where a frame lies.
    func x(_ frame: Int) -> Double { x(Double(frame)) }

    func x(_ frame: Double) -> Double { frame / Double(max(edit.frameCount, 1)) * Self.width }

    /// A text with the room it has in units of the drawing and needs in dots; hidden where it has too little.
    ///
    /// None at all where it would not have enough in a drawing sixteen times as wide.
    ///
    /// - Parameter gap: Dots to keep free behind it.
    func label(
        _ text: String, _ x: Double, _ y: Double, room: Double, gap: Double = 4, _ kind: String = ""
    ) -> String {
        // A space that does not break keeps its distance at any width.
        let need = Self.dots(text) + gap + 4
        guard room * 16 > need else { return "" }
        let kinds = ([kind] + (room > need ? [] : ["tight"])).filter { !$0.isEmpty }
        let names = kinds.isEmpty ? "" : " class=\"\(kinds.joined(separator: " "))\""
        return """
            <text x="\(SVG.number(x))" y="\(SVG.number(y))"\(names) data-room="\(SVG.number(room))" \
            data-need="\(Int(need.rounded(.up)))">\u{A0}\(Markup.escaped(text))</text>
            """
    }

    /// How wide a text is at the drawing's size of letters, about.
    private static func dots(_ text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 11 : 6.2) }
    }

    private func legend(_ x: Double, _ y: Double) -> String {
        let colours = "Shots are coloured by clip"
        let dots = edit.shots.contains { !$0.hits.isEmpty } ? "; dots are movements on beats" : ""
        return """
            <text class="quiet" x="\(SVG.number(x))" y="\(SVG.number(y))">Sections · waveform, the line is the energy of the section · \
            bars and beats · \(colours)\(dots) · speed, the middle line is a clip’s own\(edit.captions.isEmpty ? "" : " · captions")</text>
            """
    }
}
