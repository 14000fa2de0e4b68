internal import Dispatch
internal import EditModel
internal import MediaEngine

/// A film that comes slowly closer to a still picture.
struct PushIn: Sendable {
    /// The picture: red, green and blue from the top left.
    let pixels: [UInt8]
    /// Its size, which is that of the film.
    let size: MediaMaker.Size
    /// How many pictures the film has.
    let frameCount: Int

    /// How much closer the last picture is than the first.
    private static let nearest: Float = 0.14

    /// Some pictures, one behind the other, as red, green and blue from the top left.
    ///
    /// - Throws: `CancellationError`.
    func pictures(_ frames: Range<Int>, flag: CancellationFlag) throws -> [UInt8] {
        var pictures: [UInt8] = []
        pictures.reserveCapacity(frames.count * size.byteCount)
        for frame in frames {
            try flag.check()
            pictures += picture(frame)
        }
        return pictures
    }

    private func picture(_ frame: Int) -> [UInt8] {
        let (width, height) = (size.width, size.height)
        let zoom = 1 + Self.nearest * Float(frame) / Float(max(frameCount - 1, 1))
        var result = [UInt8](repeating: 0, count: size.byteCount)
        pixels.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { bytes in
                // Each row writes to bytes of its own.
                nonisolated(unsafe) let (source, bytes) = (source, bytes)
                DispatchQueue.concurrentPerform(iterations: height) { row in
                    let (upper, lower, down) = Self.place(row, of: height, zoom)
                    for column in 0..<width {
                        let (left, right, aside) = Self.place(column, of: width, zoom)
                        func pixel(_ row: Int, _ column: Int) -> SIMD3<Float> {
                            let index = (row * width + column) * 3
                            return SIMD3(
                                Float(source[index]), Float(source[index + 1]), Float(source[index + 2]))
                        }
                        let top = pixel(upper, left) * (1 - aside) + pixel(upper, right) * aside
                        let foot = pixel(lower, left) * (1 - aside) + pixel(lower, right) * aside
                        let mean = top * (1 - down) + foot * down + 0.5
                        for channel in 0..<3 {
                            bytes[(row * width + column) * 3 + channel] = UInt8(mean[channel])
                        }
                    }
                }
            }
        }
        BlockLetters.mark(&result, of: (width, height))
        return result
    }

    /// Between which two pixels of a line a pixel lies that is seen closer, and how near it is to the second.
    @inline(__always)
    private static func place(_ index: Int, of count: Int, _ zoom: Float) -> (Int, Int, Float) {
        let middle = Float(count) / 2
        let place = max(middle + (Float(index) + 0.5 - middle) / zoom - 0.5, 0)
        let first = min(Int(place), count - 1)
        return (first, min(first + 1, count - 1), place - Float(first))
    }
}
