/// Consecutive frames of a timeline in which a layer shows frames of one plate in one direction.
struct LayerRun {
    /// The index of the plate.
    let plate: Int
    /// Whether left and right are exchanged.
    let isMirrored: Bool
    /// Whether an area of the plate is seen, and not all of it.
    let hasWindow: Bool
    /// The index of the shot that it shows.
    let shot: Int
    /// Its first frame, counted from the shot's; below 0 where a dissolve shows what comes before.
    let offset: Int
    /// What is seen of the plate at each frame.
    private(set) var frames: [FrameMap.Frames]
    /// Whether later frames show earlier ones of the plate.
    private(set) var isBackward = false

    private var isForward = false
    private let mostBackward: Int

    /// The most slots that a frame is divided into for means.
    private static let mostSlots = 12
    /// More frames than this are not decoded in vain between two that are seen.
    private static let widestGap = 48

    /// Begins a run.
    ///
    /// - Parameter mostBackward: How many frames may be held to be shown backwards.
    init(_ layer: FrameMap.Layer, shot: Int, offset: Int, mostBackward: Int) {
        plate = layer.plate
        isMirrored = layer.isMirrored
        hasWindow = layer.area != nil
        self.shot = shot
        self.offset = offset
        frames = [layer.frames]
        self.mostBackward = mostBackward
    }

    /// Goes on with a frame, if it can.
    ///
    /// - Returns: Whether it could.
    mutating func append(_ layer: FrameMap.Layer, shot: Int) -> Bool {
        guard layer.plate == plate, layer.isMirrored == isMirrored, (layer.area != nil) == hasWindow,
            shot == self.shot, let last = frames.last
        else { return false }
        var longer = self
        longer.frames.append(layer.frames)
        guard !(longer.isMean && longer.isBlend), longer.slots <= Self.mostSlots else { return false }
        let (old, new) = (last.range, layer.frames.range)
        // Frames that become a mean come one after another; a blend is of two rows that run side by side.
        let (first, second) =
            longer.isMean
            ? (new.lowerBound - old.upperBound, new.upperBound - old.lowerBound)
            : (new.lowerBound - old.lowerBound, new.upperBound - old.upperBound)
        if min(first, second) >= 0, new != old { longer.isForward = true }
        if max(first, second) <= 0, new != old { longer.isBackward = true }
        let isSame = new == old && (!longer.isMean || new.count == 1)
        guard isSame || longer.isForward || longer.isBackward, !(longer.isForward && longer.isBackward),
            isSame || min(first, second) >= 0 || max(first, second) <= 0,
            max(new.lowerBound - old.upperBound, old.lowerBound - new.upperBound) <= Self.widestGap,
            !longer.isBackward || longer.hull.count <= mostBackward
        else { return false }
        self = longer
        return true
    }

    /// The frames of the plate from the first to the last that is seen.
    var hull: ClosedRange<Int> {
        frames.dropFirst().reduce(frames[0].range) {
            min($0.lowerBound, $1.range.lowerBound)...max($0.upperBound, $1.range.upperBound)
        }
    }

    /// Whether any frame is a blend of two.
    var isBlend: Bool { frames.contains { if case .blend = $0 { true } else { false } } }

    /// Whether any frame is a mean of several.
    var isMean: Bool { frames.contains { if case .mean = $0 { true } else { false } } }

    /// How many frames of the plate a frame is the mean of, once each is taken often enough that it is as many everywhere.
    var slots: Int {
        guard isMean else { return 1 }
        return frames.map(\.indices.count).reduce(1) { a, b in
            var (x, y) = (a, b)
            while y != 0 { (x, y) = (y, x % y) }
            return a / x * b
        }
    }

    /// The rows of frames that are decoded: one, or the two that are blended; frames are counted from the first that is
    /// decoded, in the direction of the run, and there are `slots` of them for each of the timeline.
    var rows: [[Int]] {
        let (hull, slots) = (hull, slots)
        func counted(_ frame: Int) -> Int {
            isBackward ? hull.upperBound - frame : frame - hull.lowerBound
        }
        if slots > 1 || isMean {
            return [
                frames.flatMap { frames in
                    let indices = frames.indices
                    return (isBackward ? indices.reversed() : indices).flatMap {
                        [Int](repeating: counted($0), count: slots / indices.count)
                    }
                }
            ]
        }
        let first = frames.map { counted($0.range.lowerBound) }
        return isBlend ? [first, frames.map { counted($0.range.upperBound) }] : [first]
    }

    /// The weight of the second row at each frame, 0…255 of 256.
    var weights: [Int] {
        frames.map { if case .blend(_, _, let weight) = $0 { weight } else { 0 } }
    }
}

extension FrameMap.Frames {
    /// From the first to the last of them.
    fileprivate var range: ClosedRange<Int> {
        switch self {
        case .one(let frame): frame...frame
        case .blend(let first, let second, _): first...second
        case .mean(let frames): (frames.first ?? 0)...(frames.last ?? 0)
        }
    }
}
