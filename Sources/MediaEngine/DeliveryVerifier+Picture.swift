public import EditModel

extension DeliveryVerifier {
    /// Looks at every frame of a video once, and holds it against the source frame that the edit plans there.
    ///
    /// Both are compared as small grey pictures. A frame is stray where its mean difference from its source is more
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
        for frame in 0..<common {
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
            strayFrames: stray, blackFrames: black, frameCount: seen.count)
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
        var assembler = FrameAssembler(frameSize: SmallPicture.size)
        var pictures: [SmallPicture] = []
        let ending = try await program.stream { bytes in
            assembler.append(bytes) { pictures.append(SmallPicture(levels: [UInt8]($0))) }
            return pictures.count <= FrameTimes.mostFrames
        }
        guard ending.isSuccess else { throw StreamFacts.unreadable(path, ending.complaints) }
        return pictures
    }

    /// The small pictures of the source frames in the order of the timeline.
    private func plannedFrames(of edit: Edit) async throws -> [SmallPicture] {
        let reader = ClipReader(tools: tools)
        let map = FrameMap(edit, times: try await reader.frameTimes(of: edit))
        var pictures: [FrameMap.Source: SmallPicture] = [:]
        for clip in Set(edit.shots.map(\.clip)).sorted() {
            let framing = try await reader.framing(of: edit.clips[clip], on: edit.canvas)
            try await reader.read(
                edit.clips[clip], wanted: map.usedFrames(ofClip: clip),
                filter: "\(framing),\(SmallPicture.filter)",
                pixelFormat: "gray", frameSize: SmallPicture.size
            ) { frame, bytes in
                pictures[.init(clip: clip, frame: frame)] = SmallPicture(levels: [UInt8](bytes))
            }
        }
        return map.sources.map { source in
            guard let picture = pictures[source] else { preconditionFailure("a used frame was read") }
            return picture
        }
    }
}
