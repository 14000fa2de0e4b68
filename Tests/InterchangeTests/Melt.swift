import EditModel
import Foundation
import Interchange
import TestSupport

/// The `melt` program: package `melt`, and `xvfb` for what it draws with Qt.
enum Melt {
    /// Whether it is here.
    static let isHere = has("melt") && has("xvfb-run")

    /// Whether a program is on the path.
    static func has(_ name: String) -> Bool {
        (try? Tool.run("sh", ["-c", "command -v \(name)"])) != nil
    }

    /// The barcodes of all frames that it makes of a document.
    ///
    /// - Parameters:
    ///   - document: Its path.
    ///   - folder: Where there is room.
    ///   - place: The folder that it is run in: another one, so that names are found from the document's.
    ///   - count: How many frames are made; nil for all.
    static func codes(
        of document: String, in folder: ScratchFolder, from place: String = "/", count: Int? = nil
    ) throws -> [BarcodeReader.Code] {
        let output = folder.file("melt.mp4")
        try Tool.run(
            "env",
            [
                "-C", place, "QT_LOGGING_RULES=*=false", "timeout", "100", "xvfb-run", "-a", "melt", "-quiet",
                document,
            ] + (count.map { ["out=\($0 - 1)"] } ?? []) + [
                "-consumer", "avformat:\(output)", "vcodec=libx264", "qp=0", "preset=ultrafast",
                "pix_fmt=yuv420p", "an=1",
            ])
        return try BarcodeReader.codes(in: output)
    }
}

/// Made clips with barcodes, and edits of them, in a folder.
struct BarcodeFootage {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Makes a clip of five seconds and says what an edit says of it.
    func clip(_ id: Int, rate: String = "24", framesPerSecond: Double = 24, size: (Int, Int) = (160, 90))
        throws
        -> Footage
    {
        var clip = BarcodeClip(id: id, frameCount: Int((5 * framesPerSecond).rounded()))
        (clip.rate, clip.width, clip.height) = (rate, size.0, size.1)
        var footage = MadeEdit.clip("", rate: framesPerSecond, frames: clip.frameCount)
        footage.path = folder.file("c\(id).mp4")
        (footage.displayWidth, footage.displayHeight) = size
        try clip.write(to: footage.path)
        return footage
    }

    /// A song of silence.
    func song() throws -> String {
        let path = folder.file("song.wav")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "anullsrc=r=44100", "-t", "12", "file:\(path)"])
        return path
    }

    /// The list of an edit, with names seen from the folder.
    func cuts(_ edit: Edit, baked: [Int: CutList.BakedShot] = [:]) -> CutList {
        CutList(
            edit, name: "made", facts: [:],
            song: CutList.Sound(
                path: edit.song.path, duration: edit.song.duration, sampleRate: 44_100, channelCount: 2),
            baked: baked, link: MediaLink(relativeTo: folder.path))
    }

    /// Writes a list as a document and returns its path.
    func write(_ format: any TimelineFormat.Type, _ cuts: CutList) throws -> String {
        let path = folder.file(format == MLTProject.self ? "made.mlt" : "made.kdenlive")
        try Data(format.text(of: cuts).utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}

/// What frames of an edit should show.
enum PlannedFrames {
    /// The clip's frame in the middle of each frame of the timeline, as the renderer shows it; nil within dissolves.
    static func codes(of edit: Edit) -> [BarcodeReader.Code?] {
        var codes: [BarcodeReader.Code?] = edit.shots.flatMap { shot in
            let clip = edit.clips[shot.clip]
            let id = Int(MediaLink.fileName(of: clip.path).dropFirst().prefix { $0.isNumber }) ?? -1
            return shot.timeMap.sourceTimes.map { time in
                BarcodeReader.Code(
                    id: id, frame: min(Int((time + 1e-6) * clip.framesPerSecond), clip.frameCount - 1))
            }
        }
        for shot in edit.shots {
            guard let dissolve = shot.transition, dissolve.kind == .dissolve else { continue }
            for frame in shot.startFrame - dissolve.framesBefore..<shot.startFrame + dissolve.framesAfter {
                codes[frame] = nil
            }
        }
        return codes
    }
}

/// How many frames of each shot, counted from 1, are not the planned ones; shots without any are left out.
struct WrongFrames: Equatable {
    /// The shots.
    var shots: [Int]
    /// The frames of all of them.
    var count: Int

    /// Those that were found.
    init(_ found: [BarcodeReader.Code], in edit: Edit) {
        let planned = PlannedFrames.codes(of: edit)
        (shots, count) = ([], 0)
        for (index, shot) in edit.shots.enumerated() {
            let wrong = (shot.startFrame..<shot.endFrame).count { frame in
                planned[frame] != nil && (frame >= found.count || planned[frame] != found[frame])
            }
            if wrong > 0 { shots.append(index + 1) }
            count += wrong
        }
    }

    /// Those that a format tells.
    init(toldBy format: any TimelineFormat.Type, of cuts: CutList, from edit: Edit) {
        let loss = format.losses(of: cuts, from: edit).first { $0.sentence.contains("than the planned one") }
        shots = loss?.shots ?? []
        count = loss.flatMap { Int($0.sentence.prefix { $0.isNumber }) } ?? 0
    }
}
