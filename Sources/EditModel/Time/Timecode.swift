/// A frame as hours, minutes, seconds and frames, for display: non-drop, counted at the rounded-up rate.
///
/// At 30000/1001 frames per second the seconds are those of 30 frames each, as non-drop timecode has it, and fall
/// behind the clock by 3.6 seconds an hour.
public struct Timecode: Sendable, Hashable, CustomStringConvertible {
    /// The frame, counted from 0.
    public let frame: Int

    /// The number of frames that are counted to a second.
    public let framesPerCount: Int

    /// The timecode of a frame; `frame` is not negative.
    public init(frame: Int, at rate: FrameRate) {
        precondition(frame >= 0, "a timecode starts at frame 0")
        self.frame = frame
        framesPerCount = Self.framesPerCount(rate)
    }

    /// Reads `HH:MM:SS:FF`.
    ///
    /// - Returns: nil unless it is four groups of two digits at least, with minutes and seconds below 60 and frames
    ///   below the rate.
    public init?(_ text: String, at rate: FrameRate) {
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        let isPlain = groups.allSatisfy {
            (2...6).contains($0.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
        }
        let numbers = groups.compactMap { Int($0) }
        let count = Self.framesPerCount(rate)
        guard isPlain, numbers.count == 4, numbers[1] < 60, numbers[2] < 60, numbers[3] < count else {
            return nil
        }
        frame = ((numbers[0] * 60 + numbers[1]) * 60 + numbers[2]) * count + numbers[3]
        framesPerCount = count
    }

    /// `HH:MM:SS:FF`.
    public var description: String {
        let seconds = frame / framesPerCount
        return [seconds / 3600, seconds / 60 % 60, seconds % 60, frame % framesPerCount]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }

    private static func framesPerCount(_ rate: FrameRate) -> Int {
        (rate.numerator - 1) / rate.denominator + 1
    }
}
