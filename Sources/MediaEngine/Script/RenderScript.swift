package import EditModel
internal import Foundation

/// A shell script of ffmpeg commands that makes the video of an edit, frame by frame the one that is rendered.
///
/// It is written from the frame map that the renderer reads, and needs nothing but a shell, ffmpeg and ffprobe:
///
/// ```
/// clips ──plate──▶ lossless files ──show──▶ raw frames, run by run ──pipe──▶ one encoder, with the song
/// ```
///
/// The same edit gives the same bytes. What the script is made of is described in `docs/formats/ffmpeg.md`.
package struct RenderScript: Sendable, Equatable {
    /// The script, in UTF-8 with a newline at its end.
    package let text: String

    /// What the script cannot do as the renderer does it, as full sentences.
    package let losses: [String]

    /// Writes a script.
    ///
    /// - Parameters:
    ///   - edit: A valid edit with absolute paths.
    ///   - folder: The absolute path of the folder that the script will lie in, which its media are then named from; nil for
    ///     absolute paths.
    ///   - settings: The quality that it has where nothing else is asked of it.
    ///   - tools: The programs that tell how clips are made.
    /// - Throws: `MediaError`, `CancellationError`.
    package init(
        of edit: Edit, relativeTo folder: String?, settings: RenderSettings = RenderSettings(),
        tools: FFmpegTools
    ) async throws {
        let map = FrameMap(edit, times: try await ClipReader(tools: tools).frameTimes(of: edit))
        let runs = FrameRun.runs(of: map, edit)
        var plates: [PlateRecipe] = []
        for (plate, ranges) in zip(map.plates, PlateRecipe.ranges(of: runs, plates: map.plates.count)) {
            let path = edit.clips[plate.clip].path
            let facts = try await StreamFacts.read(path, tools: tools)
            plates.append(
                PlateRecipe(
                    plate: plate, filter: Framing.filter(for: plate, of: edit, facts: facts), ranges: ranges,
                    still: StillPicture(at: path)))
        }
        text =
            [
                Self.head(of: edit, settings), Self.media(of: edit, relativeTo: folder), Self.size(of: edit),
                Self.functions(for: edit), Self.plates(plates, of: edit),
                Self.shots(of: runs, on: map.plates, edit), Self.tail(of: edit, settings),
            ].joined(separator: "\n\n") + "\n"
        losses =
            edit.captions.isEmpty
            ? []
            : ["Captions are left out; mvsync render writes them beside the video, or draws them into it."]
    }
}
