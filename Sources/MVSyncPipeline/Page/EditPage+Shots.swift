internal import EditModel
internal import Foundation

/// The shots, section by section.
extension EditPage {
    /// A list of shots for each section.
    var shots: String {
        let sections = edit.sections.isEmpty ? [nil] : edit.sections.map(Optional.init)
        var next = 0
        return sections.enumerated().map { number, section in
            var items = ""
            while next < edit.shots.count,
                section == nil || number == sections.count - 1
                    || edit.shots[next].startFrame < section?.endFrame ?? 0
            {
                items += shot(next) + "\n"
                next += 1
            }
            guard let section else { return "<ol class=\"shots\">\(items)</ol>" }
            let head = "<h3>\(Markup.escaped(section.name)) <span>\(summary(of: section))</span></h3>"
            return head + (items.isEmpty ? "" : "<ol class=\"shots\">\(items)</ol>")
        }.joined(separator: "\n")
    }

    private func summary(of section: Edit.SectionSpan) -> String {
        let (start, end) = (section.startFrame, section.endFrame)
        let bars = edit.beats.count { $0.position == 1 && start <= $0.frame && $0.frame < end }
        return [
            "\(SVG.clock(edit.frameRate.seconds(ofFrame: start)))–\(SVG.clock(edit.frameRate.seconds(ofFrame: end)))",
            bars > 0 ? "\(bars) bar\(bars == 1 ? "" : "s")" : "",
            "energy \(Self.percent(section.energy))", section.isPinned ? "pinned" : "",
        ].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private func shot(_ index: Int) -> String {
        let shot = edit.shots[index]
        let name = Markup.escaped(edit.clips[shot.clip].name)
        let place = place(ofFrame: shot.startFrame)
        let start = Self.number(edit.frameRate.seconds(ofFrame: shot.startFrame))
        let captions = edit.captions.filter { $0.startFrame < shot.endFrame && $0.endFrame > shot.startFrame }
        let lines = captions.prefix(3).map { "<q>\(Markup.escaped($0.text))</q>" }.joined(separator: " ")
        return """
            <li class="c\(shot.clip)" data-clip="\(shot.clip)"><button type="button" class="shot" data-start="\(start)" \
            aria-label="Shot \(index + 1), \(name), at \(place)"><span class="\(pictureClasses(index))"></span>\
            <span class="badge">\(index + 1)</span><span class="badge time">\(Self.clock(edit.frameRate.seconds(ofFrame: shot.startFrame)))\
            </span></button><div><b>\(name)</b> <span class="quiet">\(positionAndLength(of: shot))</span>\(curve(of: shot))\
            <p class="reason">\(Markup.escaped(shot.reason))</p>\(lines.isEmpty ? "" : "<p class=\"sung\">\(lines)</p>")</div></li>
            """
    }

    private func positionAndLength(of shot: Shot) -> String {
        let position = edit.position(ofFrame: shot.startFrame).map { "bar \($0.bar).\($0.beat) · " } ?? ""
        return position + length(of: shot)
    }

    /// What is special of a shot, and the curve of its speed; of a still picture, that it is one.
    private func curve(of shot: Shot) -> String {
        let marks = [
            shot.isPinned ? "pinned" : "", shot.isMirrored ? "mirrored" : "",
            shot.transition?.kind.rawValue ?? "",
            shot.hits.isEmpty ? "" : "\(shot.hits.count) on a beat",
        ].filter { !$0.isEmpty }.map { "<em>\($0)</em>" }.joined(separator: " ")
        let marked = marks.isEmpty ? "" : " \(marks)"
        guard !edit.clips[shot.clip].isStill else { return "<p class=\"speed\">still picture\(marked)</p>" }
        let speeds = SpeedCurve(of: shot, at: edit.frameRate)
        let words =
            "<p class=\"speed\">\(shot.fit == .pingPong ? "there and back" : shot.fit.rawValue) \(speeds.text)\(marked)</p>"
        // An even speed is said, and needs no drawing.
        guard speeds.runs.count > 1 || !speeds.isEven || !shot.hits.isEmpty else { return words }
        func y(_ speed: Double) -> Double { 24 - 22 * SpeedCurve.height(of: speed) }
        func x(_ frame: Double) -> Double { 100 * frame / Double(max(shot.frameCount, 1)) }
        let paths = speeds.runs.map { run in
            let line = SVG.path(run.points.map { (x($0.frame), y($0.speed)) })
            return "<path\(run.isBackwards ? " class=\"back\"" : "") d=\"\(line)\"/>"
        }
        let hits = shot.hits.map { "M\(SVG.number(x(Double($0.frame - shot.startFrame)))) 2v22" }.joined()
        return """
            \(words)\
            <svg class="curve" viewBox="0 0 100 26" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <path class="own" d="M0 13H100"/>\(hits.isEmpty ? "" : "<path class=\"hit\" d=\"\(hits)\"/>")\(paths.joined())</svg>
            """
    }

    // MARK: Pictures

    private func pictureClasses(_ index: Int) -> String {
        let shot = edit.shots[index]
        guard let picture = picture(of: shot) else { return "picture none" }
        return "picture p\(picture) w\(index)\(shot.isMirrored ? " mirrored" : "")"
    }

    private func picture(of shot: Shot) -> Int? {
        media.pictures.nearest(toClip: shot.clip, time: ClipPictures.moment(of: shot))
    }

    /// What is said where not every shot has a picture of its own.
    var picturesRemark: String {
        let times = media.pictures.pictures
        let shown = edit.shots.compactMap { shot in picture(of: shot).map { (shot, times[$0].time) } }
        let others = shown.count { shot, time in
            abs(ClipPictures.moment(of: shot) - time) > 1.01 / max(edit.clips[shot.clip].framesPerSecond, 1)
        }
        guard others > 0 else { return "" }
        return """
            <p class="quiet">The \(edit.shots.count) shots share \(times.count) pictures; \(others) of them \(others == 1 ? "shows" : "show") the nearest \
            one of the clip there is.</p>
            """
    }

    /// The rules of this page alone: the colours of clips, the pictures, and what of a picture a shot shows.
    var ownRules: String {
        let colors = edit.clips.indices.map { ".c\($0){--clip:\(Palette.color($0, of: edit.clips.count))}" }
        let pictures = media.pictures.pictures.enumerated().map { index, picture in
            ".p\(index){background-image:url(data:image/jpeg;base64,\(picture.jpeg.base64EncodedString()))}"
        }
        let windows = edit.shots.enumerated().compactMap { index, shot in
            rule(for: shot).map { ".w\(index){\($0)}" }
        }
        let shape = ".picture{aspect-ratio:\(edit.canvas.width)/\(edit.canvas.height)}"
        return (colors + [shape] + pictures + windows).joined()
    }

    /// How the picture lies under the frame: as the canvas covers it, or as the window in the shot's middle does.
    private func rule(for shot: Shot) -> String? {
        let clip = edit.clips[shot.clip]
        guard let window = shot.window(atFrame: shot.frameCount / 2) else {
            return clip.keptShare(on: edit.canvas) < Footage.leastKeptShare ? "background-size:contain" : nil
        }
        // The picture's size over the frame's, and the offset that brings the window's centre to its middle.
        let shape = clip.displayAspect / edit.canvas.aspect
        let (wide, high) = (max(shape, 1) * window.zoom, max(1 / shape, 1) * window.zoom)
        func offset(_ size: Double, _ centre: Double) -> Int {
            size <= 1.001 ? 50 : Int((min(max((centre * size - 0.5) / (size - 1), 0), 1) * 100).rounded())
        }
        return
            "background-size:\(Int((wide * 100).rounded()))% \(Int((high * 100).rounded()))%;background-position:\(offset(wide, window.x))% \(offset(high, window.y))%"
    }
}
