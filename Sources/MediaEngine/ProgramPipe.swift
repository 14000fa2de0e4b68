internal import Dispatch
internal import Foundation
internal import SystemPackage

/// A pipe to or from a program, as wide as a picture, so that the program and this process seldom wait for each other.
///
/// Reading and writing wait until they are done, and so belong on a thread of their own, see `OwnThread`.
final class ProgramPipe {
    /// Which way bytes go.
    enum Direction { case toProgram, fromProgram }

    /// The program's end; starting the program closes it here.
    let programEnd: FileDescriptor
    private var ownEnd: FileDescriptor?

    /// In bytes: what a system allows without privileges, see pipe(7).
    private static let width: Int32 = 1 << 20
    /// The command that widens a pipe, `F_SETPIPE_SZ`, which the C library shows to GNU programs only.
    private static let setPipeSize: Int32 = 1031
    /// How often it is asked whether the task was cancelled while the program is silent, in milliseconds.
    private static let patience: Int32 = 100

    /// Makes a pipe.
    init(_ direction: Direction) throws {
        let ends = try FileDescriptor.pipe(options: .closeOnExec)
        let own = direction == .toProgram ? ends.writeEnd : ends.readEnd
        programEnd = direction == .toProgram ? ends.readEnd : ends.writeEnd
        ownEnd = own
        // A user who has many pipes is given narrow ones, which do as well, only slower.
        _ = fcntl(own.rawValue, Self.setPipeSize, Self.width)
        _ = fcntl(own.rawValue, F_SETFL, O_NONBLOCK)
    }

    deinit { close() }

    /// Ends it: a program that reads from it finds its input at an end.
    func close() {
        try? ownEnd?.close()
        ownEnd = nil
    }

    /// Writes all bytes.
    ///
    /// - Returns: Whether the program took them; false once it reads no more.
    /// - Throws: `CancellationError`.
    func write(_ bytes: borrowing RawSpan) throws -> Bool {
        try bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                guard let count = try moving(POLLOUT, { try $0.write(rest) }) else { return false }
                done += count
            }
            return true
        }
    }

    /// Fills a buffer.
    ///
    /// - Returns: How many bytes came; fewer than the buffer has where the program's output has ended.
    /// - Throws: `CancellationError`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            guard let count = try moving(POLLIN, { try $0.read(into: rest) }), count > 0 else { break }
            done += count
        }
        return done
    }

    /// Moves some bytes as soon as that is possible.
    ///
    /// - Returns: How many; nil where the pipe is broken.
    private func moving(_ event: Int32, _ move: (FileDescriptor) throws -> Int) throws -> Int? {
        guard let ownEnd else { return nil }
        while true {
            do {
                return try move(ownEnd)
            } catch Errno.resourceTemporarilyUnavailable {
                try Task.checkCancellation()
                var request = pollfd(fd: ownEnd.rawValue, events: Int16(event), revents: 0)
                poll(&request, 1, Self.patience)
            } catch {
                return nil
            }
        }
    }
}

/// A thread beside those that all tasks share, for work that waits in calls that block.
final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "mvsync.own-thread")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
