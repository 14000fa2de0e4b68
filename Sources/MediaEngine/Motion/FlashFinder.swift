/// Finds flashes and blinks: the picture gets brighter or darker at once, and is as before within a moment.
struct FlashFinder {
    /// A run of frames whose brightness is another.
    struct Flash: Equatable {
        /// The frames, from the first that is brighter or darker to the last.
        var frames: Range<Int>
        /// The greatest difference of mean grey levels to before; negative where it gets darker.
        var jump: Float
    }

    /// What was found so far, in order.
    private(set) var flashes: [Flash] = []

    private var candidate: (start: Int, level: Float, jump: Float, picture: [UInt8])?

    /// A change of the mean level within one frame from which on it may be a flash.
    private static let leastJump: Float = 8

    /// A picture that differs by more than this from the one before the flash is another.
    private static let sameDifference: Float = 14

    /// Takes the next frame in.
    ///
    /// - Parameters:
    ///   - index: Its number.
    ///   - level: Its mean grey level, and that of the frame before.
    ///   - frame: Its grey levels.
    ///   - previous: Those of the frame before.
    ///   - longest: The most frames that a flash has.
    mutating func append(
        _ index: Int, level: Float, previousLevel: Float, frame: GreyFrame, previous: GreyFrame, longest: Int
    ) {
        if let open = candidate {
            let offset = level - open.level
            if abs(offset) < 0.3 * abs(open.jump), index > open.start {
                candidate = nil
                guard Self.difference(frame.half, open.picture) < Self.sameDifference else { return }
                flashes.append(Flash(frames: open.start..<index, jump: open.jump))
                return
            }
            guard index - open.start >= longest else {
                if abs(offset) > abs(open.jump) { candidate?.jump = offset }
                return
            }
            candidate = nil
        }
        if abs(level - previousLevel) >= Self.leastJump {
            candidate = (index, previousLevel, level - previousLevel, previous.half)
        }
    }

    private static func difference(_ a: [UInt8], _ b: [UInt8]) -> Float {
        var sum = 0
        for index in 0..<min(a.count, b.count) { sum += abs(Int(a[index]) - Int(b[index])) }
        return Float(sum) / Float(max(a.count, 1))
    }
}
