/// How far the cuts of a finished video lie from beats.
public struct CutTiming: Sendable, Equatable, Codable {
    /// How many cuts were planned.
    public var cutCount: Int

    /// How many of them were held against a beat.
    public var judgedCount: Int

    /// The median distance to the beat, in seconds.
    public var median: Double

    /// The distance that 95 of 100 cuts do not exceed, in seconds.
    public var percentile95: Double

    /// The greatest distance, in seconds.
    public var greatest: Double

    /// The mean of the signed distances, in seconds: above 0 where cuts are late.
    public var bias: Double

    /// The share of judged cuts within half a frame and 5 ms of a beat, 0…1.
    public var shareOnBeat: Double

    /// The share that cuts at random would have.
    public var chance: Double

    /// Measures cuts.
    ///
    /// - Parameters:
    ///   - edit: The edit. Of its cuts those are judged that were planned on one of its beats; against other beats, all.
    ///   - offsets: For each cut after the first shot, how many frames later it is in the video; nil where it cannot be
    ///     seen.
    ///   - beats: Other beats than the edit's own to measure by, increasing, in seconds: a person's, or another program's.
    public init(_ edit: Edit, offsets: [Int?], beats: [Double]? = nil) {
        let rate = edit.frameRate
        let reference = beats ?? edit.beats.map(\.time)
        let planned = Set(edit.beats.map(\.frame))
        cutCount = max(edit.shots.count - 1, 0)
        var errors: [Double] = []
        for (shot, offset) in zip(edit.shots.dropFirst(), offsets) {
            guard let offset, beats != nil || planned.contains(shot.startFrame) else { continue }
            let time = rate.seconds(ofFrame: shot.startFrame + offset)
            if let beat = reference.nearest(to: time) { errors.append(time - beat) }
        }
        judgedCount = errors.count
        let distances = errors.map(abs).sorted()
        median = distances.quantile(0.5)
        percentile95 = distances.quantile(0.95)
        greatest = distances.last ?? 0
        bias = errors.isEmpty ? 0 : errors.reduce(0, +) / Double(errors.count)
        let reach = 0.5 / rate.framesPerSecond + 0.005
        let near = distances.count { $0 <= reach }
        shareOnBeat = errors.isEmpty ? 0 : Double(near) / Double(errors.count)
        let periods = zip(reference.dropFirst(), reference).map(-).sorted()
        chance = periods.isEmpty ? 0 : min(1, 2 * reach / max(periods.quantile(0.5), 1e-9))
    }
}

extension [Double] {
    /// The element of sorted numbers that a share of them does not exceed; 0 where there are none.
    func quantile(_ share: Double) -> Double {
        isEmpty ? 0 : self[Swift.min(Int((share * Double(count)).rounded(.up)) - 1, count - 1).clampedToZero]
    }

    /// The element of increasing numbers that is nearest; nil where there are none.
    func nearest(to value: Double) -> Double? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        let around = [low - 1, low].filter(indices.contains).map { self[$0] }
        return around.min { abs($0 - value) < abs($1 - value) }
    }
}

extension Int {
    fileprivate var clampedToZero: Int { Swift.max(self, 0) }
}
