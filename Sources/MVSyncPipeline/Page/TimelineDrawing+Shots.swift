internal import EditModel
internal import Foundation

/// The rows of what is seen.
extension TimelineDrawing {
    /// The shots, coloured by clip, with their transitions, the movements on beats, and a bar over those that are pinned.
    var shotRow: String {
        let row = Self.rows.shots
        var (pins, hits) = ("", "")
        let boxes = edit.shots.map { shot in
            let (left, right) = (x(shot.startFrame), x(shot.endFrame))
            for hit in shot.hits {
                hits += "M\(SVG.number(x(hit.frame))) \(SVG.number(row.top + row.height - 9))h0"
            }
            if shot.isPinned {
                pins += "M\(SVG.number(left)) \(SVG.number(row.top + 1.5))H\(SVG.number(right))"
            }
            let title = Markup.escaped("\(edit.clips[shot.clip].name): \(shot.reason)")
            return """
                <rect x="\(SVG.number(left))" y="\(Int(row.top))" width="\(SVG.number(max(right - left, 0.1)))" height="\(Int(row.height))" \
                fill="\(Palette.color(shot.clip, of: edit.clips.count))"><title>\(title)</title></rect>
                """
        }
        let transitions = edit.shots.compactMap { shot in
            shot.transition.map { transition in
                let left = x(shot.startFrame - transition.framesBefore)
                return SVG.rect(
                    left, row.top, x(shot.startFrame + transition.framesAfter) - left, row.height,
                    class: transition.kind.rawValue)
            }
        }
        return "<g class=\"shots\">\(boxes.joined())</g>\(transitions.joined())"
            + "<path class=\"pins\" d=\"\(pins)\"/><path class=\"hits\" d=\"\(hits)\"/>"
    }

    /// The speeds on a scale of octaves around a clip's own; still pictures have none.
    var speedRow: String {
        let row = Self.rows.speed
        func y(_ speed: Double) -> Double { row.top + row.height * (1 - SpeedCurve.height(of: speed)) }
        var (forwards, backwards) = ("", "")
        for shot in edit.shots where !edit.clips[shot.clip].isStill {
            for run in SpeedCurve(of: shot, at: edit.frameRate).runs {
                let line = SVG.path(
                    run.points.map { (x(Double(shot.startFrame) + $0.frame), y($0.speed)) })
                if run.isBackwards { backwards += line } else { forwards += line }
            }
        }
        let grid = [0.5, 1, 2].map { "M0 \(SVG.number(y($0)))H\(Int(Self.width))" }.joined()
        let names = [(0.5, "½×", 10.0), (1, "1×", -2), (2, "2×", -2)].map { speed, name, shift in
            "<text class=\"quiet\" x=\"2\" y=\"\(SVG.number(y(speed) + shift))\">\(name)</text>"
        }
        return "<path class=\"grid\" d=\"\(grid)\"/><path class=\"speed\" d=\"\(forwards)\"/>"
            + "<path class=\"speed back\" d=\"\(backwards)\"/>" + names.joined()
    }

    var captionRow: String {
        let row = Self.rows.captions
        return edit.captions.map { caption in
            let (left, right) = (x(caption.startFrame), x(caption.endFrame))
            return SVG.rect(
                left, row.top, max(right - left - 0.5, 0.3), row.height,
                class: caption.isEstimate ? "caption estimate" : "caption")
                + label(caption.text, left, row.top + 14, room: right - left)
        }.joined()
    }
}
