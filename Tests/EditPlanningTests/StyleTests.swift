import EditModel
import EditPlanning
import MusicAnalysis
import TestSupport
import Testing

@Suite("what a style asks for")
struct StyleTests {
    private let song = madeSong([
        (.intro, 4, 0.1), (.verse, 16, 0.4), (.chorus, 16, 0.9), (.verse, 16, 0.4), (.outro, 4, 0.1),
    ])
    private let clips = (1...6).map { madeClip("\($0)", seconds: 6) }

    private func styled(_ change: (inout Edit.Style) -> Void) -> EditStyle {
        var style = EditStyle()
        change(&style.look)
        return style
    }

    @Test("every so many beats there is a cut, counted from a downbeat", arguments: [1, 2, 4, 8, 16])
    func every(beats: Int) throws {
        let edit = try plan(song, clips, style: styled { $0.every = beats })
        let boundaries = Set(edit.sections.map(\.startFrame))
        for shot in edit.shots.dropFirst() where !boundaries.contains(shot.startFrame) {
            let index = try #require(edit.beats.firstIndex { $0.frame == shot.startFrame })
            #expect(index.isMultiple(of: beats))
        }
        let expected = edit.beats.count / beats
        // The last chord is held, and a boundary may come between.
        #expect(abs(edit.shots.count - expected) <= max(6 / beats, edit.sections.count))
    }

    @Test(
        "no shot is longer or shorter than is wanted, in seconds or in beats",
        arguments: [("1.5", "3"), ("4b", "8b"), ("2b", "2"), ("0.4", "1b")])
    func limits(least: String, most: String) throws {
        let edit = try plan(
            song, clips,
            style: styled {
                $0.minShot = .init(least)
                $0.maxShot = .init(most)
            })
        func seconds(_ text: String) -> Double {
            switch Edit.Style.Length(text) {
            case .seconds(let value): value
            case .beats(let value): value / 2
            case nil: 0
            }
        }
        for shot in edit.shots {
            let length = edit.frameRate.seconds(ofFrame: shot.frameCount)
            #expect(length <= seconds(most) + 0.05)
            #expect(length >= 0.9 * seconds(least) - 0.05)
        }
    }

    @Test("limits that contradict each other are refused")
    func contradiction() {
        let style = styled {
            $0.minShot = .seconds(4)
            $0.maxShot = .beats(4)
        }
        let error = #expect(throws: PlanningError.self) { try plan(song, clips, style: style) }
        #expect(error?.code == .unusableStyle)
    }

    @Test("a story is told once, from its first clip to its last")
    func story() throws {
        let edit = try plan(song, clips, style: styled { $0.order = .story })
        let places = edit.shots.map { Double($0.clip) }
        #expect(edit.shots.first?.clip ?? 9 <= 1)
        #expect(edit.shots.last?.clip ?? 0 >= 4)
        // Neighbours take turns, so the order holds on the mean of a few.
        let means = stride(from: 0, to: places.count - 6, by: 6).map { places[$0..<$0 + 6].reduce(0, +) / 6 }
        #expect(zip(means, means.dropFirst()).allSatisfy { $0 <= $1 + 0.5 })
    }

    @Test("clips run no slower and no faster than is allowed, at no frame", arguments: 0..<20)
    func speeds(seed: Int) throws {
        var random = MadeRandom(seed: UInt64(seed))
        let made = (1...5).map { index in
            var clip = madeClip("\(index)", seconds: Double.random(in: 3...9, using: &random))
            clip.accents = accents(of: clip, using: &random)
            return clip
        }
        let slowest = [0.5, 0.8, 1][seed % 3]
        let fastest = [2, 1.2, 1][seed / 3 % 3]
        let edit = try plan(
            song, made,
            style: styled {
                $0.slowest = slowest
                $0.fastest = fastest
            }, seed: UInt64(seed))
        for shot in edit.shots {
            for piece in shot.timeMap.pieces {
                let mean =
                    abs(piece.sourceEnd - piece.sourceStart) / edit.frameRate.seconds(ofFrame: piece.frames)
                // Whole frames make a way there and back a little slower or faster than its clip.
                let slack = shot.fit == .pingPong ? 0.04 : 1e-3
                for step in 0...10 {
                    let speed = mean * piece.easing.speed(Double(step) / 10)
                    #expect(speed >= slowest - slack && speed <= fastest + slack)
                }
            }
        }
    }

    @Test("without mirroring nothing is mirrored, without moves nothing moves")
    func plain() throws {
        let edit = try plan(song, clips, style: styled { $0.moves = 0 })
        #expect(edit.shots.allSatisfy { $0.windows.isEmpty && !$0.isMirrored && $0.transition == nil })
        let lively = try plan(
            song, clips,
            style: styled {
                $0.moves = 1
                $0.mirror = true
            })
        #expect(lively.shots.contains { $0.isMirrored })
        #expect(lively.shots.contains { $0.windows.count == 2 })
    }

    @Test("a drop is met with a flash on its frame, after a breath, where flashes are wanted")
    func drop() throws {
        var song = song
        let start = song.sections[2].start
        song.dynamics = [DynamicEvent(kind: .drop, start: start, end: start, change: 8)]
        let edit = try plan(song, clips, style: styled { $0.transitions = [.flash] })
        let frame = edit.frameRate.frame(nearest: start)
        let shot = try #require(edit.shots.first { $0.startFrame == frame })
        #expect(shot.transition?.kind == .flash)
        #expect(edit.shots.count { $0.transition != nil } == 1)
        #expect(edit.events == [.init(kind: .drop, startFrame: frame, endFrame: frame)])
        // A bar is two seconds.
        #expect(!edit.shots.contains { $0.startFrame > frame - 48 && $0.startFrame < frame })
    }

    @Test(
        "a picture of another shape has as many pixels on its short side",
        arguments: [(9, 16), (1, 1), (4, 5)])
    func aspect(width: Int, height: Int) throws {
        var style = EditStyle()
        style.aspect = EditStyle.Aspect(width, height)
        let canvas = try plan(song, clips, style: style).canvas
        #expect(min(canvas.width, canvas.height) == 720)
        #expect(abs(canvas.aspect - Double(width) / Double(height)) < 0.01)
    }
}

/// Accents at random times of a clip, in order.
func accents(of clip: Footage, using random: inout MadeRandom) -> [Footage.Accent] {
    var made: [Footage.Accent] = []
    var time = 0.3
    while time < clip.duration - 0.3 {
        // On a frame of its own, as they are measured.
        let frame = (time * clip.framesPerSecond).rounded()
        made.append(
            .init(
                time: (frame / clip.framesPerSecond * 1e6).rounded() / 1e6,
                strength: Double.random(in: 0.2...1, using: &random), kind: .start))
        time += Double.random(in: 0.4...2, using: &random)
    }
    return made
}
