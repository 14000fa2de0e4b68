import EditModel
import MediaEngine
import TestSupport
import Testing

@Suite("Motion of a film")
struct MotionCourseTests {
    @Test("leaps, a flash and a cut are found at their frames, and nothing else", arguments: [0, 3])
    func known(grain: Double) {
        let course = MadeFilms.look(MadeFilms.known(grain: grain))
        #expect(MadeFilms.frames(course.accents, .start) == [30, 75])
        #expect(MadeFilms.frames(course.accents, .flash) == [50])
        #expect(MadeFilms.frames(course.accents, .stop).isEmpty)
        #expect(course.cutFrames == [96])
    }

    @Test("a stop is at the first frame that has moved less", arguments: [0, 3])
    func stop(grain: Double) {
        let course = MadeFilms.look(
            MadeFilms.pan((0..<80).map { $0 < 40 ? 4 : 0.25 }, grain: grain))
        #expect(MadeFilms.frames(course.accents, .stop) == [40])
        #expect(course.accents.count == 1)
    }

    @Test("an even pan with grain and a resting grainy picture have no accents", arguments: [0, 0.4, 1.3, 5])
    func even(speed: Double) {
        let course = MadeFilms.look(
            MadeFilms.pan([Double](repeating: speed, count: 72), grain: 6))
        #expect(course.accents.isEmpty)
        #expect(course.cutFrames.isEmpty)
    }

    @Test("a pan that gets faster little by little has no accent")
    func gradual() {
        let course = MadeFilms.look(MadeFilms.pan((0..<96).map { Double($0) * 0.06 }, grain: 2))
        #expect(course.accents.isEmpty)
    }

    @Test("an even pan that comes up from black has no accent", arguments: [3, 4, 5])
    func fade(seed: UInt64) {
        var random = MadeRandom(seed: seed)
        let film = MadeFilms.pan([Double](repeating: 0.8, count: 72), seed: seed).enumerated().map {
            frame, picture in
            let light = min(Double(frame) / 36, 1)
            return picture.map { UInt8(min(max(Double($0) * light + 2 * random.normal(), 0), 255)) }
        }
        let course = MadeFilms.look(film)
        #expect(course.accents.isEmpty)
        #expect(course.cutFrames.isEmpty)
    }

    @Test("frames shown twice, as in film made for television, are no stops")
    func repeats() {
        let film = MadeFilms.pan([Double](repeating: 3, count: 66))
        let repeated = film.indices.flatMap { $0 % 4 == 3 ? [film[$0], film[$0]] : [film[$0]] }
        let course = MadeFilms.look(repeated, framesPerSecond: 30)
        #expect(course.accents.isEmpty)
        #expect(course.motion.dropFirst(2).allSatisfy { $0 > 0.5 * course.motion[2] })
    }

    @Test("going dark for a few frames is neither an accent nor a cut")
    func blink() {
        var film = MadeFilms.pan([Double](repeating: 1, count: 72))
        for frame in 30..<33 { film[frame] = [UInt8](repeating: 8, count: 160 * 90) }
        let course = MadeFilms.look(film)
        #expect(course.accents.isEmpty)
        #expect(course.cutFrames.isEmpty)
    }

    @Test("the harder the leap, the stronger the accent")
    func strength() throws {
        let strengths = try [1.5, 3, 6, 9].map { speed in
            let course = MadeFilms.look(MadeFilms.pan((0..<60).map { $0 < 30 ? 0.2 : speed }))
            #expect(course.accents.count == 1)
            return try #require(course.accents.first).strength
        }
        #expect(strengths == strengths.sorted() && Set(strengths).count == 4)
        #expect(strengths.allSatisfy { (0...1).contains($0) })
    }

    @Test("accents lie a quarter of a second apart at least, in order")
    func apart() {
        let course = MadeFilms.look(MadeFilms.pan((0..<140).map { $0 / 4 % 2 == 0 ? 0 : 6 }))
        for (one, next) in zip(course.accents, course.accents.dropFirst()) {
            #expect(next.time - one.time > 0.249)
        }
    }

    @Test("motion is half a picture width a second at 1, whatever the frame rate", arguments: [12, 24, 48])
    func unit(framesPerSecond: Double) {
        // A quarter of a picture width a second.
        let step = 40 / framesPerSecond
        let course = MadeFilms.look(
            MadeFilms.pan([Double](repeating: step, count: 20)), framesPerSecond: framesPerSecond)
        #expect(course.motion[0] == 0)
        #expect(course.motion.dropFirst().allSatisfy { abs($0 - 0.5) < 0.1 })
    }

    @Test("the eye follows what moves, and the pan is that of the whole")
    func eye() {
        let square = MadeFilms.look(MadeFilms.square((0..<72).map { 30 + 100 * Double($0) / 71 }))
        let places = square.moments.map(\.x)
        #expect(square.moments.count == 12)
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 + 0.02 })
        #expect(places.first.map { $0 < 0.35 } == true && places.last.map { $0 > 0.65 } == true)
        #expect(square.moments.allSatisfy { abs($0.y - 0.5) < 0.1 && abs($0.panX) < 0.02 })
        // The window moves to the right, so the picture moves to the left.
        let pan = MadeFilms.look(MadeFilms.pan([Double](repeating: 2, count: 48)))
        #expect(pan.moments.allSatisfy { abs($0.panX + 2.0 * 24 / 160) < 0.03 && abs($0.panY) < 0.02 })
    }

    @Test("what is seen before a cut does not look across it")
    func momentsAtCut() {
        let right = MadeFilms.square([Double](repeating: 130, count: 24))
        let alone = MadeFilms.look(right).moments
        let course = MadeFilms.look(MadeFilms.pan([Double](repeating: 0, count: 24)) + right)
        #expect(course.cutFrames == [24])
        #expect(alone.allSatisfy { $0.x > 0.75 })
        for (one, other) in zip(course.moments[4..<8], alone) { #expect(abs(one.x - other.x) < 0.02) }
    }

    @Test("brightness is the mean level over 255")
    func brightness() {
        let course = MadeFilms.look([[UInt8]](repeating: [UInt8](repeating: 51, count: 160 * 90), count: 24))
        #expect(course.moments == [Footage.Moment](repeating: .init(brightness: 0.2), count: 4))
    }

    @Test("a film of one frame has one moment, and nothing else")
    func single() {
        let course = MadeFilms.look([[UInt8](repeating: 51, count: 160 * 90)])
        #expect(course.moments.count == 1)
        #expect(course.motion == [0] && course.cutFrames.isEmpty)
        #expect(course.accents.isEmpty && course.loops.isEmpty)
    }
}
