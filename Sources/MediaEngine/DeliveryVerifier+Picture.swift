public import EditModel
internal import Foundation

extension DeliveryVerifier {
    /// Looks at every frame of a video once, and holds it against the picture that the edit plans there.
    ///
    /// Both are compared as small grey pictures. A frame is stray where its mean difference from what is planned is more
    /// than eight grey levels. A cut is where, of seven positions around the planned one, the file's frames are most
    /// like the planned frames before and after it.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the finished file.
    ///   - edit: A valid edit with absolute paths, whose clips are at hand.
    /// - Throws: `MediaError` where the file or a clip cannot be read; `CancellationError`.
    public func look(at path: String, against edit: Edit) async throws -> PictureReport {
        let seen = try await frames(of: path)
        let planned = try await plannedFrames(of: edit)
        let common = min(seen.count, planned.count)
        var stray: [Int] = []
        var black: [Int] = []
        var frozen: [Int] = []
        for frame in 0..<common {
            if frame > 0, seen[frame].difference(from: seen[frame - 1]) < SmallPicture.leastDifference,
                planned[frame].difference(from: planned[frame - 1]) > SmallPicture.movingDifference
            {
                frozen.append(frame)
            }
            guard seen[frame].difference(from: planned[frame]) > SmallPicture.visibleDifference else {
                continue
            }
            stray.append(frame)
            if seen[frame].isBlack, !planned[frame].isBlack { black.append(frame) }
        }
        stray += Array(common..<max(seen.count, planned.count))
        let cuts = zip(edit.shots, edit.shots.dropFirst()).filter { $0.clip != $1.clip }.map { $1.startFrame }
        return PictureReport(
            plannedCuts: cuts, cutOffsets: cuts.map { Self.offset(ofCut: $0, planned: planned, seen: seen) },
            strayFrames: stray, blackFrames: black, frozenFrames: frozen, frameCount: seen.count)
    }

    /// How far from its place a planned cut is found in the file; 0 where several places are as good.
    private static func offset(ofCut cut: Int, planned: [SmallPicture], seen: [SmallPicture]) -> Int? {
        guard cut > 0, cut < min(planned.count, seen.count),
            planned[cut].difference(from: planned[cut - 1]) > SmallPicture.visibleDifference
        else { return nil }
        let around = max(cut - 2, 0)..<min(cut + 2, planned.count)
        var best = (shift: 0, difference: Float.infinity)
        for shift in [0, -1, 1, -2, 2, -3, 3] {
            guard around.lowerBound + shift >= 0, around.upperBound + shift <= seen.count else { continue }
            var difference: Float = 0
            for frame in around { difference += seen[frame + shift].difference(from: planned[frame]) }
            if difference < best.difference { best = (shift, difference) }
        }
        return best.shift
    }

    private func frames(of path: String) async throws -> [SmallPicture] {
        let program = tools.ffmpeg(
            ["-nostdin"] + FFmpegTools.input(path)
                + ["-map", "0:V:0", "-an", "-sn", "-dn"] + tools.everyFrame + ["-vf", SmallPicture.filter]
                + ["-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"])
        var pictures: [SmallPicture] = []
        let ending = try await program.frames(of: SmallPicture.size) { frame in
            pictures.append(SmallPicture(levels: [UInt8](frame)))
            return pictures.count <= FrameTimes.mostFrames
        }
        guard ending.isSuccess else { throw StreamFacts.unreadable(path, ending.complaints) }
        return pictures
    }

    /// The small pictures that the edit plans, in the order of the timeline.
    private func plannedFrames(of edit: Edit) async throws -> [SmallPicture] {
        let map = FrameMap(edit, times: try await ClipReader(tools: tools).frameTimes(of: edit))
        // Twice as large as what is compared, for the windows that zoom in.
        let form = PictureForm(width: 2 * SmallPicture.width, height: 2 * SmallPicture.height, isGrey: true)
        let reader = PlateReader(
            tools: tools, form: form, memory: Self.memory, spoolFolder: NSTemporaryDirectory())
        let compositor = Compositor(plates: try await reader.read(map, of: edit), form: form)
        var buffer = [UInt8](repeating: 0, count: form.byteCount)
        var pictures: [SmallPicture] = []
        pictures.reserveCapacity(map.pictures.count)
        for picture in map.pictures {
            if let last = pictures.last, map.pictures[pictures.count - 1] == picture {
                pictures.append(last)
                continue
            }
            try buffer.withUnsafeMutableBytes { try compositor.compose(picture, into: $0) }
            pictures.append(SmallPicture(halving: buffer))
        }
        return pictures
    }

    /// The most bytes of small plates in memory.
    private static let memory = 256 << 20
}
