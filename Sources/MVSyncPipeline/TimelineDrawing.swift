internal import EditModel
internal import Foundation

/// The timeline of an edit as an SVG drawing: sections, shots with their movements on beats, bars.
struct TimelineDrawing {
    let edit: Edit

    private static let width = 1200.0
    private static let sectionHeight = 56.0
    private static let shotTop = 62.0
    private static let shotHeight = 44.0
    private static let barTop = 112.0

    /// The drawing.
    var svg: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) 142" role="img" \
        font-family="system-ui,sans-serif">\(sections)\(shots)\(hits)\(bars)</svg>
        """
    }

    private func x(_ frame: Int) -> Double {
        Double(frame) / Double(max(edit.frameCount, 1)) * Self.width
    }

    private func text(_ value: Double) -> String { String(format: "%.1f", value) }

    private var sections: String {
        edit.sections.map { section in
            let left = x(section.startFrame)
            let wide = x(section.endFrame) - left
            let high = 22 + section.energy * (Self.sectionHeight - 22)
            let label = wide > 44 ? ReportPage.escaped(section.name) : ""
            return """
                <rect x="\(text(left))" y="\(text(Self.sectionHeight - high))" width="\(text(max(wide - 1.5, 0.5)))" \
                height="\(text(high))" rx="3" fill="hsl(230 16% \(Int(26 + 22 * section.energy))%)"/>\
                <text x="\(text(left + 5))" y="\(text(Self.sectionHeight - 6))" font-size="12" fill="#fff">\(label)</text>
                """
        }.joined()
    }

    private var shots: String {
        edit.shots.map { shot in
            let left = x(shot.startFrame)
            let wide = max(x(shot.endFrame) - left - 1, 0.5)
            let title = ReportPage.escaped("\(edit.clips[shot.clip].name): \(shot.reason)")
            return """
                <rect x="\(text(left))" y="\(text(Self.shotTop))" width="\(text(wide))" height="\(text(Self.shotHeight))" \
                fill="\(Palette.color(shot.clip, of: edit.clips.count))"><title>\(title)</title></rect>
                """
        }.joined()
    }

    /// A dot in its shot for each movement that was planned on a beat.
    private var hits: String {
        edit.shots.flatMap(\.hits).map { hit in
            """
            <circle cx="\(text(x(hit.frame)))" cy="\(text(Self.shotTop + Self.shotHeight - 8))" r="3" fill="#fff" \
            stroke="#14151a"/>
            """
        }.joined()
    }

    private var bars: String {
        edit.beats.filter { $0.position == 1 }.map { beat in
            let strong = beat.bar % 4 == 1
            let number =
                beat.bar % 16 == 1
                ? "<text x=\"\(text(x(beat.frame) + 2))\" y=\"138\" font-size=\"10\" fill=\"#9c9a94\">\(beat.bar)</text>"
                : ""
            return """
                <path d="M\(text(x(beat.frame))) \(text(Self.barTop))v\(strong ? 14 : 7)" \
                stroke="\(strong ? "#c9c6be" : "#6a6872")"/>\(number)
                """
        }.joined()
    }
}
