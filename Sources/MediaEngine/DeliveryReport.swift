/// What was measured in a finished file.
public struct DeliveryReport: Sendable, Equatable, Codable {
    /// The number of pictures.
    public var videoFrames: Int

    /// The length of the picture track in seconds.
    public var videoDuration: Double

    /// The length of the sound track in seconds.
    public var audioDuration: Double

    /// When the first picture shows, in seconds.
    public var videoStart: Double

    /// When the sound starts, in seconds.
    public var audioStart: Double

    /// Whether the index lies before the media, so that playing starts at once.
    public var isFastStart: Bool

    /// The picture's colour matrix as tagged.
    public var colorSpace: String

    /// The file's size in bytes.
    public var bytes: Int

    /// The measurements in one line.
    public var summary: String {
        let gap = Int((abs(videoDuration - audioDuration) * 1000).rounded())
        let megabytes = (Double(bytes) / 1e5).rounded() / 10
        return "\(videoFrames) frames; picture and sound end \(gap) ms apart; \(megabytes) MB"
    }
}
