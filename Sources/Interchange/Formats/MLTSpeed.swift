internal import EditModel

/// A speed as MLT takes it.
struct MLTSpeed: Hashable {
    /// In decimal notation, negative backwards.
    let text: String
    /// The clock that a producer has at it.
    let clock: MLTClock

    /// The shortest speed with one of some clocks; of such the one next to a wanted speed.
    ///
    /// MLT rounds speeds to clocks of whole frames in a second or a thousand, so that each clock has a range of speeds.
    ///
    /// - Parameters:
    ///   - clocks: The least and the greatest number of frames of the clock; 1 at least.
    ///   - speed: The wanted speed; above 0.
    ///   - plain: The clock at the file's own speed.
    ///   - isBackward: Whether it runs backwards.
    init(clocks: ClosedRange<Int>, near speed: Double, plain: MLTClock, isBackward: Bool) {
        let base = Double(plain.frames)
        let range = (base / Double(clocks.upperBound + 1))...(base / Double(clocks.lowerBound))
        let near = min(max(speed, range.lowerBound), range.upperBound)
        var found: (text: String, frames: Int)?
        for places in 1...12 where found == nil {
            var grain = 1.0
            for _ in 0..<places { grain /= 10 }
            let steps = (near / grain).rounded()
            for step in [0.0, -1, 1] where found == nil {
                let text = shortDecimal((steps + step) * grain, places: places)
                guard let value = Double(text), value > 0, base / value < 1e9 else { continue }
                let frames = Int(base / value)
                if clocks.contains(frames) { found = (text, frames) }
            }
        }
        let (text, frames) =
            found ?? (shortDecimal(range.lowerBound, places: 15), clocks.upperBound)
        self.text = (isBackward ? "-" : "") + text
        clock = MLTClock(frames: frames, seconds: plain.seconds)
    }
}
