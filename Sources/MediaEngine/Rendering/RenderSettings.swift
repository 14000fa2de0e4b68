internal import EditModel
internal import Foundation

/// How an edit is encoded, and what it may use on the way.
public struct RenderSettings: Sendable, Equatable {
    /// The encoder's constant rate factor: 0 (lossless) to 51; smaller is better and larger.
    public var crf = 18

    /// The encoder's preset, such as `medium`.
    public var preset = "medium"

    /// Bits per second of the sound.
    public var audioBitRate = 192_000

    /// The most bytes of memory for all of it, encoder and decoder included; decoded frames beyond it go to `spoolFolder`.
    public var memoryBudget = 1_500_000_000

    /// The folder for frames that memory has no room for.
    public var spoolFolder = NSTemporaryDirectory()

    /// Creates the default settings.
    public init() {}

    /// What of the budget is left for decoded frames: that without what this process and the encoder take, which grows
    /// with the picture by the frames that they look at.
    func frameMemory(on canvas: Edit.Canvas) -> Int {
        max(memoryBudget - Self.basicMemory - Self.framesInFlight * canvas.width * canvas.height * 3 / 2, 0)
    }

    /// What x264 took at 1280 by 720 and at 1920 by 1080 with the preset medium, 296 and 552 million bytes, lies on a line
    /// of 91 million and 148 frames; the rest is this process's own.
    private static let basicMemory = 160_000_000
    private static let framesInFlight = 155
}
