internal import EditModel
internal import Foundation

extension RenderScript {
    /// The first lines: what it is, how it is run, what may be chosen.
    static func head(of edit: Edit, _ settings: RenderSettings) -> String {
        let song = edit.song.path.split(separator: "/").last.map(String.init) ?? edit.song.path
        let rate = edit.frameRate.denominator == 1 ? "" : "/\(edit.frameRate.denominator)"
        let losses = edit.captions.isEmpty ? "" : "\n# Captions are left out."
        return """
            #!/bin/sh
            \(ShellText.comment("A video of \(edit.shots.count) shots cut to “\(song)”, as plain ffmpeg commands."))
            #
            #   sh THIS [OUTPUT.mp4]          video.mp4 where nothing is said; FORCE=1 replaces a file
            #   CRF=24 PRESET=veryfast sh THIS draft.mp4
            #
            # It needs ffmpeg 5.1 or later with libx264, and its ffprobe; for an older one, set EVERY_FRAME=-vsync.
            # \(edit.canvas.width)x\(edit.canvas.height), \(edit.frameRate.numerator)\(rate) frames a second, \
            \(edit.frameCount) frames. Written by mvsync, which it does without.\(losses)
            set -eu

            # Smaller is better and larger, 0 to 51; how long to try; bits a second of the sound.
            CRF=${CRF:-\(settings.crf)}
            PRESET=${PRESET:-\(settings.preset)}
            AUDIO=${AUDIO:-\(settings.audioBitRate)}
            # A folder for temporary files, a gigabyte and more; removed at the end.
            TMPDIR=${TMPDIR:-/tmp}
            EVERY_FRAME=${EVERY_FRAME:--fps_mode}
            """
    }

    /// The song and the used clips as variables.
    static func media(of edit: Edit, relativeTo folder: String?) -> String {
        func place(_ path: String) -> String {
            guard let folder else { return ShellText.quoted(path) }
            return "$here/" + ShellText.quoted(MediaPath.relative(path, to: folder))
        }
        let clips = Set(edit.shots.map(\.clip)).sorted().map { "clip\($0 + 1)=\(place(edit.clips[$0].path))" }
        let here =
            """
            # Names are seen from the folder that this script lies in.
            case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
            case $here in /* | '') ;; *) here=./$here ;; esac

            """
        return (folder == nil ? "" : here)
            + (["song=\(place(edit.song.path))"] + clips).joined(separator: "\n")
    }

    /// The timeline's form, as variables that the functions read.
    static func size(of edit: Edit) -> String {
        """
        width=\(edit.canvas.width) height=\(edit.canvas.height) all=\(edit.frameCount)
        rate=\(edit.frameRate.numerator) per=\(edit.frameRate.denominator) # frames a second: rate / per
        """
    }

    /// The functions.
    static func functions(for edit: Edit) -> String {
        let stills = [StillPicture.jpeg, .png, .webp].map(\.demuxer)
        return ScriptText.functions
            .replacing("FORMATS", with: ([FFmpegTools.formats] + stills).joined(separator: ","))
            .replacing("SHOTS", with: "\(edit.shots.count)")
    }

    /// The commands that decode clips.
    static func plates(_ plates: [PlateRecipe], of edit: Edit) -> String {
        let commands = plates.enumerated().map { number, plate in
            let how = plate.plate.part == nil ? "as it fits the picture" : "the part that is zoomed in on"
            let kept = plate.selection.map { " " + ShellText.quoted($0) } ?? " ''"
            let still = plate.still.map { " -f \($0.demuxer)" } ?? ""
            return """
                \(ShellText.comment("Plate \(number + 1): clip \(plate.plate.clip + 1), \(shown(edit.clips[plate.plate.clip].path)), \(how)."))
                plate \(number + 1) \(plate.frameCount)\(kept) \\
                    \(ShellText.quoted(plate.filter)) \\
                   \(still) -i "file:$clip\(plate.plate.clip + 1)"
                """
        }
        return
            "# ---- Clips become plates: lossless, each frame by itself, in the size in which they are used.\n\n"
            + commands.joined(separator: "\n\n")
    }

    /// The function that makes all frames.
    static func shots(of runs: [FrameRun], on plates: [FrameMap.Plate], _ edit: Edit) -> String {
        var lines = [
            "# ---- Shots: raw frames, one command for each run of frames in one direction.", "", "shots() {",
        ]
        var last = -1
        for run in runs {
            if run.shot != last {
                lines += ["", title(of: run.shot, in: edit), ShellText.comment(edit.shots[run.shot].reason)]
                lines.append("shot \(run.shot + 1)")
                last = run.shot
            }
            lines.append(command(of: run, on: plates, edit))
        }
        lines += ["", ": >\"$work/done\"", "}"]
        return lines.joined(separator: "\n")
    }

    private static func title(of index: Int, in edit: Edit) -> String {
        let shot = edit.shots[index]
        let section = edit.section(atFrame: shot.startFrame).map { ", \($0.name)" } ?? ""
        let transition = shot.transition.map { ", after a \($0.kind.rawValue) of \($0.frames) frames" } ?? ""
        return ShellText.comment(
            """
            Shot \(index + 1), \(Timecode(frame: shot.startFrame, at: edit.frameRate)), frames \(shot.startFrame) \
            to \(shot.endFrame - 1)\(section): \(shown(edit.clips[shot.clip].path)), \
            \(shot.fit.rawValue)\(shot.isMirrored ? ", mirrored" : "")\(transition).
            """)
    }

    private static func command(of run: FrameRun, on plates: [FrameMap.Plate], _ edit: Edit) -> String {
        func input(_ layer: LayerRun) -> String {
            let first = layer.hull.lowerBound
            // Half a frame before it, so that no rounding finds another.
            let seconds = (Double(first) - 0.5) / edit.frameRate.framesPerSecond
            let seek = first > 0 ? "-ss \(String(format: "%.6f", seconds)) " : ""
            return "\(seek)-i \"$work/\(layer.plate + 1).mkv\""
        }
        let inputs = [run.base, run.over].compactMap(\.self).map(input).joined(separator: " ")
        return """
            show \(run.count) \(inputs) -filter_complex "
                \(run.graph(on: plates, of: edit).text)"
            """
    }

    /// The last commands: the encoder, and the check.
    static func tail(of edit: Edit, _ settings: RenderSettings) -> String {
        var arguments: [String] = []
        for argument in Renderer.outputs(of: edit, settings, RenderAdditions(), "").dropLast() {
            switch arguments.last {
            case "-preset": arguments.append("\"$PRESET\"")
            case "-crf": arguments.append("\"$CRF\"")
            case "-b:a": arguments.append("\"$AUDIO\"")
            default:
                let isPlain = argument.allSatisfy {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "-_:".contains($0))
                }
                arguments.append(isPlain ? argument : ShellText.quoted(argument))
            }
        }
        return ScriptText.tail.replacing("ARGUMENTS", with: arguments.joined(separator: " "))
    }
}
