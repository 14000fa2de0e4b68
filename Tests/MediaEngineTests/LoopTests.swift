import EditModel
import Foundation
import MediaEngine
import TestSupport
import Testing

@Suite("Loops in a film")
struct LoopTests {
    /// The window goes to and fro at an even speed, once in a period of frames.
    private func swing(frames: Int, period: Int, seed: UInt64 = 3) -> [[UInt8]] {
        let panorama = Panorama(seed: seed, width: 420)
        var random = MadeRandom(seed: seed)
        return (0..<frames).map {
            panorama.window(at: Double(4 * abs($0 % period - period / 2)), grain: 1, random: &random)
        }
    }

    @Test(
        "a movement that comes again after two seconds is a loop of two seconds, one to and fro is not of one"
    )
    func period() throws {
        let loops = MadeFilms.look(swing(frames: 110, period: 48)).loops
        let best = try #require(loops.first)
        #expect(abs(best.end - best.start - 2) < 0.001)
        #expect(best.difference < 1)
        #expect(
            loops.allSatisfy {
                abs(($0.end - $0.start).remainder(dividingBy: 2)) < 0.001 || $0.difference > 1
            })
        #expect(loops.count <= 5)
        #expect(loops.map(\.difference) == loops.map(\.difference).sorted())
    }

    @Test("a pan that never comes back has none")
    func none() {
        #expect(MadeFilms.look(MadeFilms.pan([Double](repeating: 4, count: 72))).loops.isEmpty)
    }

    @Test("no loop goes across a cut")
    func cut() {
        let course = MadeFilms.look(
            swing(frames: 30, period: 120) + swing(frames: 30, period: 120, seed: 9)
                + swing(frames: 30, period: 120))
        #expect(course.cutFrames == [30, 60])
        for loop in course.loops {
            for frame in course.cutFrames {
                let cut = Double(frame) / 24
                #expect(loop.end < cut || loop.start >= cut)
            }
        }
    }

    @Test("in a film of many frames a loop is still found")
    func long() throws {
        let period = swing(frames: 64, period: 64)
        let best = try #require(MadeFilms.look((0..<1300).map { period[$0 % 64] }).loops.first)
        #expect(best.difference < 0.01)
        let periods = (best.end - best.start) * 24 / 64
        #expect(abs(periods - periods.rounded()) < 0.001)
    }
}
