import EditModel
import Foundation
import MediaEngine
import TestSupport

/// Films with known answers, as raw grey pictures.
enum MadeFilms {
    /// A pan over a panorama.
    ///
    /// - Parameters:
    ///   - speeds: How far the window moves before each frame, in pixels; to the right where positive.
    ///   - grain: The standard deviation of noise.
    ///   - lit: Frames that are brighter by 90 grey levels.
    static func pan(
        _ speeds: [Double], seed: UInt64 = 3, grain: Double = 0, lit: Set<Int> = [], from start: Double = 20
    ) -> [[UInt8]] {
        let panorama = Panorama(seed: seed)
        var random = MadeRandom(seed: seed)
        var x = start
        return speeds.enumerated().map { frame, speed in
            x += speed
            return panorama.window(
                at: x, brighter: lit.contains(frame) ? 90 : 0, grain: grain, random: &random)
        }
    }

    /// A slow pan that leaps at frames 30 and 75, lights up at 50 and 51, and is another picture from 96 on.
    static func known(grain: Double) -> [[UInt8]] {
        func speed(_ frame: Int) -> Double {
            [30, 75].reduce(1) { $0 + (frame >= $1 ? 6 * exp2(-Double(frame - $1) / 5) : 0) }
        }
        return pan((0..<96).map(speed), grain: grain, lit: [50, 51])
            + pan((96..<120).map(speed), seed: 77, grain: grain)
    }

    /// A bright square of 24 pixels on a dark, grainy ground.
    ///
    /// - Parameter centre: Where its middle is at each frame, across; its middle is 45 pixels down.
    static func square(_ centre: [Double]) -> [[UInt8]] {
        var random = MadeRandom(seed: 5)
        return centre.map { middle in
            (0..<160 * 90).map { pixel in
                let (x, y) = (Double(pixel % 160), Double(pixel / 160))
                let isInside = abs(x - middle) < 12 && abs(y - 45) < 12
                return UInt8(min(max((isInside ? 200 : 60) + 2 * random.normal(), 0), 255))
            }
        }
    }

    /// What is found in a film.
    static func look(_ frames: [[UInt8]], framesPerSecond: Double = 24) -> MotionCourse {
        var meter = MotionMeter(framesPerSecond: framesPerSecond)
        for frame in frames { frame.withUnsafeBytes { meter.append($0) } }
        let times = frames.indices.map { Double($0) / framesPerSecond }
        return MotionCourse(meter, times: FrameTimes(displayTimes: times))
    }

    /// The frames of accents of a kind, at 24 frames a second.
    static func frames(_ accents: [Footage.Accent], _ kind: Footage.Accent.Kind) -> [Int] {
        accents.filter { $0.kind == kind }.map { Int(($0.time * 24).rounded()) }
    }
}
