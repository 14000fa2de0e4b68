import EditModel
import MediaEngine
import Testing

@Suite("Frame map")
struct FrameMapTests {
    /// Two clips of 48 frames at 24 a second, 160 by 90, on a canvas of that size.
    private func edit(_ shots: [Shot], cuts: [Double] = []) -> Edit {
        func clip(_ path: String) -> Footage {
            Footage(
                path: path, contentHash: "", duration: 2, frameCount: 48, framesPerSecond: 24,
                isVariableFrameRate: false, displayWidth: 160, displayHeight: 90, rotation: 0, pixelAspect: 1,
                isHDR: false, codec: "h264", motion: [], cuts: cuts, warnings: [])
        }
        let frameCount = shots.last?.endFrame ?? 0
        return Edit(
            song: .init(path: "/s.wav", contentHash: "", duration: Double(frameCount) / 24, bpm: 0),
            frameRate: FrameRate(24), canvas: .init(width: 160, height: 90), seed: 1, frameCount: frameCount,
            clips: [clip("/a.mp4"), clip("/b.mp4")], beats: [], sections: [], shots: shots, warnings: [])
    }

    private func map(_ edit: Edit) -> FrameMap {
        let times = FrameTimes(displayTimes: (0..<48).map { Double($0) / 24 })
        return FrameMap(edit, times: [0: times, 1: times])
    }

    private func shot(at start: Int = 0, clip: Int = 0, _ pieces: TimeMap.Piece...) -> Shot {
        Shot(startFrame: start, clip: clip, timeMap: TimeMap(pieces: pieces), fit: .trim, reason: "")
    }

    private func ones(_ frames: Int...) -> [FrameMap.Frames] { frames.map { .one($0) } }

    private func frames(_ edit: Edit) -> [FrameMap.Frames] { map(edit).pictures.map(\.base.frames) }

    @Test("at its own speed and faster, forwards and backwards, a clip shows the frame at the centre")
    func nearest() {
        let plain = shot(.init(frames: 4, sourceStart: 0.5, sourceEnd: 0.5 + 4 / 24.0))
        #expect(frames(edit([plain])) == ones(12, 13, 14, 15))
        let twice = shot(.init(frames: 3, sourceStart: 0, sourceEnd: 6 / 24.0))
        #expect(frames(edit([twice])) == ones(1, 3, 5))
        let back = shot(.init(frames: 3, sourceStart: 1, sourceEnd: 1 - 3 / 24.0))
        #expect(frames(edit([back])) == ones(23, 22, 21))
        let still = shot(.init(frames: 2, sourceStart: 0.76, sourceEnd: 0.76))
        #expect(frames(edit([still])) == ones(18, 18))
    }

    @Test("a slow clip blends the frames whose middles lie around the moment, by their distance")
    func blend() {
        // Moments at ¼, ¾, 1¼, 1¾ … frames; the middles of frames at ½, 1½ …
        var slow = edit([shot(.init(frames: 6, sourceStart: 0, sourceEnd: 3 / 24.0))])
        #expect(
            frames(slow) == [
                .one(0), .blend(0, 1, weight: 64), .blend(0, 1, weight: 192), .blend(1, 2, weight: 64),
                .blend(1, 2, weight: 192), .blend(2, 3, weight: 64),
            ])
        slow.style.slowMotion = .repeat
        #expect(frames(slow) == ones(0, 0, 1, 1, 2, 2))
    }

    @Test("nothing is blended across a cut inside the clip")
    func blendAtCut() {
        let slow = edit([shot(.init(frames: 6, sourceStart: 0, sourceEnd: 3 / 24.0))], cuts: [2 / 24.0])
        #expect(
            frames(slow) == [
                .one(0), .blend(0, 1, weight: 64), .blend(0, 1, weight: 192), .one(1), .one(2),
                .blend(2, 3, weight: 64),
            ])
    }

    @Test("an eased piece blends only where it is slow")
    func ramp() {
        let ramp = edit([shot(.init(frames: 8, sourceStart: 0, sourceEnd: 12 / 24.0, easing: .easeIn))])
        // The speed at frame k is 3·(k + ½)/8: below 1 for k = 0, 1, and 2.
        let isBlended = frames(ramp).map { if case .one = $0 { false } else { true } }
        #expect(isBlended.dropFirst(3).allSatisfy { !$0 })
        #expect(isBlended[2])
    }

    @Test("a clip with more frames than the timeline needs is not blended, however slow it runs")
    func dense() {
        var slow = edit([shot(.init(frames: 3, sourceStart: 0, sourceEnd: 1.5 / 12))])
        slow.frameRate = FrameRate(12)
        #expect(frames(slow) == ones(0, 1, 2))
    }

    @Test("blur averages the frames that come on screen meanwhile, eight at most, and not across a cut")
    func blur() {
        var fast = edit([shot(.init(frames: 3, sourceStart: 0, sourceEnd: 9 / 24.0))], cuts: [4 / 24.0])
        fast.style.shutterBlur = true
        #expect(frames(fast) == [.mean([0, 1, 2]), .mean([4, 5]), .mean([6, 7, 8])])
        var faster = edit([shot(.init(frames: 2, sourceStart: 0, sourceEnd: 32 / 24.0))])
        faster.style.shutterBlur = true
        #expect(
            frames(faster) == [
                .mean([1, 3, 5, 7, 9, 11, 13, 15]), .mean([17, 19, 21, 23, 25, 27, 29, 31]),
            ])
        var once = edit([shot(.init(frames: 2, sourceStart: 0, sourceEnd: 2 / 24.0))])
        once.style.shutterBlur = true
        #expect(frames(once) == ones(0, 1))
    }

    @Test("frames that are made are a plate of their own, with the rate that the slowest use needs")
    func made() {
        let slow = shot(.init(frames: 4, sourceStart: 0, sourceEnd: 2 / 24.0))
        let plain = shot(at: 4, .init(frames: 2, sourceStart: 0, sourceEnd: 2 / 24.0))
        let slower = shot(at: 6, clip: 1, .init(frames: 4, sourceStart: 0, sourceEnd: 1 / 24.0))
        var edit = edit([slow, plain, slower])
        edit.style.slowMotion = .flow
        let map = map(edit)
        #expect(
            map.plates == [
                .init(clip: 0, madeRate: 48_000), .init(clip: 0), .init(clip: 1, madeRate: 96_000),
            ])
        #expect(map.pictures.map(\.base.plate) == [0, 0, 0, 0, 1, 1, 2, 2, 2, 2])
        #expect(map.usedFrames == [[0, 1, 2, 3], [0, 1], [0, 1, 2, 3]])
    }

    @Test("a dissolve mixes the two shots beyond their ends, by as much of either at the cut")
    func dissolve() {
        let first = shot(.init(frames: 10, sourceStart: 0, sourceEnd: 10 / 24.0))
        var second = shot(at: 10, clip: 1, .init(frames: 10, sourceStart: 1, sourceEnd: 1 + 10 / 24.0))
        second.transition = .init(kind: .dissolve, frames: 4)
        let pictures = map(edit([first, second])).pictures
        #expect(pictures.indices.filter { pictures[$0].over != nil } == Array(8..<12))
        #expect(pictures[8..<12].map(\.overWeight) == [32, 96, 160, 224])
        #expect(pictures[8..<12].map(\.base.frames) == ones(8, 9, 10, 11))
        #expect(pictures[8..<12].compactMap(\.over?.frames) == ones(22, 23, 24, 25))
        #expect(pictures[8..<12].map(\.base.plate) == [0, 0, 0, 0])
        #expect(pictures[8..<12].compactMap(\.over?.plate) == [1, 1, 1, 1])
        second.transition = .init(kind: .dissolve, frames: 3)
        let odd = map(edit([first, second])).pictures
        #expect(odd[9..<12].map(\.overWeight) == [42, 128, 213])
    }

    @Test("what a dissolve would see beyond a clip is its first or last frame")
    func dissolveClamps() {
        let first = shot(.init(frames: 10, sourceStart: 38 / 24.0, sourceEnd: 2))
        var second = shot(at: 10, clip: 1, .init(frames: 10, sourceStart: 0, sourceEnd: 10 / 24.0))
        second.transition = .init(kind: .dissolve, frames: 4)
        let pictures = map(edit([first, second])).pictures
        #expect(pictures[8..<12].map(\.base.frames) == ones(46, 47, 47, 47))
        #expect(pictures[8..<12].compactMap(\.over?.frames) == ones(0, 0, 0, 1))
    }

    @Test("a dip is black at the cut, a flash white on its first frame; both are linear")
    func tints() {
        let first = shot(.init(frames: 10, sourceStart: 0, sourceEnd: 10 / 24.0))
        var second = shot(at: 10, clip: 1, .init(frames: 10, sourceStart: 1, sourceEnd: 1 + 10 / 24.0))
        second.transition = .init(kind: .dip, frames: 8)
        let dip = map(edit([first, second])).pictures.map { $0.tint?.weight ?? 0 }
        #expect(Array(dip[5..<15]) == [0, 32, 96, 160, 224, 224, 160, 96, 32, 0])
        second.transition = .init(kind: .flash, frames: 4)
        let flash = map(edit([first, second])).pictures.map(\.tint)
        #expect(flash[9] == nil && flash[14] == nil)
        #expect(flash.compactMap { $0?.weight } == [256, 192, 128, 64])
        #expect(flash[10]?.isWhite == true)
    }

    @Test("windows that stand share a plate where they are the same, and many are cut out of one plate")
    func still() {
        func shots(_ windows: [Shot.Window]) -> [Shot] {
            windows.enumerated().map { index, window in
                var shot = shot(at: 4 * index, .init(frames: 4, sourceStart: 0, sourceEnd: 4 / 24.0))
                shot.windows = [.init(frame: 0, window: window)]
                return shot
            }
        }
        // The second cannot be as far to the left as it says, which makes it the first.
        let two = map(
            edit(shots([.init(x: 0.25, y: 0.25, zoom: 2), .init(x: 0.1, y: 0.2, zoom: 2), .init(zoom: 2)])))
        #expect(two.plates.count == 2)
        #expect(
            two.plates.first?.part
                == .init(
                    x: 0, y: 0, width: 80, height: 46, scaledWidth: 160, scaledHeight: 90))
        #expect(two.pictures.allSatisfy { $0.base.area == nil })
        let many = map(edit(shots((0..<5).map { .init(x: 0.3 + 0.1 * Double($0), zoom: 2) })))
        #expect(many.plates.count == 1)
        #expect(Set(many.pictures.map(\.base.area)).count == 5)
    }

    @Test("a window that moves is an area of one plate, between its keys and inside the picture")
    func moving() throws {
        var push = shot(.init(frames: 9, sourceStart: 0, sourceEnd: 9 / 24.0))
        push.windows = [.init(frame: 0, window: .init()), .init(frame: 8, window: .init(x: 1, zoom: 2))]
        let map = map(edit([push]))
        #expect(map.plates.count == 1)
        let part = try #require(map.plates[0].part)
        #expect(part == .init(x: 0, y: 0, width: 160, height: 90, scaledWidth: 160, scaledHeight: 90))
        let areas = try map.pictures.map { try #require($0.base.area) }
        #expect(areas[0] == .init(x: 0, y: 0, width: 1, height: 1))
        #expect(areas[8] == .init(x: 0.5, y: 0.25, width: 0.5, height: 0.5))
        #expect(abs(areas[4].width - 1 / 1.5) < 1e-12)
        for area in areas {
            #expect(area.x >= 0 && area.x + area.width <= 1)
            #expect(area.y >= 0 && area.y + area.height <= 1)
        }
    }

    @Test("a mirrored shot is so in all its frames, and of a still there is but one frame")
    func mirroredStill() {
        var still = shot(.init(frames: 3, sourceStart: 0, sourceEnd: 0.1))
        still.isMirrored = true
        for slowMotion in Edit.Style.SlowMotion.allCases {
            var edit = edit([still])
            edit.style.slowMotion = slowMotion
            let map = FrameMap(edit, times: [0: FrameTimes(displayTimes: [0])])
            #expect(
                map.pictures.map(\.base)
                    == .init(repeating: .init(plate: 0, frames: .one(0), isMirrored: true), count: 3))
        }
    }
}
