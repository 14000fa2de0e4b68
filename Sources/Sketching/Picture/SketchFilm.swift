internal import Dispatch
internal import EditModel
internal import MediaEngine

/// A film of a scene: the pixels of each of its pictures.
struct SketchFilm: Sendable {
    /// Pictures a second.
    static let framesPerSecond = 24

    private let scene: SketchScene
    /// The size in which it is drawn.
    let drawn: MediaMaker.Size

    /// Prepares a film that is to be shown in a size; it is drawn smaller where it is large, and enlarged as it is encoded.
    init(_ scene: SketchScene, shownIn size: MediaMaker.Size) {
        self.scene = scene
        let lines = min(size.width, size.height)
        // Half the lines are enough for soft shapes, and take a quarter of the time.
        let wanted = lines <= 360 ? lines : max(360, lines * 2 / 5)
        drawn = MediaMaker.Size(
            width: max(size.width * wanted / lines, 1), height: max(size.height * wanted / lines, 1))
    }

    /// Some pictures, one behind the other, as red, green and blue from the top left.
    ///
    /// - Parameters:
    ///   - frames: The numbers of the pictures.
    ///   - flag: Asked before each picture.
    /// - Throws: `CancellationError`.
    func pictures(_ frames: Range<Int>, flag: CancellationFlag) throws -> [UInt8] {
        var pictures: [UInt8] = []
        pictures.reserveCapacity(frames.count * drawn.byteCount)
        let light = UnsafeMutablePointer<Color>.allocate(capacity: drawn.width * drawn.height)
        light.initialize(repeating: Color(repeating: 0), count: drawn.width * drawn.height)
        defer { light.deallocate() }
        for frame in frames {
            try flag.check()
            pictures += picture(frame, light)
        }
        return pictures
    }

    private func picture(_ frame: Int, _ light: UnsafeMutablePointer<Color>) -> [UInt8] {
        let (width, height) = (drawn.width, drawn.height)
        let bandCount = min(8, height)
        let time = Float(frame) / Float(Self.framesPerSecond)
        var pixels = [UInt8](repeating: 0, count: drawn.byteCount)
        pixels.withUnsafeMutableBufferPointer { bytes in
            // Each band writes to light and bytes of its own.
            nonisolated(unsafe) let bytes = bytes
            nonisolated(unsafe) let light = light
            DispatchQueue.concurrentPerform(iterations: bandCount) { number in
                let rows = height * number / bandCount..<height * (number + 1) / bandCount
                scene.draw(rows, of: (width, height), into: light, time: time)
                let (across, down) = (1 / Float(width), 1 / Float(height))
                for row in rows {
                    let v = 1 - (Float(row) + 0.5) * down
                    for column in 0..<width {
                        let index = row * width + column
                        let pixel = Development.pixel(
                            light[index], u: (Float(column) + 0.5) * across, v: v,
                            grain: (hash(column &+ row &* 4099, frame) - 0.5) * 0.006)
                        for channel in 0..<3 { bytes[index * 3 + channel] = pixel[channel] }
                    }
                }
            }
        }
        BlockLetters.mark(&pixels, of: (width, height))
        return pixels
    }
}
