internal import EditModel

/// The clock of one of MLT's producers, and which frame of a file it shows at a place of it.
struct MLTClock: Hashable {
    /// How many frames it has in `seconds`.
    let frames: Int
    /// A length of time in seconds.
    let seconds: Int

    /// A clock.
    init(frames: Int, seconds: Int) { (self.frames, self.seconds) = (frames, seconds) }

    /// The clock of a file at its own speed: the timeline's, in the numbers from which MLT makes those of other speeds.
    init(_ rate: FrameRate) {
        let scale = rate.numerator < 1000 ? 1000 : 1
        self.init(frames: rate.numerator * scale, seconds: rate.denominator * scale)
    }

    /// Frames a second.
    var framesPerSecond: Double { Double(frames) / Double(seconds) }

    /// The file's frame that is shown at a place: the one that begins next to it; of two as near, the later.
    ///
    /// - Parameters:
    ///   - place: In frames of the clock.
    ///   - rate: The file's frames a second.
    func fileFrame(at place: Int, rate: Double) -> Int {
        // In MLT's order, so that what lies on an edge is rounded as there.
        Int(Double(place) / framesPerSecond * rate + 0.5)
    }

    /// How many places there are in so many seconds of the file, as MLT counts them.
    func placeCount(in duration: Double) -> Int {
        max(Int((duration * framesPerSecond).rounded(.toNearestOrEven)), 1)
    }
}
