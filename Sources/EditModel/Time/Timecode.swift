/// A frame as hours, minutes, seconds and frames, counted at the rounded-up rate.
///
/// At 30000/1001 frames per second the seconds of non-drop timecode are those of 30 frames each, and fall behind the
/// clock by 3.6 seconds an hour. Drop-frame timecode leaves out the first two numbers of each minute but every tenth (four
/// at 60000/1001), and keeps within a few frames of the clock (SMPTE ST 12-1).
public struct Timecode: Sendable, Hashable, CustomStringConvertible {
    /// The frame, counted from 0.
    public let frame: Int

    /// The number of frames that are counted to a second.
    public let framesPerCount: Int

    /// Whether numbers are left out to keep with the clock.
    public let dropsFrames: Bool

    /// The timecode of a frame.
    ///
    /// - Parameters:
    ///   - frame: Not negative.
    ///   - rate: The frame rate.
    ///   - dropsFrames: Whether it is drop-frame; only where `canDrop` says so.
    public init(frame: Int, at rate: FrameRate, dropsFrames: Bool = false) {
        precondition(frame >= 0, "a timecode starts at frame 0")
        precondition(!dropsFrames || Self.canDrop(at: rate), "drop-frame timecode is for 29.97 and 59.94")
        self.frame = frame
        self.dropsFrames = dropsFrames
        framesPerCount = Self.framesPerCount(rate)
    }

    /// Reads `HH:MM:SS:FF`, or drop-frame timecode, `HH:MM:SS;FF`.
    ///
    /// - Returns: nil unless it is four groups of two digits at least, with minutes and seconds below 60 and frames
    ///   below the rate; and for numbers that are left out.
    public init?(_ text: String, at rate: FrameRate) {
        let drops = text.contains(";")
        let groups = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == ";" }
        let isPlain = groups.allSatisfy {
            (2...6).contains($0.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
        }
        let numbers = groups.compactMap { Int($0) }
        let count = Self.framesPerCount(rate)
        guard isPlain, numbers.count == 4, numbers[1] < 60, numbers[2] < 60, numbers[3] < count else {
            return nil
        }
        let minutes = numbers[0] * 60 + numbers[1]
        let number = (minutes * 60 + numbers[2]) * count + numbers[3]
        guard drops else {
            self.init(frame: number, at: rate)
            return
        }
        guard Self.canDrop(at: rate), text.lastIndex(of: ";").map({ !text[$0...].contains(":") }) == true
        else { return nil }
        let dropped = count / 15
        if minutes % 10 != 0, numbers[2] == 0, numbers[3] < dropped { return nil }
        self.init(frame: number - dropped * (minutes - minutes / 10), at: rate, dropsFrames: true)
    }

    /// Whether there is drop-frame timecode at a rate: at 30000/1001 and 60000/1001.
    public static func canDrop(at rate: FrameRate) -> Bool {
        rate == FrameRate(30000, 1001) || rate == FrameRate(60000, 1001)
    }

    /// `HH:MM:SS:FF`; drop-frame `HH:MM:SS;FF`.
    public var description: String {
        let number = number
        let seconds = number / framesPerCount
        let groups = [seconds / 3600, seconds / 60 % 60, seconds % 60, number % framesPerCount]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }
        return groups[..<3].joined(separator: ":") + (dropsFrames ? ";" : ":") + groups[3]
    }

    /// The frame's number with those that are left out before it.
    private var number: Int {
        guard dropsFrames else { return frame }
        let dropped = framesPerCount / 15
        let tenMinutes = framesPerCount * 600 - dropped * 9
        let (tens, rest) = frame.quotientAndRemainder(dividingBy: tenMinutes)
        let minute = framesPerCount * 60 - dropped
        // The first minute of ten is whole.
        let minutes = rest < framesPerCount * 60 ? 0 : 1 + (rest - framesPerCount * 60) / minute
        return frame + dropped * (9 * tens + minutes)
    }

    /// How many frames are counted to a second at a rate: the rate, rounded up.
    public static func framesPerCount(_ rate: FrameRate) -> Int {
        (rate.numerator - 1) / rate.denominator + 1
    }
}
