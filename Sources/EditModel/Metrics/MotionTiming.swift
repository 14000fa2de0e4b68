internal import Foundation

/// How well the movements that are seen in a finished video fall on beats.
///
/// Movements are those that stand out to the same eye that looked at the clips; those within a frame of a cut are not counted. A
/// planned one is realised where one stands out within a frame of it, or where the speed of the picture changes more, as a ratio, within
/// a frame of it than anywhere else within four.
public struct MotionTiming: Sendable, Equatable, Codable {
    /// How many movements were planned to come on beats.
    public var plannedHits: Int

    /// How many of these come within a frame of where they were planned.
    public var realisedHits: Int

    /// The share of all frames away from cuts that would pass for a realised hit.
    public var chanceOfHit: Double

    /// How many movements stand out.
    public var accentCount: Int

    /// How near the movements are to beats: the mean of exp(−d²/2σ²) with σ = 50 ms, 0…1.
    public var precision: Double

    /// How near the beats that were planned to be hit are to movements, in the same measure.
    public var recall: Double

    /// The harmonic mean of both; 0 where either is.
    public var f1: Double

    /// By how many standard deviations `precision` exceeds that for 200 rotations of the beats; nil where there is too little
    /// to tell.
    public var zScore: Double?

    private static let sigma = 0.05
    private static let rotations = 200

    /// Measures movements.
    ///
    /// - Parameters:
    ///   - edit: The edit.
    ///   - accents: The movements seen in the video, in order.
    ///   - motion: How fast the picture moves at each frame of the video; see `Footage.motion`.
    public init(_ edit: Edit, accents: [Footage.Accent], motion: [Float]) {
        let rate = edit.frameRate
        let cuts = edit.shots.dropFirst().map { rate.seconds(ofFrame: $0.startFrame) }
        let frame = 1 / rate.framesPerSecond
        let times = accents.map(\.time).filter { time in
            cuts.nearest(to: time).map { abs($0 - time) > 1.5 * frame } ?? true
        }
        let hits = edit.shots.flatMap(\.hits).map { rate.seconds(ofFrame: $0.frame) }.sorted()
        let eye = HitFinder(accents: times.map(rate.frame(nearest:)), motion: motion)
        plannedHits = hits.count
        realisedHits = hits.count { eye.isHit(at: rate.frame(nearest: $0)) }
        let guarded = Set(
            edit.shots.flatMap { $0.startFrame - HitFinder.reach..<$0.startFrame + HitFinder.reach })
        let open = (0..<edit.frameCount).filter { !guarded.contains($0) }
        chanceOfHit = open.isEmpty ? 0 : Double(open.count(where: eye.isHit)) / Double(open.count)
        accentCount = times.count
        let beats = edit.beats.map(\.time)
        precision = Self.nearness(of: times, to: beats)
        recall = Self.nearness(of: hits, to: times)
        f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        guard times.count >= 5, beats.count >= 8, let first = beats.first, let last = beats.last else {
            zScore = nil
            return
        }
        // Rotated within their own span, the beats keep their distances.
        let span = last - first + (last - first) / Double(beats.count - 1)
        let values = (0..<Self.rotations).map { step in
            let shift = span * (Double(step) + 0.5) / Double(Self.rotations)
            let rotated = beats.map { first + (($0 - first + shift).truncatingRemainder(dividingBy: span)) }
            return Self.nearness(of: times, to: rotated.sorted())
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        zScore = variance > 1e-12 ? (precision - mean) / variance.squareRoot() : nil
    }

    /// The mean of exp(−d²/2σ²) over the distances of times to the nearest of others; 0 where there is neither.
    private static func nearness(of times: [Double], to others: [Double]) -> Double {
        guard !times.isEmpty else { return 0 }
        var sum = 0.0
        for time in times {
            guard let near = others.nearest(to: time) else { continue }
            let distance = (near - time) / sigma
            sum += exp(-distance * distance / 2)
        }
        return sum / Double(times.count)
    }
}

/// Tells whether a movement comes at a frame.
private struct HitFinder {
    /// How far around a frame a greater change is looked for, and over how many frames speeds are compared.
    static let reach = 4
    /// A smaller change of speed is not seen, as the logarithm of the ratio: half as fast again.
    private static let visibleChange: Float = 0.4
    /// Speeds below this count as this: rest.
    private static let rest: Float = 0.03

    private let accents: Set<Int>
    private let motion: [Float]

    init(accents: [Int], motion: [Float]) {
        self.accents = Set(accents)
        self.motion = motion
    }

    func isHit(at frame: Int) -> Bool {
        if (frame - 1...frame + 1).contains(where: accents.contains) { return true }
        var greatest: (frame: Int, change: Float) = (frame, Self.visibleChange)
        for near in frame - Self.reach...frame + Self.reach {
            let change = change(at: near)
            if change > greatest.change { greatest = (near, change) }
        }
        return greatest.change > Self.visibleChange && abs(greatest.frame - frame) <= 1
    }

    /// How much faster or slower the picture is in the frames from one on than in those before, as a logarithm.
    private func change(at frame: Int) -> Float {
        let (before, after) = (frame - Self.reach..<frame, frame..<frame + Self.reach)
        guard before.lowerBound >= 0, after.upperBound <= motion.count else { return 0 }
        let mean = { (range: Range<Int>) in
            max(motion[range].reduce(0, +) / Float(Self.reach), Self.rest)
        }
        return abs(log(mean(after) / mean(before)))
    }
}
