internal import Foundation
package import MusicAnalysis

/// What is heard in a song, as one drawing: on the left everything over time, on the right what resembles what.
package struct SongPlot {
    let song: SongAnalysis
    let evidence: SongEvidence
    private let title: String

    /// The size of the drawing in dots.
    package static let size = (width: 1600, height: 960)

    /// Where the rows over time lie, from left to right.
    static let span = (left: 150.0, right: 1010.0)

    /// The rows from top to bottom: their tops and heights.
    static let rows = (
        sections: (top: 104.0, height: 38.0), wave: (top: 158.0, height: 130.0),
        bars: (top: 304.0, height: 44.0),
        tempo: (top: 372.0, height: 80.0), loudness: (top: 472.0, height: 182.0),
        energy: (top: 680.0, height: 80.0), novelty: (top: 786.0, height: 90.0)
    )

    static let ink = "#23262f"
    static let muted = "#6b6f7a"
    static let hair = "#e3e4e8"
    static let accent = "#2f5d9b"

    /// Prepares the drawing of a song.
    ///
    /// - Parameters:
    ///   - song: What was heard.
    ///   - evidence: What it was read from.
    ///   - title: The song's name.
    package init(_ song: SongAnalysis, evidence: SongEvidence, title: String) {
        self.song = song
        self.evidence = evidence
        self.title = title
    }

    /// The drawing; it refers to nothing outside.
    package var svg: String {
        let (width, height) = Self.size
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            font-family="'DejaVu Sans',system-ui,sans-serif">
            <title>\(Markup.escaped(title))</title>
            \(SVG.rect(0, 0, Double(width), Double(height), fill: "#fff"))
            \(header)
            \(timeGrid)
            \(sectionRow)
            \(waveRow)
            \(barRow)
            \(tempoRow)
            \(loudnessRow)
            \(energyRow)
            \(noveltyRow)
            \(matrix)
            \(sectionList)
            </svg>

            """
    }

    // MARK: Time

    /// Where a second lies.
    func x(_ seconds: Double) -> Double {
        let share = min(max(seconds / max(song.duration, 1e-6), 0), 1)
        return Self.span.left + share * (Self.span.right - Self.span.left)
    }

    /// The steps of an axis of time, so far apart that their labels do not touch.
    func timeSteps(over width: Double, apart least: Double) -> [Double] {
        let steps = [1.0, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]
        let step = steps.first { $0 / max(song.duration, 1e-6) * width >= least } ?? 7200
        return Array(stride(from: 0, through: song.duration, by: step))
    }

    /// A colour for a section: sections that sound alike share it.
    func color(_ section: Section) -> String {
        Palette.color(section.group, of: (song.sections.map(\.group).max() ?? 0) + 1)
    }

    private var timeGrid: String {
        let bottom = Self.rows.novelty.top + Self.rows.novelty.height
        let lines = timeSteps(over: Self.span.right - Self.span.left, apart: 56).map { seconds in
            SVG.upright(x(seconds), bottom, bottom + 6, color: "#9a9da6")
                + SVG.text(SVG.clock(seconds), x(seconds), bottom + 22, SVG.Style(anchor: "middle"))
        }
        // More than these would be a curtain.
        let marked = song.sections.count <= 60 ? song.sections.dropFirst() : []
        let edges = marked.map {
            SVG.upright(
                x($0.start), Self.rows.sections.top, bottom, color: "#c9ccd4", "stroke-dasharray=\"2 3\"")
        }
        return (lines + edges).joined()
    }

    // MARK: Words

    private var header: String {
        let shown = shortened(title, to: 72)
        let facts = [
            SVG.clock(song.duration),
            song.tempo.bpm > 0
                ? String(format: "%.1f BPM, %d beats a bar", song.tempo.bpm, song.beatsPerBar) : "no beat",
            song.loudness.integrated.map {
                String(format: "%.1f LUFS, range %.1f LU", $0, song.loudness.range)
                    .replacingOccurrences(of: "-", with: "−")
            } ?? "silence",
        ]
        return SVG.text(shown, 40, 52, SVG.Style(size: 26, color: Self.ink, isBold: true))
            + SVG.text(facts.joined(separator: "   ·   "), 40, 80, SVG.Style(size: 15))
    }

    /// The beginning of a text; letters of double width count twice.
    private func shortened(_ text: String, to most: Int) -> String {
        var width = 0
        var kept = ""
        for character in text {
            width += character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
            if width > most { return kept + "…" }
            kept.append(character)
        }
        return kept
    }

    /// The title of a row, left of it, with what it is measured in below.
    func rowTitle(_ title: String, _ unit: String = "", _ row: (top: Double, height: Double)) -> String {
        let middle = row.top + row.height / 2
        return SVG.text(
            title, 40, middle + (unit.isEmpty ? 5 : -2), SVG.Style(size: 14, color: Self.ink, isBold: true))
            + (unit.isEmpty ? "" : SVG.text(unit, 40, middle + 15, SVG.Style(size: 11)))
    }

    /// A value of a row's scale, right before it.
    func scaleLabel(_ text: String, _ y: Double) -> String {
        SVG.text(text, Self.span.left - 8, y + 4, SVG.Style(size: 11, anchor: "end"))
    }

    /// What is said in a row that has nothing to show.
    func absence(_ text: String, _ row: (top: Double, height: Double)) -> String {
        SVG.text(text, Self.span.left + 8, row.top + row.height / 2 + 4, SVG.Style(color: "#9a9da6"))
    }
}
