/// What a finished file shows, held against the edit that it was made from.
public struct PictureReport: Sendable, Equatable, Codable {
    /// The number of pictures that decode.
    public var frameCount: Int

    /// The changes of clip that an eye could see, in order.
    public var cuts: [Cut]

    /// Frames, increasing, that do not look like the source frame that is planned there.
    public var strayFrames: [Int]

    /// Frames, increasing, that are black where the planned source frame is not.
    public var blackFrames: [Int]

    /// A change of clip.
    public struct Cut: Sendable, Hashable, Codable {
        /// The first frame of the new clip as planned.
        public var frame: Int

        /// The first frame of the new clip as seen in the file, looked for up to three frames around.
        public var foundFrame: Int
    }

    /// The cuts that are not at their frame.
    public var displacedCuts: [Cut] { cuts.filter { $0.frame != $0.foundFrame } }

    /// Whether each visible cut is at its frame and no frame is stray or black against the plan.
    public var isAsPlanned: Bool { displacedCuts.isEmpty && strayFrames.isEmpty && blackFrames.isEmpty }

    /// The measurements in one line.
    public var summary: String {
        let placed = cuts.count - displacedCuts.count
        return """
            \(placed) of \(cuts.count) cuts at their frame; \(strayFrames.count) frames not as planned, \
            \(blackFrames.count) of them black
            """
    }
}
