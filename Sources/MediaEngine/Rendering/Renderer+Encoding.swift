internal import EditModel
internal import Foundation

extension FFmpegTools {
    /// The arguments that open pictures of an edit, which come on standard input.
    static func pictures(of edit: Edit) -> [String] {
        let rate = "\(edit.frameRate.numerator)/\(edit.frameRate.denominator)"
        let size = "\(edit.canvas.width)x\(edit.canvas.height)"
        return ["-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", rate, "-i", "pipe:0"]
    }

    /// The arguments that say what colours the pictures of an edit have, which do not say it themselves.
    static let colours = [
        "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
    ]
}

extension Renderer {
    /// Feeds all pictures to one encoder, and with them the song and what is added.
    func encode(
        _ edit: Edit, map: FrameMap, with compositor: Compositor, to part: String, settings: RenderSettings,
        adding additions: RenderAdditions, onFrame: (Int) -> Void
    ) async throws {
        let folder = try WorkFolder()
        var program = tools.ffmpeg(
            try inputs(of: edit, adding: additions, in: folder)
                + Self.outputs(of: edit, settings, additions, part)
        )
        program.folder = folder.path
        var buffer = [UInt8](repeating: 0, count: edit.canvas.width * edit.canvas.height * 3 / 2)
        var written = 0
        let ending = try await program.feed { write in
            for picture in map.pictures {
                try buffer.withUnsafeMutableBytes { try compositor.compose(picture, into: $0) }
                guard try write(buffer.span.bytes) else { return }
                written += 1
                onFrame(written)
            }
        }
        // Moving the index to the front may find the disk full, and ffmpeg calls that a success.
        let isWhole = !ending.complaints.contains("No space left on device")
        guard ending.isSuccess, isWhole, written == map.pictures.count else {
            throw Self.failure(ending, song: edit.song.path, part)
        }
    }

    /// The pictures are input 0, the song 1; then come, where there are any, further sound and subtitles.
    private func inputs(
        of edit: Edit, adding additions: RenderAdditions, in folder: WorkFolder
    ) throws -> [String] {
        var arguments = FFmpegTools.pictures(of: edit) + ["-nostdin"] + FFmpegTools.input(edit.song.path)
        if let sound = additions.sound { arguments += FFmpegTools.input(sound) }
        if let subtitles = additions.subtitles {
            try folder.write(subtitles, as: "captions.srt")
            arguments += [
                "-protocol_whitelist", "file,pipe", "-format_whitelist", "srt", "-f", "srt", "-i",
                "file:captions.srt",
            ]
        }
        if let drawing = additions.drawing { try folder.write(drawing, as: "drawing.ass") }
        return arguments
    }

    /// The arguments of what is made of the inputs.
    static func outputs(
        of edit: Edit, _ settings: RenderSettings, _ additions: RenderAdditions, _ part: String
    ) -> [String] {
        let samples = audioSampleCount(of: edit)
        let rate = audioSampleRate
        // Time is counted from the first decoded sample, as in the analysis, whatever time stamp that sample has.
        let length = "apad=whole_len=\(samples),atrim=end_sample=\(samples)"
        let sound = "asetpts=N/SR/TB,aresample=\(rate),\(length)"
        var arguments: [String] = []
        if additions.sound == nil {
            arguments += ["-map", "0:v:0", "-map", "1:a:0", "-af", sound]
        } else {
            let stereo = "aformat=channel_layouts=stereo"
            arguments += [
                "-filter_complex",
                "[1:a:0]\(sound),\(stereo)[song];[2:a:0]\(sound),\(stereo)[added];"
                    + "[song][added]amix=inputs=2:duration=first[mix]",
                "-map", "0:v:0", "-map", "[mix]",
            ]
        }
        if additions.subtitles != nil {
            arguments += ["-map", "\(additions.sound == nil ? 2 : 3):s:0", "-c:s", "mov_text"]
            arguments += ["-metadata:s:s:0", "language=und"]
        } else {
            arguments.append("-sn")
        }
        arguments += ["-dn", "-map_metadata", "-1", "-map_chapters", "-1"]
        if additions.drawing != nil { arguments += ["-vf", "ass=drawing.ass"] }
        arguments += ["-c:v", "libx264", "-preset", settings.preset, "-crf", "\(settings.crf)"]
        arguments += ["-pix_fmt", "yuv420p"] + FFmpegTools.colours
        arguments += [
            "-c:a", "aac", "-b:a", "\(settings.audioBitRate)", "-ac", "2", "-movflags", "+faststart",
        ]
        return arguments + ["-f", "mp4", "file:\(part)"]
    }

    /// What to tell where the encoder did not write all.
    static func failure(_ ending: Program.Ending, song: String, _ part: String) -> MediaError {
        let folder = (part as NSString).deletingLastPathComponent
        if ending.complaints.contains("No space left on device") {
            return MediaError(
                .cannotWrite, "The disk is full in “\(visible(folder))”; free some space and try again.")
        }
        if ending.complaints.contains("Permission denied")
            || ending.complaints.contains("Read-only file system")
        {
            return MediaError(
                .cannotWrite, "Nothing can be written to “\(visible(folder))”; check its permissions.")
        }
        if ending.complaints.contains("Input contains (near) NaN") {
            return MediaError(
                .noAudio,
                "\(shown(song)) has samples that are not numbers; convert it first: ffmpeg -i FILE -c:a flac song.flac"
            )
        }
        if ending.complaints.contains("matches no streams") || ending.complaints.contains("whitelist") {
            return MediaError(.noAudio, "\(shown(song)) has no sound that ffmpeg can read.")
        }
        let last = ending.complaints.split(separator: "\n").last.map { " ffmpeg says: \($0)" } ?? ""
        return MediaError(.notDelivered, "The encoder stopped before the end.\(last)")
    }
}
