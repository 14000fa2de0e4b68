public import EditModel

/// What is seen in a finished video when all its frames are looked at.
public struct PictureReport: Sendable, Equatable, Codable {
    /// The planned cuts between different clips, as timeline frames.
    public var plannedCuts: [Int]

    /// For each planned cut, how many frames off the greatest change near it lies; nil where the picture hardly changes.
    public var cutOffsets: [Int?]

    /// Frames that are black without their clip being so.
    public var blackFrames: [Int]

    /// The number of frames seen.
    public var frameCount: Int
}

extension DeliveryVerifier {
    /// How many frames around a planned cut are searched for the greatest change.
    private static let reach = 3

    /// A mean grey level below this, with a greatest level below three times it, is a black picture.
    private static let black = 20

    /// Looks at every frame of a video once, small and grey.
    ///
    /// A cut counts as found where the greatest difference between neighbouring frames within three frames of it lies.
    /// Cuts whose shots look alike (less than 2 % of the grey scale apart) are not judged, and neither are cuts with
    /// another one within the reach.
    ///
    /// - Throws: `MediaError`, `CancellationError`.
    public func look(at path: String, against edit: Edit) async throws -> PictureReport {
        var assembler = FrameAssembler(frameSize: MotionMeter.frameSize)
        var differences: [Double] = []
        var blackFrames: [Int] = []
        var previous: [UInt8] = []
        let program = tools.ffmpeg(
            ["-nostdin"] + FFmpegTools.input(path) + ["-map", "0:v:0", "-vsync", "passthrough"]
                + ["-vf", "scale=\(MotionMeter.width):\(MotionMeter.height):flags=area,format=gray"]
                + ["-f", "rawvideo", "pipe:1"])
        let ending = try await program.stream { bytes in
            assembler.append(bytes) { frame in
                var sum = 0
                var greatest = 0
                var difference = 0
                for index in 0..<frame.count {
                    let level = Int(frame[index])
                    sum += level
                    greatest = max(greatest, level)
                    if !previous.isEmpty { difference += abs(level - Int(previous[index])) }
                }
                if sum / frame.count < Self.black, greatest < 3 * Self.black {
                    blackFrames.append(differences.count)
                }
                differences.append(Double(difference) / Double(frame.count) / 255)
                previous = [UInt8](frame)
            }
            return true
        }
        guard ending.isSuccess, !differences.isEmpty else {
            throw StreamFacts.unreadable(path, ending.complaints)
        }
        let cuts = zip(edit.shots, edit.shots.dropFirst()).filter { $0.clip != $1.clip }.map { $1.startFrame }
        return PictureReport(
            plannedCuts: cuts, cutOffsets: cuts.map { Self.offset(ofCut: $0, in: differences) },
            blackFrames: blackFrames, frameCount: differences.count)
    }

    private static func offset(ofCut cut: Int, in differences: [Double]) -> Int? {
        let near = max(cut - reach, 1)...min(cut + reach, differences.count - 1)
        guard near.contains(cut), let peak = near.max(by: { differences[$0] < differences[$1] }),
            differences[peak] > 0.02
        else { return nil }
        // A clip's own movement may be stronger than the cut; the cut is there if its frame changes nearly as much.
        return differences[cut] >= 0.5 * differences[peak] ? 0 : peak - cut
    }
}
