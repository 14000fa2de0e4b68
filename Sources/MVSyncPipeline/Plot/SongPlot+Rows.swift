internal import Foundation
internal import MusicAnalysis

/// The rows over time.
extension SongPlot {
    var sectionRow: String {
        let row = Self.rows.sections
        let boxes = song.sections.map { section in
            let (left, right) = (x(section.start), x(section.end))
            let name = section.label.rawValue
            // Letters are about two thirds as wide as high.
            let size = [13.0, 11].first { right - left > 0.6 * $0 * Double(name.count) + 10 }
            let label = size.map {
                SVG.text(name, left + 6, row.top + 24, SVG.Style(size: $0, color: "#fff", isBold: true))
            }
            return SVG.rect(
                left, row.top, max(right - left - 1.5, 0.5), row.height, fill: color(section),
                "class=\"section\" rx=\"3\"") + (label ?? "")
        }
        return rowTitle("sections", "", row) + boxes.joined()
    }

    var waveRow: String {
        let row = Self.rows.wave
        let middle = row.top + row.height / 2
        let loudest = evidence.waveform.reduce(Float(0)) { max($0, abs($1.lowerBound), abs($1.upperBound)) }
        var content = SVG.rect(
            Self.span.left, middle - 0.5, Self.span.right - Self.span.left, 1, fill: Self.hair)
        if loudest > 0 {
            let scale = row.height / 2 / Double(loudest)
            let step = (Self.span.right - Self.span.left) / Double(evidence.waveform.count)
            func points(_ value: (ClosedRange<Float>) -> Float) -> [(x: Double, y: Double)] {
                evidence.waveform.enumerated().map { index, range in
                    (Self.span.left + (Double(index) + 0.5) * step, middle - scale * Double(value(range)))
                }
            }
            let outline = SVG.path(points(\.upperBound) + points(\.lowerBound).reversed())
            // Each section's part of the outline in its colour.
            content += song.sections.enumerated().map { index, section in
                let (left, width) = (x(section.start), x(section.end) - x(section.start))
                return """
                    <clipPath id="s\(index)"><path d="M\(SVG.number(left)) \(SVG.number(row.top))h\(SVG.number(width))\
                    v\(SVG.number(row.height))h\(SVG.number(-width))z"/></clipPath>\
                    <use href="#wave" fill="\(color(section))" stroke="\(color(section))" clip-path="url(#s\(index))"/>
                    """
            }.joined()
            content = "<defs><path id=\"wave\" d=\"\(outline)z\" stroke-width=\"0.6\"/></defs>" + content
        } else {
            content += absence("silence", (row.top, row.height - 24))
        }
        return rowTitle("waveform", "", row) + content
    }

    var barRow: String {
        let row = Self.rows.bars
        let bottom = row.top + row.height
        guard song.beats.count > 1 else { return rowTitle("bars", "", row) + absence("no beat", row) }
        let perBeat = (Self.span.right - Self.span.left) / Double(song.beats.count)
        var lines = ""
        var bar = 0
        let perBar = perBeat * Double(max(song.beatsPerBar, 1))
        let every =
            [1, 2, 4, 8, 16, 32, 64, 128, 256, 512].first {
                Double($0) * perBar >= 34
            } ?? 1024
        for beat in song.beats {
            let place = x(beat.time)
            guard beat.position == 1 else {
                // Beats closer than this would be a grey block.
                if perBeat >= 1.5 {
                    lines += SVG.upright(
                        place, bottom - 12, bottom, color: "#9a9da6",
                        "stroke-width=\"0.7\" stroke-opacity=\"\(opacity(beat))\"")
                }
                continue
            }
            bar += 1
            let isNumbered = bar % every == 1 || every == 1
            let weight = isNumbered ? 1.3 : min(0.8, 0.1 + 0.1 * perBar)
            lines += SVG.upright(
                place, isNumbered ? bottom - 28 : bottom - 20, bottom, color: Self.ink,
                "class=\"downbeat\" stroke-width=\"\(SVG.number(weight))\" stroke-opacity=\"\(opacity(beat))\""
            )
            if isNumbered, place < Self.span.right - 20 {
                lines += SVG.text(String(bar), place + 4, bottom - 32 + 9, SVG.Style(size: 11))
            }
        }
        return rowTitle("bars", "and beats", row) + lines
    }

    /// Beats that are not sure are pale.
    private func opacity(_ beat: Beat) -> String { SVG.number(0.25 + 0.75 * min(max(beat.confidence, 0), 1)) }

    var tempoRow: String {
        let row = Self.rows.tempo
        let curve = song.tempo.curve
        guard let least = curve.map(\.bpm).min(), let greatest = curve.map(\.bpm).max() else {
            return rowTitle("tempo", "BPM", row) + absence("too few beats", row)
        }
        // A steady tempo looks steady: the scale spans a tenth at least.
        let middle = (least + greatest) / 2
        let half = max((greatest - least) / 2 * 1.15, 0.05 * middle)
        func y(_ bpm: Double) -> Double { row.top + row.height * (0.5 - (bpm - middle) / half / 2) }
        let line = SVG.path(
            curve.map { (x($0.time), y($0.bpm)) } + curve.suffix(1).map { (x(song.duration), y($0.bpm)) })
        let labels = [middle + half, middle, middle - half].map {
            scaleLabel(String(format: "%.0f", $0), y($0)) + grid(y($0))
        }
        return rowTitle("tempo", "BPM", row) + labels.joined() + stroke(line)
    }

    var energyRow: String {
        let row = Self.rows.energy
        let labels = [0.0, 0.5, 1].map { share in
            let y = row.top + row.height * (1 - share)
            return scaleLabel(share == 0.5 ? "½" : String(Int(share)), y) + grid(y)
        }
        return rowTitle("energy", "in the song", row) + labels.joined()
            + area(song.energy, period: song.energyPeriod, row, color: "#d9883b") { $0 }
    }

    var noveltyRow: String {
        let row = Self.rows.novelty
        let bottom = row.top + row.height
        guard !evidence.novelty.isEmpty else {
            return rowTitle("novelty", "", row) + grid(bottom) + absence("too short for sections", row)
        }
        let points = zip(evidence.noveltyTimes, evidence.novelty).map {
            (x: x($0), y: bottom - row.height * min(max($1, 0), 1))
        }
        let edges = song.sections.dropFirst().map {
            "<circle cx=\"\(SVG.number(x($0.start)))\" cy=\"\(SVG.number(bottom))\" r=\"3.5\" fill=\"\(color($0))\"/>"
        }
        return rowTitle("novelty", "where it changes", row) + grid(bottom) + stroke(SVG.path(points))
            + edges.joined()
    }

    // MARK: Parts of rows

    func grid(_ y: Double) -> String {
        SVG.rect(Self.span.left, y - 0.5, Self.span.right - Self.span.left, 1, fill: Self.hair)
    }

    func stroke(_ path: String) -> String {
        path.isEmpty
            ? "" : "<path d=\"\(path)\" fill=\"none\" stroke=\"\(Self.accent)\" stroke-width=\"1.6\"/>"
    }

    /// The area under values, of which each column of the drawing shows the mean.
    ///
    /// - Parameter share: The height of a value, as a share of the row's.
    func area(
        _ values: [Double], period: Double, _ row: (top: Double, height: Double), color: String,
        share: (Double) -> Double
    ) -> String {
        guard !values.isEmpty else { return "" }
        let bottom = row.top + row.height
        let columns = min(values.count, Int(Self.span.right - Self.span.left))
        let points = (0..<columns).map { column in
            let part = values[column * values.count / columns..<(column + 1) * values.count / columns]
            let mean = part.reduce(0, +) / Double(part.count)
            let center = (Double(part.startIndex) + Double(part.count - 1) / 2) * period
            return (x: x(center), y: bottom - row.height * min(max(share(mean), 0), 1))
        }
        let line = SVG.path(points)
        let closed =
            "\(line)L\(SVG.number(points[columns - 1].x)) \(SVG.number(bottom))L\(SVG.number(points[0].x)) \(SVG.number(bottom))z"
        return """
            <path d="\(closed)" fill="\(color)" fill-opacity="0.22"/>\
            <path d="\(line)" fill="none" stroke="\(color)" stroke-width="1.2"/>
            """
    }
}
