internal import EditModel

/// Decodes a clip once and hands on the frames that are wanted.
struct ClipReader {
    let tools: FFmpegTools

    /// Decodes a clip up to the last wanted frame.
    ///
    /// - Parameters:
    ///   - footage: The clip.
    ///   - wanted: Indices of frames in display order, increasing.
    ///   - filter: The filter graph; whatever it makes has `frameSize` bytes a frame.
    ///   - pixelFormat: The form of the frames, such as `yuv420p`.
    ///   - onFrame: Takes the index and the bytes of each wanted frame. Those of a damaged clip come twice, in the
    ///     same order; the second time counts.
    /// - Throws: `MediaError` with `.clipChanged` where the clip has fewer frames than when it was looked at.
    func read(
        _ footage: Footage, wanted: [Int], filter: String, pixelFormat: String, frameSize: Int,
        onFrame: (Int, UnsafeRawBufferPointer) throws -> Void
    ) async throws {
        guard !wanted.isEmpty else { return }
        func decode(_ arguments: [String]) async throws -> (found: Int, seen: Int, ending: Program.Ending) {
            let program = tools.ffmpeg(
                ["-nostdin"] + arguments + FFmpegTools.input(footage.path)
                    + ["-map", "0:V:0", "-an", "-sn", "-dn"] + tools.everyFrame + ["-vf", filter]
                    + ["-f", "rawvideo", "-pix_fmt", pixelFormat, "pipe:1"])
            var index = 0
            var found = 0
            let ending = try await program.frames(of: frameSize) { frame in
                if wanted[found] == index {
                    try onFrame(index, frame)
                    found += 1
                }
                index += 1
                return found < wanted.count
            }
            return (found, index, ending)
        }
        var (found, seen, ending) = try await decode([])
        if !ending.isFlawless { (found, seen, ending) = try await decode(FFmpegTools.oneThread) }
        guard found == wanted.count else {
            let why = ending.complaints.split(separator: "\n").last.map { " ffmpeg says: \($0)" } ?? ""
            throw MediaError(
                .clipChanged,
                """
                \(shown(footage.path)) gave \(seen) frames where \(footage.frameCount) were seen before; plan the \
                edit anew.\(why)
                """)
        }
    }

    /// The frame times of all clips that an edit shows, by clip.
    func frameTimes(of edit: Edit) async throws -> [Int: FrameTimes] {
        var times: [Int: FrameTimes] = [:]
        for clip in Set(edit.shots.map(\.clip)).sorted() {
            let footage = edit.clips[clip]
            times[clip] = try await FrameTimes.read(
                footage.path, decodedCount: footage.frameCount, tools: tools)
        }
        return times
    }
}
