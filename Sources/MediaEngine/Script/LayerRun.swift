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

    private var form: Form
    private let mostBackward: Int

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
        self.mostBackward = mostBackward
        frames = [layer.frames]
        form = Form(layer.frames)
    }

    /// What the frames of a run have in common.
    struct Form {
        /// The frames of the plate from the first to the last that is seen.
        fileprivate(set) var hull: ClosedRange<Int>
        /// Whether any frame is a blend of two.
        fileprivate(set) var isBlend = false
        /// Whether any frame is a mean of several.
        fileprivate(set) var isMean = false
        /// How many frames of the plate a frame is the mean of, once each is taken often enough that it is as many everywhere.
        fileprivate(set) var slots = 1
        fileprivate var isForward = false
        fileprivate var isBackward = false

        private static let mostSlots = 12

        fileprivate init(_ frames: FrameMap.Frames) {
            hull = frames.range
            add(frames)
        }

        fileprivate mutating func add(_ frames: FrameMap.Frames) {
            let range = frames.range
            hull = min(hull.lowerBound, range.lowerBound)...max(hull.upperBound, range.upperBound)
            switch frames {
            case .one: break
            case .blend: isBlend = true
            case .mean(let frames):
                isMean = true
                var (a, b) = (slots, frames.count)
                while b != 0 { (a, b) = (b, a % b) }
                slots = slots / a * frames.count
            }
        }

        /// Whether one command can make frames of this form.
        fileprivate var isPossible: Bool {
            !(isMean && isBlend) && !(isForward && isBackward) && slots <= Self.mostSlots
        }
    }

    /// The form that the run has with a frame more; nil where another run begins with it.
    func form(with layer: FrameMap.Layer, shot: Int) -> Form? {
        guard layer.plate == plate, layer.isMirrored == isMirrored, (layer.area != nil) == hasWindow,
            shot == self.shot, let old = frames.last?.range
        else { return nil }
        var form = form
        form.add(layer.frames)
        let new = layer.frames.range
        // Frames that become a mean come one after another; a blend is of two rows that run side by side.
        let (first, second) =
            form.isMean
            ? (new.lowerBound - old.upperBound, new.upperBound - old.lowerBound)
            : (new.lowerBound - old.lowerBound, new.upperBound - old.upperBound)
        if new != old || form.isMean && new.count > 1 {
            form.isForward = form.isForward || max(first, second) > 0
            form.isBackward = form.isBackward || min(first, second) < 0
        }
        let gap = max(new.lowerBound - old.upperBound, old.lowerBound - new.upperBound)
        let isHeld = !form.isBackward || form.hull.count <= mostBackward
        return form.isPossible && gap <= Self.widestGap && isHeld ? form : nil
    }

    /// Goes on with a frame.
    ///
    /// - Parameter form: The form that it then has.
    mutating func append(_ frames: FrameMap.Frames, as form: Form) {
        self.frames.append(frames)
        self.form = form
    }

    /// The frames of the plate from the first to the last that is seen.
    var hull: ClosedRange<Int> { form.hull }

    /// Whether later frames show earlier ones of the plate.
    var isBackward: Bool { form.isBackward }

    /// Whether any frame is a mean of several.
    var isMean: Bool { form.isMean }

    /// How many frames of the plate stand in a row for each of the timeline.
    var slots: Int { form.slots }

    /// The rows of frames that are decoded: one, or the two that are blended; frames are counted from the first that is
    /// decoded, in the direction of the run, and there are `slots` of them for each of the timeline.
    var rows: [[Int]] {
        let (hull, slots) = (hull, slots)
        func counted(_ frame: Int) -> Int {
            isBackward ? hull.upperBound - frame : frame - hull.lowerBound
        }
        if isMean {
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
        return form.isBlend ? [first, frames.map { counted($0.range.upperBound) }] : [first]
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
