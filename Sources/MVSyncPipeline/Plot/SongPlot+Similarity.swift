internal import Foundation
internal import MusicAnalysis

/// The self-similarity matrix, and the list of sections below it.
extension SongPlot {
    private static let square = (left: 1074.0, top: 138.0, side: 486.0)
    private static let list = (top: 690.0, rowHeight: 20.0, rows: 11)

    /// The grey levels of the matrix; the lightest is the ground.
    private static let levels = 14

    var matrix: String {
        let (left, top, side) = Self.square
        let title = SVG.text(
            "self-similarity", left, 117, SVG.Style(size: 14, color: Self.ink, isBold: true))
        let frame = SVG.rect(left, top, side, side, fill: "#f4f6f9")
        let count = evidence.similarityEdges.count - 1
        guard count > 1 else {
            return title + frame
                + SVG.text(
                    "too short for sections", left + side / 2, top + side / 2,
                    SVG.Style(color: "#9a9da6", anchor: "middle"))
        }
        let scale = side / Double(count)
        // The matrix is symmetric: what lies above its diagonal is drawn once, and once more mirrored.
        let cells = """
            <g transform="translate(\(SVG.number(left)) \(SVG.number(top))) scale(\(scale))" shape-rendering="crispEdges">\
            <g id="half">\(upperHalf(count))</g><use href="#half" transform="matrix(0 1 1 0 0 0)"/></g>
            """
        let strips = song.sections.map { section in
            let (start, end) = (share(section.start) * side, share(section.end) * side)
            let long = max(end - start - 1, 0.5)
            return SVG.rect(left + start, top - 10, long, 7, fill: color(section))
                + SVG.rect(left - 10, top + start, 7, long, fill: color(section))
        }
        var lastLabel = -Double.infinity
        let times = timeSteps(over: side, apart: 52).compactMap { seconds -> String? in
            let place = left + share(seconds) * side
            guard place - lastLabel >= 42 else { return nil }
            lastLabel = place
            return SVG.upright(place, top + side, top + side + 6, color: "#9a9da6")
                + SVG.text(SVG.clock(seconds), place, top + side + 22, SVG.Style(anchor: "middle"))
        }
        return title
            + SVG.text("bar by bar: dark is alike", left + side, 117, SVG.Style(anchor: "end"))
            + frame + cells + strips.joined() + times.joined()
    }

    /// Where a second lies between the edges of the matrix, 0…1; all passages are drawn equally long.
    private func share(_ seconds: Double) -> Double {
        let edges = evidence.similarityEdges
        guard let next = edges.firstIndex(where: { $0 > seconds }), next > 0 else {
            return seconds < (edges.first ?? 0) ? 0 : 1
        }
        let within = (seconds - edges[next - 1]) / (edges[next] - edges[next - 1])
        return (Double(next - 1) + within) / Double(edges.count - 1)
    }

    /// One path for each grey level, of runs along the rows from the diagonal on.
    private func upperHalf(_ count: Int) -> String {
        let sorted = evidence.similarity.sorted()
        let low = sorted[sorted.count / 20]
        let range = max(sorted[sorted.count - 1 - sorted.count / 50] - low, 1e-6)
        func level(_ row: Int, _ column: Int) -> Int {
            let share = min(max((evidence.similarity[row * count + column] - low) / range, 0), 1)
            return Int(share * Float(Self.levels - 1) + 0.5)
        }
        var paths = [String](repeating: "", count: Self.levels)
        for row in 0..<count {
            var column = row
            while column < count {
                let own = level(row, column)
                var end = column + 1
                while end < count, level(row, end) == own { end += 1 }
                paths[own] += "M\(column) \(row)h\(end - column)v1h-\(end - column)z"
                column = end
            }
        }
        return paths.enumerated().dropFirst().map { level, path in
            path.isEmpty
                ? "" : "<path d=\"\(path)\" fill=\"\(Self.shade(Double(level) / Double(Self.levels - 1)))\"/>"
        }.joined()
    }

    /// From the ground's near-white over blue to almost black.
    private static func shade(_ share: Double) -> String {
        let stops = [(244.0, 246.0, 249.0), (142, 178, 214), (47, 93, 155), (16, 24, 52)]
        let place = share * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        let part = place - Double(index)
        func mixed(_ first: Double, _ second: Double) -> Int {
            Int((first + part * (second - first)).rounded())
        }
        let (from, to) = (stops[index], stops[index + 1])
        return "rgb(\(mixed(from.0, to.0)),\(mixed(from.1, to.1)),\(mixed(from.2, to.2)))"
    }

    var sectionList: String {
        let (left, _, side) = Self.square
        let most = 2 * Self.list.rows
        let isCut = song.sections.count > most
        let shown = song.sections.prefix(isCut ? most - 1 : most)
        let rows = (shown.count + (isCut ? 1 : 0) + 1) / 2
        let lines = shown.enumerated().map { index, section in
            let column = left + Double(index / max(rows, 1)) * (side / 2 + 8)
            let y = Self.list.top + Double(index % max(rows, 1) + 1) * Self.list.rowHeight
            return SVG.rect(column, y - 10, 10, 10, fill: color(section), "rx=\"2\"")
                + SVG.text(SVG.clock(section.start), column + 52, y, SVG.Style(anchor: "end"))
                + SVG.text(section.label.rawValue, column + 60, y, SVG.Style(color: Self.ink))
                + SVG.rect(column + 152, y - 9, 50, 8, fill: Self.hair)
                + SVG.rect(column + 152, y - 9, 50 * section.intensity, 8, fill: Self.muted)
                + SVG.text(
                    "\(Int((section.intensity * 100).rounded()))", column + 226, y, SVG.Style(anchor: "end"))
        }
        let rest =
            isCut
            ? SVG.text(
                "and \(song.sections.count - shown.count) more", left + side / 2 + 68,
                Self.list.top + Double(rows) * Self.list.rowHeight) : ""
        return SVG.text(
            "intensity", left, Self.list.top - 8, SVG.Style(size: 14, color: Self.ink, isBold: true))
            + SVG.text(
                "from 0 to 100, the same for all songs", left + side, Self.list.top - 8,
                SVG.Style(anchor: "end"))
            + lines.joined() + rest
    }
}
