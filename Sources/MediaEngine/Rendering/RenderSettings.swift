internal import Foundation

/// How an edit is encoded, and what it may use on the way.
public struct RenderSettings: Sendable, Equatable {
    /// The encoder's constant rate factor: 0 (lossless) to 51; smaller is better and larger.
    public var crf = 18

    /// The encoder's preset, such as `medium`.
    public var preset = "medium"

    /// Bits per second of the sound.
    public var audioBitRate = 192_000

    /// The most bytes of decoded frames in memory; what is beyond goes to `spoolFolder`.
    public var memoryBudget = 1 << 30

    /// The folder for frames that memory has no room for.
    public var spoolFolder = NSTemporaryDirectory()

    /// Creates the default settings.
    public init() {}
}
