internal import EditModel
internal import Foundation

/// The rows of the music.
extension TimelineDrawing {
    var sectionRow: String {
        let row = Self.rows.sections
        let boxes = edit.sections.enumerated().map { index, section in
            let (left, right) = (x(section.startFrame), x(section.endFrame))
            return SVG.rect(
                left, row.top, max(right - left, 0.4), row.height, class: index % 2 == 0 ? "odd" : "even")
                + label(section.name, left, row.top + 16, room: right - left, "strong")
        }
        return "<g class=\"sections\">\(boxes.joined())</g>"
    }

    /// The outline of the samples, and over it the energy of the sections as a line of steps.
    var waveRow: String {
        let row = Self.rows.wave
        let (middle, bottom) = (row.top + row.height / 2, row.top + row.height)
        let loudest = waveform.reduce(Float(0)) { max($0, abs($1.lowerBound), abs($1.upperBound)) }
        var wave = ""
        if loudest > 0 {
            let end = x(edit.song.duration * edit.frameRate.framesPerSecond)
            let (step, scale) = (end / Double(waveform.count), row.height / 2 / Double(loudest))
            func points(_ value: (ClosedRange<Float>) -> Float) -> [(x: Double, y: Double)] {
                waveform.enumerated().map { index, range in
                    ((Double(index) + 0.5) * step, middle - scale * Double(value(range)))
                }
            }
            wave =
                "<path class=\"wave\" d=\"\(SVG.path(points(\.upperBound) + points(\.lowerBound).reversed()))z\"/>"
        } else if waveform.isEmpty {
            wave = label("The song is not at hand: no waveform", 6, middle - 4, room: Self.width, "quiet")
        }
        let energy = edit.sections.flatMap { section in
            let y = bottom - row.height * min(max(section.energy, 0), 1)
            return [(x: x(section.startFrame), y: y), (x: x(section.endFrame), y: y)]
        }
        return "<path class=\"rest\" d=\"M0 \(SVG.number(middle))H\(Int(Self.width))\"/>\(wave)"
            + "<path class=\"energy\" d=\"\(SVG.path(energy))\"/>"
    }

    /// Builds as rising wedges, breaks as hollows, drops as upright lines, each with its name.
    var eventMarks: String {
        let row = Self.rows.wave
        let bottom = row.top + row.height
        let marks = edit.events.enumerated().map { index, event in
            let (left, right) = (x(event.startFrame), x(event.endFrame))
            let next = edit.events.dropFirst(index + 1).first.map { x($0.startFrame) } ?? Self.width
            let mark =
                switch event.kind {
                case .build:
                    """
                    <path class="build" d="M\(SVG.number(left)) \(SVG.number(bottom))H\(SVG.number(right))V\(SVG.number(row.top))z"/>
                    """
                case .break:
                    SVG.rect(left, row.top, right - left, row.height, class: "break")
                case .drop:
                    "<path class=\"drop\" d=\"M\(SVG.number(left)) \(SVG.number(row.top))V\(SVG.number(bottom))\"/>"
                }
            return mark
                + label(event.kind.rawValue, left, row.top + 11, room: max(next - left, 0), "event")
        }
        return "<g class=\"events\">\(marks.joined())</g>"
    }

    var barRow: String {
        let row = Self.rows.bars
        var (bars, beats, labels) = ("", "", "")
        let downbeats = edit.beats.filter { $0.position == 1 }
        let length = Self.width / Double(max(downbeats.count, 1))
        for beat in edit.beats {
            let place = SVG.number(x(beat.frame))
            guard beat.position == 1 else {
                // Closer than this they would be a grey block at any width.
                if length > 1.5 { beats += "M\(place) \(SVG.number(row.top))v5" }
                continue
            }
            bars += "M\(place) \(SVG.number(row.top))v\(beat.bar % 4 == 1 ? 14 : 9)"
            let reach = [16, 4].first { beat.bar % $0 == 1 } ?? 1
            labels += label(
                String(beat.bar), x(beat.frame), row.top + 25, room: Double(reach) * length, gap: 14,
                "quiet")
        }
        return "<path class=\"beats\" d=\"\(beats)\"/><path class=\"bars\" d=\"\(bars)\"/>\(labels)"
    }

    /// Minutes and seconds below all.
    var timeRow: String {
        let seconds = edit.frameRate.seconds(ofFrame: edit.frameCount)
        guard seconds > 0 else { return "" }
        let perSecond = Self.width / seconds
        var (lines, labels) = ("", "")
        // Each step is a multiple of the one before, so that labels that are left out leave an even scale.
        let steps = [1, 5, 10, 30, 60, 300, 600, 1800, 3600]
        let finest = steps.first { Double($0) * perSecond * 16 > 40 } ?? 3600
        for second in stride(from: 0, through: Int(seconds), by: finest) {
            let step = steps.last { second % $0 == 0 } ?? finest
            let place = Double(second) * perSecond
            lines += "M\(SVG.number(place)) \(SVG.number(timeTop + 2))v5"
            labels += label(
                SVG.clock(Double(second)), place, timeTop + 16,
                room: min(Double(step) * perSecond, Self.width - place), gap: 22, "quiet")
        }
        return "<path class=\"beats\" d=\"\(lines)\"/>\(labels)"
    }
}
