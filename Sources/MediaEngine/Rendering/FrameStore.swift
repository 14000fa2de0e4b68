internal import Foundation

/// Raw frames of one size, in memory or in a nameless file.
///
/// The file has no name from the start, so that nothing is left of it however the process ends.
package final class FrameStore {
    private let frameSize: Int
    private let frameCount: Int
    private var slots: [Int: Int] = [:]
    private let memory: UnsafeMutableRawPointer?
    private let descriptor: Int32
    private let folder: String

    /// Makes room for frames.
    ///
    /// - Parameters:
    ///   - frameSize: Bytes a frame.
    ///   - frameCount: How many frames will come, at most.
    ///   - spoolFolder: Where the file goes; nil keeps the frames in memory.
    /// - Throws: `MediaError` where the disk has no room.
    package init(frameSize: Int, frameCount: Int, spoolFolder: String?) throws {
        self.frameSize = frameSize
        self.frameCount = frameCount
        folder = spoolFolder ?? ""
        guard let spoolFolder else {
            descriptor = -1
            // Pages that are not written to take no room.
            memory = .allocate(byteCount: max(frameSize * frameCount, 1), alignment: 64)
            return
        }
        memory = nil
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
        memory?.deallocate()
        if descriptor >= 0 { close(descriptor) }
    }

    /// How many frames are kept.
    var count: Int { slots.count }

    /// Keeps a frame under its index, in the place of one that was kept under it before.
    package func store(_ frame: UnsafeRawBufferPointer, as index: Int) throws {
        precondition(frame.count == frameSize, "a frame has its size")
        let slot = slots[index] ?? slots.count
        precondition(slot < frameCount, "no more frames come than were said to")
        slots[index] = slot
        if let memory {
            UnsafeMutableRawBufferPointer(start: memory + slot * frameSize, count: frameSize)
                .copyMemory(from: frame)
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

    /// A frame's bytes, which hold as long as the store and the scratch are there and unchanged.
    ///
    /// - Parameter scratch: `frameSize` bytes, into which a frame is read that is not in memory.
    func frame(_ index: Int, scratch: UnsafeMutableRawPointer) throws -> UnsafeRawPointer {
        guard let slot = slots[index] else { preconditionFailure("frame \(index) was never stored") }
        if let memory { return UnsafeRawPointer(memory + slot * frameSize) }
        var done = 0
        while done < frameSize {
            let count = pread(descriptor, scratch + done, frameSize - done, slot * frameSize + done)
            guard count > 0 else {
                throw MediaError(.cannotWrite, "Spilled frames in \(folder) cannot be read back.")
            }
            done += count
        }
        return UnsafeRawPointer(scratch)
    }

    private static func noRoom(_ folder: String) -> MediaError {
        MediaError(
            .cannotWrite, "There is no room for spilled frames in \(folder); free some space, or set TMPDIR.")
    }
}
