import MediaEngine
import Testing

@Suite("Compositor")
struct CompositorTests {
    /// Levels by chance, the same each time.
    private static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    private let form = PictureForm(width: 70, height: 38)

    /// What is made of a picture, of plates with the given frames.
    private func compose(
        _ picture: FrameMap.Picture, _ frames: [[UInt8]], of plate: PictureForm, as form: PictureForm
    ) throws -> [UInt8] {
        let store = try FrameStore(
            frameSize: plate.byteCount, frameCount: frames.count, spoolFolder: nil)
        for (index, frame) in frames.enumerated() {
            try frame.withUnsafeBytes { try store.store($0, as: index) }
        }
        let compositor = Compositor(plates: [.init(store: store, form: plate)], form: form)
        var result = [UInt8](repeating: 0, count: form.byteCount)
        try result.withUnsafeMutableBytes { try compositor.compose(picture, into: $0) }
        return result
    }

    @Test("two frames are blended by weight, to half a level", arguments: [1, 77, 128, 255])
    func blend(weight: Int) throws {
        let frames = [Self.noise(form.byteCount, seed: 1), Self.noise(form.byteCount, seed: 2)]
        let layer = FrameMap.Layer(plate: 0, frames: .blend(0, 1, weight: weight))
        let seen = try compose(.init(layer), frames, of: form, as: form)
        let share = Double(weight) / 256
        var worst = 0.0
        for index in seen.indices {
            let exact = Double(frames[0][index]) * (1 - share) + Double(frames[1][index]) * share
            worst = max(worst, abs(Double(seen[index]) - exact))
        }
        #expect(worst <= 0.5)
    }

    @Test("several frames are averaged, to half a level", arguments: 2...8)
    func mean(count: Int) throws {
        let frames = (0..<count).map { Self.noise(form.byteCount, seed: UInt64($0)) }
        let layer = FrameMap.Layer(plate: 0, frames: .mean(Array(0..<count)))
        let seen = try compose(.init(layer), frames, of: form, as: form)
        var worst = 0.0
        for index in seen.indices {
            let exact = frames.reduce(0) { $0 + Double($1[index]) } / Double(count)
            worst = max(worst, abs(Double(seen[index]) - exact))
        }
        #expect(worst <= 0.5)
    }

    @Test("one layer lies over another by weight; the whole weight is the layer itself")
    func over() throws {
        let frames = [Self.noise(form.byteCount, seed: 3), Self.noise(form.byteCount, seed: 4)]
        var picture = FrameMap.Picture(.init(plate: 0, frames: .one(0)))
        picture.over = .init(plate: 0, frames: .one(1))
        picture.overWeight = 64
        let seen = try compose(picture, frames, of: form, as: form)
        var worst = 0.0
        for index in seen.indices {
            let exact = Double(frames[0][index]) * 0.75 + Double(frames[1][index]) * 0.25
            worst = max(worst, abs(Double(seen[index]) - exact))
        }
        #expect(worst <= 0.5)
        picture.overWeight = 256
        #expect(try compose(picture, frames, of: form, as: form) == frames[1])
    }

    @Test("black and white are those of limited range, without colour", arguments: [false, true])
    func tint(isWhite: Bool) throws {
        let frame = Self.noise(form.byteCount, seed: 5)
        var picture = FrameMap.Picture(.init(plate: 0, frames: .one(0)))
        picture.tint = .init(isWhite: isWhite, weight: 256)
        let size = form.width * form.height
        let full = try compose(picture, [frame], of: form, as: form)
        #expect(full[..<size].allSatisfy { $0 == (isWhite ? 235 : 16) })
        #expect(full[size...].allSatisfy { $0 == 128 })
        picture.tint = .init(isWhite: isWhite, weight: 64)
        let quarter = try compose(picture, [frame], of: form, as: form)
        var worst = 0.0
        for index in frame.indices {
            let colour = index < size ? (isWhite ? 235.0 : 16) : 128
            worst = max(worst, abs(Double(quarter[index]) - (0.75 * Double(frame[index]) + 0.25 * colour)))
        }
        #expect(worst <= 0.5)
    }

    @Test("a mirrored picture has left and right exchanged in every plane, and twice is none")
    func mirror() throws {
        let frame = Self.noise(form.byteCount, seed: 6)
        let picture = FrameMap.Picture(.init(plate: 0, frames: .one(0), isMirrored: true))
        let seen = try compose(picture, [frame], of: form, as: form)
        for (offset, width, height) in Self.planes(of: form) {
            for y in 0..<height {
                let row = offset + y * width..<offset + (y + 1) * width
                #expect(Array(seen[row]) == frame[row].reversed())
            }
        }
        #expect(try compose(picture, [seen], of: form, as: form) == frame)
    }

    private static func planes(of form: PictureForm) -> [(offset: Int, width: Int, height: Int)] {
        let (size, w, h) = (form.width * form.height, form.width / 2, form.height / 2)
        return form.isGrey
            ? [(0, form.width, form.height)]
            : [(0, form.width, form.height), (size, w, h), (size + w * h, w, h)]
    }

    @Test(
        "an area is what bilinear interpolation gives, to what 1/256 of a pixel makes",
        arguments: [
            FrameMap.Area(x: 0, y: 0, width: 1, height: 1), .init(x: 0.25, y: 0.5, width: 0.5, height: 0.5),
            .init(x: 0.123, y: 0.456, width: 0.345, height: 0.345),
            .init(x: 0.9, y: 0, width: 0.1, height: 1),
        ], [false, true])
    func area(area: FrameMap.Area, isMirrored: Bool) throws {
        for plate in [PictureForm(width: 96, height: 50), .init(width: 2, height: 2), form] {
            let frame = Self.noise(plate.byteCount, seed: 7)
            var worst = 0.0
            let layer = FrameMap.Layer(plate: 0, frames: .one(0), area: area, isMirrored: isMirrored)
            let seen = try compose(FrameMap.Picture(layer), [frame], of: plate, as: form)
            for (from, to) in zip(Self.planes(of: plate), Self.planes(of: form)) {
                for y in 0..<to.height {
                    for x in 0..<to.width {
                        let across = isMirrored ? to.width - 1 - x : x
                        let u = area.x + area.width * (Double(across) + 0.5) / Double(to.width)
                        let v = area.y + area.height * (Double(y) + 0.5) / Double(to.height)
                        let exact = Self.bilinear(
                            frame, from, u * Double(from.width) - 0.5, v * Double(from.height) - 0.5)
                        let found = Double(seen[to.offset + y * to.width + x])
                        worst = max(worst, abs(found - exact))
                    }
                }
            }
            // Each way, half of 1/256 of the steepest change, and half a level of rounding.
            #expect(worst < 0.5 + 255.0 / 256)
        }
    }

    private static func bilinear(
        _ frame: [UInt8], _ plane: (offset: Int, width: Int, height: Int), _ x: Double, _ y: Double
    ) -> Double {
        let (x, y) = (min(max(x, 0), Double(plane.width - 1)), min(max(y, 0), Double(plane.height - 1)))
        let (left, top) = (Int(x), Int(y))
        func level(_ x: Int, _ y: Int) -> Double {
            Double(
                frame[plane.offset + min(y, plane.height - 1) * plane.width + min(x, plane.width - 1)])
        }
        let (across, down) = (x - Double(left), y - Double(top))
        let above = level(left, top) * (1 - across) + level(left + 1, top) * across
        let below = level(left, top + 1) * (1 - across) + level(left + 1, top + 1) * across
        return above * (1 - down) + below * down
    }

    @Test("an area that moves by a tenth of a pixel moves the picture by a tenth of a pixel")
    func smooth() throws {
        let plate = PictureForm(width: 128, height: 64, isGrey: true)
        // A slope across: two levels a pixel.
        let frame = (0..<plate.byteCount).map { UInt8($0 % 128 * 2) }
        let grey = PictureForm(width: 64, height: 32, isGrey: true)
        var sums: [Int] = []
        for step in 0..<40 {
            let area = FrameMap.Area(x: 0.2 + 0.1 * Double(step) / 128, y: 0.2, width: 0.47, height: 0.5)
            let seen = try compose(
                .init(.init(plate: 0, frames: .one(0), area: area)), [frame], of: plate, as: grey)
            sums.append(seen.reduce(0) { $0 + Int($1) })
        }
        let steps = zip(sums.dropFirst(), sums).map { Double($0 - $1) / Double(grey.byteCount) }
        for step in steps { #expect(abs(step - 0.2) <= 0.1) }
        #expect(abs(steps.reduce(0, +) - 0.2 * 39) <= 0.1)
    }
}
