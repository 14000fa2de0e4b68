internal import EditModel
internal import Foundation

/// How fast a shot runs its clip, frame by frame, over the clip's own speed.
struct SpeedCurve {
    /// A stretch without a jump or a turn.
    struct Run: Equatable {
        /// Whether the clip runs backwards in it.
        var isBackwards: Bool

        /// Frames counted from the shot's first, increasing, and the speed at each: 0 for a picture that stands.
        var points: [Point]
    }

    /// The speed at a moment of a shot.
    struct Point: Equatable {
        var frame: Double
        var speed: Double
    }

    /// The stretches in order, one for each piece of the time map.
    let runs: [Run]

    /// Points that an eased piece is drawn with.
    private static let pointsOfCurve = 7

    /// Reads the curve off a shot.
    init(of shot: Shot, at rate: FrameRate) {
        var start = 0
        runs = shot.timeMap.pieces.map { piece in
            defer { start += piece.frames }
            let mean = abs(piece.sourceEnd - piece.sourceStart) / rate.seconds(ofFrame: piece.frames)
            let count = piece.easing == .linear ? 2 : Self.pointsOfCurve
            let points = (0..<count).map { index in
                let share = Double(index) / Double(count - 1)
                return Point(
                    frame: Double(start) + share * Double(piece.frames),
                    speed: mean * piece.easing.speed(share))
            }
            return Run(isBackwards: piece.sourceEnd < piece.sourceStart, points: points)
        }
    }

    /// The slowest and the fastest that it runs.
    var range: ClosedRange<Double> {
        let speeds = runs.flatMap(\.points).map(\.speed)
        return (speeds.min() ?? 0)...(speeds.max() ?? 0)
    }

    /// Whether it runs at one speed.
    var isEven: Bool { range.upperBound - range.lowerBound < 0.005 }

    /// The range in words, such as `0.50–1.25×`.
    var text: String {
        let (slow, fast) = (Self.two(range.lowerBound), Self.two(range.upperBound))
        let backwards = runs.contains(where: \.isBackwards)
        return (slow == fast ? slow : "\(slow)–\(fast)") + "×" + (backwards ? ", partly backwards" : "")
    }

    private static func two(_ value: Double) -> String { String(format: "%.2f", value) }

    /// Where a speed stands on a scale of octaves, 0 (a quarter and slower) to 1 (fourfold and faster); the middle is a clip's
    /// own speed.
    static func height(of speed: Double) -> Double {
        min(max((log2(max(speed, 0.01)) + 2) / 4, 0), 1)
    }
}
