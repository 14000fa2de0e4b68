internal import Foundation

/// Raw frames of one size, in memory or in a nameless file.
///
/// The file has no name from the start, so that nothing is left of it however the process ends.
final class FrameStore {
    private let frameSize: Int
    private var slots: [Int: Int] = [:]
    private var memory: [UInt8] = []
    private let descriptor: Int32?
    private let folder: String

    /// Makes room for frames.
    ///
    /// - Parameters:
    ///   - frameSize: Bytes a frame.
    ///   - frameCount: How many frames will come, at most.
    ///   - spoolFolder: Where the file goes; nil keeps the frames in memory.
    /// - Throws: `MediaError` where the disk has no room.
    init(frameSize: Int, frameCount: Int, spoolFolder: String?) throws {
        self.frameSize = frameSize
        folder = spoolFolder ?? ""
        guard let spoolFolder else {
            descriptor = nil
            memory.reserveCapacity(frameSize * frameCount)
            return
        }
        var template = Array("\(spoolFolder)/mvsync-frames-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw Self.noRoom(spoolFolder) }
        unlink(template)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        descriptor = file
        guard posix_fallocate(file, 0, max(frameSize * frameCount, 1)) == 0 else {
            throw Self.noRoom(spoolFolder)
        }
    }

    deinit {
        if let descriptor { close(descriptor) }
    }

    /// How many frames are kept.
    var count: Int { slots.count }

    /// Keeps a frame under its index, in the place of one that was kept under it before.
    func store(_ frame: UnsafeRawBufferPointer, as index: Int) throws {
        let slot = slots[index] ?? slots.count
        slots[index] = slot
        guard let descriptor else {
            let start = slot * frameSize
            if start == memory.count {
                memory.append(contentsOf: frame)
            } else {
                memory.withUnsafeMutableBytes { $0[start..<start + frameSize].copyBytes(from: frame) }
            }
            return
        }
        var done = 0
        while done < frameSize {
            let written = pwrite(
                descriptor, frame.baseAddress! + done, frameSize - done, slot * frameSize + done)
            guard written > 0 else { throw Self.noRoom(folder) }
            done += written
        }
    }

    /// Copies a frame into a buffer of `frameSize` bytes.
    func load(_ index: Int, into buffer: inout [UInt8]) throws {
        guard let slot = slots[index] else { preconditionFailure("frame \(index) was never stored") }
        guard let descriptor else {
            buffer.withUnsafeMutableBytes { target in
                memory.withUnsafeBytes { source in
                    target.copyMemory(
                        from: UnsafeRawBufferPointer(
                            rebasing: source[slot * frameSize..<(slot + 1) * frameSize]))
                }
            }
            return
        }
        var done = 0
        while done < frameSize {
            let count = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress! + done, frameSize - done, slot * frameSize + done)
            }
            guard count > 0 else {
                throw MediaError(.cannotWrite, "Spilled frames in \(folder) cannot be read back.")
            }
            done += count
        }
    }

    private static func noRoom(_ folder: String) -> MediaError {
        MediaError(
            .cannotWrite, "There is no room for spilled frames in \(folder); free some space, or set TMPDIR.")
    }
}
