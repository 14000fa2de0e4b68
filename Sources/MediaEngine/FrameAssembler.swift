/// Cuts a stream of bytes into frames of one size.
struct FrameAssembler {
    private let frameSize: Int
    private var partial: [UInt8] = []

    init(frameSize: Int) {
        precondition(frameSize > 0, "a frame has bytes")
        self.frameSize = frameSize
        partial.reserveCapacity(frameSize)
    }

    /// Takes bytes in, and hands on each frame that is complete with them.
    mutating func append(
        _ bytes: UnsafeRawBufferPointer, onFrame: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        var rest = bytes[...]
        if !partial.isEmpty {
            let missing = min(frameSize - partial.count, rest.count)
            partial.append(contentsOf: rest.prefix(missing))
            rest = rest.dropFirst(missing)
            guard partial.count == frameSize else { return }
            try partial.withUnsafeBytes(onFrame)
            partial.removeAll(keepingCapacity: true)
        }
        while rest.count >= frameSize {
            try onFrame(UnsafeRawBufferPointer(rebasing: rest.prefix(frameSize)))
            rest = rest.dropFirst(frameSize)
        }
        partial.append(contentsOf: rest)
    }
}
