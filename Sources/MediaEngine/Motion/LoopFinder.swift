internal import EditModel

/// Finds places in a clip so alike that it can jump from one to the other unseen.
///
/// Two frames are compared together with the ones before them, so that movement goes on in its direction. Of a long clip
/// every second frame is left out, and again, until few enough are left.
struct LoopFinder {
    /// The most frames that are compared with each other.
    static let mostSamples = 1024
    /// The shortest loop, in seconds.
    static let shortest = 1.0
    /// The most loops that are given.
    static let mostLoops = 5
    /// Pictures that differ more are no loop, in grey levels.
    static let greatestDifference = 8.0
    /// The starts or the ends of two loops lie this far apart, in seconds.
    static let apart = 0.5

    // Tiny pictures of 32x18, kept as twelve tiles one after the other.
    private static let width = 32
    private static let tileSize = 48
    private static let tileCount = 12
    private static let pictureSize = tileSize * tileCount

    /// A frame's number, and where in `pictures` it and the one before it are.
    private var frames: [Int] = []
    /// For each of `frames`: its tiny picture and the one before.
    private var pictures: [UInt8] = []
    private var previous: [UInt8] = []
    private var step = 1
    private var count = 0

    /// Takes the next frame in: `GreyFrame.size` grey levels.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        let picture = Self.tiny(bytes)
        if count % step == 0 {
            if frames.count == Self.mostSamples { thin() }
            if count % step == 0 {
                frames.append(count)
                pictures += picture
                pictures += previous.isEmpty ? picture : previous
            }
        }
        previous = picture
        count += 1
    }

    /// Leaves out every second frame.
    private mutating func thin() {
        let pair = 2 * Self.pictureSize
        var kept = 0
        for index in stride(from: 0, to: frames.count, by: 2) {
            frames[kept] = frames[index]
            if kept != index {
                for byte in 0..<pair { pictures[kept * pair + byte] = pictures[index * pair + byte] }
            }
            kept += 1
        }
        frames.removeLast(frames.count - kept)
        pictures.removeLast(pictures.count - kept * pair)
        step *= 2
    }

    /// The best loops, the least difference first, none across a cut.
    ///
    /// - Parameters:
    ///   - times: The frames' times in seconds.
    ///   - takeStarts: The frames at which a take begins, increasing.
    /// - Complexity: O(n²) in at most `mostSamples` frames.
    func loops(times: [Double], takeStarts: [Int]) -> [Footage.Loop] {
        var candidates: [Footage.Loop] = []
        let takes = frames.map { frame in takeStarts.count { $0 <= frame } }
        let limit = Int32(Self.greatestDifference) * Int32(2 * Self.pictureSize)
        for start in frames.indices where !takeStarts.contains(frames[start]) || frames[start] == 0 {
            let time = times[frames[start]]
            var best: (end: Int, sum: Int32) = (start, limit)
            for end in frames[(start + 1)...].indices where times[frames[end]] - time >= Self.shortest {
                guard takes[end] == takes[start] else { break }
                let sum = difference(start, end)
                // Among equals the longer.
                if sum <= best.sum { best = (end, sum) }
            }
            guard best.end > start else { continue }
            let difference = worst(start, best.end)
            guard difference <= Self.greatestDifference else { continue }
            candidates.append(
                Footage.Loop(
                    start: time, end: times[frames[best.end]], difference: (difference * 100).rounded() / 100)
            )
        }
        candidates.sort {
            ($0.difference, $0.start - $0.end, $0.start) < ($1.difference, $1.start - $1.end, $1.start)
        }
        var chosen: [Footage.Loop] = []
        for loop in candidates where chosen.count < Self.mostLoops {
            let isNew = chosen.allSatisfy {
                abs($0.start - loop.start) >= Self.apart || abs($0.end - loop.end) >= Self.apart
            }
            if isNew { chosen.append(loop) }
        }
        return chosen
    }

    /// The sum of absolute differences of two pairs of pictures.
    private func difference(_ a: Int, _ b: Int) -> Int32 {
        let size = 2 * Self.pictureSize
        return pictures.withUnsafeBufferPointer { pictures in
            guard let base = pictures.baseAddress else { return 0 }
            return Self.difference(base + a * size, base + b * size, count: size)
        }
    }

    /// The mean difference of two pairs of pictures, or half of that in the worst tile where that is more: a small
    /// thing that jumps is seen too.
    private func worst(_ a: Int, _ b: Int) -> Double {
        let size = 2 * Self.pictureSize
        return pictures.withUnsafeBufferPointer { pictures in
            guard let base = pictures.baseAddress else { return 0 }
            var most: Int32 = 0
            var sum: Int32 = 0
            for tile in 0..<2 * Self.tileCount {
                let offset = tile * Self.tileSize
                let here = Self.difference(
                    base + a * size + offset, base + b * size + offset, count: Self.tileSize)
                most = max(most, here)
                sum += here
            }
            return max(Double(sum) / Double(size), Double(most) / Double(2 * Self.tileSize))
        }
    }

    @inline(__always)
    private static func difference(
        _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int
    ) -> Int32 {
        var sum: Int32 = 0
        for index in 0..<count { sum &+= abs(Int32(a[index]) &- Int32(b[index])) }
        return sum
    }

    /// Means of five by five pixels, in four by three tiles of eight by six.
    private static func tiny(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var picture = [UInt8](repeating: 0, count: pictureSize)
        var sums = [Int32](repeating: 0, count: width)
        for row in 0..<pictureSize / width {
            for column in 0..<width { sums[column] = 0 }
            for line in 0..<5 {
                let start = (row * 5 + line) * GreyFrame.width
                for column in 0..<width {
                    let at = start + column * 5
                    sums[column] &+=
                        Int32(bytes[at]) &+ Int32(bytes[at + 1]) &+ Int32(bytes[at + 2])
                        &+ Int32(bytes[at + 3]) &+ Int32(bytes[at + 4])
                }
            }
            for column in 0..<width {
                let tile = row / 6 * 4 + column / 8
                picture[tile * tileSize + row % 6 * 8 + column % 8] = UInt8(
                    truncatingIfNeeded: (sums[column] + 12) / 25)
            }
        }
        return picture
    }
}
