/// What is known of one clip: facts, measured from the file.
public struct Footage: Sendable, Equatable, Codable {
    /// Where it is: an absolute path in memory, relative to the edit file inside an edit file.
    public var path: String

    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    public var contentHash: String

    /// The range of source time that really decodes, in seconds from the first frame's display: `0 ..< duration`.
    public var duration: Double

    /// The number of frames that really decode.
    public var frameCount: Int

    /// Mean frames per second.
    public var framesPerSecond: Double

    /// Whether the distances between frames vary.
    public var isVariableFrameRate: Bool

    /// Width in square pixels as displayed, after rotation and pixel aspect.
    public var displayWidth: Int

    /// Height in pixels as displayed, after rotation.
    public var displayHeight: Int

    /// Clockwise rotation that the player applies: 0, 90, 180 or 270 degrees.
    public var rotation: Int

    /// The sample aspect ratio as width over height; 1 for square pixels.
    public var pixelAspect: Double

    /// Whether the transfer function is that of high dynamic range.
    public var isHDR: Bool

    /// The video codec's short name.
    public var codec: String

    /// Motion energy, one value per frame (0 for the first), normalised so that 1 is strong movement.
    public var motion: [Float]

    /// Times of hard cuts inside the clip, in seconds, increasing.
    public var cuts: [Double]

    /// What a person should know (salvaged frames, HDR), as full sentences.
    public var warnings: [String]

    /// Creates footage from its facts.
    public init(
        path: String, contentHash: String, duration: Double, frameCount: Int, framesPerSecond: Double,
        isVariableFrameRate: Bool, displayWidth: Int, displayHeight: Int, rotation: Int, pixelAspect: Double,
        isHDR: Bool, codec: String, motion: [Float], cuts: [Double], warnings: [String]
    ) {
        self.path = path
        self.contentHash = contentHash
        self.duration = duration
        self.frameCount = frameCount
        self.framesPerSecond = framesPerSecond
        self.isVariableFrameRate = isVariableFrameRate
        self.displayWidth = displayWidth
        self.displayHeight = displayHeight
        self.rotation = rotation
        self.pixelAspect = pixelAspect
        self.isHDR = isHDR
        self.codec = codec
        self.motion = motion
        self.cuts = cuts
        self.warnings = warnings
    }

    /// The file's name without folder and extension.
    public var name: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        return String(file[..<dot])
    }
}
