internal import Foundation
internal import MusicAnalysis

/// Loudness, with the builds, drops and breaks that are read from it.
extension SongPlot {
    /// The range that is shown, in LU around the song's integrated loudness.
    private static let shown = (below: 24.0, above: 8.0)

    var loudnessRow: String {
        let row = (top: Self.rows.loudness.top + 34, height: Self.rows.loudness.height - 34)
        let title = rowTitle("loudness", "LUFS", row)
        guard let integrated = song.loudness.integrated else { return title + absence("silence", row) }
        let span = Self.shown.below + Self.shown.above
        func share(_ loudness: Double) -> Double { (loudness - integrated + Self.shown.below) / span }
        func y(_ loudness: Double) -> Double { row.top + row.height * (1 - share(loudness)) }
        let steps = stride(
            from: ((integrated - Self.shown.below) / 10).rounded(.up) * 10,
            through: integrated + Self.shown.above, by: 10)
        let labels = steps.map { grid(y($0)) + scaleLabel("\($0 < 0 ? "−" : "")\(Int(abs($0)))", y($0)) }
        let mean = """
            <path d="M\(SVG.number(Self.span.left)) \(SVG.number(y(integrated)))H\(SVG.number(Self.span.right))" \
            stroke="\(Self.accent)" stroke-dasharray="6 4"/>
            """
        return title + labels.joined() + passages(row)
            + area(
                song.loudness.momentary, period: song.loudness.period, row, color: Self.accent, share: share)
            + mean + marks(row)
    }

    /// The ground of builds, wedges that open, and of breaks, flat bands.
    private func passages(_ row: (top: Double, height: Double)) -> String {
        song.dynamics.filter { $0.kind != .drop }.map { event in
            let (left, right, bottom) = (x(event.start), x(event.end), row.top + row.height)
            let corners =
                event.kind == .build
                ? [(left, bottom), (right, bottom), (right, row.top)]
                : [(left, row.top), (right, row.top), (right, bottom), (left, bottom)]
            return "<path d=\"\(SVG.path(corners))z\" fill=\"\(tint(event.kind))\" fill-opacity=\"0.16\"/>"
        }.joined()
    }

    /// Drops, each an upright line, and the names of all events above the row, where there is room for them.
    private func marks(_ row: (top: Double, height: Double)) -> String {
        // Breaks have a line of words of their own: a build may begin in one.
        var free = [-Double.infinity, -Double.infinity]
        return song.dynamics.map { event in
            let place = event.kind == .build ? x(event.end) : x(event.start)
            let line =
                event.kind == .drop
                ? SVG.upright(
                    place, row.top - 14, row.top + row.height, color: tint(.drop), "stroke-width=\"1.8\"")
                : ""
            let level = event.kind == .break ? 1 : 0
            // A build's name ends where it ends, the others begin where they begin.
            let left = event.kind == .build ? place - 40 : place
            guard left >= free[level], left + 40 <= Self.span.right + 20 else { return line }
            free[level] = left + 40
            let isBuild = event.kind == .build
            return line
                + SVG.text(
                    event.kind.rawValue, isBuild ? place - 5 : place + (level == 0 ? 5 : 0),
                    row.top - 5 - 14 * Double(level),
                    SVG.Style(color: tint(event.kind), anchor: isBuild ? "end" : "start", isBold: level == 0))
        }.joined()
    }

    private func tint(_ kind: DynamicEvent.Kind) -> String {
        switch kind {
        case .build: "#2e8b57"
        case .drop: "#c0392b"
        case .break: Self.muted
        }
    }
}
