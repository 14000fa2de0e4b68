/// What is seen in a finished video when all its frames are held against the source frames that are planned there.
public struct PictureReport: Sendable, Equatable, Codable {
    /// The planned cuts between different clips, as timeline frames.
    public var plannedCuts: [Int]

    /// For each planned cut, how many frames later (or earlier, below 0) it is found, up to three.
    ///
    /// Nil where the pictures on both sides are too alike to judge.
    public var cutOffsets: [Int?]

    /// Frames, increasing, that do not look like the source frame that is planned there.
    public var strayFrames: [Int]

    /// Frames, increasing, that are black where the planned source frame is not.
    public var blackFrames: [Int]

    /// Frames, increasing, that repeat the one before where the plan moves on.
    public var frozenFrames: [Int]

    /// The number of frames that decode.
    public var frameCount: Int
}
