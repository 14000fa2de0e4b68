/// What a script decodes of a clip once, in one form.
struct PlateRecipe {
    /// What it is of.
    var plate: FrameMap.Plate
    /// The filter graph that brings the clip into the form.
    var filter: String
    /// The frames that are kept, in order; the first is always kept, so that time starts with it.
    var ranges: [ClosedRange<Int>]
    /// The kind of picture, where the clip is a still one.
    var still: StillPicture?

    /// Frames between two ranges that are not worth being left out.
    private static let smallestGap = 240

    /// How many frames are kept.
    var frameCount: Int { ranges.reduce(0) { $0 + $1.count } }

    /// The condition under which a frame is kept, for ffmpeg's `select`; nil where all are up to the last.
    var selection: String? {
        guard ranges.count > 1 else { return nil }
        return ranges.map { "between(n,\($0.lowerBound),\($0.upperBound))" }.joined(separator: "+")
    }

    /// The frames of each plate that runs need, without small gaps.
    static func ranges(of runs: [FrameRun], plates: Int) -> [[ClosedRange<Int>]] {
        var hulls = [[ClosedRange<Int>]](repeating: [0...0], count: plates)
        for layer in runs.flatMap({ [$0.base, $0.over].compactMap(\.self) }) {
            hulls[layer.plate].append(layer.hull)
        }
        return hulls.map { hulls in
            hulls.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, hull in
                guard let last = joined.last, hull.lowerBound - last.upperBound <= smallestGap else {
                    return joined.append(hull)
                }
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, hull.upperBound)
            }
        }
    }
}
