import EditModel
import MVSyncPipeline
import MediaEngine

/// The shots of an edit as a table.
func editTable(_ edit: Edit) -> String {
    var table = TextTable(header: ["time", "bar.beat", "section", "clip", "source", "speed", "reason"])
    for shot in edit.shots {
        let section = edit.sections.last { $0.startFrame <= shot.startFrame }?.name ?? ""
        let position = edit.position(ofFrame: shot.startFrame)
        table.append([
            clock(edit.frameRate.seconds(ofFrame: shot.startFrame)),
            position.map { "\($0.bar).\($0.beat)" } ?? "-",
            section,
            edit.clips[shot.clip].name,
            sourceText(shot),
            speedText(shot, edit.frameRate),
            shot.reason + (shot.isPinned ? " (pinned)" : ""),
        ])
    }
    return table.text
}

/// What an edit amounts to, in a few lines.
func editSummary(_ edit: Edit) -> String {
    let lengths = edit.shots.map { Double($0.frameCount) / edit.frameRate.framesPerSecond }.sorted()
    let films = edit.clips.filter { !$0.isStill }
    let footage = films.reduce(0) { $0 + $1.duration }
    let stills = edit.clips.count - films.count
    let fits = Dictionary(grouping: edit.shots, by: \.fit).mapValues(\.count)
    let fitText = fits.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
    let rate =
        edit.frameRate.denominator == 1
        ? "\(edit.frameRate.numerator)" : "\(edit.frameRate.numerator)/\(edit.frameRate.denominator)"
    return """
        song      \(clock(edit.song.duration)), \(edit.song.bpm > 0 ? number(edit.song.bpm, 1) + " BPM" : "no beat")
        picture   \(edit.canvas.width)x\(edit.canvas.height) at \(rate) fps, \(edit.frameCount) frames
        footage   \(number(footage, 1)) s in \(films.count) clips\(stills > 0 ? ", \(stills) stills" : "")
        shots     \(edit.shots.count), \(number(lengths.first ?? 0, 2)) to \(number(lengths.last ?? 0, 2)) s, \
        median \(number(lengths.isEmpty ? 0 : lengths[lengths.count / 2], 2)) s (\(fitText.joined(separator: ", ")))
        """
}

/// What was measured in a finished video.
func deliverySummary(_ report: DeliveryReport) -> String {
    "measured  \(report.summary)"
}

/// The files that an edit was exported to, each with what is lost in it.
func exportSummary(_ files: [Pipeline.ExportedFile]) -> String {
    files.map { file in
        let name = file.format.rawValue
        return
            ([name + String(repeating: " ", count: 10 - name.count) + visible(file.path)]
            + file.losses.map { "            " + $0 }).joined(separator: "\n")
    }.joined(separator: "\n")
}

private func sourceText(_ shot: Shot) -> String {
    guard let first = shot.timeMap.pieces.first, let last = shot.timeMap.pieces.last else { return "-" }
    let range = number(first.sourceStart, 2) + "–" + number(last.sourceEnd, 2)
    return shot.timeMap.pieces.count == 1 ? range : range + " ×\(shot.timeMap.pieces.count)"
}

private func speedText(_ shot: Shot, _ rate: FrameRate) -> String {
    let travelled = shot.timeMap.pieces.reduce(0) { $0 + abs($1.sourceEnd - $1.sourceStart) }
    let seconds = Double(shot.frameCount) / rate.framesPerSecond
    return number(seconds > 0 ? travelled / seconds : 0, 2) + "×"
}
